"""The files of the package that are no program: each fits what it speaks of."""

import argparse
import configparser
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from installer.man_page import man_page
from installer.package_tree import PIECES, SCRIPTS, Release, runtime_packages
from offline_store.sealing import MAGIC
from station.cli.main import build_parser
from station.settings import read_settings
from views.app import _parser as window_parser

ROOT = Path(__file__).parents[3]
RELEASE = Release("1.2.3", 4, "TramSo <tramso@tramso.invalid>", 1_800_000_000)


def _parsers(
    parser: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    yield words, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, sub in action.choices.items():
                yield from _parsers(sub, (*words, word))


def _plain(page: str) -> str:
    return page.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "")


def test_the_manual_page_names_every_command_and_option() -> None:
    """What `tramso` takes stands in its manual page, each command under its own heading."""
    page = _plain(man_page((ROOT / "docs/commands.md").read_text("utf-8"), "1.2.3", "2026-11-27"))
    sections = dict(re.findall(r"^\.SS (.+)\n((?:(?!\.S[SH] ).*\n)*)", page, re.M))
    for_all, _, _ = page.partition(".SH COMMANDS")
    assert "--sign-in-file" in for_all
    missing = []
    for words, parser in _parsers(build_parser()):
        if parser._subparsers is not None or not words:
            continue
        name = " ".join(("tramso", *words))
        options = {option for action in parser._actions for option in action.option_strings}
        # What every command takes is told before the first one.
        wanted = {each for each in options if each.startswith("--") and each not in for_all}
        missing += [name] if name not in sections else []
        missing += [f"{name} {each}" for each in wanted if each not in sections.get(name, "")]
    assert missing == []


def test_no_line_of_the_manual_page_is_an_order_by_chance() -> None:
    """A line of text that begins with a dot would be taken for a macro, and be lost."""
    page = man_page("# T\n\n.pgpass is a file\n\n## `tramso x`\n'quoted' a-b \\n\n", "1", "2026")
    assert "\\&.pgpass is a file" in page
    assert "\\&'quoted' a\\-b \\en" in page


def test_the_windows_manual_page_names_every_option() -> None:
    """What `tramso-desk` takes stands in its manual page."""
    page = _plain(RELEASE.filled("tramso-desk.1"))
    options = {option for action in window_parser()._actions for option in action.option_strings}
    assert [each for each in sorted(options - {"-h", "--help"}) if each not in page] == []
    assert "@" not in page


def test_the_desktop_entry_starts_the_window() -> None:
    """The menu's entry names a program and an icon that the package brings, in both languages."""
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    entry.read(PIECES / "tramso-desk.desktop", "utf-8")
    said = entry["Desktop Entry"]
    assert said["Exec"] == "tramso-desk"
    assert (PIECES / f"{said['Icon']}.svg").is_file()
    assert {"Name[vi]", "Comment[vi]", "GenericName[vi]"} <= set(said)


def test_the_metainfo_is_well_formed_and_leads_to_the_entry() -> None:
    """Software centres read the metainfo, and find the program by the entry that it names."""
    root = ElementTree.parse(PIECES / "vn.tramso.desk.metainfo.xml").getroot()
    assert root.findtext("launchable") == "tramso-desk.desktop"
    assert root.findtext("id") == "vn.tramso.desk"
    assert root.findtext("project_license") == "GPL-3.0-or-later"
    english = {element.tag for element in root.iter() if "lang" not in str(element.attrib)}
    vietnamese = {element.tag for element in root.iter() if "vi" in element.attrib.values()}
    assert {"name", "summary", "p"} <= english & vietnamese


def test_the_icon_is_a_picture() -> None:
    """The icon is well-formed SVG of a fixed size."""
    root = ElementTree.parse(PIECES / "tramso.svg").getroot()
    assert root.tag.endswith("svg")
    assert root.get("viewBox") == "0 0 128 128"


def test_the_service_runs_a_command_that_exists() -> None:
    """The unit starts `tramso sync --watch`, and only where a desk was made."""
    unit = configparser.ConfigParser(interpolation=None)
    unit.read(PIECES / "tramso-sync.service", "utf-8")
    program, *words = unit["Service"]["ExecStart"].split()
    assert program == "/usr/bin/tramso"
    assert build_parser().parse_args(words).watch is True
    assert unit["Unit"]["ConditionPathExists"] == "%h/.local/share/tramso/store.db"


def test_the_machines_settings_are_settings(tmp_path: Path) -> None:
    """As installed the file changes nothing; each example in it is taken when it is switched on."""
    text = (PIECES / "tramso.toml").read_text("utf-8")
    machine = tmp_path / "machine.toml"
    machine.write_text(text, "utf-8")
    assert read_settings(tmp_path / "home", machine).given_by == {}
    machine.write_text(re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.M), "utf-8")
    given = read_settings(tmp_path / "home", machine)
    assert given.signing.trust_folder == "/etc/tramso/trust"
    assert len(given.given_by) >= 9


def test_the_control_file_is_whole() -> None:
    """Every field that Debian asks for is there, and no word is left to be filled in."""
    text = RELEASE.filled("control", SIZE="1", DEPENDS=", ".join(runtime_packages()))
    fields = dict(re.findall(r"^([A-Z][A-Za-z-]+): (.+)$", text, re.M))
    assert fields["Version"] == "1.2.3-4"
    assert fields["Maintainer"] == "TramSo <tramso@tramso.invalid>"
    assert {"Package", "Architecture", "Depends", "Section", "Priority"} <= set(fields)
    assert {"tesseract-ocr-vie", "sane-airscan", "fonts-croscore"} <= set(
        fields["Depends"].split(", ")
    )
    assert "@SIZE@" not in text
    assert re.search(r"@[A-Z_]+@", text) is None


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_are_whole(script: str, tmp_path: Path) -> None:
    """A shell takes each script, and no word is left to be filled in."""
    text = RELEASE.filled(script)
    assert re.search(r"@[A-Z_]+@", text) is None
    path = tmp_path / script
    path.write_text(text, "utf-8")
    subprocess.run(["sh", "-n", path], check=True)


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="compares versions by dpkg")
@pytest.mark.parametrize(
    ("installed", "status"),
    [("1.2.2-9", 0), ("1.2.3-5", 0), ("1.2.4-1", 1), ("1.10.0-1", 1)],
)
def test_a_downgrade_is_refused(installed: str, status: int, tmp_path: Path) -> None:
    """An older program is not put over a newer one, of which it may not know the store."""
    path = tmp_path / "preinst"
    path.write_text(RELEASE.filled("preinst"), "utf-8")
    done = subprocess.run(
        ["sh", path, "upgrade", installed], capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    assert ("nothing was changed" in done.stderr) is (status == 1)


def test_the_purge_asks_twice_in_both_languages() -> None:
    """Records of the law go only after two questions, neither of which proposes it."""
    text = (PIECES / "templates").read_text("utf-8")
    asked = [dict(re.findall(r"^([\w.-]+): (.+)$", each, re.M)) for each in text.split("\n\n")]
    assert [each["Template"] for each in asked] == ["tramso/purge-desks", "tramso/purge-desks-sure"]
    for each in asked:
        assert (each["Type"], each["Default"]) == ("boolean", "false")
        assert {"Description", "Description-vi.UTF-8"} <= set(each)
    script = RELEASE.filled("postrm")
    assert "for question in purge-desks purge-desks-sure" in script


_KINDS = """
import sys
from PyQt6.QtCore import QMimeDatabase
print(*(QMimeDatabase().mimeTypeForFile(each).name() for each in sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such files")
def test_the_file_manager_knows_what_is_the_desks(tmp_path: Path) -> None:
    """A backup by its first bytes under any name, and an encrypted page; another tar is a tar."""
    packages = tmp_path / "share/mime/packages"
    packages.mkdir(parents=True)
    shutil.copy(PIECES / "tramso.xml", packages)
    for name, member in (("backup", "keys.json"), ("other", "readme")):
        with tarfile.open(tmp_path / name, "w", format=tarfile.PAX_FORMAT) as tar:
            about = tarfile.TarInfo(member)
            about.size = 2
            tar.addfile(about, io.BytesIO(b"{}"))
    (tmp_path / "page").write_bytes(MAGIC + bytes(100))
    told = subprocess.run(
        [sys.executable, "-c", _KINDS, "backup", "other", "page"],
        cwd=tmp_path,
        env={**os.environ, "XDG_DATA_DIRS": str(tmp_path / "share"), "XDG_DATA_HOME": "/none"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert told == [
        "application/vnd.tramso.backup",
        "application/x-tar",
        "application/vnd.tramso.sealed",
    ]
