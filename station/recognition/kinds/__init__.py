"""The kinds of paper that are recognised: one declarative file each, beside this one.

A file says by what the kind is known and which fields it has; `paper.py` does the rest. A kind of
one's own is one more such file, in the folder `kinds` of the desk's home.

    id = "birth-certificate"           stable, kebab-case
    name = "Giấy khai sinh"            as the clerk calls it
    titles = ["GIẤY KHAI SINH"]        printed in capitals at the start of a line
    signs = ["người đi khai sinh"]     words found on it, in any case; each counts
    against = ["đơn đề nghị"]          words that rule it out
    general = true                     papers of many sorts bear its titles: alone they decide
                                       nothing between the papers that a procedure asks for

    [[fields]]
    name = "birth_date"                stable, snake_case
    labels = ["ngày, tháng, năm sinh"] what stands before the value; or:
    pattern = "[A-Z]{2} [0-9]{6}"      how the value itself looks, where it has no label
    title = "Ngày sinh"                as the clerk calls it; default: its first label
    type = "date"                      text, name (a person's), date, number, digits, id, year, sex
    after = "người mẹ"                 looked for only below or behind these words
    lines = 2                          on how many lines the value may stand

    [[checks]]
    rule = "date-in-words"             see paper_checks.py
    fields = ["birth_date", "birth_date_words"]
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from station.errors import SettingInvalid

KINDS_FOLDER = "kinds"
"""Of a desk's home: where its own kinds lie."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where one field stands and what it looks like; see the head of this file."""

    name: str
    labels: tuple[str, ...] = ()
    title: str = ""
    pattern: str = ""
    type: str = "text"
    after: str = ""
    lines: int = 1

    @property
    def called(self) -> str:
        """What the clerk calls it, in the paper's own language."""
        first = self.labels[0] if self.labels else self.name
        return self.title or first[:1].upper() + first[1:]


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A rule by its name and the fields that it holds against each other."""

    rule: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper; see the head of this file."""

    id: str
    name: str
    titles: tuple[str, ...]
    signs: tuple[str, ...]
    against: tuple[str, ...]
    fields: tuple[FieldRule, ...]
    checks: tuple[CheckRule, ...]
    general: bool = False


def load_kinds(own: Path | None = None) -> tuple[Kind, ...]:
    """All kinds of this version, and those of a desk's own folder, which may replace one by its id.

    Raises:
        SettingInvalid: a file of the desk's own is not as it must be; `key` is its name.
    """
    built_in = sorted(
        (file for file in files(__name__).iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    kinds = {kind.id: kind for kind in (_kind(file.read_text("utf-8")) for file in built_in)}
    for path in sorted(own.glob("*.toml")) if own is not None and own.is_dir() else []:
        try:
            kind = _kind(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
            raise SettingInvalid(key=path.name, expected="a kind of paper") from error
        kinds[kind.id] = kind
    return tuple(kinds.values())


def _kind(text: str) -> Kind:
    given: dict[str, Any] = tomllib.loads(text)
    return Kind(
        id=given["id"],
        name=given["name"],
        titles=tuple(given.get("titles", ())),
        signs=tuple(given.get("signs", ())),
        against=tuple(given.get("against", ())),
        fields=tuple(
            FieldRule(**{**field, "labels": tuple(field.get("labels", ()))})
            for field in given.get("fields", ())
        ),
        checks=tuple(
            CheckRule(check["rule"], tuple(check["fields"])) for check in given.get("checks", ())
        ),
        general=given.get("general", False),
    )
