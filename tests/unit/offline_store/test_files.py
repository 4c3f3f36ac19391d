import hashlib
import os
import sys
import time
from pathlib import Path

import pytest

from offline_store.desk_key import DeskKey, DeskKeys
from offline_store.errors import FileDamaged, FileMissing, StoreFull
from offline_store.files import Files
from offline_store.sealing import CHUNK_BYTES

DATA = b"\x89PNG synthetic" * 1000
NAME = hashlib.sha256(DATA).hexdigest()

KEYS = DeskKeys((DeskKey.new(),))


def _files(folder: Path, keys: DeskKeys = KEYS) -> Files:
    return Files(folder, keys, folder / "plain")


def _left(folder: Path) -> list[str]:
    return [path.name for path in (folder / "incoming").iterdir()]


def test_bytes_and_files_are_kept_under_their_hash(tmp_path: Path) -> None:
    """From bytes or from a file, the same bytes have the same name, once."""
    source = tmp_path / "page.png"
    source.write_bytes(DATA)
    files = _files(tmp_path / "files")

    assert NAME == files.keep(DATA) == files.keep(source)
    assert DATA == files.read(NAME) == source.read_bytes()
    lies = KEYS.current.file_name(NAME)
    assert tmp_path / "files" / lies[:2] / lies == files.path(NAME)
    assert _left(tmp_path / "files") == []


def test_a_missing_and_a_damaged_file_are_told_apart(tmp_path: Path) -> None:
    """Reading checks; keeping the same bytes again heals."""
    files = _files(tmp_path)
    with pytest.raises(FileMissing):
        files.read(NAME)
    files.keep(DATA)
    sealed = files.path(NAME).read_bytes()
    files.path(NAME).write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(FileDamaged):
        files.read(NAME)

    files.keep(DATA)
    assert files.read(NAME) == DATA


@pytest.mark.parametrize("name", ["", "../../etc/passwd", NAME.upper(), NAME[:-1], NAME + "\n"])
def test_only_a_hash_names_a_file(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder."""
    with pytest.raises(FileMissing):
        _files(tmp_path).read(name)


def test_what_a_killed_program_left_is_swept_and_what_grows_is_not(tmp_path: Path) -> None:
    """A half-written file is a person's data too; another program's is left to it."""
    _files(tmp_path)
    old, young = tmp_path / "incoming/old", tmp_path / "incoming/young"
    for path in (old, young):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (long_ago, long_ago))

    _files(tmp_path)
    assert _left(tmp_path) == ["young"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE")
def test_no_room_leaves_nothing_half_written(tmp_path: Path) -> None:
    """The limit on file size fails a write in the middle, as a full disk does."""
    import resource
    import signal

    files = _files(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(StoreFull):
            files.keep(DATA)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert _left(tmp_path) == []
    with pytest.raises(FileMissing):
        files.read(NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps access lists instead")
def test_page_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    """Scans of papers are sensitive data."""
    files = _files(tmp_path / "files")
    kept = files.path(files.keep(DATA))
    assert kept.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700


LONG = bytes(range(256)) * (4096 * 2) + b"and a little more"  # two whole chunks and a short one


@pytest.mark.parametrize("start", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 5])
@pytest.mark.parametrize("size", [1, CHUNK_BYTES, len(LONG)])
def test_any_part_of_a_file_leaves_as_it_was_kept(tmp_path: Path, start: int, size: int) -> None:
    """Also a part that begins and ends within chunks."""
    files = _files(tmp_path)
    going = files.outgoing(files.keep(LONG))
    assert len(going) == len(LONG)
    size = min(size, len(LONG) - start)
    assert b"".join(going.chunks(start, size)) == LONG[start : start + size]


def test_of_a_damaged_file_no_wrong_byte_leaves(tmp_path: Path) -> None:
    """What was whole before the damage may have left; then it ends, and a file cut off, too."""
    files = _files(tmp_path)
    name = files.keep(LONG)
    with pytest.raises(FileMissing):
        files.outgoing(NAME)
    sealed = files.path(name).read_bytes()
    for wrong in (
        sealed[: 2 * CHUNK_BYTES] + b"?" + sealed[2 * CHUNK_BYTES + 1 :],
        sealed[:-1],
        sealed[: 60 + CHUNK_BYTES],
        sealed[:60],
    ):
        files.path(name).write_bytes(wrong)
        left = list[memoryview]()
        with pytest.raises(FileDamaged):
            left.extend(files.outgoing(name).chunks(0, len(LONG)))
        assert LONG.startswith(b"".join(left))
        assert sum(map(len, left)) < len(LONG)


def test_several_are_kept_at_once(tmp_path: Path) -> None:
    """Each under its own name, in the order given; one that fails says so."""
    files = _files(tmp_path)
    names = files.keep_together(LONG, DATA, iter([b"a", b"b"]))
    assert [files.read(name) for name in names] == [LONG, DATA, b"ab"]
    with pytest.raises(FileNotFoundError):
        files.keep_together(tmp_path / "nothing", DATA)
    assert _left(tmp_path) == []
