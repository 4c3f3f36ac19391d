"""A disk that fails in the middle of the work: the system lets nobody write to it any more."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from offline_store.errors import StoreReadOnly
from offline_store.records import LineState, Page, Requester
from scanners.errors import SpoolReadOnly
from scanners.values import ScanOptions
from signing.pin import Pin
from station.bootstrap import open_desk
from tests.integration.station.signing_desk import open_signing_desk, ready
from tests.scanner_fixtures import draw_pages
from tests.signing_fixtures import PIN, PracticeDesk


@dataclass(frozen=True, slots=True)
class Disk:
    """An ext4 of this test's own. folder: where it is mounted."""

    image: Path
    folder: Path

    def mount(self) -> bool:
        """Mount it, its journal played back as after a crash."""
        mounted = subprocess.run(["mount", "-o", "loop", self.image, self.folder], check=False)
        return mounted.returncode == 0

    def fail(self) -> None:
        """What ext4 does when the disk below it answers with errors: it ends all writing."""
        subprocess.run(["mount", "-o", "remount,abort", self.folder], check=True)

    def unmount(self) -> None:
        """Take it away; whatever still has a file open is no matter here."""
        subprocess.run(["umount", "--lazy", self.folder], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk that can fail, where the system lets us have one."""
    make = shutil.which("mkfs.ext4")
    if sys.platform == "win32" or os.geteuid() != 0 or make is None:
        pytest.skip("only root may mount a disk of its own")
    made = Disk(tmp_path / "image", tmp_path / "disk")
    made.folder.mkdir()
    with made.image.open("wb") as file:
        file.truncate(96 << 20)
    subprocess.run([make, "-q", "-F", made.image], check=True)
    if not made.mount():
        pytest.skip("this system lets nobody mount a disk")
    try:
        yield made
    finally:
        made.unmount()


def test_nothing_that_was_shown_as_kept_is_lost(
    disk: Disk, desk: PracticeDesk, tmp_path: Path
) -> None:
    """It fails while a pile is scanned: each act says so, and after the repair the pages are there.

    A number that was reserved before stays reserved: nothing is given twice.
    """
    home = disk.folder / "home"
    names = [str(path) for path in draw_pages(tmp_path / "pile", 5, size=(1240, 1754))]
    script = tmp_path / "scanner.json"
    script.write_text(json.dumps({"pages": names}), "utf-8")
    kept = list[str]()

    def shown(page: Page) -> None:
        kept.append(page.sha256)
        if len(kept) == 2:
            disk.fail()

    with closing(open_signing_desk(home, desk, desk.module)) as counter:
        os.sync()  # its settings have been there for long; nothing after this is helped along
        token = counter.settings.signing.officer_token
        (certified,) = ready(counter, tmp_path / "first")
        number = counter.certify(certified, {token: Pin(PIN)}).number
        (waiting,) = ready(counter, tmp_path / "second")
        document = counter.receive(Requester("Nguyễn Thị Thử"), "Giấy khai sinh").documents[0]

        capture = counter.capture(document.id, f"script:{script}", ScanOptions(), shown, Event())

        assert capture.stopped is not None
        assert capture.stopped.code == "disk-read-only"
        assert [page.sha256 for page in capture.pages] == kept
        for act in (
            lambda: counter.receive(Requester("Trần Văn Hai"), "Giấy"),
            lambda: counter.import_pages(document.id, (Path(names[0]),)),
            lambda: counter.certify(waiting, {token: Pin(PIN)}),
        ):
            refused(act)
        with counter.store.snapshot() as records:  # what is there can still be looked at
            assert len(records.dossiers.document(document.id).pages) == len(kept)

    disk.unmount()
    assert disk.mount()
    with closing(open_desk(home)) as counter:
        for session in counter.interrupted():
            counter.interrupted.recover(session.session)
        with counter.store.snapshot() as records:
            pages = records.dossiers.document(document.id).pages
            lines = records.register.lines(counter.certify.book(counter.now()))
            assert records.audit.verify() is None
        assert [page.sha256 for page in pages][: len(kept)] == kept
        assert all(counter.store.files.read(page.sha256) for page in pages)
        assert [(line.number, line.state) for line in lines] == [(number, LineState.SIGNED)]
        assert counter.certify(waiting, {token: Pin(PIN)}).number == number + 1


def refused(act: Callable[[], object]) -> None:
    """It says that nothing can be written."""
    with pytest.raises((StoreReadOnly, SpoolReadOnly)):
        act()
