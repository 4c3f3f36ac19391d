"""What goes into Windows' package is what the program uses, in the versions that were tried."""

import re
from pathlib import Path

from installer.windows_papers import Foreign, overview, windows_bill
from installer.windows_qt import MODULES
from installer.windows_tree import ROOMS

ROOT = Path(__file__).parents[3]


def _pinned(lock: str) -> set[tuple[str, str]]:
    """Names and versions; one name may have two, for Pythons of different age."""
    text = (ROOT / lock).read_text("utf-8")
    return set(re.findall(r"^([a-z0-9.-]+)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE))


def test_qt_has_every_module_that_the_window_loads() -> None:
    """A module of Qt that a new screen uses goes into the package, too."""
    used = {
        module
        for path in (ROOT / "views").rglob("*.py")
        for module in re.findall(r"^\s*from PyQt6\.(\w+) import", path.read_text("utf-8"), re.M)
    }
    assert used - set(MODULES) == set()


def test_every_room_of_the_program_goes_in() -> None:
    """The rooms are those that the project's own build finds."""
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert set(ROOMS) == found - {"tests", "benchmarks", "installer"}


def test_windows_has_the_versions_of_the_other_lock() -> None:
    """What is tried on Linux and what Windows gets do not drift apart; nothing is left out."""
    windows = _pinned("requirements-windows.lock")
    assert windows - _pinned("requirements.lock") == set()
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = re.findall(r'^    "([A-Za-z0-9-]+)', text.partition("[project.optional")[0], re.M)
    assert {name.lower() for name in asked} - {name for name, _ in windows} == {"python-sane"}


def test_what_is_no_wheel_stands_in_the_papers() -> None:
    """Python and the data of reading are named with version and licence, as wheels are."""
    python = Foreign("python", "3.11.9", "PSF-2.0", "pkg:generic/python@3.11.9", Path("text"))
    bill = windows_bill("1.2.3", (), (python,))
    (component,) = bill["components"]
    assert (component["name"], component["version"]) == ("python", "3.11.9")
    assert bill["dependencies"] == [{"ref": "tramso", "dependsOn": ["pkg:generic/python@3.11.9"]}]
    assert "timestamp" not in bill["metadata"]
    assert "python 3.11.9: PSF-2.0 (python.txt)" in overview((), (python,))
