"""The sheet ledger: every side that was scanned into a document, and what became of it.

A copy is of the whole original: what was scanned and is not on its pages must have a reason. The
ledger is drawn from the pages and their journal; nobody writes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from offline_store.page_edits import PageEdit
from offline_store.records import Document, DocumentId, PageId
from offline_store.store import Store
from station.blank_sides import BLANK_REMOVED, DeclaredBlank, declared_by

# Acts after which a side is there twice or better: the one that stays shows it.
_REPEATED = frozenset({"overlap-dropped", "page-replaced"})
# Acts that give sides to another paper, or take out separator sheets, which are no paper's.
_ELSEWHERE = frozenset({"batch-cut", "pages-given", "pile-given"})


@dataclass(frozen=True, slots=True)
class SheetLedger:
    """What became of the sides that were scanned into a document; each is counted once.

    scanned: how many there were. pages: how many pages the document has now. shown: how many
    scanned sides those pages show; more than `pages` where several were laid on one, fewer where
    one was cut in two. blank: those declared blank; blanks: the evidence. repeated: scanned again,
    the better one stays. elsewhere: given to another paper, and separator sheets. removed: taken
    out without a reason.

    scanned = shown + blank + repeated + elsewhere + removed.
    """

    scanned: int
    pages: int
    shown: int
    blank: int
    blanks: tuple[DeclaredBlank, ...]
    repeated: int
    elsewhere: int
    removed: int

    @property
    def whole(self) -> bool:
        """Whether every scanned side is on a page, declared blank, scanned again or elsewhere."""
        return self.removed == 0


@dataclass(frozen=True, slots=True)
class CountSheets:
    """Draw up the ledger of a document."""

    store: Store

    def __call__(self, document_id: DocumentId) -> SheetLedger:
        """The ledger as of now.

        Raises:
            NotFound: there is no such document.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id)
            return sheet_ledger(document, records.page_edits.history(document_id))


def sheet_ledger(document: Document, history: Sequence[PageEdit]) -> SheetLedger:
    """The ledger of a document, from its pages and its journal."""
    standing = [edit for edit in history if not edit.undone]
    sides = _Sides()
    gone: dict[PageId, str] = {}
    for edit in standing:
        before = [page.id for page in edit.before.touched]
        after = [page.id for page in edit.after.touched]
        going = {side for page_id in before for side in sides.of(page_id)}
        for page_id in after:
            if page_id not in before:
                sides.made(page_id, going if before else {page_id})
        staying = {side for page_id in after for side in sides.of(page_id)}
        gone.update((side, edit.act) for side in going - staying)
    shown = {side for page in document.pages for side in sides.of(page.id)}
    lost = {side: act for side, act in gone.items() if side not in shown}
    declared = [blank for edit in standing for blank in declared_by(edit)]
    acts = list(lost.values())
    blank = acts.count(BLANK_REMOVED)
    repeated = sum(act in _REPEATED for act in acts)
    elsewhere = sum(act in _ELSEWHERE for act in acts)
    return SheetLedger(
        scanned=len(shown) + len(lost),
        pages=len(document.pages),
        shown=len(shown),
        blank=blank,
        blanks=tuple(each for each in declared if lost.keys() & sides.of(each.page.id)),
        repeated=repeated,
        elsewhere=elsewhere,
        removed=len(acts) - blank - repeated - elsewhere,
    )


class _Sides:
    """Which scanned sides each page shows; a page that no act made shows itself."""

    def __init__(self) -> None:
        self._of: dict[PageId, set[PageId]] = {}

    def of(self, page_id: PageId) -> set[PageId]:
        return self._of.get(page_id, {page_id})

    def made(self, page_id: PageId, sides: set[PageId]) -> None:
        self._of[page_id] = sides
