"""Compare: the clerk's law-given duty (NĐ 23/2015 Điều 20), recorded page by page."""

from dataclasses import dataclass

from offline_store.records import DocumentId, Page, PageId
from offline_store.store import Records, Store
from station.correct import count_reading
from station.errors import AlreadyCertified, PageDiffers
from station.hanoi_time import Clock
from station.pages import EditPages
from station.people import Act, require


@dataclass(frozen=True, slots=True)
class ComparePages:
    """What the clerk does with pages while comparing. A certified document no longer changes.

    Every act raises SignInNeeded or RoleMissing where the clerk may not.
    """

    store: Store
    clerk: str
    now: Clock

    def mark(self, page_id: PageId, compared: bool = True) -> Page:
        """Record that this page was compared with the original, or take that back.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such page. PageDiffers: a place on it
            was marked as not as on the original.
        """
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.COMPARE)
            self._changeable(records, page_id)
            if compared:
                self._as_original(records, page_id)
                records.dossiers.set_compared(page_id, at, self.clerk)
            else:
                records.dossiers.set_compared(page_id, None, None)
            act = "page-compared" if compared else "page-comparison-withdrawn"
            records.audit.append(at, self.clerk, act, page_id)
            page = records.dossiers.page(page_id)
            count_reading(records, page)
            return page

    def differs(self, page_id: PageId, index: int, differs: bool = True) -> Page:
        """Record that the original says something else than the picture at a word, or take it back.

        A page with such a place is not compared, also where it was said to be.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such page or word.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.COMPARE)
            self._changeable(records, page_id)
            records.dossiers.mark_word(page_id, index, differs)
            act = "word-differs" if differs else "word-does-not-differ"
            return self._marked(records, page_id, differs, act, word=index)

    def spot_differs(self, page_id: PageId, index: int, differs: bool = True) -> Page:
        """The same of a seal, a signature or a photo. index: among the reading's spots.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such page or spot.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.COMPARE)
            self._changeable(records, page_id)
            spot = records.dossiers.mark_spot(page_id, index, differs)
            act = "spot-differs" if differs else "spot-does-not-differ"
            return self._marked(records, page_id, differs, act, spot=index, kind=spot.kind.value)

    def remove(self, page_id: PageId) -> None:
        """Take a page out of its document, as `EditPages.remove` does.

        Raises:
            AlreadyCertified: its copy is signed. NotFound: no such page.
        """
        EditPages(self.store, self.clerk, self.now).remove(page_id)

    def _marked(
        self, records: Records, page_id: PageId, differs: bool, act: str, **facts: str | int
    ) -> Page:
        """Write into the trail what was marked; a page with such a place is not compared."""
        if differs and records.dossiers.page(page_id).compared_at is not None:
            records.dossiers.set_compared(page_id, None, None)
        records.audit.append(self.now(), self.clerk, act, page_id, **facts)
        page = records.dossiers.page(page_id)
        count_reading(records, page)
        return page

    @staticmethod
    def _as_original(records: Records, page_id: PageId) -> None:
        page = records.dossiers.page(page_id)
        reading = page.reading
        count = 0
        if reading is not None:
            count += sum(word.differs for word in reading.words)
            count += sum(spot.differs for spot in reading.spots)
        if count:
            raise PageDiffers(page=page.position, count=count)

    @staticmethod
    def _changeable(records: Records, page_id: PageId) -> None:
        document_id: DocumentId = records.dossiers.page(page_id).document_id
        if records.dossiers.document(document_id).fixed:
            raise AlreadyCertified()
