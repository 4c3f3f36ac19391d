"""A batch of many dossiers, scanned in one go with sheets between them, becomes dossiers of a lot.

In a lot of one paper, any separator sheet begins the next dossier: ours for another paper, or patch
code T. Where pages are sorted in piles, those part the papers of a dossier, and the sheet that
begins the next one bears no dossier's code but `NEXT`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from offline_store.page_edits import Change
from offline_store.records import DocumentId, DossierId, Page, PageId
from offline_store.store import Store
from station.lots import KeepLots, lot_of
from station.people import Act, require
from station.separators import NEXT, Separator, parts_of, separator_on

BATCH_CUT = "lot-batch-cut"


@dataclass(frozen=True, slots=True)
class CutLot:
    """Give what lies behind each sheet a dossier of its own, in the lot of the batch's."""

    store: Store
    lots: KeepLots

    def __call__(self, document_id: DocumentId) -> tuple[DossierId, ...]:
        """Cut the batch apart, and return the dossiers that came of it, the batch's own first.

        Pages before the first sheet stay; the sheets go, and their blank backs. Undo in any of
        these dossiers brings all back to the batch. About 0.2 s a page, for looking.

        Raises:
            LotElsewhere, LotOperatorOnly: it is not this operator's to digitise now.
            NotFound: no such document, or it is of no lot.
        """
        with self.store.snapshot() as records:
            require(records, self.lots.clerk, Act.DIGITISE)
            batch = records.dossiers.document(document_id)
            lot = lot_of(records, batch.dossier_id)
        begins = {}
        for page in batch.pages:
            sheet = separator_on(self.store, page)
            if sheet is not None and (lot.component or sheet.dossier == NEXT):
                begins[page.id] = Separator()
        if not begins:
            return (batch.dossier_id,)
        with self.store.transaction() as records:
            own = self.lots.own(records, lot.id)
            here = records.dossiers.document(document_id).pages
            first, *others = _runs(here, begins)
            dossiers = [batch.dossier_id]
            changes = []
            for run in others:
                dossier_id, taker = self.lots.add_within(records, own)
                dossiers.append(dossier_id)
                put = tuple(replace(page, document_id=taker) for page in run)
                changes.append(Change(taker, (), put, tuple(page.id for page in run)))
            staying = tuple(page.id for page in first)
            going = tuple(page.id for page in here if page.id not in staying)
            at = self.lots.now()
            records.page_edits.edit_together(
                (Change(document_id, going, (), staying), *changes),
                at=at,
                who=self.lots.clerk,
                act=BATCH_CUT,
            )
            records.audit.append(
                at, self.lots.clerk, BATCH_CUT, lot.id, dossiers=len(dossiers), sheets=len(begins)
            )
        return tuple(dossiers)


def _runs(pages: Sequence[Page], begins: dict[PageId, Separator]) -> tuple[tuple[Page, ...], ...]:
    """The pages of each dossier; of the first, those before any sheet, or behind the first one."""
    return tuple(part.pages for part in parts_of(pages, begins))
