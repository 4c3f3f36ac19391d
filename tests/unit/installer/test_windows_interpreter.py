"""python.org's embeddable package becomes the interpreter, and nothing else does."""

import zipfile
from pathlib import Path

import pytest

from installer.windows_interpreter import BITS_32, BITS_64, Interpreter, lay_interpreter

AMD64, I386 = 0x8664, 0x014C


def _library(machine: int, version: str = "3.11.9") -> bytes:
    """As much of a Windows library as says for which machine it is, and of which version."""
    head = bytearray(b"MZ" + bytes(0x3E))
    head[0x3C] = 0x40
    said = f"ProductVersion\0\0{version}\0".encode("utf-16-le")
    return bytes(head) + b"PE\0\0" + machine.to_bytes(2, "little") + bytes(64) + said


def _embeddable(target: Path, **changed: bytes | None) -> Path:
    files: dict[str, bytes | None] = {
        "python311.dll": _library(AMD64),
        "python3.dll": b"MZ",
        "_ssl.pyd": b"MZ",
        "python311.zip": b"PK",
        "python.exe": b"MZ",
        "pythonw.exe": b"MZ",
        "python311._pth": b"python311.zip\r\n.\r\n",
        "LICENSE.txt": b"PSF",
        "inner/library.dll": b"MZ",
        **changed,
    }
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in files.items():
            if content is not None:
                packed.writestr(name, content)
    return target


def test_its_libraries_modules_and_licence_are_taken(tmp_path: Path) -> None:
    """What starts it and where it looks for modules is the package's own, and stays out."""
    made = lay_interpreter(
        tmp_path / "tree", BITS_64, _embeddable(tmp_path / "embed.zip"), tmp_path / "wheels"
    )
    assert made == Interpreter("3.11.9", "python.org, embeddable package")
    assert sorted(path.name for path in (tmp_path / "tree").iterdir()) == [
        *("LICENSE.txt", "_ssl.pyd", "python3.dll", "python311.dll", "python311.zip"),
    ]


def test_another_bitness_is_refused(tmp_path: Path) -> None:
    """The two ZIPs are not taken for each other."""
    with pytest.raises(SystemExit, match="not for win32"):
        lay_interpreter(
            tmp_path / "a", BITS_32, _embeddable(tmp_path / "64.zip"), tmp_path / "wheels"
        )
    small = _embeddable(tmp_path / "32.zip", **{"python311.dll": _library(I386)})
    assert lay_interpreter(tmp_path / "b", BITS_32, small, tmp_path / "wheels").version == "3.11.9"


@pytest.mark.parametrize("lacking", ["python311.dll", "python311.zip"])
def test_what_is_no_python_3_11_is_refused(lacking: str, tmp_path: Path) -> None:
    """Wheels of the lock are for 3.11: another version's package would start and fail later."""
    other = _embeddable(tmp_path / "other.zip", **{lacking: None})
    with pytest.raises(SystemExit, match=r"no embeddable Python 3\.11"):
        lay_interpreter(tmp_path / "tree", BITS_64, other, tmp_path / "wheels")
