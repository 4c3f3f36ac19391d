"""Pages in a spool are sealed to a key that whoever writes them does not have."""

import hashlib
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.errors import PictureTruncated
from scanners.sealed_files import opened, public_part, sealed
from scanners.spool import SEAL, Spool, is_sealed
from tests.scanner_fixtures import draw_page

CHUNK = 1 << 20
SECRET = secrets.token_bytes(32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A spool folder with a seal."""
    (tmp_path / SEAL).write_bytes(public_part(SECRET))
    return tmp_path


@pytest.mark.parametrize("size", [1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 9])
@pytest.mark.parametrize("rewritten", [False, True])
def test_what_comes_out_is_what_went_in(folder: Path, size: int, rewritten: bool) -> None:
    """In pieces of any length, also where the beginning was known last; named by its own hash."""
    data = secrets.token_bytes(size)
    part = Spool(folder).begin()
    for start in range(0, size, 300_000):
        part.write(data[start : start + 300_000])
    if rewritten:
        data = bytes(min(33, size)) + data[33:]
        part.rewrite_beginning(data[:33])
    page = part.keep(".png", size=(1, 1), dpi=300, thumbnail=b"small")

    assert b"".join(opened(page.path, SECRET)) == data
    assert page.sha256 == hashlib.sha256(data).hexdigest()
    assert page.thumbnail is not None
    assert b"".join(opened(page.thumbnail, SECRET)) == b"small"
    assert b"small" not in page.thumbnail.read_bytes()


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_does_not_open(
    tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
) -> None:
    """Wherever it is: in the wrapped key, in a chunk, or in a tag."""
    path = tmp_path_factory.mktemp("sealed") / "page-0001.png"
    data = bytearray(sealed(b"a page" * 20, public_part(SECRET)))
    data[int(place * len(data))] ^= 1 << bit
    path.write_bytes(data)
    with pytest.raises(PictureTruncated):
        list(opened(path, SECRET))


@pytest.mark.parametrize("length", [0, 7, 50, 88, 89, 88 + CHUNK + 16, -16, -1])
def test_what_was_cut_off_does_not_open(tmp_path: Path, length: int) -> None:
    """Half a header, no chunk at all, or whole chunks without the last one."""
    path = tmp_path / "page-0001.png"
    path.write_bytes(sealed(bytes(2 * CHUNK + 5), public_part(SECRET))[:length])
    with pytest.raises(PictureTruncated):
        list(opened(path, SECRET))


def test_another_key_does_not_open(tmp_path: Path) -> None:
    """Not even the one to which it was sealed, which lies in the folder."""
    path = tmp_path / "page-0001.png"
    path.write_bytes(sealed(b"a page", public_part(SECRET)))
    for other in (public_part(SECRET), secrets.token_bytes(32)):
        with pytest.raises(PictureTruncated):
            list(opened(path, other))


def test_without_a_seal_pages_lie_in_clear(tmp_path: Path) -> None:
    """`tramso scan --out` gives pictures that anybody can open."""
    picture = draw_page(tmp_path / "in.png", 1, (20, 30)).read_bytes()
    page = Spool(tmp_path / "out").keep(picture, ".png", size=(20, 30), dpi=300)
    assert (page.path.read_bytes(), is_sealed(page.path)) == (picture, False)
