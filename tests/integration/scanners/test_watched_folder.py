"""A folder that machines push scans into: nothing is taken before it is whole."""

import os
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from PIL import Image

from scanners.errors import FeederEmpty, NotAPicture, PictureTruncated, ScanCancelled
from scanners.folder_driver import FolderDriver
from scanners.pushed_files import holds_files, pushed_files, read_on, take
from scanners.spool import Spool
from scanners.values import PageFile, ScanOptions
from tests.scanner_fixtures import draw_page

SIZE = (310, 438)


def scan(folder: Path, spool: Path, limit: int | None = None) -> Generator[PageFile, None, None]:
    """Take what lies in the folder."""
    return FolderDriver().scan(f"folder:{folder}", ScanOptions(page_limit=limit), spool)


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """An empty watched folder."""
    folder = tmp_path / "pushed"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".pdf"])
def test_a_file_that_still_grows_is_waited_for(watched: Path, tmp_path: Path, suffix: str) -> None:
    """Half a file that stands still is not taken; once it is whole, all of it is."""
    source = draw_page(tmp_path / "page.png", 1, SIZE)
    whole = tmp_path / f"page{suffix}"
    if suffix != ".png":
        Image.open(source).save(whole, resolution=300, dpi=(300, 300))
    data = whole.read_bytes()
    target = watched / whole.name
    target.write_bytes(data[: len(data) // 2])

    def finish() -> None:
        with target.open("ab") as file:
            file.write(data[len(data) // 2 :])

    later = threading.Timer(2.5, finish)
    later.start()
    pages = list(scan(watched, tmp_path / "spool"))
    later.join()

    assert len(pages) == 1
    assert [path.name for path in watched.rglob("*") if path.is_file()] == []
    if suffix in (".png", ".jpg"):
        assert data == pages[0].path.read_bytes()


def test_files_come_in_the_order_in_which_they_were_pushed(watched: Path, tmp_path: Path) -> None:
    """The oldest first, whatever their names."""
    widths = []
    for number, name in enumerate(("b.png", "a.png", "c.png"), start=1):
        path = draw_page(watched / name, number, (300 + number, 438))
        os.utime(path, ns=(number * 10**9, number * 10**9))
        widths.append(300 + number)

    assert widths == [page.width for page in scan(watched, tmp_path / "spool")]


def test_a_file_is_of_the_scan_that_took_it(watched: Path, tmp_path: Path) -> None:
    """Stopped within a file, the scan has the rest beside its pages; no other scan takes it."""
    first, *rest = (Image.open(draw_page(tmp_path / f"{n}.png", n, SIZE)) for n in range(3))
    first.save(watched / "letter.pdf", save_all=True, append_images=rest, resolution=300)
    stopped = scan(watched, tmp_path / "spool")
    taken = next(stopped)
    stopped.close()
    with pytest.raises(FeederEmpty):
        list(scan(watched, tmp_path / "other"))

    before = taken.path.read_bytes()
    pages = list(read_on(tmp_path / "spool"))

    assert [page.path.name for page in pages] == ["page-0001.png", "page-0002.png", "page-0003.png"]
    assert pages[0].path.read_bytes() == before
    assert (
        sorted(path.suffix for path in (tmp_path / "spool").iterdir())
        == [".png"] * 3 + [".thumb"] * 3
    )


def test_what_an_earlier_scan_left_unread_comes_first(watched: Path, tmp_path: Path) -> None:
    """Into the same folder, a scan goes on where the last one was stopped."""
    draw_page(watched / "old.png", 1, SIZE)
    take(watched / "old.png", Spool(tmp_path / "spool"))
    draw_page(watched / "new.png", 2, (320, 438))

    assert [page.width for page in scan(watched, tmp_path / "spool")] == [310, 320]
    assert not holds_files(tmp_path / "spool")


def test_a_damaged_rest_is_set_aside(tmp_path: Path) -> None:
    """It stands in nobody's way, and is not dropped."""
    pushed = tmp_path / "letter.pdf"
    pushed.write_bytes(b"%PDF-1.7 and no more")
    spool = Spool(tmp_path / "spool")
    take(pushed, spool)

    assert list(read_on(spool.folder)) == []
    assert pushed_files(spool.folder) == ()
    assert holds_files(spool.folder)


def test_a_file_that_is_no_page_is_put_aside(watched: Path, tmp_path: Path) -> None:
    """It is named, kept in `refused`, and no longer stands before the others."""
    (watched / "letter.pdf").write_bytes(b"Dear clerk")
    with pytest.raises(NotAPicture):
        list(scan(watched, tmp_path / "spool"))
    draw_page(watched / "page.png", 1, SIZE)

    assert len(list(scan(watched, tmp_path / "spool"))) == 1
    assert (watched / "refused/letter.pdf").read_bytes() == b"Dear clerk"


@pytest.mark.parametrize("suffix", [".jpg", ".pdf"])
def test_a_file_whose_end_never_comes_does_not_stand_before_the_others(
    watched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """The machine was cut off: the file is named and kept in `refused`, the next one comes."""
    monkeypatch.setattr("scanners.folder_driver._BROKEN_OFF_S", 1.5)
    source, whole = draw_page(tmp_path / "page.png", 1, SIZE), tmp_path / f"page{suffix}"
    Image.open(source).save(whole, resolution=300, dpi=(300, 300))
    data = whole.read_bytes().removesuffix(b"%%EOF\n")
    (watched / whole.name).write_bytes(data[: len(data) - 2])
    os.utime(watched / whole.name, ns=(10**9, 10**9))
    draw_page(watched / "later.png", 1, SIZE)

    with pytest.raises(PictureTruncated) as raised:
        list(scan(watched, tmp_path / "spool"))
    assert raised.value.facts["file"] == whole.name
    assert (watched / "refused" / whole.name).is_file()
    assert len(list(scan(watched, tmp_path / "spool"))) == 1


def test_stop_is_heard_while_a_file_grows(watched: Path, tmp_path: Path) -> None:
    """Nobody waits for the rest of a file that is not wanted; it stays where it is."""
    page = draw_page(tmp_path / "page.png", 1, SIZE).read_bytes()
    (watched / "page.png").write_bytes(page[: len(page) // 2])
    looks = iter(range(100))
    pages = FolderDriver().scan(
        f"folder:{watched}", ScanOptions(), tmp_path / "spool", lambda: next(looks) > 5
    )
    with pytest.raises(ScanCancelled):
        next(pages)

    assert next(looks) < 10
    assert [path.name for path in watched.iterdir()] == ["page.png"]


def test_other_files_are_left_alone(watched: Path, tmp_path: Path) -> None:
    """Hidden files, notes and half-uploads under other names are not the scanner's."""
    for name in (".page.png", "notes.txt", "page.png.part"):
        (watched / name).write_bytes(b"x")

    with pytest.raises(FeederEmpty):
        list(scan(watched, tmp_path / "spool"))
    assert len(list(watched.iterdir())) == 3
