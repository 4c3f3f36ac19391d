"""The spool: names that mean a whole page."""

import errno
import hashlib
from pathlib import Path

import pytest

from scanners.errors import SpoolReadOnly
from scanners.spool import Spool, room_in_spool, sweep_parts


def keep(spool: Spool, data: bytes = b"page") -> Path:
    """Keep some bytes as a page."""
    return spool.keep(data, ".png", size=(1, 1), dpi=300).path


def test_a_page_is_described_by_its_bytes(tmp_path: Path) -> None:
    """The digest is that of the file."""
    page = Spool(tmp_path / "new").keep(b"page", ".jpg", size=(3, 4), dpi=300)

    assert page.path.read_bytes() == b"page"
    assert hashlib.sha256(b"page").hexdigest() == page.sha256
    assert page.path.name == "page-0001.jpg"


def test_a_page_taken_away_does_not_free_its_name(tmp_path: Path) -> None:
    """Whoever removes page one after taking it can never remove the page that came later."""
    spool = Spool(tmp_path)
    first = keep(spool)
    first.unlink()

    assert first != keep(spool)


def test_a_new_scan_goes_on_counting(tmp_path: Path) -> None:
    """Neither whole pages nor half ones nor other files are overwritten or stumbled over."""
    keep(Spool(tmp_path))
    (tmp_path / "page-0007.part").write_bytes(b"half")
    (tmp_path / "page-last.txt").write_bytes(b"note")

    assert keep(Spool(tmp_path)).name == "page-0008.png"


def test_only_half_pages_are_swept(tmp_path: Path) -> None:
    """Sweeping leaves every whole page."""
    whole = keep(Spool(tmp_path))
    (tmp_path / "page-0002.part").write_bytes(b"half")
    sweep_parts(tmp_path)

    assert [whole] == list(tmp_path.iterdir())


@pytest.mark.parametrize("said", [errno.EIO, errno.EROFS])
def test_a_disk_that_fails_is_told_as_one(said: int) -> None:
    """It answers what is under way with the first, and all that comes after with the second."""
    with pytest.raises(SpoolReadOnly), room_in_spool(0):
        raise OSError(said, "")
