"""The window's Vietnamese: whole, with the same placeholders, and compiled as it stands."""

import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

import views
from views.language import TRANSLATIONS

VIEWS = Path(views.__file__).parent
PYLUPDATE = (
    sys.executable,
    "-c",
    "import sys; from PyQt6.lupdate.pylupdate import main; sys.exit(main())",
)
VIETNAMESE = TRANSLATIONS / "vi.ts"


@dataclass(frozen=True, slots=True)
class Entry:
    """One source text in its context, and its translation."""

    context: str
    source: str
    translation: str
    kind: str


def entries(path: Path) -> list[Entry]:
    """All messages of a .ts file."""
    found = []
    for context in ET.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            found.append(
                Entry(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    "" if translation is None else translation.text or "",
                    "" if translation is None else translation.get("type", ""),
                )
            )
    return found


def placeholders(text: str) -> list[str]:
    """The names in braces."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What the code says now, as Qt's own tool finds it."""
    path = tmp_path_factory.mktemp("ts") / "now.ts"
    files = [str(file) for file in sorted(VIEWS.rglob("*.py"))]
    subprocess.run([*PYLUPDATE, *files, "--ts", str(path)], check=True, capture_output=True)
    return {(entry.context, entry.source) for entry in entries(path)}


def test_every_text_of_the_window_is_translated(sources: set[tuple[str, str]]) -> None:
    """What the code says is in vi.ts, finished, and nothing else is."""
    known = {(entry.context, entry.source) for entry in entries(VIETNAMESE)}
    unfinished = [entry for entry in entries(VIETNAMESE) if entry.kind or not entry.translation]

    assert sources - known == set()
    assert known - sources == set()
    assert unfinished == []


def test_translations_keep_their_placeholders() -> None:
    """A translation names exactly the facts that its source names."""
    differing = [
        entry
        for entry in entries(VIETNAMESE)
        if placeholders(entry.source) != placeholders(entry.translation)
    ]

    assert differing == []


def test_translations_are_nfc_and_calm() -> None:
    """Vietnamese is stored composed, and no sentence shouts."""
    texts = [entry.translation for entry in entries(VIETNAMESE)]

    assert [text for text in texts if unicodedata.normalize("NFC", text) != text] == []
    assert [text for text in texts if "!" in text] == []


@pytest.mark.skipif(
    not (shutil.which("lrelease") or Path("/usr/lib/qt6/bin/lrelease").exists()),
    reason="Qt's lrelease is not installed",
)
def test_the_translation_compiles_whole(tmp_path: Path) -> None:
    """Qt's own compiler takes every entry."""
    tool = shutil.which("lrelease") or "/usr/lib/qt6/bin/lrelease"
    made = subprocess.run(
        [tool, str(VIETNAMESE), "-qm", str(tmp_path / "vi.qm")],
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"({len(entries(VIETNAMESE))} finished and 0 unfinished)" in made.stdout
