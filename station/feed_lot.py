"""Feed a lot from files: a new dossier for each, its pages kept, read and given to its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from offline_store.errors import NotFound
from offline_store.lots import LotId
from offline_store.records import DossierId
from offline_store.store import Store
from station.capture import ImportPages
from station.cut_lot import CutLot
from station.lots import KeepLots, lot_of
from station.pile import SortPile
from station.read import ReadPages


@dataclass(frozen=True, slots=True)
class FeedLot:
    """One dossier after the other, as if it had been scanned."""

    store: Store
    lots: KeepLots
    import_pages: ImportPages
    read: ReadPages
    sort_pile: SortPile
    cut: CutLot

    def __call__(
        self, lot_id: LotId, files: Sequence[Path], *, batch: bool = False, sort: bool = False
    ) -> tuple[DossierId, ...]:
        """Put a dossier with the pages of these files at the lot's end; return it.

        batch: they hold many dossiers with sheets between them, each of which becomes one. sort:
        read the pages, and give those of piles that are clearly offered.

        Raises:
            As `KeepLots.add`. PictureError: a file cannot be read; pages before it stay, and a
            dossier without any is the next one's.
        """
        dossier_id, document_id = self.lots.add(lot_id)
        self.import_pages(document_id, tuple(files))
        dossiers = self.cut(document_id) if batch else (dossier_id,)
        if sort:
            for each in dossiers:
                self.sort(each)
        return dossiers

    def sort(self, dossier_id: DossierId) -> None:
        """Read a dossier's pages, and give those of its pile that are clearly offered."""
        with self.store.snapshot() as records:
            lot = lot_of(records, dossier_id)
            documents = records.dossiers.get(dossier_id).documents
        for document in documents:
            self.read(document.id, lambda page_id, reading: None)
        if not lot.component:
            self.sort_pile.confirm(dossier_id, self.sort_pile.offers(dossier_id))

    def cut_dossier(self, dossier_id: DossierId) -> tuple[DossierId, ...]:
        """Cut a dossier, into which a whole batch was scanned, apart; see `CutLot`.

        Raises:
            NotFound: it is of no lot, or has no pages. As `CutLot` besides.
        """
        with self.store.snapshot() as records:
            lot_of(records, dossier_id)
            held = [each for each in records.dossiers.get(dossier_id).documents if each.pages]
        if not held:
            raise NotFound(kind="pages of dossier", id=dossier_id)
        return self.cut(held[0].id)
