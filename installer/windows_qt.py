"""What of Qt's wheel the window uses: named modules, plug-ins by kind, and the libraries they load.

The wheel brings all of Qt, three quarters of which no window here touches.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPdf", "QtPrintSupport", "QtSvg")
# By kind, as Qt looks for them.
_PLUGINS = ("platforms", "imageformats", "iconengines", "styles")
_SPARE_PLUGINS = ("qminimal", "qdirect2d")
# Loaded without being imported: what C++ of several wheels shares with Python's own folder.
RUNTIME = ("vcruntime140_1.dll", "msvcp140.dll")
_IMPORT = re.compile(r"^\s*DLL Name: (\S+)$", re.MULTILINE)


def strip_qt(site: Path) -> None:
    """Take out of the folder of wheels what of PyQt6 and Qt is never loaded."""
    package = site / "PyQt6"
    for folder in ("bindings", "uic", "lupdate", "Qt6/qml", "Qt6/qsci", "Qt6/metatypes"):
        shutil.rmtree(package / folder, ignore_errors=True)
    for module in package.glob("Qt*.pyd"):
        if module.stem.partition(".")[0] not in MODULES:
            module.unlink()
    for path in package.glob("*.pyi"):
        path.unlink()
    for kind in (package / "Qt6/plugins").iterdir():
        if kind.name not in _PLUGINS:
            shutil.rmtree(kind)
        else:
            for plugin in kind.iterdir():
                if plugin.stem in _SPARE_PLUGINS:
                    plugin.unlink()
    libraries = package / "Qt6/bin"
    kept = _needed([*package.glob("*.pyd"), *(package / "Qt6/plugins").rglob("*.dll")], libraries)
    for library in libraries.iterdir():
        if library.name.lower() not in kept:
            library.unlink() if library.is_file() else shutil.rmtree(library)
    # Of Qt's own words, Vietnamese and English are spoken here.
    for words in (package / "Qt6/translations").glob("*"):
        if not words.stem.endswith(("_vi", "_en")):
            words.unlink() if words.is_file() else shutil.rmtree(words)


def _needed(programs: Iterable[Path], libraries: Path) -> frozenset[str]:
    """The libraries of the folder that the programs load, and that those load, in small letters."""
    there = {path.name.lower(): path for path in libraries.iterdir()}
    waiting, found = list(programs), set[str](RUNTIME)
    waiting += [there[name] for name in RUNTIME if name in there]
    while waiting:
        for name in _imports(waiting.pop()):
            if name in there and name not in found:
                found.add(name)
                waiting.append(there[name])
    return frozenset(found)


def _imports(program: Path) -> frozenset[str]:
    told = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(program)],
        capture_output=True,
        text=True,
        errors="replace",
        check=True,
    ).stdout
    return frozenset(name.lower() for name in _IMPORT.findall(told))
