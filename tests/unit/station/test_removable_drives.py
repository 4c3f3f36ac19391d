"""Plugged-in drives, by what Linux says of mounts and block devices."""

import sys
from pathlib import Path

import pytest

from station.removable_drives import Drive, removable_drives

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="mounts are Linux's")

MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sda1 /boot ext4 rw 0 0
/dev/sdb1 /mnt/the\\040stick vfat rw,nosuid 0 0
/dev/sdc1 /media/van/THẺ vfat rw 0 0
/dev/sdd1 /run/media/van/LOCKED vfat ro 0 0
tmpfs /media/none tmpfs rw 0 0
"""


def test_drives_of_users_and_those_that_say_so(tmp_path: Path) -> None:
    """Where users' drives are mounted, and anywhere what the kernel calls removable; no other."""
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, "utf-8")
    devices, blocks = tmp_path / "devices", tmp_path / "block"
    blocks.mkdir()
    for disk, parts, removable in (("sda", ("sda1", "sda2"), "0"), ("sdb", ("sdb1",), "1")):
        for part in parts:
            (devices / disk / part).mkdir(parents=True)
            (blocks / part).symlink_to(devices / disk / part)
        (devices / disk / "removable").write_text(f"{removable}\n", "ascii")

    assert removable_drives(mounts, blocks) == (
        Drive(Path("/media/van/THẺ"), "THẺ"),
        Drive(Path("/mnt/the stick"), "the stick"),
    )


def test_no_answer_is_no_drive(tmp_path: Path) -> None:
    """Where the system tells nothing, nothing is offered."""
    assert removable_drives(tmp_path / "none", tmp_path) == ()
