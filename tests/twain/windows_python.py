"""Windows Pythons under Wine, with what the scan worker needs, assembled from PyPI's packages.

The interpreter's libraries come in a wheel that ships them (panda3d); the standard library's Python
files are this Python's own. Releases of the product take python.org's; this is for tests only.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_KEPT = ROOT / "out" / "windows"
# What was assembled is used until one of these changes; data sources are compiled as they change.
_INTERPRETER = ROOT / "installer/msi"
_MADE_OF = (
    _INTERPRETER / "interpreter.lock",
    HERE / "windows_packages.lock",
    _INTERPRETER / "python.c",
)
_WINE = Path("/usr/lib/wine")
_HEADERS = Path("/usr/include/wine/wine/windows")
_VERSION = (3, 11)  # of the wheel's libraries, and so of their Python files
_NEEDED_ONLY_BY_TESTS = ("test", "site-packages", "dist-packages", "lib-dynload", "idlelib")


@dataclass(frozen=True, slots=True)
class Bits:
    """What one bitness is called, by Wine, by its compiler, by PyPI and by TWAIN."""

    loader: str
    tools: str
    platform: str
    sources: str


BITS_64 = Bits("wine64", "x86_64-w64-mingw32-", "win_amd64", "twain_64")
BITS_32 = Bits("wine", "i686-w64-mingw32-", "win32", "twain_32")


def missing(*every: Bits) -> list[str]:
    """What of the machine's own is missing for these: see installer/twain*.packages."""
    lacking = [] if sys.version_info[:2] == _VERSION else ["Python 3.11"]
    for bits in every:
        lacking += [] if shutil.which(bits.tools + "gcc") else [bits.tools + "gcc"]
        lacking += [] if (_WINE / bits.loader).exists() else [str(_WINE / bits.loader)]
    return lacking + ([] if _HEADERS.is_dir() else [str(_HEADERS)])


@dataclass(frozen=True, slots=True)
class WindowsPython:
    """A folder with a Windows of its own, interpreters for it, and our data sources in it."""

    folder: Path

    @classmethod
    def made(cls, *, with_32_bits: bool = False) -> "WindowsPython":
        """Return the one for this tree; assembled, some 15 s, where it is not there yet."""
        made_from = hashlib.sha256(b"".join(path.read_bytes() for path in _MADE_OF)).hexdigest()
        name = "64-32" if with_32_bits else "64"
        made = cls(_KEPT / f"{name}-{made_from[:12]}")
        with _alone(name):
            if not made._whole.exists():
                for old in _KEPT.glob(f"{name}-{'?' * 12}"):
                    shutil.rmtree(old, ignore_errors=True)
                made._assemble(with_32_bits)
                made._whole.touch()
            made._add_source(BITS_64, "sane.ds", "Test Feeder")
            made._add_source(BITS_64, "gphoto2.ds", r"M\xe1y qu\xe9t")
            if with_32_bits:
                made._add_source(BITS_32, "sane.ds", "Test Feeder")
                made._add_source(BITS_32, "gphoto2.ds", "Old Feeder")
        return made

    @property
    def _whole(self) -> Path:
        return self.folder / "whole"

    @property
    def command(self) -> tuple[str, ...]:
        """Starts the 64-bit interpreter."""
        return (str(_WINE / BITS_64.loader), str(self._python(BITS_64) / "python.exe"))

    @property
    def command_32(self) -> tuple[str, ...]:
        """Starts the 32-bit interpreter from within this Windows."""
        return (windows_path(self._python(BITS_32) / "python.exe"),)

    @property
    def environment(self) -> dict[str, str]:
        """Wine's own folder, quiet; a crash ends at once instead of asking for a debugger."""
        return {
            **os.environ,
            "WINEPREFIX": str(self.folder / "wine"),
            "WINEDEBUG": "-all",
            # Its own data sources, of the names that ours have to bear, are passed over.
            "WINEDLLOVERRIDES": "winedbg.exe=d;mscoree=d;mshtml=d;sane.ds,gphoto2.ds=n",
        }

    @property
    def environment_without_sources(self) -> dict[str, str]:
        """The same, with no scanner to be found but those that a test makes."""
        named = self.environment["WINEDLLOVERRIDES"].replace(".ds=n", ".ds=d")
        return {**self.environment, "WINEDLLOVERRIDES": named}

    def start_services(self) -> None:
        """Start Wine's services with no pipe of ours, which they would hold open after its end."""
        quiet = subprocess.DEVNULL
        command = [str(_WINE / BITS_64.loader), "wineboot"]
        subprocess.run(command, env=self.environment, stdout=quiet, stderr=quiet, check=True)

    def _python(self, bits: Bits) -> Path:
        return self.folder / bits.platform

    def _assemble(self, with_32_bits: bool) -> None:
        self._add_interpreter(BITS_64)
        site = self._python(BITS_64) / "site"
        wanted = ("-r", str(HERE / "windows_packages.lock"), "--only-binary=:all:")
        _pip("install", *_for_platform(BITS_64), *wanted, "--target", str(site))
        _forward_stable_abi(self._python(BITS_64))
        subprocess.run(
            [str(_WINE / BITS_64.loader), "wineboot", "-i"], env=self.environment, check=True
        )
        if with_32_bits:
            self._add_interpreter(BITS_32)

    def _add_interpreter(self, bits: Bits) -> None:
        python = self._python(bits)
        python.mkdir(parents=True)
        wheels = self.folder / f"wheels-{bits.platform}"
        wanted = ("-r", str(_INTERPRETER / "interpreter.lock"), "--no-build-isolation")
        _pip("download", *_for_platform(bits), *wanted, "-d", str(wheels))
        with zipfile.ZipFile(next(wheels.glob("panda3d*.whl"))) as wheel:
            for name in wheel.namelist():
                if name.startswith("deploy_libs/") and name.endswith((".dll", ".pyd")):
                    (python / Path(name).name).write_bytes(wheel.read(name))
        with tarfile.open(next(wheels.glob("pytwain*.tar.gz"))) as archive:
            for member in archive.getmembers():
                _, within, name = member.name.partition("/src/")
                if within and member.isfile() and name.startswith("twain/"):
                    target = python / "site" / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    content = archive.extractfile(member)
                    assert content is not None
                    target.write_bytes(content.read())
        shutil.copytree(
            sysconfig.get_path("stdlib"),
            python / "Lib",
            ignore=shutil.ignore_patterns(*_NEEDED_ONLY_BY_TESTS),
        )
        paths = ("Lib", ".", "site", windows_path(ROOT))
        (python / "python311._pth").write_text("\n".join(paths) + "\n", "utf-8")
        _compile(bits, _INTERPRETER / "python.c", python / "python.exe", "-municode")
        shutil.rmtree(wheels)

    def _add_source(self, bits: Bits, file_name: str, product: str) -> None:
        """Compile our data source; Wine's manager of sources knows two names of files only.

        product: its name in C, in Windows' code page.
        """
        target = self.folder / "wine/drive_c/windows" / bits.sources / file_name
        parts = [HERE / name for name in ("data_source.c", "paper.c", "data_source.def", "paper.h")]
        written = max(part.stat().st_mtime for part in parts)
        compiled = self._python(bits) / file_name
        if compiled.exists() and compiled.stat().st_mtime > written:
            return
        options = ("-shared", "-static-libgcc", f'-DPRODUCT_NAME="{product}"')
        _compile(bits, parts[0], compiled, *options, *map(str, parts[1:3]))
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)  # it may be Wine's own
        shutil.copyfile(compiled, target)


def windows_path(path: Path) -> str:
    """The name under which Wine's programs see a file of this machine."""
    return "Z:" + str(path).replace("/", "\\")


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Nobody else assembles the same meanwhile."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _for_platform(bits: Bits) -> tuple[str, ...]:
    platform = ("--platform", bits.platform, "--python-version", "3.11")
    return ("-q", "--no-deps", "--require-hashes", *platform)


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)


def _compile(bits: Bits, source: Path, target: Path, *options: str) -> None:
    compiler = (bits.tools + "gcc", "-O1", "-Wall", "-Wextra", "-Werror", "-I", str(_HEADERS))
    subprocess.run([*compiler, "-o", str(target), str(source), *options], check=True)


def _forward_stable_abi(python: Path) -> None:
    """Make python3.dll, which hands every name of the interpreter on to python311.dll."""
    dump = subprocess.run(
        [BITS_64.tools + "objdump", "-p", str(python / "python311.dll")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    table = dump.partition("[Ordinal/Name Pointer]")[2].splitlines()[1:]
    names = sorted({line.split()[-1] for line in table if line.strip().startswith("[")})
    definition = python / "python3.def"
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {name}=python311.{name}" for name in names)]
    definition.write_text("\n".join(lines) + "\n", "ascii")
    subprocess.run(
        [
            *(BITS_64.tools + "gcc", "-shared", "-nostdlib", "-Wl,--entry=0"),
            *("-o", str(python / "python3.dll"), str(definition)),
        ],
        check=True,
    )
