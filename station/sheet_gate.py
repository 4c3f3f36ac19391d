"""The sheet gate: what was scanned of an original is all on its pages, or accounted for."""

import json
from dataclasses import dataclass, replace

from offline_store.records import Document, DocumentId
from offline_store.store import Records, Store
from station.copy_settings import CopySettings
from station.errors import SheetsUnaccounted, SidesNotCounted
from station.hanoi_time import Clock
from station.people import Act, require
from station.refusal import pages_mark
from station.sheet_ledger import SheetLedger, sheet_ledger

COUNTED = "sides-counted"


@dataclass(frozen=True, slots=True)
class SheetGate:
    """The ledger of a document, and how many sides the clerk counted of its pages as they are.

    counted: sides of the original, blank ones included; None where nobody counted these pages.
    """

    ledger: SheetLedger
    counted: int | None

    @property
    def there(self) -> int:
        """Sides of the original that the pages show or that were declared blank."""
        return self.ledger.shown + self.ledger.blank

    @property
    def wanted(self) -> int:
        """As many as there must be."""
        return self.there + self.ledger.removed if self.counted is None else self.counted

    @property
    def fits(self) -> bool:
        """Whether nothing is missing, nor there too often."""
        return self.wanted == self.there

    def passed(self, rules: CopySettings) -> bool:
        """Whether a copy may be made, as this desk is set."""
        lacks_count = rules.sides_must_be_counted and self.counted is None
        return not lacks_count and (self.fits or not rules.sheets_must_add_up)


def sheet_gate(records: Records, document: Document) -> SheetGate:
    """The gate of a document as it stands now."""
    ledger = sheet_ledger(document, records.page_edits.history(document.id))
    return SheetGate(ledger, _counted(records, document))


def refuse_unaccounted(gate: SheetGate, rules: CopySettings) -> None:
    """Refuse a copy of which a side may be missing, or there too often, as this desk is set.

    Raises:
        SidesNotCounted, SheetsUnaccounted: that is so.
    """
    if rules.sides_must_be_counted and gate.counted is None:
        raise SidesNotCounted(shown=gate.ledger.shown, blank=gate.ledger.blank)
    if rules.sheets_must_add_up:
        _refuse_unfit(gate)


def _refuse_unfit(gate: SheetGate) -> None:
    if not gate.fits:
        ledger = gate.ledger
        raise SheetsUnaccounted(
            declared=gate.wanted, shown=ledger.shown, blank=ledger.blank, removed=ledger.removed
        )


@dataclass(frozen=True, slots=True)
class RequireSheets:
    """Refuse a copy that does not show the whole original (TT 01/2020, Điều 10)."""

    store: Store
    clerk: str
    now: Clock

    def __call__(self, document_id: DocumentId, declared: int | None = None) -> None:
        """Hold the ledger against what the clerk counted, now or before, or else against itself.

        declared: how many sides the original has, blank ones included, as the clerk counted them.
        Then the pages and the sides declared blank must be as many; a side that was removed, and
        is none of the original, is explained by that. A count that fits is kept on the trail, and
        holds for the pages as they are. Without one, no side may have been removed.

        Raises:
            SheetsUnaccounted: they differ. NotFound: no such document.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id, with_readings=False)
            gate = sheet_gate(records, document)
        _refuse_unfit(gate if declared is None else replace(gate, counted=declared))
        if declared is not None:
            with self.store.transaction() as records:
                require(records, self.clerk, Act.JUDGE)
                records.audit.append(
                    self.now(),
                    self.clerk,
                    COUNTED,
                    document_id,
                    sides=declared,
                    pages=pages_mark(document),
                )


def _counted(records: Records, document: Document) -> int | None:
    """What the clerk counted of the pages as they are."""
    last = records.audit.last(COUNTED, document.id)
    if last is None:
        return None
    facts = json.loads(last.facts)
    return int(facts["sides"]) if facts["pages"] == pages_mark(document) else None
