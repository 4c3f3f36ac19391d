"""Sessions that a crash of the desk left in the spool: offered again, never silently deleted.

Every capture works in a folder of its own, `spool/<document>.<session>`, and ends by dropping it.
A folder that is still there when nothing is being captured holds what a crash interrupted. Set
aside, it goes to `spool/aside/` and waits there until somebody takes it up.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

from uuid_utils import uuid7

from offline_store.durable import wipe
from offline_store.errors import NotFound
from offline_store.records import DocumentId, Page, PageId
from offline_store.store import Store
from scanners.recovery import spooled_files, spooled_page
from scanners.spool import sweep_parts, thumbnail_of
from scanners.values import PageFile
from station.errors import AlreadyCertified
from station.hanoi_time import Clock

ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A session that did not end. session: its name. document_id: None where that is gone.

    code: of the dossier. pages: files that are whole, first to last. at: when the last was written.
    """

    session: str
    document_id: DocumentId | None
    code: str | None
    pages: tuple[Path, ...]
    at: datetime
    set_aside: bool


def new_session(spool: Path, document_id: DocumentId) -> Path:
    """Make the folder of a new capture into a document."""
    folder = spool / f"{document_id}.{uuid7()}"
    folder.mkdir(parents=True)
    return folder


def page_id_of(path: Path) -> PageId:
    """The id that a spooled page has or will have in the store: the same after any crash."""
    session = path.parent.name.rpartition(".")[2]
    return PageId(str(uuid5(UUID(session), path.name)))


def drop_session(folder: Path) -> None:
    """Drop a session's folder when no page is left in it; half-written ones never were pages."""
    if not spooled_files(folder):
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class InterruptedSessions:
    """What was interrupted: find it, recover it, or set it aside. Not while a capture runs."""

    store: Store
    spool: Path
    clerk: str
    now: Clock

    def __call__(self) -> tuple[Interrupted, ...]:
        """Every session with whole pages, oldest first; empty ones are dropped."""
        found = [
            self._described(folder, set_aside=aside)
            for aside, parent in ((False, self.spool), (True, self.spool / ASIDE))
            for folder in _folders(parent)
        ]
        return tuple(sorted((each for each in found if each is not None), key=lambda each: each.at))

    def recover(self, session: str, into: DocumentId | None = None) -> tuple[Page, ...]:
        """Keep the pages of a session that are not kept yet, at the end of its document.

        into: another document, or the one for a session whose own is gone.

        Raises:
            NotFound: no such session, or its document is gone and no other is given.
            AlreadyCertified: the document takes no more pages; the session stays.
        """
        folder = self._folder(session)
        document_id = into or _document_id(folder)
        return tuple(keep_session(self.store, folder, document_id, self.clerk, self.now))

    def set_aside(self, session: str) -> None:
        """Put a session out of the way; it can still be recovered.

        Raises:
            NotFound: no such session.
        """
        folder = self._folder(session)
        if folder.parent.name == ASIDE:
            return
        pages = len(spooled_files(folder))
        target = self.spool / ASIDE
        target.mkdir(exist_ok=True)
        folder.rename(target / folder.name)
        with self.store.transaction() as records:
            at = self.now()
            records.audit.append(at, self.clerk, "session-set-aside", session, pages=pages)

    def _folder(self, session: str) -> Path:
        for parent in (self.spool, self.spool / ASIDE):
            for folder in _folders(parent):
                if folder.name == session:
                    return folder
        raise NotFound(kind="session", id=session)

    def _described(self, folder: Path, *, set_aside: bool) -> Interrupted | None:
        pages = spooled_files(folder)
        if not pages:
            drop_session(folder)
            return None
        at = datetime.fromtimestamp(max(path.stat().st_mtime for path in pages), UTC)
        document_id: DocumentId | None = _document_id(folder)
        code = None
        try:
            with self.store.snapshot() as records:
                document = records.dossiers.document(_document_id(folder))
                code = records.dossiers.get(document.dossier_id).code
        except NotFound:
            document_id = None
        return Interrupted(folder.name, document_id, code, pages, at, set_aside)


def keep_session(
    store: Store, folder: Path, document_id: DocumentId, clerk: str, now: Clock
) -> Iterator[Page]:
    """Keep the pages of a session that are not kept yet; yield them, and drop the session."""
    with store.snapshot() as records:
        document = records.dossiers.document(document_id)
        if document.copy is not None:
            raise AlreadyCertified()
        # A page that came and was edited or taken out since is in the journal.
        known = {page.id for page in document.pages} | {
            page.id
            for edit in records.page_edits.history(document_id)
            for page in (*edit.before.touched, *edit.after.touched)
        }
    sweep_parts(folder)
    for path in spooled_files(folder):
        # Killed after the row and before the spool's file went, or while it was wiped: the page is
        # there already, and the file may hold anything.
        if page_id_of(path) in known:
            _wipe_spooled(path)
        else:
            yield keep_page(store, document_id, spooled_page(path), clerk, now)
    drop_session(folder)


def keep_page(
    store: Store, document_id: DocumentId, file: PageFile, clerk: str, now: Clock
) -> Page:
    """Make one page file durable and write its row; the spool's copy goes afterwards.

    Raises:
        AlreadyCertified: the copy was signed meanwhile; the page stays in the spool.
    """
    sha256 = store.files.keep(file.path)
    thumbnail = None if file.thumbnail is None else store.files.keep(file.thumbnail)
    at = now()
    with store.transaction() as records:
        document = records.dossiers.document(document_id)
        if document.copy is not None:
            raise AlreadyCertified()
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
                thumbnail=thumbnail,
            )
        )
        records.audit.append(at, clerk, "page-kept", page.id, sha256=sha256)
    _wipe_spooled(file.path)
    return page


def _wipe_spooled(path: Path) -> None:
    small = thumbnail_of(path)
    if small.exists():
        wipe(small)
    wipe(path)


def sessions_of(spool: Path, document_id: DocumentId) -> Iterator[Path]:
    """The folders of interrupted captures into a document, oldest first; not those set aside."""
    return (folder for folder in _folders(spool) if _document_id(folder) == document_id)


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and "." in path.name)


def _document_id(folder: Path) -> DocumentId:
    return DocumentId(folder.name.partition(".")[0])
