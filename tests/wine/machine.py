"""One Windows of Wine's: installs packages, runs what they brought, tells its registry."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from signing.typesetting import find_fonts
from tests.wine.complex_numbers import add_complex_numbers

HERE = Path(__file__).parent
WINE = Path("/usr/lib/wine/wine64")
PROGRAMS = Path("drive_c/Program Files")
_QUIET = "winedbg.exe=d;mscoree=d;mshtml=d"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program under Wine ended. status: of 16 bits, as Windows Installer counts."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class WineMachine:
    """A Windows 10 in a folder."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "WineMachine":
        """Make it anew: some 15 s."""
        folder.mkdir(parents=True)
        made = cls(folder / "windows")
        for words in (("wineboot", "-i"), ("winecfg", "-v", "win10")):
            # No pipe of ours: Wine's services, which start with it, would hold it open.
            subprocess.run(
                [str(WINE), *words],
                env=made._environment(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )
        system = made.folder / "drive_c/windows/system32"
        subprocess.run(
            [
                *("x86_64-w64-mingw32-gcc", "-shared", "-o", str(system / "bcryptprimitives.dll")),
                *(str(HERE / "bcryptprimitives.c"), "-ladvapi32"),
            ],
            check=True,
        )
        add_complex_numbers(system, folder)
        # Windows has Times New Roman; these stand for it.
        for face in find_fonts():
            shutil.copy(face, made.folder / "drive_c/windows/Fonts")
        return made

    def run(self, *words: str, own_runtime: bool = False, stdin: str = "") -> Ended:
        """Run a program of this Windows.

        own_runtime: with the C runtime that numpy 2 needs; Wine's installer wants Wine's own.
        """
        done = subprocess.run(
            [str(WINE), *words],
            env=self._environment(own_runtime=own_runtime),
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return Ended(done.returncode, done.stdout.replace("\r\n", "\n"), done.stderr)

    def install(self, *words: str) -> int:
        """Call Windows Installer without questions; its status, of which Wine leaves eight bits."""
        return self.run("msiexec", *words, "/qn").status

    def tramso(self, *words: str, stdin: str = "") -> Ended:
        """Run the installed command line."""
        program = r"C:\Program Files\TramSo\tramso.exe"
        return self.run(program, *words, own_runtime=True, stdin=stdin)

    def installed(self) -> dict[str, bytes]:
        """The files of the program's folder, by their paths within it."""
        folder = self.folder / PROGRAMS / "TramSo"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def registry(self, key: str) -> dict[str, str]:
        """The texts below a key of the machine's, by their names; empty where it is not there."""
        found: dict[str, str] = {}
        for line in self.run("reg", "query", f"HKLM\\{key}").out.splitlines():
            parts = line.split(None, 2)
            if len(parts) >= 2 and parts[1].startswith("REG_"):
                found[parts[0]] = parts[2] if len(parts) == 3 else ""
        return found

    def links(self) -> list[str]:
        """The names of all links in the start menu."""
        return [path.name for path in (self.folder / "drive_c").rglob("*.lnk")]

    def close(self) -> None:
        """End what Wine started for it."""
        subprocess.run(["/usr/lib/wine/wineserver64", "-k"], env=self._environment(), check=False)

    def _environment(self, *, own_runtime: bool = False) -> dict[str, str]:
        return {
            **os.environ,
            "WINEPREFIX": str(self.folder),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": f"{_QUIET};ucrtbase=n,b" if own_runtime else _QUIET,
        }


def windows_path(path: Path) -> str:
    """The name under which Wine's programs see a file of this machine."""
    return "Z:" + str(path.resolve()).replace("/", "\\")
