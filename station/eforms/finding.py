"""The forms that a procedure has on a day, of a ward's own and of those that come along."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from station.eform_errors import EFormInvalid
from station.eforms.declared import EForm, declared, is_of, read_document
from station.recognition.kinds import Kind

BUILT_IN = Path(__file__).parent
FRAME = BUILT_IN / "frame.typ"
_NAMED = re.compile(r"(?P<id>[a-z][a-z0-9-]{0,59})\.(?P<day>\d{4}-\d{2}-\d{2})\.json")


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file that declares a form, by its name alone."""

    id: str
    since: date
    file: Path


def form_files(own: Path | None) -> tuple[FormFile, ...]:
    """Every form's file, by id and day; a ward's own in place of one that comes along.

    Raises:
        EFormInvalid: one is named by a day that there is not.
    """
    found = {(each.id, each.since): each for each in _files(BUILT_IN)}
    if own is not None:
        found |= {(each.id, each.since): each for each in _files(own)}
    return tuple(found[key] for key in sorted(found))


def forms_of(
    procedure: str, day: date, own: Path | None, kinds: Sequence[Kind]
) -> tuple[EForm, ...]:
    """The forms of a procedure's code that are used on that day: the newest of each, by id.

    own: the folder of the ward's own; None for none.

    Raises:
        EFormInvalid: a file that may be of this procedure is not as it must be.
    """
    newest: dict[str, FormFile] = {}
    for each in form_files(own):
        if each.since <= day:
            newest[each.id] = each
    forms = []
    for each in newest.values():
        said = read_document(each.file)
        codes = said.get("procedures")
        # Where it cannot be told of which procedures it is, it may be of this one.
        if (
            isinstance(codes, list)
            and all(isinstance(code, str) for code in codes)
            and not is_of(codes, procedure)
        ):
            continue
        forms.append(declared(each.id, each.since, each.file, said, kinds))
    return tuple(forms)


def form_at(form_id: str, since: date, own: Path | None, kinds: Sequence[Kind]) -> EForm:
    """The form of that id and day.

    Raises:
        EFormInvalid: it is gone, or not as it must be any more.
    """
    for each in form_files(own):
        if (each.id, each.since) == (form_id, since):
            return declared(each.id, each.since, each.file, read_document(each.file), kinds)
    name = f"{form_id}.{since.isoformat()}.json"
    raise EFormInvalid(form=name, place="", reason="not-readable")


def _files(folder: Path) -> Iterator[FormFile]:
    for file in sorted(folder.glob("*.json")):
        named = _NAMED.fullmatch(file.name)
        if named is None:
            continue
        try:
            since = date.fromisoformat(named["day"])
        except ValueError as error:
            raise EFormInvalid(form=file.name, place="", reason="no-such-day") from error
        yield FormFile(named["id"], since, file)
