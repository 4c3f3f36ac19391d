"""Page files of a capture's folder become pages of a document: kept, and on the record."""

from collections.abc import Generator, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

from offline_store.files import Source
from offline_store.keeping import kept_in_turn
from offline_store.records import DocumentId, Page, PageId
from offline_store.store import Records, Store
from scanners.values import PageFile
from station.errors import AlreadyCertified
from station.hanoi_time import Clock
from station.spooled import drop_spooled, spooled_bytes, spooled_chunks


def page_id_of(path: Path) -> PageId:
    """The id that a spooled page has or will have in the store: the same after any crash."""
    session = path.parent.name.rpartition(".")[2]
    return PageId(str(uuid5(UUID(session), path.name)))


def keep_page(
    store: Store, document_id: DocumentId, file: PageFile, clerk: str, now: Clock
) -> Page:
    """Make one page file durable and write its row; the spool's copy goes afterwards.

    Raises:
        AlreadyCertified: the copy was signed meanwhile; the page stays in the spool.
    """
    (page,) = keep_pages(store, document_id, (file,), clerk, now)
    return page


def keep_pages(
    store: Store, document_id: DocumentId, files: Iterable[PageFile], clerk: str, now: Clock
) -> Generator[Page, None, None]:
    """The same with several, in their order, with less wait for the disk between them.

    Raises:
        AlreadyCertified: as for one; and whatever `files` raises, after the pages before it.
    """

    def row(records: Records, file: PageFile, pictures: tuple[str, ...]) -> tuple[PageFile, Page]:
        return file, _row(records, document_id, file, pictures, clerk, now)

    for file, page in kept_in_turn(store, files, partial(_pictures, store), row):
        with suppress(OSError):  # known by its name, it is dropped when it is looked at next
            drop_spooled(file.path)
        yield page


def _pictures(store: Store, file: PageFile) -> tuple[str, ...]:
    """Keep a page's picture, and the small one where there is one."""
    pictures: list[Source] = [spooled_chunks(store, file.path)]
    if file.thumbnail is not None:
        pictures.append(spooled_bytes(store, file.thumbnail))
    return store.files.keep_together(*pictures)


def _row(
    records: Records,
    document_id: DocumentId,
    file: PageFile,
    pictures: tuple[str, ...],
    clerk: str,
    now: Clock,
) -> Page:
    document = records.dossiers.document(document_id, with_readings=False)
    if document.fixed:
        raise AlreadyCertified()
    sha256, *small = pictures
    at = now()
    page = records.dossiers.add_page(
        Page(
            page_id_of(file.path),
            document_id,
            position=len(document.pages) + 1,
            sha256=sha256,
            width=file.width,
            height=file.height,
            dpi=file.dpi,
            kept_at=at,
            warnings=file.warnings,
            thumbnail=small[0] if small else None,
        )
    )
    records.audit.append(at, clerk, "page-kept", page.id, sha256=sha256)
    return page
