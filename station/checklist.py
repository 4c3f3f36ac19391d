"""The checklist of a dossier for a procedure: what is with each paper that is asked for."""

from dataclasses import dataclass
from datetime import datetime

from uuid_utils import uuid7

from offline_store.errors import NotFound
from offline_store.handling import Axis, ComponentMark, Handling, Standing
from offline_store.procedure_wire import Component, Form
from offline_store.records import Document, DocumentId, DossierId
from offline_store.store import Records, Store
from station.dossier_states import OVER
from station.errors import (
    ComponentHasPages,
    HandlingOver,
    InputInvalid,
    InputMissing,
    NotToBeDigitised,
)
from station.hanoi_time import Clock
from station.people import Act, require
from station.typed_text import clean_text, require_sendable

GROUNDS_ON_PAPER = ("shown-only", "secret", "paper-copy")
"""Why a paper is not digitised (TT 01/2023/TT-VPCP Điều 4): it is only shown; it is secret; it is
a photocopy or a copy certified on paper. What is there as shared data is `digital`."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Say of each paper what is with it; the pages of one that is scanned get a document."""

    store: Store
    clerk: str
    now: Clock

    def __call__(
        self, dossier_id: DossierId, position: int, standing: Standing, why: str = ""
    ) -> Handling:
        """Keep what somebody says of a component, instead of what was said before.

        position: in the procedure's list, from 1. why: empty for `scan`; one of GROUNDS_ON_PAPER
        for `on-paper`; else in words: the rule, where it is digital, what is to be brought.

        Raises:
            NotFound: the dossier is for no procedure, or has no such component.
            NotToBeDigitised: the paper may not be scanned into the dossier. Facts: ground.
            ComponentHasPages: it was scanned; its pages must go first.
            HandlingOver: nobody handles the dossier any more.
            InputMissing, InputInvalid: `why` is not there, or cannot be that.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            return mark_component(
                records, self.clerk, self.now(), dossier_id, position, standing, why
            )


def mark_component(
    records: Records,
    clerk: str,
    at: datetime,
    dossier_id: DossierId,
    position: int,
    standing: Standing,
    why: str = "",
) -> Handling:
    """The same within a transaction; see `Checklist`. Whoever calls asks whether the clerk may."""
    why = clean_text(why)
    _require_why(standing, why)
    handling = records.handling.get(dossier_id)
    state = handling.state(Axis.BUSINESS)
    if state in OVER:
        raise HandlingOver(state=state)
    asked = component_at(handling, position)
    if standing is Standing.SCAN and asked.form is Form.SHOWN:
        raise NotToBeDigitised(component=position, ground=GROUNDS_ON_PAPER[0])
    document_id = _document(records, handling, position, standing)
    records.attached.forget(dossier_id, position)  # whoever attaches says so afterwards
    mark = ComponentMark(position, standing, why, document_id, at, clerk)
    records.handling.mark(dossier_id, mark)
    records.audit.append(
        at,
        clerk,
        "component-marked",
        dossier_id,
        component=position,
        standing=standing.value,
    )
    return records.handling.get(dossier_id)


def _document(
    records: Records, handling: Handling, position: int, standing: Standing
) -> DocumentId | None:
    """The document of a component as its standing wants it: there, or not on the desk."""
    before = mark_of(handling, position)
    kept = None if before is None else before.document_id
    if kept is None:
        if standing is not Standing.SCAN:
            return None
        title = handling.procedure.components[position - 1].name
        document = Document(DocumentId(str(uuid7())), handling.dossier_id, position, title, 1)
        records.dossiers.add_document(document)
        return document.id
    pages = len(records.dossiers.document(kept, with_readings=False).pages)
    if standing is not Standing.SCAN and pages:
        raise ComponentHasPages(component=position, pages=pages)
    records.dossiers.set_dissolved(kept, standing is not Standing.SCAN)
    return kept


def mark_of(handling: Handling, position: int) -> ComponentMark | None:
    """What was said of a component; None where nothing was."""
    return next((mark for mark in handling.marks if mark.position == position), None)


def open_components(records: Records, handling: Handling) -> tuple[int, ...]:
    """Positions of what keeps a dossier from being received.

    That is: what is needed and nobody said anything of, what is to be brought, and what is to be
    scanned and has no page.
    """
    still_open = []
    for position, asked in enumerate(handling.procedure.components, start=1):
        mark = mark_of(handling, position)
        if mark is None:
            if asked.needed:
                still_open.append(position)
        elif mark.standing is Standing.SUPPLEMENT:
            still_open.append(position)
        elif mark.standing is Standing.SCAN and mark.document_id is not None:
            found = records.dossiers.document(mark.document_id, with_readings=False)
            if not found.pages:
                still_open.append(position)
    return tuple(still_open)


def component_at(handling: Handling, position: int) -> Component:
    """The component at that position, from 1.

    Raises:
        NotFound: the procedure has none there.
    """
    if not 1 <= position <= len(handling.procedure.components):
        raise NotFound(kind="component", id=position)
    return handling.procedure.components[position - 1]


def _require_why(standing: Standing, why: str) -> None:
    if standing is Standing.SCAN:
        if why:
            raise InputInvalid(field="why")
        return
    if not why:
        raise InputMissing(field="why")
    if standing is Standing.ON_PAPER and why not in GROUNDS_ON_PAPER:
        raise InputInvalid(field="ground")
    require_sendable("why", why)
