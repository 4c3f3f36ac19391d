"""The tree of the Debian package: each file where it goes, and what it says of itself."""

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import md5
from pathlib import Path

from installer.bill_of_materials import bill_of_materials
from installer.freeze import ROOT
from installer.licences import SYSTEM_PARTS, copyright_file, folder_of, licence_files
from installer.man_page import man_page
from installer.parts import parts

PIECES = ROOT / "installer" / "deb"
DOC = "usr/share/doc/tramso"
SCRIPTS = ("config", "preinst", "postinst", "prerm", "postrm")
# As the distribution's installer would have set them, whoever builds.
_FOLDER, _FILE, _PROGRAM = 0o755, 0o644, 0o755


@dataclass(frozen=True, slots=True)
class Release:
    """What is built. moment: seconds since 1970, as the time of every file in it."""

    version: str
    revision: int
    maintainer: str
    moment: int

    @property
    def day(self) -> str:
        """The day of the moment, ISO 8601."""
        return datetime.fromtimestamp(self.moment, UTC).date().isoformat()

    def filled(self, piece: str, **more: str) -> str:
        """One of the pieces with its `@WORD@`s filled in."""
        words = {
            "VERSION": self.version,
            "REVISION": str(self.revision),
            "MAINTAINER": self.maintainer,
            "DATE": self.day,
            "STAND_STILL": (PIECES / "stand-still")
            .read_text("utf-8")
            .replace("\n", "\n    ")
            .strip(),
            **more,
        }
        text = (PIECES / piece).read_text("utf-8")
        for word, value in words.items():
            text = text.replace(f"@{word}@", value)
        return text


def lay_out(tree: Path, frozen: Path, release: Release) -> None:
    """Fill an empty folder with all that is installed, and with the package's own papers."""
    shutil.copytree(frozen, tree / "opt/tramso", symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    for name in ("tramso", "tramso-desk"):
        (tree / "usr/bin" / name).symlink_to(f"/opt/tramso/{name}")
    for piece, place in (
        ("tramso-desk.desktop", "usr/share/applications"),
        ("vn.tramso.desk.metainfo.xml", "usr/share/metainfo"),
        ("tramso.svg", "usr/share/icons/hicolor/scalable/apps"),
        ("tramso-sync.service", "usr/lib/systemd/user"),
        ("tramso.toml", "usr/share/tramso"),
        ("tramso.xml", "usr/share/mime/packages"),
    ):
        _write(tree / place / piece, (PIECES / piece).read_text("utf-8"))
    _write(
        tree / "usr/share/lintian/overrides/tramso",
        (PIECES / "lintian-overrides").read_text("utf-8"),
    )
    commands = (ROOT / "docs/commands.md").read_text("utf-8")
    pages = tree / "usr/share/man/man1"
    _pack(pages / "tramso.1.gz", man_page(commands, release.version, release.day))
    _pack(pages / "tramso-desk.1.gz", release.filled("tramso-desk.1"))
    _papers(tree / DOC, release)
    _control(tree, release)
    _settle(tree, release.moment)


def _papers(doc: Path, release: Release) -> None:
    system = {name: _version_of(name) for name in SYSTEM_PARTS}
    _write(doc / "copyright", copyright_file(parts(), tuple(system)))
    for part in parts():
        for name, text in licence_files(part):
            _copy(text, doc / "licences" / folder_of(part) / name)
    for name in system:
        _copy(Path("/usr/share/doc") / name / "copyright", doc / "licences" / name / "copyright")
    bill = bill_of_materials(ROOT / "pyproject.toml", system)
    _write(doc / "tramso.cdx.json", json.dumps(bill, indent=1, ensure_ascii=False) + "\n")
    _pack(doc / "changelog.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    when = format_datetime(datetime.fromtimestamp(release.moment, UTC))
    _pack(
        doc / "changelog.Debian.gz",
        f"tramso ({release.version}-{release.revision}) unstable; urgency=medium\n\n"
        "  * What changed in the program: changelog.gz.\n\n"
        f" -- {release.maintainer}  {when}\n",
    )


def _control(tree: Path, release: Release) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir()
    size = sum(max(1, -(-path.lstat().st_size // 1024)) for path in _all(tree))
    depends = ", ".join((*library_packages(tree), *runtime_packages()))
    _write(folder / "control", release.filled("control", SIZE=str(size), DEPENDS=depends))
    for piece in (*SCRIPTS, "templates"):
        _write(folder / piece, release.filled(piece))
    sums = [
        f"{md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}"
        for path in _all(tree)
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts
    ]
    _write(folder / "md5sums", "\n".join(sums) + "\n")


def runtime_packages() -> tuple[str, ...]:
    """What the program needs that no file of it names."""
    lines = (PIECES / "runtime.packages").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def library_packages(tree: Path) -> tuple[str, ...]:
    """The distribution's packages whose libraries the files of the tree load, with versions.

    Raises:
        CalledProcessError: a library is needed that this machine has not: nothing could name its
            package.
    """
    programs = [path for path in _all(tree) if path.is_file() and _is_elf(path)]
    private = sorted({str(path.parent) for path in programs})
    work = tree.parent / "shlibs"
    _write(work / "debian/control", "Source: tramso\n\nPackage: tramso\nArchitecture: amd64\n")
    done = subprocess.run(
        [
            # The libraries that come along are in no package, and need be in none.
            *("dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"),
            *(f"-l{folder}" for folder in private),
            *(f"-e{program}" for program in programs if not program.is_symlink()),
        ],
        cwd=work,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("shlibs:Depends="))
    named = line.removeprefix("shlibs:Depends=").split(", ")
    # Qt comes along; where the distribution's is installed too, the names are taken for that one.
    return tuple(each for each in named if not each.startswith(("libqt6", "qt6-")))


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _version_of(package: str) -> str:
    return subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", package],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def _all(tree: Path) -> Iterator[Path]:
    yield from sorted(tree.rglob("*"))


def _settle(tree: Path, moment: int) -> None:
    """Rights and times that say nothing of the machine that built."""
    for path in (tree, *_all(tree)):
        if not path.is_symlink():
            is_program = path.parent == tree / "DEBIAN" and path.name in SCRIPTS
            is_program = is_program or path == tree / "opt/tramso/tramso"
            path.chmod(_FOLDER if path.is_dir() else _PROGRAM if is_program else _FILE)
    for path in (tree, *_all(tree)):
        os.utime(path, (moment, moment), follow_symlinks=False)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _pack(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
