"""The MSI of a small tree: its tables, contents and bytes; its signature by a throw-away key."""

import shutil
import subprocess
from pathlib import Path

import pytest

from installer.msi import UPGRADE_CODE, WindowsRelease, make_msi
from installer.msi_properties import HIDDEN, KEPT, SILENT
from installer.signature import Signer
from station.registry_settings import INSTALLED
from station.settings import setting_keys

ROOT = Path(__file__).parents[3]
TOOLS = ("wixl", "msibuild", "msiinfo", "msiextract", "osslsigncode", "openssl")
needs_tools = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="needs installer/msi.packages"
)
FILES = {"tramso-desk.exe": "MZ", "program/a/A long name.with.dots.txt": "1", "site/b.pyc": "2"}


def _tree(folder: Path) -> Path:
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "ascii")
    return folder


def _release(version: str = "1.2.3", revision: int = 1) -> WindowsRelease:
    return WindowsRelease(version, revision, 1_800_000_000, "Python 3.11.9: python.org")


def _msi(folder: Path, release: WindowsRelease) -> Path:
    folder.mkdir(exist_ok=True)
    made = folder / f"tramso_{release.version}-{release.revision}_x64.msi"
    make_msi(_tree(folder / "tree"), made, release)
    return made


def _rows(package: Path, table: str) -> list[dict[str, str]]:
    told = subprocess.run(
        ["msiinfo", "export", str(package), table], capture_output=True, check=True
    ).stdout.decode("utf-8")
    lines = told.replace("\r", "").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[3:]]


def _properties(package: Path) -> dict[str, str]:
    return {row["Property"]: row["Value"] for row in _rows(package, "Property")}


def test_each_property_gives_a_setting_and_is_told_of() -> None:
    """Every property of a silent installation is a setting, and stands in the IT officer's book."""
    known = dict(setting_keys())
    book = (ROOT / "docs/operations.md").read_text("utf-8")
    for each in SILENT:
        assert each.key in known
        assert f"`{each.name}`" in book
        assert f"`{each.key}`" in book


@needs_tools
def test_upgrades_find_each_other_and_downgrades_are_refused(tmp_path: Path) -> None:
    """One upgrade code for ever; older or same versions are replaced, newer ones refuse."""
    first, second = _msi(tmp_path / "a", _release()), _msi(tmp_path / "b", _release(revision=2))
    codes = {_properties(each)["ProductCode"] for each in (first, second)}
    assert len(codes) == 2
    rows = {row["ActionProperty"]: row for row in _rows(first, "Upgrade")}
    assert {row["UpgradeCode"] for row in rows.values()} == {UPGRADE_CODE}
    older, newer = rows["WIX_UPGRADE_DETECTED"], rows["WIX_DOWNGRADE_DETECTED"]
    # msidbUpgradeAttributesVersionMaxInclusive: another packaging of the same version, too.
    assert (older["VersionMax"], int(older["Attributes"]) & 0x200) == ("1.2.3", 0x200)
    # msidbUpgradeAttributesOnlyDetect.
    assert (newer["VersionMin"], newer["Attributes"]) == ("1.2.3", "2")
    refusals = {row["Condition"]: row["Description"] for row in _rows(first, "LaunchCondition")}
    assert "bản mới hơn" in refusals["NOT WIX_DOWNGRADE_DETECTED"]
    assert "newer version" in refusals["NOT WIX_DOWNGRADE_DETECTED"]
    assert all("TramSo" in told and not told.isascii() for told in refusals.values())
    assert any("KINDOFUSER" in condition for condition in refusals)
    order = {row["Action"]: int(row["Sequence"]) for row in _rows(first, "InstallExecuteSequence")}
    # Within the transaction, before the new files come.
    assert order["InstallInitialize"] < order["RemoveExistingProducts"] < order["ProcessComponents"]


@needs_tools
def test_what_an_installation_is_told_is_kept(tmp_path: Path) -> None:
    """A property is written where it was given, and found again by the next installation."""
    package = _msi(tmp_path, _release())
    conditions = {row["Component"]: row["Condition"] for row in _rows(package, "Component")}
    written = {row["Name"]: row for row in _rows(package, "Registry")}
    actions = {row["Action"]: row for row in _rows(package, "CustomAction")}
    order = {row["Action"]: row for row in _rows(package, "InstallExecuteSequence")}
    searched = {row["Property"] for row in _rows(package, "AppSearch")}
    for each in SILENT:
        assert conditions[written[each.key]["Component_"]] == each.name
        assert (written[each.key]["Root"], written[each.key]["Key"]) == ("2", INSTALLED)
        assert written[each.key]["Value"] == f"[{each.name}]"
    for each in KEPT:
        assert each.saved in searched
        action = actions[each.keep]
        assert (action["Type"], action["Source"], action["Target"]) == (
            *("51", each.name),
            f"[{each.saved}]",
        )
        row = order[each.keep]
        assert row["Condition"] == f"{each.saved} AND NOT {each.name}"
        assert int(order["AppSearch"]["Sequence"]) < int(row["Sequence"])
        assert int(row["Sequence"]) < int(order["CostInitialize"]["Sequence"])
    told = _properties(package)
    assert told["MsiHiddenProperties"].split(";") == list(HIDDEN)
    secure = set(told["SecureCustomProperties"].split(";"))
    assert {name for each in KEPT for name in (each.name, each.saved)} <= secure
    assert told["ALLUSERS"] == "1"


@needs_tools
def test_it_says_what_it_is_in_vietnamese(tmp_path: Path) -> None:
    """The start menu has the Vietnamese name; which Python is inside stands in the summary."""
    package = _msi(tmp_path, _release())
    (link,) = _rows(package, "Shortcut")
    assert (link["Name"], link["Target"]) == ("Trạm Số", "[INSTALLDIR]tramso-desk.exe")
    assert "chứng thực" in link["Description"]
    summary = subprocess.run(
        ["msiinfo", "suminfo", str(package)], capture_output=True, text=True, check=True
    ).stdout
    assert "Comments: Python 3.11.9: python.org" in summary
    assert "Template: x64;0" in summary
    assert _properties(package)["ARPCOMMENTS"] == "Python 3.11.9: python.org"
    (path,) = _rows(package, "Environment")
    assert (path["Name"], path["Value"]) == ("=-*PATH", "[~];[INSTALLDIR]")


@needs_tools
def test_the_contents_are_the_tree_and_two_builds_the_same_bytes(tmp_path: Path) -> None:
    """What is laid in comes out; whoever builds the same gets the same, whatever the clock says."""
    first = _msi(tmp_path / "a", _release())
    out = tmp_path / "out"
    subprocess.run(
        ["msiextract", "-C", str(out), str(first)], stdout=subprocess.DEVNULL, check=True
    )
    found = {
        path.relative_to(out).as_posix(): path.read_text("ascii")
        for path in out.rglob("*")
        if path.is_file()
    }
    (root,) = {name.partition("TramSo/")[0] for name in found}
    assert found == {f"{root}TramSo/{name}": content for name, content in FILES.items()}
    before = first.read_bytes()
    second = _msi(tmp_path / "b", _release())
    assert second.read_bytes() == before
    (tmp_path / "b/tree/site/b.pyc").write_text("3", "ascii")
    make_msi(tmp_path / "b/tree", second, _release())
    changed = [_summary_code(path) for path in (first, second)]
    assert changed[0] != changed[1]


def _summary_code(package: Path) -> str:
    told = subprocess.run(
        ["msiinfo", "suminfo", str(package)], capture_output=True, text=True, check=True
    ).stdout
    return next(line for line in told.splitlines() if line.startswith("Revision number"))


@needs_tools
def test_it_is_signed_by_whoever_builds(tmp_path: Path) -> None:
    """A signature by a supplied certificate is verified; a byte more and it is not."""
    package = _msi(tmp_path, _release())
    key, certificate, bundle = (tmp_path / name for name in ("key.pem", "cert.pem", "own.p12"))
    password = tmp_path / "password"
    password.write_text("of a throw-away key\n", "ascii")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=Throw-away", "-addext", "extendedKeyUsage=codeSigning"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        capture_output=True,
        check=True,
    )
    subprocess.run(
        [
            *("openssl", "pkcs12", "-export", "-inkey", str(key), "-in", str(certificate)),
            *("-passout", f"file:{password}", "-out", str(bundle)),
        ],
        check=True,
    )
    assert _verified(package, certificate) is False
    Signer(bundle, password).sign(package, "TramSo")
    assert _verified(package, certificate) is True
    assert _properties(package)["ProductName"] == "TramSo"
    raw = bytearray(package.read_bytes())
    at = raw.find(b"ProductName")
    assert at > 0
    raw[at] ^= 1
    package.write_bytes(raw)
    assert _verified(package, certificate) is False


def _verified(package: Path, authority: Path) -> bool:
    done = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", str(authority), "-in", str(package)],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
