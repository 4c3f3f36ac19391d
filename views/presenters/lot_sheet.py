"""What the window shows of a lot: its dossiers, its sample, and what may be done with it now."""

from dataclasses import dataclass, replace

from offline_store.descriptions import Description
from offline_store.lot_checks import LotSample, Verdict
from offline_store.lots import Lot, LotDossier, LotId, LotState
from offline_store.records import DossierId, Page
from station.bootstrap import Desk
from station.check_lots import digitised_by, latest, outcome
from station.key_again import ToKey


@dataclass(frozen=True, slots=True)
class LotRow:
    """A dossier of a lot. verdict: of the checker, in the last sample; None where there is none."""

    dossier: LotDossier
    papers: int
    drawn: bool = False
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class LotSheet:
    """An open lot.

    rows: all its dossiers, or for whoever checks it those that were drawn, in their order.
    outcome: what the sample says; None while too little was looked at. to_key: papers that wait for
    a second keying or a decision. mine: whoever looks is its operator. checks: they may check it.
    """

    lot: Lot
    rows: tuple[LotRow, ...]
    done: int
    dossiers: int
    sample: LotSample | None = None
    outcome: LotState | None = None
    judged: int = 0
    wrong: int = 0
    to_key: tuple[ToKey, ...] = ()
    mine: bool = False
    checks: bool = False

    @property
    def complete(self) -> bool:
        """Whether there are dossiers, all of them done and none to be typed by a second."""
        return 0 < self.dossiers == self.done and not self.to_key

    @property
    def hand_in_next(self) -> bool:
        """Whether nothing is left to do in a lot that was sent back, but to hand it in again."""
        return self.lot.state is LotState.SENT_BACK and self.complete

    @property
    def worked_on(self) -> bool:
        """Whether its operator digitises it now."""
        return self.lot.worked_on


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page of a dossier as it is looked at: of which paper, and what is said of that.

    number: within the paper, from 1, of `count`. title: empty for the pile.
    """

    page: Page
    title: str
    number: int
    count: int
    description: Description | None


def look_at_lot(desk: Desk, lot_id: LotId) -> LotSheet:
    """A lot as it stands now, for whoever sits at the desk."""
    with desk.store.snapshot() as records:
        lot = records.lots.get(lot_id)
        dossiers = records.lots.dossiers(lot_id)
        papers = records.lots.papers(lot_id)
        samples = records.lot_checks.samples(lot_id)
        verdicts = records.lot_checks.verdicts(lot_id)
        own = desk.clerk in digitised_by(records, lot)
    sheet = LotSheet(
        lot,
        tuple(LotRow(each, papers.get(each.dossier_id, 0)) for each in dossiers),
        done=sum(each.done_at is not None for each in dossiers),
        dossiers=len(dossiers),
        mine=lot.operator == desk.clerk,
        checks=not own and lot.state in (LotState.TO_CHECK, LotState.ACCEPTED),
    )
    if sheet.worked_on:
        sheet = replace(sheet, to_key=desk.key_again.waiting(lot_id))
    if not samples:
        return sheet
    sample = samples[-1]
    said = latest(verdicts, sample.round)
    if sheet.worked_on:
        return replace(
            sheet,
            rows=tuple(_to_do_again(row, said.get(row.dossier.dossier_id)) for row in sheet.rows),
        )
    rows = {
        row.dossier.dossier_id: replace(
            row,
            drawn=row.dossier.dossier_id in sample.dossiers,
            verdict=said.get(row.dossier.dossier_id),
        )
        for row in sheet.rows
    }
    drawn_only = sheet.checks and lot.state is LotState.TO_CHECK
    return replace(
        sheet,
        rows=tuple(rows[each] for each in sample.dossiers) if drawn_only else tuple(rows.values()),
        sample=sample,
        outcome=outcome(sample, said),
        judged=len(said),
        wrong=sum(not each.right for each in said.values()),
    )


def _to_do_again(row: LotRow, said: Verdict | None) -> LotRow:
    """What was wrong with a dossier is seen until it is done again."""
    wrong = said is not None and not said.right and row.dossier.done_at is None
    return replace(row, verdict=said) if wrong else row


def pages_of(desk: Desk, dossier_id: DossierId) -> tuple[PaperPage, ...]:
    """All pages of a dossier, paper by paper, its pile last."""
    with desk.store.snapshot() as records:
        documents = [
            document for document in records.dossiers.get(dossier_id).documents if document.pages
        ]
        described = {document.id: records.descriptions.of(document.id) for document in documents}
    documents.sort(key=lambda document: document.component or len(documents) + 1000)
    return tuple(
        PaperPage(
            page,
            document.title if document.component else "",
            number,
            len(document.pages),
            described[document.id],
        )
        for document in documents
        for number, page in enumerate(document.pages, start=1)
    )
