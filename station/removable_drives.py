"""Which sticks and cards are plugged in, so that a copy is saved on one without a search for it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Where desktops mount what a user plugs in; disks in a USB case say that they are not removable.
_USERS_MOUNTS = ("/media/", "/run/media/")
_DRIVE_REMOVABLE = 2  # GetDriveTypeW


@dataclass(frozen=True, slots=True)
class Drive:
    """A plugged-in drive. name: what its user calls it."""

    folder: Path
    name: str


def removable_drives(
    mounts: Path = Path("/proc/self/mounts"), blocks: Path = Path("/sys/class/block")
) -> tuple[Drive, ...]:
    """The drives that can be written on, by name.

    Args:
        mounts: Linux: what is mounted where (fstab(5)); elsewhere of no use.
        blocks: Linux: the kernel's block devices.
    """
    found = _on_windows() if sys.platform == "win32" else list(_on_linux(mounts, blocks))
    return tuple(sorted(found, key=lambda drive: (drive.name, drive.folder)))


def _on_linux(mounts: Path, blocks: Path) -> Iterator[Drive]:
    try:
        lines = mounts.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        device, folder, _, options, *_ = (_plain(field) for field in line.split(" "))
        if "rw" not in options.split(",") or not device.startswith("/dev/"):
            continue
        if folder.startswith(_USERS_MOUNTS) or _says_removable(blocks, Path(device).name):
            yield Drive(Path(folder), Path(folder).name or folder)


def _plain(field: str) -> str:
    """A field of fstab(5), in which spaces and the like are written as octal numbers."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, letter)
    return field


def _says_removable(blocks: Path, name: str) -> bool:
    """What the kernel says of a block device, or of the disk that it is a part of."""
    device = blocks / name
    for place in (device, device.resolve().parent):
        try:
            return (place / "removable").read_text("ascii").strip() == "1"
        except OSError:
            continue
    return False


def _on_windows() -> list[Drive]:
    found: list[Drive] = []
    if sys.platform == "win32":
        import ctypes
        import string

        kernel = ctypes.windll.kernel32
        for letter in string.ascii_uppercase:
            root = f"{letter}:\\"
            if kernel.GetDriveTypeW(root) != _DRIVE_REMOVABLE:
                continue
            label = ctypes.create_unicode_buffer(261)
            # A reader without a card says no.
            if kernel.GetVolumeInformationW(root, label, 261, None, None, None, None, 0):
                found.append(Drive(Path(root), f"{label.value} ({letter}:)".strip()))
    return found
