"""Settings, store and disk that cannot be used: named, left as they are, and told by doctor."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_store.records import LineState
from tests.demo_desk import Counter, Here, certify, refused, what_is_kept
from tests.store_fixtures import opened_database


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"[agency\nname = ", "setting-invalid"),
        ("[agency]\nname = 'Tân Bình'".encode("utf-16"), "setting-invalid"),
        (b"[agency]\nnmae = 'A'", "setting-unknown"),
        (b"[agencies]\nname = 'A'", "setting-unknown"),
        (b"[scanning]\ndpi = 'fine'", "setting-invalid"),
        (b"[register]\nbook = '{tome}/2026'", "setting-invalid"),
        (b"[reading]\nprocesses = -1", "setting-invalid"),
        (b"[scanning]\nmode = 'sepia'", "setting-invalid"),
    ],
)
def test_a_broken_settings_file(desk: Counter, here: Here, text: bytes, code: str) -> None:
    """Settings that cannot be meant stop the program, and name the key."""
    (desk.home / "tramso.toml").write_bytes(text)
    answer = here("register", "list", "--json")
    assert refused(answer) == code
    facts = answer.error()["facts"]
    assert isinstance(facts, dict)
    assert facts["key"]
    if code == "setting-unknown":
        assert facts["nearest"] == "agency.name"


def test_a_home_that_cannot_be_written(desk: Counter, tmp_path: Path) -> None:
    """A home below a file, or where this user may not write, is refused by name."""
    (tmp_path / "file").touch()
    words = ("dossier", "new", "--title", "Giấy", "--name", "A", "--json")
    assert refused(desk.tramso(*words, "--home", str(tmp_path / "file" / "home"))) == "file-refused"
    if sys.platform == "linux":
        assert refused(desk.tramso(*words, "--home", "/proc/tramso")) == "file-refused"
    listed = desk.tramso("dossier", "list", "--json", "--home", str(tmp_path / "file" / "home"))
    assert refused(listed) == "store-missing"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("gone", "store-missing"),
        ("newer", "schema-newer"),
        ("random", "store-damaged"),
        ("cut", "store-damaged"),
    ],
)
def test_a_store_that_cannot_be_used(desk: Counter, here: Here, fault: str, code: str) -> None:
    """A store that is missing, newer or damaged is left alone and named so; doctor tells."""
    database = desk.home / "store.db"
    match fault:
        case "gone":
            database.unlink()
        case "newer":
            with opened_database(desk.home) as connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
        case "random":
            database.write_bytes(os.urandom(8192))
        case "cut":
            database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    before = _sha256(database)
    assert refused(here("dossier", "list", "--json")) == code
    doctor = desk.tramso("doctor", "--json")
    # Where there is none yet, the first dossier makes it: no fault.
    assert doctor.status == (0 if fault == "gone" else 1)
    assert f"[{code}]" in doctor.out
    assert _sha256(database) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None:
        pytest.skip("a small disk is made by Linux's mount")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("room", [0, 512 * 1024])
def test_a_full_disk(compared: Counter, small_disk: Path, room: int) -> None:
    """Full, or too full for a page or a copy: each act is refused; with room, all works again."""
    desk = compared.copy(small_disk / "desk")
    code = desk.dossier().code
    picture = desk.demo.out / "papers" / "birth-extract.jpg"
    signing = ("certify", code, "--pin-stdin", "--json")
    filler = small_disk / "filler"
    with filler.open("wb", 0) as file:
        try:
            while file.write(b"\0" * 4096) == 4096:
                pass
        except OSError:
            file.truncate(file.tell() - room)
    assert refused(desk.tramso("dossier", "add", code, str(picture), "--json")) == "disk-full"
    assert refused(desk.tramso(*signing, stdin=desk.pin)) == "disk-full"
    filler.unlink()
    pages, lines = what_is_kept(desk)
    assert pages == 1
    assert LineState.SIGNED not in lines
    assert certify(desk, desk.pin).status == 0
    assert what_is_kept(desk)[1].count(LineState.SIGNED) == 1


def _sha256(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
