"""A Windows Python under Wine, with what the scan worker needs, assembled from PyPI's wheels.

The interpreter's libraries come in a wheel that ships them (panda3d); the standard library's Python
files are this Python's own. Releases of the product take python.org's; this is for tests only.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WINE = Path("/usr/lib/wine/wine64")
COMPILER = "x86_64-w64-mingw32-gcc"
_OBJDUMP = "x86_64-w64-mingw32-objdump"
_HEADERS = Path("/usr/include/wine/wine/windows")
_PLATFORM = ("--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:")
# Wine 8 lacks what numpy 2 asks of Windows; OpenCV 4.11 is the last that takes numpy 1.
_WHEELS = (
    *("numpy==1.26.4", "opencv-python-headless==4.11.0.86", "pillow", "isal", "pypdfium2"),
    *("requests", "urllib3", "idna", "certifi", "charset-normalizer"),
)
_NEEDED_ONLY_BY_TESTS = ("test", "site-packages", "dist-packages", "lib-dynload", "idlelib")


def missing() -> list[str]:
    """What of the machine's own is missing: see installer/twain.packages."""
    lacking = [] if WINE.exists() else [str(WINE)]
    lacking += [name for name in (COMPILER, _OBJDUMP) if shutil.which(name) is None]
    return lacking + ([] if _HEADERS.is_dir() else [str(_HEADERS)])


@dataclass(frozen=True, slots=True)
class WindowsPython:
    """An interpreter in a folder, and the Wine it runs under."""

    folder: Path

    @property
    def command(self) -> tuple[str, ...]:
        """Starts the interpreter."""
        return (str(WINE), str(self.folder / "python/python.exe"))

    @property
    def environment(self) -> dict[str, str]:
        """Wine's own folder, quiet; a crash ends at once instead of asking for a debugger."""
        return {
            **os.environ,
            "WINEPREFIX": str(self.folder / "wine"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winedbg.exe=d;mscoree=d;mshtml=d",
        }

    @classmethod
    def make(cls, folder: Path) -> "WindowsPython":
        """Assemble it; about a minute, most of it downloading."""
        made = cls(folder)
        python = folder / "python"
        python.mkdir(parents=True)
        made._take_libraries(python)
        made._take_packages(python)
        _compile(HERE / "windows_python.c", python / "python.exe", "-municode")
        _forward_stable_abi(python)
        subprocess.run([str(WINE), "wineboot", "-i"], env=made.environment, check=True)
        sources = folder / "wine/drive_c/windows/twain_64"
        sources.mkdir(exist_ok=True)
        for old in sources.iterdir():
            old.unlink()
        # Wine's manager of data sources knows two names only; this is one.
        target = sources / "sane.ds"
        _compile(HERE / "data_source.c", target, "-shared", str(HERE / "data_source.def"))
        return made

    def _take_libraries(self, python: Path) -> None:
        wheels = self.folder / "wheels"
        _pip("download", "-q", "--no-deps", *_PLATFORM, "panda3d", "-d", str(wheels))
        with zipfile.ZipFile(next(wheels.glob("panda3d*.whl"))) as wheel:
            for name in wheel.namelist():
                if name.startswith("deploy_libs/") and name.endswith((".dll", ".pyd")):
                    (python / Path(name).name).write_bytes(wheel.read(name))
        shutil.copytree(
            sysconfig.get_path("stdlib"),
            python / "Lib",
            ignore=shutil.ignore_patterns(*_NEEDED_ONLY_BY_TESTS, "__pycache__"),
        )
        drive = "Z:" + str(ROOT).replace("/", "\\")
        (python / "python311._pth").write_text(f"Lib\n.\nsite\n{drive}\n", "ascii")

    @staticmethod
    def _take_packages(python: Path) -> None:
        target = ("--target", str(python / "site"))
        _pip("install", "-q", "--no-deps", *_PLATFORM, *target, *_WHEELS)
        _pip("install", "-q", "--no-deps", *target, "pytwain==2.3.0")


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)


def _compile(source: Path, target: Path, *options: str) -> None:
    command = [COMPILER, "-O1", "-Wall", "-I", str(_HEADERS), "-o", str(target), str(source)]
    subprocess.run([*command, *options], check=True)


def _forward_stable_abi(python: Path) -> None:
    """Make python3.dll, which hands every name of the interpreter on to python311.dll."""
    dump = subprocess.run(
        [_OBJDUMP, "-p", str(python / "python311.dll")], capture_output=True, text=True, check=True
    ).stdout
    table = dump.partition("[Ordinal/Name Pointer]")[2].splitlines()[1:]
    names = sorted({line.split()[-1] for line in table if line.strip().startswith("[")})
    definition = python / "python3.def"
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {name}=python311.{name}" for name in names)]
    definition.write_text("\n".join(lines) + "\n", "ascii")
    subprocess.run(
        [
            *(COMPILER, "-shared", "-nostdlib", "-Wl,--entry=0"),
            *("-o", str(python / "python3.dll"), str(definition)),
        ],
        check=True,
    )
