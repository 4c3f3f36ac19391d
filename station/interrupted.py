"""Sessions that a crash of the desk left in the spool: offered again, never silently deleted.

Every capture works in a folder of its own, `spool/<document>.<session>`, sealed for the desk alone
(`station/spooled.py`), and ends by dropping it.
A folder that is still there when nothing is being captured holds what a crash interrupted. Set
aside, it goes to `spool/aside/` and waits there until somebody takes it up.

Whoever captures is at the folder (`scanners/spool_lock.py`), and so is the worker that writes into
it: such a folder is none that was left, and is not touched.
"""

import logging
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from uuid_utils import uuid7

from offline_store.durable import room_on_disk
from offline_store.errors import NotFound, StoreBusy, StoreError
from offline_store.records import DocumentId, Page
from offline_store.store import Store
from scanners.errors import PageTruncated, PictureError, SpoolDamaged, SpoolFull
from scanners.pushed_files import holds_files, read_on, set_aside, set_aside_in
from scanners.recovery import spooled_files, spooled_page
from scanners.serving import ORPHAN_GRACE_S
from scanners.spool import Spool, sweep_parts, thumbnail_of
from scanners.spool_lock import if_unused, in_use
from scanners.twain_sides import keep_untaken, untaken_sides
from scanners.values import PageFile
from station.errors import AlreadyCertified
from station.hanoi_time import Clock
from station.keep_pages import keep_pages, page_id_of
from station.people import Act, require
from station.spooled import drop_spooled, forget_key, seal_folder, spooled_bytes

log = logging.getLogger(__name__)

ASIDE = "aside"
# Until the worker of a desk that was killed has left the folder.
_ORPHAN_LIMIT_S = ORPHAN_GRACE_S + 1.0


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


@contextmanager
def live_session(store: Store, spool: Path, document_id: DocumentId) -> Iterator[Path]:
    """Make the folder of a new capture into a document, and be at it while the block runs.

    Raises:
        StoreFull, SpoolFull: no room for it. StoreReadOnly, SpoolReadOnly: nor for anything.
    """
    with room_on_disk():
        spool.mkdir(parents=True, exist_ok=True)
    folder = spool / f"{document_id}.{uuid7()}"
    with in_use(folder):  # before it is there, so that nobody finds it left alone
        try:
            with room_on_disk():
                folder.mkdir()
                seal_folder(store, folder)
        except StoreError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        yield folder


def _drop_session(folder: Path) -> None:
    """Drop a session's folder when no page is left in it; half-written ones never were pages.

    For those who are at it, and know that no worker is.
    """
    if not (spooled_files(folder) or holds_files(folder) or untaken_sides(folder)):
        with suppress(OSError):  # what cannot go now, goes when it is looked at next
            forget_key(folder)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class InterruptedSessions:
    """What was interrupted: find it, recover it, or set it aside."""

    store: Store
    spool: Path
    clerk: str
    now: Clock

    def __call__(self) -> tuple[Interrupted, ...]:
        """Every session with whole pages, oldest first; empty ones are dropped.

        Not those at which somebody is: a capture that runs, also in another program. For who may
        be a killed desk's worker it waits, some seconds at most.
        """
        found = []
        deadline = time.monotonic() + _ORPHAN_LIMIT_S
        for aside, parent in ((False, self.spool), (True, self.spool / ASIDE)):
            for folder in _folders(parent):
                with if_unused(folder, max(0.0, deadline - time.monotonic())) as unused:
                    if unused and folder.is_dir():
                        found.append(self._described(folder, set_aside=aside))
        return tuple(sorted((each for each in found if each is not None), key=lambda each: each.at))

    def picture(self, path: Path, *, small: bool) -> bytes | None:
        """A page of a session as a picture file, or its small picture; None when it is gone."""
        thumbnail = thumbnail_of(path)
        try:
            return spooled_bytes(self.store, thumbnail if small and thumbnail.exists() else path)
        except (OSError, PictureError, StoreError):
            return None

    def recover(self, session: str, into: DocumentId | None = None) -> tuple[Page, ...]:
        """Keep the pages of a session that are not kept yet, at the end of its document.

        into: another document, or the one for a session whose own is gone.

        Raises:
            NotFound: no such session, or its document is gone and no other is given.
            AlreadyCertified: the document takes no more pages; the session stays.
            StoreBusy: somebody is at it: it was not interrupted.
            SpoolDamaged: something of it cannot be read, and is set aside; the pages are kept.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.PAGES)
        with self._unused(session) as folder:
            document_id = into or _document_id(folder)
            pages = tuple(keep_session(self.store, folder, document_id, self.clerk, self.now))
            _tell_damage(self.spool, folder)
            return pages

    def set_aside(self, session: str) -> None:
        """Put a session out of the way; it can still be recovered.

        Raises:
            NotFound: no such session.
            StoreBusy: somebody is at it: it was not interrupted.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.PAGES)
        with self._unused(session) as folder:
            if folder.parent.name == ASIDE:
                return
            pages = len(spooled_files(folder))
            _move_aside(self.spool, folder)
            with self.store.transaction() as records:
                at = self.now()
                records.audit.append(at, self.clerk, "session-set-aside", session, pages=pages)

    @contextmanager
    def _unused(self, session: str) -> Iterator[Path]:
        """Have a session alone, once the worker of a desk that was killed has left it."""
        for parent in (self.spool, self.spool / ASIDE):
            for folder in _folders(parent):
                if folder.name != session:
                    continue
                with if_unused(folder, _ORPHAN_LIMIT_S) as unused:
                    if not unused:
                        raise StoreBusy
                    if folder.is_dir():
                        yield folder
                        return
        raise NotFound(kind="session", id=session)

    def _described(self, folder: Path, *, set_aside: bool) -> Interrupted | None:
        with suppress(SpoolFull):  # what is there is offered all the same
            _make_pages(self.store, folder)
        pages = spooled_files(folder)
        if not pages:
            _drop_session(folder)
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


def _make_pages(store: Store, folder: Path) -> None:
    """Make whole pages of what a session has, and drop the half ones. Only while nobody is at it.

    Raises:
        SpoolFull: no room for all of them.
    """
    sweep_parts(folder)
    with suppress(PageTruncated):  # the power went before it was on the disk
        keep_untaken(Spool(folder))
    for _ in read_on(folder, partial(spooled_bytes, store)):
        pass  # durable beside the others, with which it is kept


def keep_session(
    store: Store, folder: Path, document_id: DocumentId, clerk: str, now: Clock
) -> Iterator[Page]:
    """Keep the pages of a session that are not kept yet; yield them, and drop the session.

    For those who are at it, and know that no worker is.
    """
    with store.snapshot() as records:
        document = records.dossiers.document(document_id)
        if document.fixed:
            raise AlreadyCertified()
        # A page that came and was edited or taken out since is in the journal.
        known = {page.id for page in document.pages} | {
            page.id
            for edit in records.page_edits.history(document_id)
            for page in (*edit.before.touched, *edit.after.touched)
        }
    _make_pages(store, folder)

    def whole() -> Iterator[PageFile]:
        for path in spooled_files(folder):
            # Killed after the row and before the spool's file went, or while it was wiped: the page
            # is there already, and the file may hold anything.
            if page_id_of(path) in known:
                drop_spooled(path)
                continue
            try:
                yield spooled_page(path, partial(spooled_bytes, store))
            except PictureError as error:
                log.warning("a page in the spool set aside: %s", error.code)
                set_aside(path)

    yield from keep_pages(store, document_id, whole(), clerk, now)
    _drop_session(folder)


def recover_sessions(
    store: Store, spool: Path, document_id: DocumentId, clerk: str, now: Clock
) -> Iterator[Page]:
    """Keep what interrupted captures into a document left, oldest first; not what was set aside.

    What another program captures into it at this moment is left to that program.

    Raises:
        SpoolDamaged: something of a session cannot be read, and is set aside; its pages are kept.
    """
    for folder in _folders(spool):
        if _document_id(folder) != document_id:
            continue
        with if_unused(folder, _ORPHAN_LIMIT_S) as unused:
            if unused and folder.is_dir():
                yield from keep_session(store, folder, document_id, clerk, now)
                _tell_damage(spool, folder)


def _tell_damage(spool: Path, folder: Path) -> None:
    """What of a session cannot be read is told once, and waits among what is set aside."""
    if damaged := set_aside_in(folder):
        if folder.parent.name != ASIDE:
            _move_aside(spool, folder)
        raise SpoolDamaged(files=damaged)


def _move_aside(spool: Path, folder: Path) -> None:
    target = spool / ASIDE
    target.mkdir(exist_ok=True)
    folder.rename(target / folder.name)


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and "." in path.name)


def _document_id(folder: Path) -> DocumentId:
    return DocumentId(folder.name.partition(".")[0])
