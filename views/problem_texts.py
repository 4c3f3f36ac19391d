"""What the clerk reads when something goes wrong: what happened, and what to do now.

The words stand in `views.problem_words`, by error code, for the errors of all rooms. None of them
is ever compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from offline_store.errors import Fact
from views.language import translate
from views.problem_words.chips import CHIPS
from views.problem_words.keeping import KEEPING
from views.problem_words.lots import LOTS
from views.problem_words.people import PEOPLE
from views.problem_words.procedures import PROCEDURES
from views.problem_words.readiness import READINESS
from views.problem_words.scanning import SCANNING
from views.problem_words.signing import SIGNING
from views.problem_words.updating import UPDATING
from views.problem_words.words import Words
from views.problem_words.working import WORKING


@dataclass(frozen=True, slots=True)
class ProblemText:
    """One problem in the clerk's language."""

    happened: str
    to_do: str


def problem_text(code: str, facts: Mapping[str, Fact]) -> ProblemText:
    """The words for an error's code, with its facts in place."""
    words = PROBLEMS.get(code, UNKNOWN)
    happened = _with_facts(translate("Problem", words.happened), {"code": code, **facts})
    detail = translate("Problem", words.detail) if words.detail else ""
    if detail and _needs(detail) <= {name for name, fact in facts.items() if fact is not None}:
        happened = f"{happened} {_with_facts(detail, facts)}"
    return ProblemText(happened, translate("Problem", words.to_do))


def _needs(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _with_facts(text: str, facts: Mapping[str, Fact]) -> str:
    return text.format_map({name: "…" for name in _needs(text)} | dict(facts))


UNKNOWN = Words(
    QT_TRANSLATE_NOOP("Problem", "Something went wrong ({code})."),
    QT_TRANSLATE_NOOP(
        "Problem", "What was saved is safe. Try again; if it stays, tell IT the code."
    ),
)

PROBLEMS: Mapping[str, Words] = {
    **CHIPS,
    **SCANNING,
    **UPDATING,
    **SIGNING,
    **KEEPING,
    **WORKING,
    **PEOPLE,
    **READINESS,
    **PROCEDURES,
    **LOTS,
}
