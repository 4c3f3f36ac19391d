"""Clean up: a working picture, level, cut to its paper, evenly lit; the scan stays as it is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from offline_store.records import Page, PageId
from offline_store.store import Store
from scanners.clean_up import CleanUp, CleanUpSteps, clean_up, propose_clean_up
from station.errors import InputInvalid, PagesChanged
from station.hanoi_time import Clock
from station.page_journal import Journal, facts_by_page, working_page


@dataclass(frozen=True, slots=True)
class CleanPages:
    """Clean up pages in one act, which undo takes back. They are read and compared anew.

    Cleaned up once more, a page is taken as it is now: what was cleaned is left alone.
    """

    store: Store
    clerk: str
    now: Clock

    def propose(self, page_id: PageId, steps: CleanUpSteps) -> CleanUp | None:
        """What it would come to for one page; None where nothing is worth doing. About 0.5 s.

        Raises:
            NotFound: there is no such page.
        """
        with self.store.snapshot() as records:
            page = records.dossiers.page(page_id)
        return propose_clean_up(self.store.files.read(page.sha256), page.dpi, steps)

    def __call__(self, page_ids: Sequence[PageId], steps: CleanUpSteps) -> tuple[Page, ...]:
        """Clean up pages of one document; return those that changed, as they are now.

        About a second a page of A4 at 300 dpi.

        Raises:
            InputInvalid: none, one named twice, or not all of one document.
            PagesChanged: one was changed meanwhile; nothing is done.
            AlreadyCertified: the copy is signed. NotFound: there is no such page.
        """
        with self.store.snapshot() as records:
            pages = [records.dossiers.page(page_id) for page_id in page_ids]
        if len(set(page_ids)) != len(pages) or len({page.document_id for page in pages}) != 1:
            raise InputInvalid(field="pages")
        # The pictures are made before the transaction: scanning goes on meanwhile.
        cleaned: list[tuple[Page, Page]] = []
        facts: dict[PageId, dict[str, object]] = {}
        for page in pages:
            made = clean_up(self.store.files.read(page.sha256), page.dpi, steps)
            if made is None:
                continue
            facts[page.id] = asdict(made.done)
            cleaned.append((page, working_page(self.store, page, made.picture)))
        if not cleaned:
            return ()
        with self.store.transaction() as records:
            document = records.dossiers.document(pages[0].document_id)
            now = {page.id: page.sha256 for page in document.pages}
            if any(now.get(page.id) != page.sha256 for page, _ in cleaned):
                raise PagesChanged
            Journal(self.clerk, self.now).keep(
                records,
                document,
                [page for page, _ in cleaned],
                [new for _, new in cleaned],
                [page.id for page in document.pages],
                "pages-cleaned",
                by_page=facts_by_page(facts),
            )
            return tuple(records.dossiers.page(page.id) for page, _ in cleaned)
