"""Lots: opened, filled with dossiers in a row, called done one by one, handed in for the check.

A lot has one operator, who digitises; whoever checks it is somebody else (`check_lots.py`).
"""

import re
import secrets
from dataclasses import dataclass

from uuid_utils import uuid7

from offline_store.errors import NotFound
from offline_store.handling import Channel, Handling, Owner, OwnerKind, Standing, StateChange
from offline_store.lot_checks import LotSample
from offline_store.lots import Lot, LotId, LotState
from offline_store.procedure_wire import Form
from offline_store.records import DocumentId, Dossier, DossierId, Requester
from offline_store.store import Records, Store
from station.catalogue import procedure_of
from station.checklist import GROUNDS_ON_PAPER, mark_component, mark_of
from station.describe import DescribePapers
from station.described_fields import NEEDED
from station.dossier_states import FIRST
from station.errors import (
    InputInvalid,
    InputMissing,
    NotToBeDigitised,
    SettingMissing,
)
from station.hanoi_time import HANOI, Clock
from station.key_again import still_to_key
from station.lot_errors import (
    LotDossierUnfinished,
    LotElsewhere,
    LotOperatorOnly,
    LotUnfinished,
)
from station.lot_settings import LotSettings
from station.people import Act, require
from station.pile_document import pile_document
from station.sample_draw import drawn
from station.sampling_plans import AQLS, LEVELS, plan_for
from station.sampling_switch import severity_after
from station.typed_text import clean_text, require_sendable

# What a file's name can bear on any system, because files are named by it.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
"""While a lot stands there, its operator digitises."""


@dataclass(frozen=True, slots=True)
class KeepLots:
    """What an operator does. Every act raises SignInNeeded or RoleMissing where they may not."""

    store: Store
    settings: LotSettings
    agency_code: str
    describe: DescribePapers
    clerk: str
    now: Clock

    def open(
        self,
        procedure_code: str,
        name: str,
        *,
        code: str = "",
        component: int = 0,
        level: str = "",
        aql: str = "",
    ) -> Lot:
        """Open a lot whose operator is whoever opens it, and return it.

        procedure_code: whose papers its dossiers have. name: what is digitised, in words. code:
        empty for the next by the settings. component: the one paper, from 1, that every page is of;
        0: pages are sorted in piles. level, aql: of the check; empty for the settings'.

        Raises:
            CatalogueMissing, ProcedureUnknown, ProcedureNotInForce: no such procedure today.
            InputMissing: no name. InputInvalid: a field cannot be that, or the code is taken.
            NotToBeDigitised: the one paper is only shown. NotFound: there is no such paper.
            SettingMissing: the agency's code is not set.
        """
        name, code = clean_text(name), clean_text(code)
        if not name:
            raise InputMissing(field="name")
        require_sendable("name", name)
        level, aql = level or self.settings.level, aql or self.settings.aql
        for field, value, known in (("level", level, LEVELS), ("aql", aql, AQLS)):
            if value not in known:
                raise InputInvalid(field=field)
        if not self.agency_code:
            raise SettingMissing(key="agency.code")
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.DIGITISE)
            procedure = procedure_of(records, procedure_code, at.astimezone(HANOI).date())
            if component and not 1 <= component <= len(procedure.components):
                raise InputInvalid(field="component")
            if component and procedure.components[component - 1].form is Form.SHOWN:
                raise NotToBeDigitised(component=component, ground=GROUNDS_ON_PAPER[0])
            code = code or self._next_code(records, at.astimezone(HANOI).year)
            if not _CODE.fullmatch(code) or records.lots.is_taken(code):
                raise InputInvalid(field="code")
            kept = records.catalogue.kept()
            assert kept is not None
            lot = Lot(
                id=LotId(str(uuid7())),
                code=code,
                name=name,
                procedure=procedure,
                catalogue_version=kept.version,
                component=component,
                operator=self.clerk,
                opened_at=at,
                level=level,
                aql=aql,
            )
            records.lots.add(lot)
            records.audit.append(
                at, self.clerk, "lot-opened", lot.id, level=level, aql=aql, component=component
            )
        return lot

    def add(self, lot_id: LotId) -> tuple[DossierId, DocumentId]:
        """Put a new dossier at the lot's end; return it, and the document that takes its pages.

        Its code is the lot's with a running number, whatever the day or year. Where the last one
        has no page yet, as after a scan that failed, it is that one: no number is left out.

        Raises:
            LotElsewhere: the lot is not digitised now. LotOperatorOnly: it is another's.
            InputInvalid: another dossier bears the code; field `code`. NotFound: no such lot.
        """
        with self.store.transaction() as records:
            lot = self.own(records, lot_id)
            number = records.lots.next_number(lot_id) - 1
            last = next(iter(records.lots.dossiers(lot_id, number)), None)
            if last is not None and not last.pages and last.done_at is None:
                return last.dossier_id, self._taker(records, lot, last.dossier_id)
            return self.add_within(records, lot)

    def add_within(self, records: Records, lot: Lot) -> tuple[DossierId, DocumentId]:
        """The same within a transaction, for a lot that `own` gave; always another dossier."""
        at = self.now()
        dossier_id = DossierId(str(uuid7()))
        number = records.lots.next_number(lot.id)
        year = lot.opened_at.astimezone(HANOI).year
        code = self.settings.code_of(lot.code, year, number)
        if not _CODE.fullmatch(code) or records.dossiers.is_taken(code):
            raise InputInvalid(field="code")
        records.dossiers.add(Dossier(dossier_id, code, Requester(lot.name), at))
        records.handling.add(self._handling(lot, dossier_id))
        records.lots.add_dossier(lot.id, dossier_id, at, self.clerk)
        records.audit.append(at, self.clerk, "lot-dossier-added", dossier_id, lot=lot.id)
        return dossier_id, self._taker(records, lot, dossier_id)

    def call_done(self, dossier_id: DossierId, *, describe: bool = False) -> None:
        """Say that a dossier is digitised, in the lot's present round.

        describe: first keep what is proposed of papers that nobody described, where that is all
        that must be said.

        Raises:
            LotDossierUnfinished: it has no pages, pages in its pile, a paper that is to be scanned
                without pages, or one that is not described. Facts: reason, component.
            LotElsewhere, LotOperatorOnly: as `add`. NotFound: it belongs to no lot.
        """
        if describe:
            self._describe(dossier_id)
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.DIGITISE)
            lot = self.own(records, lot_of(records, dossier_id).id)
            _require_whole(records, dossier_id)
            records.lots.call_done(dossier_id, lot.round, at, self.clerk)
            records.audit.append(at, self.clerk, "lot-dossier-done", dossier_id, round=lot.round)

    def hand_in(self, lot_id: LotId) -> LotSample:
        """Hand the lot in for its check, and draw the sample; return it.

        The seed is random and kept: anybody can draw the same again (`sample_draw.py`).

        Raises:
            LotUnfinished: dossiers are not done, or fields not typed twice. Facts: dossiers,
                keyings, how many. InputMissing: the lot is empty; field `dossiers`.
            LotElsewhere, LotOperatorOnly: as `add`. NotFound: no such lot.
        """
        at = self.now()
        with self.store.transaction() as records:
            lot = self.own(records, lot_id)
            dossiers = records.lots.dossiers(lot_id)
            if dossiers and not dossiers[-1].pages:
                dossiers = dossiers[:-1]  # begun, and never scanned
            if not dossiers:
                raise InputMissing(field="dossiers")
            undone = sum(each.done_at is None for each in dossiers)
            keyings = len(still_to_key(records, lot, self.settings))
            if undone or keyings:
                raise LotUnfinished(dossiers=undone, keyings=keyings)
            outcomes = records.lot_checks.outcomes(lot.operator)
            severity = severity_after(each.accepted for each in outcomes)
            plan = plan_for(len(dossiers), lot.level, lot.aql, severity)
            seed = secrets.token_hex(16)
            by_code = {each.code: each.dossier_id for each in dossiers}
            sample = LotSample(
                lot_id=lot_id,
                round=lot.round,
                size=len(dossiers),
                severity=plan.severity.value,
                letter=plan.letter,
                accept=plan.accept,
                refuse=plan.refuse,
                seed=seed,
                drawn_at=at,
                who=self.clerk,
                dossiers=tuple(by_code[code] for code in drawn(seed, by_code, plan.size)),
            )
            records.lots.move(lot_id, LotState.TO_CHECK, at, self.clerk)
            records.lot_checks.draw(sample)
            records.audit.append(
                at,
                self.clerk,
                "lot-handed-in",
                lot_id,
                round=lot.round,
                size=sample.size,
                severity=sample.severity,
                letter=sample.letter,
                sample=plan.size,
                accept=plan.accept,
                seed=seed,
            )
        return sample

    def own(self, records: Records, lot_id: LotId) -> Lot:
        """The lot, where this operator digitises it now.

        Raises:
            LotOperatorOnly, LotElsewhere: they do not. NotFound: no such lot.
            SignInNeeded, RoleMissing: they may not.
        """
        require(records, self.clerk, Act.DIGITISE)
        lot = records.lots.get(lot_id)
        if lot.operator != self.clerk:
            raise LotOperatorOnly
        if not lot.worked_on:
            raise LotElsewhere(state=lot.state.value)
        return lot

    def _next_code(self, records: Records, year: int) -> str:
        number = 0
        while True:
            number += 1
            code = self.settings.lot_code(self.agency_code, year, number)
            if not records.lots.is_taken(code):
                return code

    def _handling(self, lot: Lot, dossier_id: DossierId) -> Handling:
        """Nobody at the counter waits for it: it stays newly registered, on every axis."""
        return Handling(
            dossier_id=dossier_id,
            procedure=lot.procedure,
            catalogue_version=lot.catalogue_version,
            channel=Channel.IN_PERSON,
            owner=Owner(lot.name, kind=OwnerKind.AGENCY),
            receiving_unit=self.agency_code,
            resolving_unit=self.agency_code,
            changes=tuple(
                StateChange(sequence, axis, state, self.now(), self.clerk)
                for sequence, (axis, state) in enumerate(FIRST.items(), start=1)
            ),
        )

    def _taker(self, records: Records, lot: Lot, dossier_id: DossierId) -> DocumentId:
        if not lot.component:
            return pile_document(records, dossier_id).id
        marked = mark_component(
            records, self.clerk, self.now(), dossier_id, lot.component, Standing.SCAN
        )
        mark = mark_of(marked, lot.component)
        assert mark is not None
        assert mark.document_id is not None
        return mark.document_id

    def _describe(self, dossier_id: DossierId) -> None:
        with self.store.snapshot() as records:
            documents = records.dossiers.get(dossier_id).documents
            undescribed = [
                document
                for document in documents
                if document.component
                and document.pages
                and records.descriptions.of(document.id) is None
            ]
        for document in undescribed:
            proposed = self.describe.proposed(document.id)
            if all(proposed[name].value for name in NEEDED):
                self.describe.keep(document.id)


def lot_of(records: Records, dossier_id: DossierId) -> Lot:
    """The lot of a dossier.

    Raises:
        NotFound: it belongs to none.
    """
    lot = records.lots.of(dossier_id)
    if lot is None:
        raise NotFound(kind="lot of dossier", id=dossier_id)
    return lot


def _require_whole(records: Records, dossier_id: DossierId) -> None:
    """See that a dossier lacks nothing before it is called done."""
    held = {
        document.component: document
        for document in records.dossiers.get(dossier_id).documents
        if document.pages
    }
    if held.get(0) is not None:
        raise LotDossierUnfinished(reason="pile", component=0)
    if not held:
        raise LotDossierUnfinished(reason="pages", component=0)
    for mark in records.handling.get(dossier_id).marks:
        if mark.standing is Standing.SCAN and mark.position not in held:
            raise LotDossierUnfinished(reason="pages", component=mark.position)
    for component, document in held.items():
        if records.descriptions.of(document.id) is None:
            raise LotDossierUnfinished(reason="description", component=component)
