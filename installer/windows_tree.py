"""What is installed on Windows: Python, libraries, the program, what it reads, its doors.

    tramso.exe tramso-desk.exe tramso-central.exe   the doors (msi/launcher.c)
    python311.dll python311.zip *.pyd               the interpreter
    site/                                           the libraries of requirements-windows.lock
    program/                                        the program's rooms
    twain32/                                        a 32-bit Python for TWAIN sources of 32 bits
    tessdata/                                       what reading reads
    policy/                                         templates for group policy
    licences/ tramso.cdx.json                       its papers

Modules are compiled and go without their sources, as in the Debian package; migrations are read as
files and keep them.
"""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

from installer.freeze import ROOT
from installer.policy import lay_policy
from installer.windows_interpreter import (
    BITS_32,
    BITS_64,
    PIECES,
    Bits,
    Interpreter,
    compile_program,
    compiled,
    for_platform,
    lay_interpreter,
    pip,
    remove_all,
)
from installer.windows_papers import lay_papers
from installer.windows_qt import RUNTIME, strip_qt

ROOMS = ("station", "scanners", "signing", "views", "offline_store", "central")
DOORS = {
    "tramso": "TramSo: command line",
    "tramso-desk": "TramSo: desk of a one-stop counter",
    "tramso-central": "TramSo: reference central",
}
_WINDOWED = ("tramso-desk",)
LANGUAGES = ("vie", "eng", "osd")
_TESSDATA = Path("/usr/share/tesseract-ocr/5/tessdata")
# Read as files by who starts them: by alembic, and by OpenCV.
_WITH_SOURCES = ("offline_store/migrations", "central/migrations", "cv2/config")
_OF_THE_BUILD = ("direct_url.json", "RECORD", "INSTALLER", "REQUESTED")
# Never loaded: FFmpeg, which cameras on Windows do not go through, and libraries' own tests.
_UNUSED = ("cv2/opencv_videoio_ffmpeg*", "cv2/data/haarcascade*", "bin", "numpy/f2py")
_LOOKS = {
    BITS_64: ("python311.zip", ".", "site", "program"),
    BITS_32: ("..\\python311.zip", ".", "site", "..\\program"),
}


@dataclass(frozen=True, slots=True)
class Pythons:
    """Where python.org's embeddable ZIPs lie; None: put together from PyPI."""

    embed: Path | None = None
    embed_32: Path | None = None


def lay_windows_tree(work: Path, version: str, pythons: Pythons) -> tuple[Path, Interpreter]:
    """Make the tree anew below `work` and return its folder and what its Python is.

    The same sources, locks and PYTHONHASHSEED give the same bytes.
    """
    tree, wheels = work / "windows", work / "wheels"
    for folder in (tree, wheels):
        remove_all(folder)
    interpreter = lay_interpreter(tree, BITS_64, pythons.embed, wheels)
    small = tree / "twain32"
    lay_interpreter(small, BITS_32, pythons.embed_32, wheels)
    # The modules are the same for both where they came from one place.
    if pythons.embed is None and pythons.embed_32 is None:
        (small / "python311.zip").unlink()
    _look_in(tree, BITS_64)
    _look_in(small, BITS_32, own_modules=(small / "python311.zip").exists())
    compile_program(BITS_32, PIECES / "python.c", small / "python.exe")

    site = tree / "site"
    wanted = ("-r", str(ROOT / "requirements-windows.lock"), "--no-build-isolation")
    pip("install", *for_platform(BITS_64), *wanted, "--no-compile", "--target", str(site))
    shutil.copytree(site / "twain", small / "site/twain")
    lay_papers(tree, site, version, interpreter)
    _thin(site)
    for name in RUNTIME:
        if not (tree / name).exists():
            shutil.copyfile(site / "PyQt6/Qt6/bin" / name, tree / name)

    _lay_program(tree / "program")
    for folder in (site, tree / "program", small / "site"):
        _compile(folder)
    _lay_data(tree)
    lay_policy(tree / "policy")
    lay_doors(tree, work / "doors", version, interpreter)
    return tree, interpreter


def _look_in(folder: Path, bits: Bits, *, own_modules: bool = True) -> None:
    """Where the interpreter looks for modules: nowhere else, whatever the machine's own says."""
    places = list(_LOOKS[bits])
    if bits is BITS_32 and own_modules:
        places[0] = "python311.zip"
    (folder / "python311._pth").write_text("\r\n".join(places) + "\r\n", "ascii", newline="")


def _thin(site: Path) -> None:
    strip_qt(site)
    for pattern in _UNUSED:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for tests in sorted(site.rglob("tests")):
        shutil.rmtree(tests, ignore_errors=True)
    for stub in sorted(site.rglob("*.pyi")):
        stub.unlink()
    for about in sorted(site.glob("*.dist-info")):
        for papers in ("licenses", "sboms"):
            shutil.rmtree(about / papers, ignore_errors=True)
        for name in _OF_THE_BUILD:
            (about / name).unlink(missing_ok=True)


def _lay_program(program: Path) -> None:
    for room in ROOMS:
        shutil.copytree(
            ROOT / room, program / room, ignore=shutil.ignore_patterns("__pycache__", "*.ts")
        )
    (program / "installer").mkdir()
    for name in ("__init__.py", "door.py", "windows_door.py"):
        shutil.copyfile(ROOT / "installer" / name, program / "installer" / name)
    told = distribution("tramso")
    about = program / f"tramso-{told.version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(told.read_text("METADATA") or "", "utf-8")


def _compile(folder: Path) -> None:
    for source in sorted(folder.rglob("*.py")):
        name = source.relative_to(folder).as_posix()
        if not name.startswith(_WITH_SOURCES):
            source.with_suffix(".pyc").write_bytes(compiled(source, name))
            source.unlink()


def _lay_data(tree: Path) -> None:
    (tree / "tessdata").mkdir()
    for language in LANGUAGES:
        name = f"{language}.traineddata"
        shutil.copyfile(_TESSDATA / name, tree / "tessdata" / name)
    shutil.copytree(_TESSDATA / "configs", tree / "tessdata/configs")


def lay_doors(tree: Path, work: Path, version: str, interpreter: Interpreter) -> None:
    """Compile the programs that are started, each with its icon and its description."""
    remove_all(work)
    work.mkdir(parents=True)
    (work / "tramso.ico").write_bytes(icon())
    shutil.copyfile(PIECES / "launcher.manifest", work / "launcher.manifest")
    numbers = ",".join((*version.split("."), "0", "0", "0")[:4])
    words = {"VERSION": version, "NUMBERS": numbers, "PYTHON": describe(interpreter)}
    for name, what in DOORS.items():
        text = (PIECES / "launcher.rc").read_text("ascii")
        for word, value in {**words, "NAME": name, "WHAT": what}.items():
            text = text.replace(f"@{word}@", value)
        (work / f"{name}.rc").write_text(text, "ascii")
        subprocess.run(
            [BITS_64.tools + "windres", f"{name}.rc", "-O", "coff", "-o", f"{name}.res"],
            cwd=work,
            check=True,
        )
        windowed = ("-mwindows",) if name in _WINDOWED else ()
        compile_program(
            BITS_64,
            PIECES / "launcher.c",
            tree / f"{name}.exe",
            str(work / f"{name}.res"),
            *windowed,
        )


def describe(interpreter: Interpreter) -> str:
    """The interpreter in a line."""
    return f"Python {interpreter.version}: {interpreter.origin}"


def icon() -> bytes:
    """The program's icon in Windows' format, of all usual sizes."""
    from PIL import Image
    from PyQt6.QtCore import QByteArray, Qt
    from PyQt6.QtGui import QImage, QPainter
    from PyQt6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(QByteArray((PIECES.parent / "deb/tramso.svg").read_bytes()))
    canvas = QImage(256, 256, QImage.Format.Format_RGBA8888)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    drawing.render(painter)
    painter.end()
    bits = canvas.constBits()
    assert bits is not None
    picture = Image.frombytes("RGBA", (256, 256), bytes(bits.asarray(canvas.sizeInBytes())))
    made = io.BytesIO()
    picture.save(made, "ICO", sizes=[(size, size) for size in (16, 24, 32, 48, 64, 256)])
    return made.getvalue()


def files_of(tree: Path) -> Iterator[Path]:
    """Every file of a tree, relative to it, in an order that is always the same."""
    yield from sorted(path.relative_to(tree) for path in tree.rglob("*") if path.is_file())


def settle(tree: Path, moment: int) -> None:
    """Give every file one time."""
    for path in files_of(tree):
        os.utime(tree / path, (moment, moment))


def require_hash_seed() -> None:
    """The order of sets goes into compiled code: without a fixed one no two builds are the same.

    Raises:
        SystemExit: it is not fixed.
    """
    if os.environ.get("PYTHONHASHSEED") != "0":
        raise SystemExit("PYTHONHASHSEED must be 0: ./dev package msi sets it")
    if sys.version_info[:2] != (3, 11):
        raise SystemExit("Windows' modules are compiled by a Python 3.11")
