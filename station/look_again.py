"""Look again: a page that is to be signed, laid under another picture of the same paper.

The original put down once more, a photocopy that the citizen brought, a page of an earlier
certified copy. What is looked at beside the page is kept nowhere.
"""

import contextlib
import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from PIL import Image

from offline_store.durable import wipe_folder
from offline_store.errors import NotFound
from offline_store.records import DocumentId, Page, PageId, Requester
from offline_store.search_key import search_key
from offline_store.store import Store
from scanners.errors import FeederEmpty
from scanners.picture_files import HeldPicture, read_picture_files
from scanners.values import PageFile, ScanOptions
from station.device_book import RememberingScanner
from station.recognition.named_differences import named, ranked
from station.recognition.pool import ReadingPool
from station.recognition.read_differences import read_differences
from station.recognition.second_look import Comparison, Difference, compare_pictures, lay_over

# Of a longer file nobody waits for the rest.
_MOST_PAGES = 40
_QUALITY = 90
_MOST_DOSSIERS, _MOST_COPIES = 60, 12


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """A page beside another picture of it.

    picture: that picture, a JPEG or PNG; number: which page of its file it is, from 1; dpi: its
    resolution. laid: the same in the page's own place and size, a JPEG; empty where they are not
    aligned. read: whether it was read, so that differences say their words. by_words: where they
    are not aligned but were read, what differs between their words; None while that is not known,
    or where they have too few words in common.
    """

    page_id: PageId
    comparison: Comparison
    picture: bytes
    number: int
    dpi: int
    laid: bytes = b""
    read: bool = False
    by_words: tuple[Difference, ...] | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs, what changes the paper's meaning first."""
        if self.by_words is not None:
            return ranked(replace(self.comparison, differences=self.by_words))
        return ranked(self.comparison)


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """A certified copy of the same requester that this desk keeps.

    title: of the paper; number, book: of the register.
    """

    document_id: DocumentId
    title: str
    number: int
    book: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Lays pages over each other; about a second a page, with words some seconds more."""

    store: Store
    scanner: RememberingScanner
    reader: ReadingPool

    def at_file(self, page_id: PageId, file: Path, number: int | None = None) -> LookedAgain:
        """Look at a picture or PDF. number: which page of it, from 1; None: the one that fits.

        Raises:
            NotFound: no such page here or in the file. OSError: the file cannot be opened.
            NotAPicture, PictureTruncated, PictureTooLarge, PdfLocked: it cannot be read.
        """
        with _spool() as folder:
            return self._best(page_id, read_picture_files(file, folder), number)

    def at_copy(
        self, page_id: PageId, document_id: DocumentId, number: int | None = None
    ) -> LookedAgain:
        """Look at a page of a certified copy that this desk keeps.

        Raises:
            NotFound: no such page, or that document has no copy here.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id)
        if document.copy is None or document.purged_at is not None:
            raise NotFound(kind="copy", id=document_id)
        data = self.store.files.read(document.copy.sha256)
        with _spool() as folder:
            copy = HeldPicture("copy.pdf", data)
            return self._best(page_id, read_picture_files(copy, folder), number)

    def earlier_copies(self, document_id: DocumentId) -> tuple[EarlierCopy, ...]:
        """Copies that this desk keeps for the same requester, of papers of the same title first.

        A requester is known by the number of the card, without one by the name. The newest come
        first, at most a dozen.

        Raises:
            NotFound: no such document.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id, with_readings=False)
            requester = records.dossiers.get(document.dossier_id).requester
            asked = requester.id_number or requester.name
            found = records.dossiers.list(text=asked, limit=_MOST_DOSSIERS) if asked else ()
        copies = [
            EarlierCopy(each.id, each.title, copy.number, copy.book, copy.signed_at)
            for dossier in found
            if _is_same(dossier.requester, requester)
            for each in dossier.documents
            if each.id != document_id and each.purged_at is None
            if (copy := each.copy) is not None
        ]
        copies.sort(key=lambda copy: copy.signed_at, reverse=True)
        key = search_key(document.title)
        copies.sort(key=lambda copy: search_key(copy.title) != key)
        return tuple(copies[:_MOST_COPIES])

    def at_scan(self, page_id: PageId, device_id: str, options: ScanOptions) -> LookedAgain:
        """Scan one side, and look at it.

        Raises:
            NotFound: no such page. ScannerError: what the device or its driver said.
        """
        one = replace(options, page_limit=1)
        with _spool() as folder:
            with contextlib.closing(self.scanner.scan(device_id, one, folder)) as scan:
                pages = list(scan)
            if not pages:
                raise FeederEmpty(device=device_id, page=0)
            return self._best(page_id, pages[:1], 1)

    def with_words(self, looked: LookedAgain) -> LookedAgain:
        """The same with the words under each difference; those read surely otherwise are more.

        Where the two could not be laid over each other, their words are held against each other.

        Raises:
            NotFound: the page is gone. ReadingError: the other picture cannot be read.
        """
        page = self._page(looked.page_id)
        if page.reading is None:
            return looked
        with self.store.files.plain(looked.picture) as path:
            other = self.reader.read(path, looked.dpi).result()
        if not looked.comparison.aligned:
            by_words = read_differences(page.reading.words, other.words)
            return replace(looked, by_words=by_words, read=True)
        return replace(looked, comparison=named(looked.comparison, page.reading, other), read=True)

    def _best(self, page_id: PageId, files: Iterable[PageFile], number: int | None) -> LookedAgain:
        """The page asked for; else the first that can be laid over, beginning at the same place."""
        page = self._page(page_id)
        numbered = list(enumerate(islice(files, _MOST_PAGES), 1))
        wanted = [each for each in numbered if number is None or each[0] == number]
        if not wanted:
            raise NotFound(kind="page", id=number or 1)
        tried: LookedAgain | None = None
        with self.store.files.plain_copy(page.sha256) as original:
            for at, file in sorted(wanted, key=lambda each: abs(each[0] - page.position)):
                comparison = compare_pictures(original, file.path)
                if comparison.aligned or tried is None:
                    data, laid = file.path.read_bytes(), _laid(page, file, comparison)
                    tried = LookedAgain(page.id, comparison, data, at, file.dpi, laid)
                if comparison.aligned:
                    break
        assert tried is not None
        return tried

    def _page(self, page_id: PageId) -> Page:
        with self.store.snapshot() as records:
            return records.dossiers.page(page_id)


def _is_same(one: Requester, other: Requester) -> bool:
    if other.id_number:
        return one.id_number == other.id_number
    return search_key(one.name) == search_key(other.name)


def _laid(page: Page, file: PageFile, comparison: Comparison) -> bytes:
    if not comparison.to_copy:
        return b""
    picture = Image.fromarray(lay_over(file.path, comparison, page.width, page.height))
    data = io.BytesIO()
    picture.save(data, format="JPEG", quality=_QUALITY)
    return data.getvalue()


@contextlib.contextmanager
def _spool() -> Iterator[Path]:
    """A folder for pictures in clear, which are overwritten at its end."""
    folder = Path(tempfile.mkdtemp(prefix="tramso-look-"))
    try:
        yield folder
    finally:
        wipe_folder(folder)
