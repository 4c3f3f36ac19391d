"""Captures that a crash interrupted: each of their pages is kept, once, and none is taken."""

import io
import json
import shutil
from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PIL import Image

from offline_store.errors import NotFound, StoreBusy
from offline_store.records import Document, DocumentId
from offline_store.store import Store
from scanners.driver import Stopped, never
from scanners.errors import SpoolDamaged, WorkerLost
from scanners.folder_driver import FolderDriver
from scanners.pushed_files import read, take
from scanners.recovery import spooled_page
from scanners.spool import SEAL, Spool
from scanners.spool_lock import in_use
from scanners.values import Device, PageFile, ScanOptions
from station.interrupted import ASIDE
from station.keep_pages import keep_page
from station.spooled import spooled_bytes
from tests.left_session import left_session
from tests.scanner_fixtures import draw_page, draw_pages
from tests.unit.station.desk_parts import Parts, SetClock


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


def _script(folder: Path, pages: int) -> str:
    names = [str(path) for path in draw_pages(folder / "paper", pages)]
    script = folder / "scanner.json"
    script.write_text(json.dumps({"pages": names}), "utf-8")
    return f"script:{script}"


def _interrupt(parts: Parts, document: Document, pages: int) -> list[Path]:
    """Leave pages in the spool as a desk does that dies while capturing into a document."""
    folder = left_session(parts.store, parts.spool, document.id)
    return [
        Spool(folder)
        .keep(page.read_bytes(), ".png", size=(2480, 3508), dpi=300, warnings=("page-dark",))
        .path
        for page in draw_pages(folder.parent / "in", pages)
    ]


def test_pages_left_in_the_spool_are_recovered_once(parts: Parts) -> None:
    """A desk that died between the spool and the store loses no page and doubles none."""
    document = parts.received()
    first, second = _interrupt(parts, document, 2)
    # The first page's row was written before the desk died, while its file was being wiped.
    file = spooled_page(first, partial(spooled_bytes, parts.store))
    keep_page(parts.store, document.id, file, "clerk", parts.clock)
    first.write_bytes(b"half wiped")

    recovered = list(parts.capture.recover(document.id))

    kept = parts.document(document).pages
    assert len(kept) == 2
    assert [page.sha256 for page in recovered] == [kept[1].sha256]
    assert [page.warnings for page in kept] == [("page-dark",), ("page-dark",)]
    assert not first.exists()
    assert not second.exists()


def test_a_damaged_page_stands_before_no_other(parts: Parts) -> None:
    """A bit flipped in the spool: told once, set aside under its number; the others are kept."""
    document = parts.received()
    first, _ = _interrupt(parts, document, 2)
    flipped = bytearray(first.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    first.write_bytes(flipped)

    with pytest.raises(SpoolDamaged) as told:
        list(parts.capture.recover(document.id))

    assert told.value.facts == {"files": 1}
    assert len(parts.document(document).pages) == 1
    (left,) = parts.spool.rglob("refused-*")
    assert left == parts.spool / ASIDE / first.parent.name / f"refused-{first.name}"
    assert list(parts.capture.recover(document.id)) == []
    assert parts.interrupted() == ()


def test_what_an_earlier_version_left_in_clear_is_recovered(parts: Parts) -> None:
    """A folder without a seal: its pages are kept, and what lay there in clear is overwritten."""
    document = parts.received()
    folder = left_session(parts.store, parts.spool, document.id)
    (folder / SEAL).unlink()
    (paper,) = draw_pages(folder.parent / "in", 1)
    page = Spool(folder).keep(paper.read_bytes(), ".png", size=(2480, 3508), dpi=300)
    assert page.path.read_bytes() == paper.read_bytes()

    (kept,) = parts.capture.recover(document.id)

    assert (kept.sha256, page.path.exists()) == (page.sha256, False)


def test_an_interrupted_capture_is_offered_and_recovered(parts: Parts) -> None:
    """The session is named with its dossier; recovering it keeps every page, once."""
    document = parts.received()
    files = _interrupt(parts, document, 2)

    (session,) = parts.interrupted()
    assert (document.id, tuple(files), False) == (
        session.document_id,
        session.pages,
        session.set_aside,
    )
    recovered = parts.interrupted.recover(session.session)

    assert [page.id for page in parts.document(document).pages] == [page.id for page in recovered]
    assert len(recovered) == 2
    assert parts.interrupted() == ()
    with pytest.raises(NotFound):
        parts.interrupted.recover(session.session)


def test_a_session_at_which_somebody_is_was_not_interrupted(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program, or a dead desk's worker, still writes is not offered, nor taken."""
    monkeypatch.setattr("station.interrupted._ORPHAN_LIMIT_S", 0.1)
    document = parts.received()
    folder = _interrupt(parts, document, 2)[0].parent
    with in_use(folder):
        assert parts.interrupted() == ()
        with pytest.raises(StoreBusy):
            parts.interrupted.recover(folder.name)
        with pytest.raises(StoreBusy):
            parts.interrupted.set_aside(folder.name)
        parts.capture(document.id, _script(tmp_path, 1), ScanOptions(), lambda page: None, Event())
        assert len(parts.document(document).pages) == 1

    (session,) = parts.interrupted()
    assert len(parts.interrupted.recover(session.session)) == 2


def test_stopped_within_a_pushed_file_all_of_it_is_kept_and_none_of_it_comes_again(
    parts: Parts, tmp_path: Path
) -> None:
    """A file belongs to the capture that took it: to this document, and to no later one."""
    watched = tmp_path / "watched"
    watched.mkdir()
    first, *rest = (Image.open(path) for path in draw_pages(tmp_path / "paper", 3))
    first.save(watched / "letter.pdf", save_all=True, append_images=rest, resolution=300)
    document, other = parts.received(), parts.received()
    capture = replace(parts.capture, scanner=FolderDriver())
    stop = Event()

    done = capture(document.id, f"folder:{watched}", ScanOptions(), lambda page: stop.set(), stop)
    later = capture(other.id, f"folder:{watched}", ScanOptions(), lambda page: None, Event())

    assert (len(done.pages), len(later.pages)) == (3, 0)
    assert len({page.sha256 for page in parts.document(document).pages}) == 3
    assert parts.interrupted() == ()


def test_killed_within_a_pushed_file_each_page_is_kept_once(parts: Parts, tmp_path: Path) -> None:
    """The file lies in the session, some of its pages are kept already: the others follow."""
    document = parts.received()
    first, *rest = (Image.open(path) for path in draw_pages(tmp_path / "paper", 3))
    letter = tmp_path / "letter.pdf"
    first.save(letter, save_all=True, append_images=rest, resolution=300)
    folder = left_session(parts.store, parts.spool, document.id)
    pages = read(take(letter, Spool(folder)))
    keep_page(parts.store, document.id, next(pages), "clerk", parts.clock)
    pages.close()

    (session,) = parts.interrupted()
    parts.interrupted.recover(session.session)

    assert [page.position for page in parts.document(document).pages] == [1, 2, 3]
    assert len({page.sha256 for page in parts.document(document).pages}) == 3


def test_a_session_set_aside_waits_and_can_go_elsewhere(parts: Parts, tmp_path: Path) -> None:
    """Set aside, it no longer joins its document by itself, and another document may take it."""
    document, other = parts.received(), parts.received()
    _interrupt(parts, document, 2)
    parts.interrupted.set_aside(parts.interrupted()[0].session)

    parts.capture(document.id, _script(tmp_path, 1), ScanOptions(), lambda page: None, Event())
    (session,) = parts.interrupted()
    parts.interrupted.recover(session.session, into=other.id)

    assert (session.set_aside, len(session.pages)) == (True, 2)
    assert [len(parts.document(each).pages) for each in (document, other)] == [1, 2]


def test_a_session_whose_document_is_gone_stays(parts: Parts) -> None:
    """Pages that nobody can place are offered without a dossier, never dropped."""
    document = parts.received()
    files = _interrupt(parts, document, 1)
    gone = left_session(parts.store, parts.spool, DocumentId("gone"))
    shutil.rmtree(gone)
    files[0].parent.rename(gone)

    (session,) = parts.interrupted()

    assert (session.document_id, session.code) == (None, None)
    with pytest.raises(NotFound):
        parts.interrupted.recover(session.session)
    assert len(parts.interrupted.recover(session.session, into=document.id)) == 1


def test_a_dead_worker_s_last_page_is_kept(parts: Parts, tmp_path: Path) -> None:
    """A page that was whole when the worker died, and that it had not said yet, is kept as well."""
    document = parts.received()
    page = draw_pages(tmp_path / "paper", 1)[0]

    class DiesUnsaid:
        """A driver that dies between a page's name and the word about it."""

        def find_devices(self) -> Iterator[Device]:
            """No device."""
            yield from ()

        def scan(
            self, device_id: str, options: ScanOptions, spool: Path, stopped: Stopped = never
        ) -> Generator[PageFile, None, None]:
            """Keep a page, say nothing."""
            yield from ()
            Spool(spool).keep(page.read_bytes(), ".png", size=(2480, 3508), dpi=300)
            raise WorkerLost(exit_status=-9)

    capture = replace(parts.capture, scanner=DiesUnsaid())(
        document.id, "any", ScanOptions(), lambda page: None, Event()
    )

    assert isinstance(capture.stopped, WorkerLost)
    assert list(capture.pages) == list(parts.document(document).pages)
    assert len(capture.pages) == 1
    assert parts.interrupted() == ()


def test_sides_that_a_killed_twain_worker_left_are_kept(parts: Parts, tmp_path: Path) -> None:
    """They had left the feeder, and are whole; half ones never were pages."""
    document = parts.received()
    folder = left_session(parts.store, parts.spool, document.id)
    drawn = [draw_page(tmp_path / f"{number}.bmp", number, (310, 438)) for number in (1, 2, 3)]
    for number, path in enumerate(drawn, start=1):
        (folder / f"side-{number:04}-150.bmp").write_bytes(path.read_bytes())
    (folder / "side-0003-150.bmp").write_bytes(drawn[2].read_bytes()[:5000])
    (folder / "page-transfer-0004.part").write_bytes(b"BM half")

    (left,) = parts.interrupted()
    pages = parts.interrupted.recover(left.session)

    assert [(page.dpi, page.width, page.height) for page in pages] == [(150, 310, 438)] * 2
    for page, path in zip(pages, drawn, strict=False):
        kept = io.BytesIO(parts.store.files.read(page.sha256))
        with Image.open(kept) as picture, Image.open(path) as given:
            assert picture.tobytes() == given.tobytes()
    assert not folder.exists()
    assert parts.interrupted() == ()
