"""The MSI: built twice, installed without questions, worked with, upgraded, repaired, removed.

Under Wine 8, to which the tests add what it lacks of Windows 10 (tests/wine). What Wine cannot
load, Qt 6.11, is not shown here; nor is anything that only a real Windows has.
"""

import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from central.enrolment import add_enrolment_code
from central.home import init
from central.serve import run_in_thread
from installer.msi import WindowsRelease, make_msi
from installer.windows_tree import DOORS, ROOMS
from signing.typesetting import find_fonts
from station.registry_settings import INSTALLED, POLICY
from tests.demo_desk import Counter
from tests.wine.machine import WINE, WineMachine, windows_path

ROOT = Path(__file__).parents[2]
OUT = ROOT / "out" / "package"
MOMENT = 1_800_000_000
# Windows Installer's answers, of which Wine's msiexec gives on the last eight bits.
REFUSED = 1603 & 0xFF
LINES = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Họ và tên: Nguyễn Văn An")

pytestmark = [
    pytest.mark.marathon,
    pytest.mark.skipif(
        not WINE.exists() or shutil.which("wixl") is None,
        reason="needs installer/twain.packages and msi.packages",
    ),
]


def _build(*words: str) -> Path:
    told = subprocess.run(
        ["./dev", "package", "msi", *words],
        cwd=ROOT,
        # Whatever is committed meanwhile.
        env={**os.environ, "SOURCE_DATE_EPOCH": str(MOMENT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.strip()
    _tell(told)
    return ROOT / told.split()[0]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def package() -> Path:
    """The package as it is built from these sources."""
    return _build()


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[WineMachine]:
    """A Windows 10 on which nothing is installed yet."""
    made = WineMachine.made(tmp_path / "wine")
    try:
        yield made
    finally:
        made.close()


def test_two_builds_are_the_same_bytes(package: Path) -> None:
    """Whoever builds the same sources gets the package that wards have."""
    before = _digest(package)
    assert _digest(_build()) == before


def test_the_package_is_whole(package: Path, tmp_path: Path) -> None:
    """Programs, rooms, both Pythons, reading's data, papers; nothing tells where it was built."""
    subprocess.run(
        ["msiextract", "-C", str(tmp_path), str(package)], stdout=subprocess.DEVNULL, check=True
    )
    (folder,) = tmp_path.rglob("TramSo")
    for door in DOORS:
        assert (folder / f"{door}.exe").read_bytes().startswith(b"MZ")
    for room in ROOMS:
        assert (folder / "program" / room / "__init__.pyc").is_file()
    for name in ("python311.dll", "twain32/python.exe", "twain32/site/twain/__init__.pyc"):
        assert (folder / name).is_file()
    assert sorted(path.stem for path in (folder / "tessdata").glob("*.traineddata")) == [
        "eng",
        "osd",
        "vie",
    ]
    found = {path.name for path in (folder / "policy").rglob("*.adm?")}
    assert found == {"TramSo.admx", "TramSo.adml"}
    # Under a licence that does not go with the program's.
    assert list(folder.rglob("vi_VN.dic")) == []
    bill = json.loads((folder / "tramso.cdx.json").read_text("utf-8"))
    named = {each["name"].lower() for each in bill["components"]}
    assert {"pyqt6", "pyqt6-qt6", "pyhanko", "pytwain", "tesserocr", "python"} <= named
    assert named.isdisjoint({"pytest", "pyinstaller", "setuptools", "python-sane"})
    overview = (folder / "licences/README.txt").read_text("utf-8").lower()
    assert [name for name in named if name not in overview] == []
    told = subprocess.run(
        ["grep", "-rlaF", str(ROOT), str(folder)], capture_output=True, text=True, check=False
    )
    assert told.stdout == ""
    # Aims: below 250 MB.
    assert package.stat().st_size < 250_000_000


def test_a_ward_installs_works_repairs_and_removes(
    package: Path, machine: WineMachine, tmp_path: Path
) -> None:
    """From a bare machine to a desk that reads paper and has its place at central."""
    central = init(tmp_path / "central")
    with run_in_thread(central.folder) as url:
        began = time.monotonic()
        status = machine.install(
            "/i",
            windows_path(package),
            f"CENTRALURL={url}",
            f"ENROLCODE={add_enrolment_code(central.folder, 'H26.99.1')}",
            "AGENCYCODE=H26.99.1",
            "AGENCYNAME=UBND phường Đức Nhuận",
            "OFFICERTITLE=KT. CHỦ TỊCH;PHÓ CHỦ TỊCH",
        )
        _tell(f"wine: installed in {time.monotonic() - began:.1f} s")
        assert status == 0
        assert machine.links() == ["Trạm Số.lnk"]
        assert machine.tramso("--version").out.startswith("tramso ")

        # Bare as it is: what the package brings is well; what it was told is set.
        doctor = machine.tramso("doctor", "--json")
        checks = {each["id"]: each for each in json.loads(doctor.out)["checks"]}
        assert [checks[name]["status"] for name in ("reading", "faces", "disk")] == ["ok"] * 3
        assert checks["settings"]["detail"] == "not set: officer.name, copy.lookup_url"

        # OCR, OpenCV and numpy of Windows on a page of Vietnamese.
        page = windows_path(_page(tmp_path / "page.png"))
        read = machine.tramso("read", page, "--text")
        assert [line for line in LINES if line not in read.out] == [], read.err

        # The first run takes the desk's place at central; the desk's records are encrypted.
        made = machine.tramso(
            *("dossier", "new", "--title", "Giấy khai sinh", "--name", "Nguyễn Văn An"),
            *("--id-number", "001090000018", "--json"),
        )
        assert json.loads(made.out)["code"].startswith("H26.99.1-"), made.err
        sent = machine.tramso("sync", "--json")
        assert sent.status == 0, sent.err
        trail = json.loads(machine.tramso("audit", "verify", "--json").out)
        assert trail["ok"] is True
        leased = machine.tramso("central", "lease", "--json")
        assert json.loads(leased.out)["first"] == 1, leased.err

    # Policy wins, and the desk's own file may not gainsay it.
    where = f"HKLM\\{POLICY}"
    for name, value in (("agency.code", "H26.99.2"), ("officer.name", "Trần Thị B")):
        added = machine.run("reg", "add", where, "/v", name, "/d", value, "/f")
        assert added.status == 0
    doctor = machine.tramso("doctor", "--json")
    (settings,) = (each for each in json.loads(doctor.out)["checks"] if each["id"] == "settings")
    assert settings["detail"] == "not set: copy.lookup_url"
    shown = json.loads(machine.tramso("settings", "--locked", "--json").out)["settings"]
    assert {each["key"]: each["given_by"] for each in shown} == dict.fromkeys(
        ("agency.code", "officer.name"), "policy"
    )
    (home,) = machine.folder.glob("drive_c/users/*/AppData/Local/tramso")
    own = home / "tramso.toml"
    own.write_text('[agency]\ncode = "H26.99.3"\n', "utf-8")
    refused = machine.tramso("doctor", "--json")
    assert json.loads(refused.err.splitlines()[-1])["error"]["code"] == "setting-locked"
    own.unlink()

    # The 32-bit Python beside it starts, and knows TWAIN and the program's worker.
    python = r"C:\Program Files\TramSo\twain32\python.exe"
    words = "import sys, twain, scanners.twain_worker; print(sys.maxsize)"
    assert machine.run(python, "-c", words).out.strip() == str(2**31 - 1)

    before = machine.installed()
    (machine.folder / "drive_c/Program Files/TramSo/tramso.exe").unlink()
    repaired = machine.install("/i", windows_path(package), "REINSTALL=ALL", "REINSTALLMODE=amus")
    assert repaired == 0
    assert machine.installed() == before
    assert machine.registry(INSTALLED)["agency.code"] == "H26.99.1"

    assert machine.install("/x", windows_path(package)) == 0
    assert machine.installed() == {}
    assert machine.registry(INSTALLED) == {}
    assert machine.links() == []
    # No record of the law goes with it.
    assert (home / "store.db").is_file()


def test_a_copy_signed_elsewhere_is_judged(
    package: Path, machine: WineMachine, desk: Counter, tmp_path: Path
) -> None:
    """The Windows program says of a copy that a Linux desk signed what that one says of it."""
    code = desk.dossier().code
    signed = desk.tramso("certify", code, "--pin-stdin", "--json", stdin=desk.pin)
    assert signed.status == 0, signed.err
    saved = desk.tramso("dossier", "save", code, str(tmp_path), "--json")
    pdf = Path(str(saved.json()["file"]))
    assert machine.install("/i", windows_path(package)) == 0
    trust = windows_path(desk.demo.trust)
    judged = machine.tramso("verify", windows_path(pdf), "--trust", trust, "--json")
    verdict = json.loads(judged.out)
    assert (judged.status, verdict["verdict"]) == (0, "TOTAL-PASSED"), judged.err
    assert [each["level"] for each in verdict["signatures"]] == ["B-T", "B-T"]
    spoiled = tmp_path / "spoiled.pdf"
    spoiled.write_bytes(pdf.read_bytes().replace(b"/MediaBox", b"/mediaBox", 1))
    judged = machine.tramso("verify", windows_path(spoiled), "--trust", trust, "--json")
    assert json.loads(judged.out)["verdict"] == "TOTAL-FAILED", judged.err


def test_upgrades_keep_what_was_told_and_older_ones_are_refused(
    machine: WineMachine, tmp_path: Path
) -> None:
    """Small packages under the real codes: up, another packaging, down, beside another kind."""

    def package(version: str, revision: int = 1) -> str:
        tree = tmp_path / f"{version}-{revision}"
        tree.mkdir()
        (tree / "tramso-desk.exe").write_text(f"{version} {revision}", "ascii")
        (tree / f"only-in-{version}.txt").write_text("x", "ascii")
        made = tmp_path / f"{version}-{revision}.msi"
        make_msi(tree, made, WindowsRelease(version, revision, MOMENT, "a small one"))
        return windows_path(made)

    def standing() -> list[str]:
        return [content.decode() for content in machine.installed().values() if content != b"x"]

    other = f"HKLM\\{INSTALLED.rpartition(chr(92))[0]}"
    machine.run("reg", "add", other, "/v", "InstallKind", "/d", "zip", "/f")
    assert machine.install("/i", package("1.0.0")) == REFUSED
    assert machine.installed() == {}
    machine.run("reg", "delete", other, "/f")

    first = windows_path(tmp_path / "1.0.0-1.msi")
    assert machine.install("/i", first, "CENTRALURL=https://a.example", "PKCS11=C:\\t.dll") == 0
    assert standing() == ["1.0.0 1"]
    assert machine.install("/i", package("1.0.0", 2), "CENTRALURL=https://b.example") == 0
    assert standing() == ["1.0.0 2"]
    newer = package("1.1.0")
    assert machine.install("/i", newer) == 0
    assert sorted(machine.installed()) == ["only-in-1.1.0.txt", "tramso-desk.exe"]
    told = {"sync.central_url": "https://b.example", "signing.officer_module": "C:\\t.dll"}
    assert machine.registry(INSTALLED) == told
    assert machine.install("/i", package("1.0.9")) == REFUSED
    assert standing() == ["1.1.0 1"]
    assert machine.install("/x", newer) == 0
    assert machine.installed() == {}


def _page(target: Path) -> Path:
    font = ImageFont.truetype(str(find_fonts()[0]), 60)
    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(LINES):
        draw.text((120, 200 + 140 * number), line, font=font, fill=0)
    page.save(target, dpi=(200, 200))
    return target


def _tell(line: str) -> None:
    """Keep a size or a time beside the packages: nothing here depends on it."""
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / "told.txt").open("a", encoding="utf-8") as told:
        told.write(f"{line}\n")
