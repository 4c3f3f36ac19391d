"""Describe digitised papers: what is proposed from reading, and kept as the clerk confirms it.

Fields and code: TT 01/2023/TT-VPCP Điều 9 and 10; beside them what the national store keeps of a
paper (number, day and office of issue, signer).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from offline_store.descriptions import Description
from offline_store.errors import NotEnrolled, NotFound
from offline_store.handling import Handling
from offline_store.records import Document, DocumentId, Page, Reading
from offline_store.store import Records, Store
from station.described_fields import FIELDS, NEEDED, checked, require_order
from station.digitisation_settings import DigitisationSettings
from station.errors import AlreadyCertified, InputInvalid, InputMissing, PagesMissing
from station.hanoi_time import Clock, hanoi_day
from station.issuer import issuer_on
from station.people import Act, require
from station.pile_document import NO_COMPONENT
from station.recognition.field_values import value_of
from station.recognition.kinds import Kind
from station.recognition.paper import Field, Paper, recognise

_NUMBER = ("number", "serial", "register_number")
_ISSUED_ON = ("issued_on", "registered_on", "first_registered_on")
_VALID_UNTIL = ("valid_until",)
_SUMMARY = ("subject",)
_OWNER_DIFFERS = 0.5
PAPER_DESCRIBED = "paper-described"


class SaidBy(StrEnum):
    """Where a proposed value comes from; `KEPT`: it is kept already."""

    KEPT = "kept"
    READ = "read"
    DOSSIER = "dossier"
    CATALOGUE = "catalogue"
    SETTINGS = "settings"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value for a field of a description.

    doubt: 0 to 1, that it is wrong. page: from 1, on which it was read; None where it was not.
    """

    value: str
    by: SaidBy
    doubt: float = 0.0
    page: int | None = None


_GAP = Proposed("", SaidBy.NOBODY)


@dataclass(frozen=True, slots=True)
class _PageOf:
    """A page as a paper. of_kind: it is of that kind, and not only looked at as if it were."""

    page: Page
    paper: Paper
    of_kind: bool = True


@dataclass(frozen=True, slots=True)
class DescribePapers:
    """Describe the components of procedures' dossiers that were scanned."""

    store: Store
    settings: DigitisationSettings
    kinds: Sequence[Kind]
    clerk: str
    now: Clock

    def proposed(self, document_id: DocumentId) -> Mapping[str, Proposed]:
        """What each field of `FIELDS` should say, in their order; what is kept stands first.

        Raises:
            NotFound: no such document, or it holds no component.
        """
        with self.store.snapshot() as records:
            return self._proposed(records, records.dossiers.document(document_id))

    def keep(self, document_id: DocumentId, said: Mapping[str, str] | None = None) -> Description:
        """Keep what is proposed, with what the clerk says instead of it.

        The paper gets its code with its first description, and another one only where owner or type
        is put right.

        Raises:
            InputInvalid: there is no such field, or a value cannot be that. Facts: field.
            InputMissing: a field that must be said is empty. PagesMissing: nothing was scanned.
            AlreadyCertified: it is signed. NotFound: no such document, or it holds no component.
            NotEnrolled: codes bear the desk's number, and central gave it none yet.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            return self.keep_within(records, document_id, said or {}, self.now())

    def keep_within(
        self, records: Records, document_id: DocumentId, said: Mapping[str, str], at: datetime
    ) -> Description:
        """The same within a transaction that does more; see `keep`."""
        unknown = next((name for name in said if name not in FIELDS), None)
        if unknown is not None:
            raise InputInvalid(field=unknown)
        typed = {name: checked(name, text, hanoi_day(at)) for name, text in said.items()}
        require(records, self.clerk, Act.COMPARE)
        document = records.dossiers.document(document_id)
        if document.fixed:
            raise AlreadyCertified()
        if not document.pages:
            raise PagesMissing()
        proposed = self._proposed(records, document)
        values = {name: typed.get(name, proposed[name].value) for name in FIELDS}
        for name in NEEDED:
            if not values[name]:
                raise InputMissing(field=name)
        require_order(values)
        running, code = self._code(records, document, values)
        new = Description(
            document_id=document.id,
            running=running,
            code=code,
            at=at,
            who=self.clerk,
            **values,
        )
        records.descriptions.keep(new)
        records.audit.append(
            at, self.clerk, PAPER_DESCRIBED, document_id, component=document.component
        )
        return new

    def _code(
        self, records: Records, document: Document, values: Mapping[str, str]
    ) -> tuple[int, str]:
        """The running number and code: those it has, or the next of its owner and type."""
        before = records.descriptions.of(document.id)
        owner, type_code = values["owner_id"], values["type_code"]
        if before is not None and (before.owner_id, before.type_code) == (owner, type_code):
            return before.running, before.code
        assert document.component is not None
        desk = records.codes.own_number() if self.settings.names_desk else None
        if self.settings.names_desk and desk is None:
            raise NotEnrolled
        running = records.descriptions.next_number(owner, type_code)
        dossier = records.dossiers.get(document.dossier_id).code
        return running, self.settings.code_of(
            owner, type_code, running, dossier, document.component, desk
        )

    def _proposed(self, records: Records, document: Document) -> Mapping[str, Proposed]:
        if document.component in (None, NO_COMPONENT):
            raise NotFound(kind="component", id=document.id)
        assert document.component is not None
        kept = records.descriptions.of(document.id)
        if kept is not None:
            return {name: Proposed(getattr(kept, name), SaidBy.KEPT) for name in FIELDS}
        handling = records.handling.get(document.dossier_id)
        asked = handling.procedure.components[document.component - 1]
        found = self._read(document, asked.kind)
        type_code = asked.code or self.settings.type_codes.get(asked.kind, "")
        by = SaidBy.CATALOGUE if asked.code else SaidBy.SETTINGS if type_code else SaidBy.NOBODY
        proposed = {
            "type_code": Proposed(type_code, by),
            "owner_id": _owner(handling, found),
            "name": Proposed(asked.name, SaidBy.CATALOGUE),
            "summary": _summary(found),
            "valid_until": _first(found, _VALID_UNTIL, day=True),
            "scope": Proposed(self.settings.scope, SaidBy.SETTINGS)
            if self.settings.scope
            else _GAP,
            "number": _first(found, _NUMBER),
            "issued_on": _first(found, _ISSUED_ON, day=True),
            "issuer": _issuer(document.pages),
            "signer": _GAP,
        }
        today = hanoi_day(self.now())
        return {
            name: each if _may_be(name, each.value, today) else _GAP
            for name, each in proposed.items()
        }

    def _read(self, document: Document, kind_id: str) -> Sequence[_PageOf]:
        """The pages as papers: those of the component's kind first, then as any paper is headed."""
        known = []
        for page in document.pages:
            paper = None if page.reading is None else recognise(page.reading, self.kinds)
            if paper is not None:
                known.append(_PageOf(page, paper))
        known.sort(key=lambda each: each.paper.kind.id != kind_id)
        general = [kind for kind in self.kinds if kind.general]
        headed = [
            _PageOf(page, paper, of_kind=False)
            for page in document.pages[:1]
            for kind in general
            if page.reading is not None
            and (paper := recognise(_as(page.reading, kind), self.kinds)) is not None
        ]
        return (*known, *headed)


def _as(reading: Reading, kind: Kind) -> Reading:
    return replace(reading, kind_said=kind.id)


def _first(found: Sequence[_PageOf], names: Sequence[str], *, day: bool = False) -> Proposed:
    """The first field of these names that was read."""
    for each in found:
        for name in names:
            field = each.paper.fields.get(name)
            if field is None:
                continue
            value = value_of(field.value, "date") if day else field.value
            if value:
                return _proposed_of(each, field, value)
    return _GAP


def _proposed_of(each: _PageOf, field: Field, value: str) -> Proposed:
    return Proposed(value, SaidBy.READ, field.doubt, each.page.position)


def _summary(found: Sequence[_PageOf]) -> Proposed:
    """What the paper says it is about; else its kind, and the first person that it names."""
    subject = _first(found, _SUMMARY)
    if subject.value:
        return subject
    for each in (each for each in found if each.of_kind):
        for rule in each.paper.kind.fields:
            field = each.paper.fields.get(rule.name)
            if rule.type == "name" and field is not None:
                return _proposed_of(each, field, f"{each.paper.kind.name}: {field.value}")
    return _GAP


def _owner(handling: Handling, found: Sequence[_PageOf]) -> Proposed:
    """The dossier's owner, in doubt where the paper names others' numbers alone."""
    owner = handling.owner.id_number
    named = {
        field.value
        for each in found
        for rule in each.paper.kind.fields
        if rule.type == "id" and (field := each.paper.fields.get(rule.name)) is not None
    }
    if not owner:
        return _GAP
    doubt = _OWNER_DIFFERS if named and owner not in named else 0.0
    return Proposed(owner, SaidBy.DOSSIER, doubt)


def _issuer(pages: Sequence[Page]) -> Proposed:
    for page in pages:
        found = issuer_on(page)
        if found is not None:
            return Proposed(found.value, SaidBy.READ, found.doubt, page.position)
    return _GAP


def _may_be(name: str, value: str, today: date) -> bool:
    """Whether what was read could be typed there, too."""
    try:
        return checked(name, value, today) == value
    except InputInvalid:
        return False
