"""The sheet gate: what was scanned of an original is all on its pages, or accounted for."""

from dataclasses import dataclass

from offline_store.records import DocumentId
from offline_store.store import Store
from station.errors import SheetsUnaccounted
from station.sheet_ledger import CountSheets


@dataclass(frozen=True, slots=True)
class RequireSheets:
    """Refuse a copy that does not show the whole original (TT 01/2020, Điều 10)."""

    store: Store

    def __call__(self, document_id: DocumentId, declared: int | None = None) -> None:
        """Hold the ledger against what the clerk says, or else against itself.

        declared: how many sides the original has, blank ones included, as the clerk counted them.
        Then the pages and the sides declared blank must be as many; a side that was removed, and
        is none of the original, is explained by that. Undeclared, none may have been removed.

        Raises:
            SheetsUnaccounted: they differ. NotFound: no such document.
        """
        ledger = CountSheets(self.store)(document_id)
        there = ledger.shown + ledger.blank
        wanted = there + ledger.removed if declared is None else declared
        if wanted != there:
            raise SheetsUnaccounted(
                declared=wanted, shown=ledger.shown, blank=ledger.blank, removed=ledger.removed
            )
