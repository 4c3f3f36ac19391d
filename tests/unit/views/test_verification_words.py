"""No code of a verification report stands before a clerk without words."""

import ast
import re
from pathlib import Path

from pyhanko.sign.ades import report as ades

import signing
from signing.values import Revocation, SignatureReport, Verdict
from views.verification_words import PROBLEMS, problem_words, signature_lines, why

ROOM = Path(signing.__file__).parent
# Codes of other things in these modules: of changes that are allowed.
NO_PROBLEMS = {"validation-data"}


def codes_of(module: str) -> set[str]:
    """Every text of a module that has the form of a code of two words or more."""
    tree = ast.parse((ROOM / module).read_text("utf-8"))
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}


def test_every_problem_has_words() -> None:
    """What the judgement can say is known here, and nothing else is."""
    modules = ("judgement.py", "signature_check.py", "changes.py", "verification.py")
    given = {"unsigned", "malformed", "encrypted", "unreadable"}.union(*map(codes_of, modules))

    assert given - NO_PROBLEMS == set(PROBLEMS)
    assert all(problem_words(code) != code for code in PROBLEMS)


def test_every_subindication_has_words() -> None:
    """With ETSI's own word behind them, for experts."""
    names = {
        str(kind.standard_name)
        for kinds in (ades.AdESFailure, ades.AdESIndeterminate)
        for kind in kinds
    }

    for name in names:
        text = why(_signature(subindication=name))
        assert text.endswith(f" ({name})"), name


def test_a_signature_tells_what_came_after_it() -> None:
    """The agency's signature over the officer's is no change of what was signed."""
    lines = signature_lines(_signature(changed=("signature", "validation-data")))

    assert "Over an earlier version; after it came a further signature, data for later checks" in (
        lines
    )
    assert "No trusted time-stamp" in lines


def _signature(subindication: str | None = None, changed: tuple[str, ...] = ()) -> SignatureReport:
    return SignatureReport(
        field="Agency",
        signer="Nguyễn Văn Thử",
        signed_at=None,
        timestamped_at=None,
        level="B-B",
        verdict=Verdict.INDETERMINATE,
        subindication=subindication,
        covers_whole_file=False,
        changed_after=changed,
        problems=(),
        revocation=Revocation.UNKNOWN,
    )
