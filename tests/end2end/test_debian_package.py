"""The Debian package: built twice, installed bare, worked with, upgraded, purged."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageGrab

from installer.package_tree import PIECES
from tests.bare_debian import USER, BareDebian, bare_debian

ROOT = Path(__file__).parents[2]
OUT = ROOT / "out" / "package"
DEMO = f"/home/{USER}/demo"
SUITES = ("bookworm", "trixie")
DISPLAY = ":87"
LONGEST_S = 120.0

pytestmark = [
    pytest.mark.marathon,
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("debootstrap") is None,
        reason="a bare Debian is made by root, with debootstrap",
    ),
]


def _build(*words: str) -> None:
    told = subprocess.run(
        ["./dev", "package", "deb", *words],
        cwd=ROOT,
        # Whatever is committed meanwhile.
        env={**os.environ, "SOURCE_DATE_EPOCH": "1800000000"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    _tell(told.stdout.strip())


def _package(revision: int) -> Path:
    return next(OUT.glob(f"tramso_*-{revision}_amd64.deb"))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def packages() -> tuple[Path, Path]:
    """A package and its successor."""
    _build("--revision", "1")
    _build("--revision", "2", "--again")
    return _package(1), _package(2)


@pytest.fixture(scope="module", params=SUITES)
def debian(request: pytest.FixtureRequest) -> Iterator[BareDebian]:
    """A bare Debian, with what the demo desk wants beside the package."""
    folder = OUT / "bare"
    folder.mkdir(parents=True, exist_ok=True)
    with bare_debian(request.param, folder) as made:
        yield made


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual display of this machine, which a chroot reaches too."""
    with subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-ac"], stderr=subprocess.DEVNULL
    ) as server:
        try:
            _until(
                lambda: (
                    subprocess.run(
                        ["xwininfo", "-display", DISPLAY, "-root"], capture_output=True, check=False
                    ).returncode
                    == 0
                )
            )
            yield DISPLAY
        finally:
            server.terminate()


def _until(true: Any) -> None:
    """Wait until something is so; fail when it never is."""
    end = time.monotonic() + LONGEST_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)


def _colours(picture: Image.Image) -> int:
    return len(picture.getcolors(picture.width * picture.height) or ())


def _windows() -> str:
    return subprocess.run(
        ["xwininfo", "-display", DISPLAY, "-root", "-tree"],
        capture_output=True,
        text=True,
        # A window that goes while they are listed ends the list: the next one has them all.
        check=False,
    ).stdout


def test_two_builds_are_the_same_bytes(packages: tuple[Path, Path]) -> None:
    """Whoever builds the same sources gets the package that wards have."""
    before = _digest(packages[0])
    _build("--revision", "1")
    assert _digest(packages[0]) == before


def test_lintian_finds_no_error(packages: tuple[Path, Path]) -> None:
    """Debian's own checker has no error to tell; all that it told is kept beside the package."""
    done = subprocess.run(
        ["lintian", "--fail-on", "error", "--allow-root", packages[0]],
        capture_output=True,
        text=True,
        check=False,
    )
    (OUT / "lintian.txt").write_text(done.stdout + done.stderr, "utf-8")
    assert done.returncode == 0, [
        line for line in done.stdout.splitlines() if line.startswith("E:")
    ]


def test_menu_software_centre_and_manual_take_their_papers(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    """The distributions' own checkers find nothing wrong in what the desktop and `man` read."""
    subprocess.run(["dpkg-deb", "-x", packages[0], tmp_path], check=True)
    share = tmp_path / "usr/share"
    pages = [tmp_path / path.stem for path in sorted((share / "man/man1").glob("*.gz"))]
    for page in pages:
        page.write_bytes(gzip.decompress((share / f"man/man1/{page.name}.gz").read_bytes()))
    checks: tuple[list[str | Path], ...] = (
        ["desktop-file-validate", *(share / "applications").glob("*.desktop")],
        ["appstreamcli", "validate", "--no-net", *(share / "metainfo").glob("*.xml")],
        ["mandoc", "-Tlint", "-Werror", *pages],
    )
    for words in checks:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_bill_of_materials_names_the_parts(packages: tuple[Path, Path], tmp_path: Path) -> None:
    """The package says what is in it, with a licence and a version for each part."""
    subprocess.run(["dpkg-deb", "-x", packages[0], tmp_path], check=True)
    doc = tmp_path / "usr/share/doc/tramso"
    bill = json.loads((doc / "tramso.cdx.json").read_text("utf-8"))
    named = {each["name"].lower(): each for each in bill["components"]}
    assert {"pyqt6", "pyhanko", "python-sane", "opencv-python-headless", "libpython3.11"} <= set(
        named
    )
    assert "pyinstaller" not in named
    assert all(each["version"] for each in named.values())
    text = (doc / "copyright").read_text("utf-8")
    assert [name for name in named if name not in text.lower()] == []
    # Nothing tells where it was built.
    found = subprocess.run(
        ["grep", "-rlaF", str(ROOT), tmp_path], capture_output=True, text=True, check=False
    )
    assert found.stdout == ""


def test_a_ward_installs_works_upgrades_and_purges(
    packages: tuple[Path, Path], debian: BareDebian, display: str
) -> None:
    """From a bare Debian to verified copies, and back, and no record of the law goes with it."""
    first, second = packages
    for package in packages:
        shutil.copy(package, debian.inside("/root"))

    # IT's settings, put there before: an installation without questions.
    debian.inside("/etc/tramso").mkdir()
    settings = debian.inside("/etc/tramso/tramso.toml")
    settings.write_text("[sync]\nanswer_limit_s = 61\n", "utf-8")
    began = time.monotonic()
    debian.as_root(
        "apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/root/{first.name}"
    )
    _tell(f"{debian.root.name}: installed in {time.monotonic() - began:.1f} s")
    assert settings.read_text("utf-8") == "[sync]\nanswer_limit_s = 61\n"
    assert debian.as_user("tramso", "--version").stdout.startswith("tramso ")

    # Bare as it is: what the package brings is well, what a counter has to add is named.
    doctor = debian.as_user("tramso", "doctor", "--json")
    checks = {each["id"]: each for each in json.loads(doctor.stdout)["checks"]}
    assert doctor.returncode == 1
    assert [checks[name]["status"] for name in ("fonts", "reading", "faces", "disk")] == ["ok"] * 4
    assert checks["settings"]["status"] == checks["token"]["status"] == "fail"

    # IT's file is read, and what each setting means comes along.
    told = json.loads(debian.as_user("tramso", "settings", "--given", "--json").stdout)
    (given,) = told["settings"]
    assert (given["key"], given["value"], given["given_by"]) == (
        *("sync.answer_limit_s", 61),
        "machine",
    )
    assert given["meaning"]

    # The main job, from SANE to a verified copy that central has.
    debian.as_root("apt-get", "install", "-y", "-qq", "--no-install-recommends", "softhsm2")
    job = debian.as_user("tramso", "demo", "--run", "--out", DEMO)
    assert job.returncode == 0, job.stdout
    copies = sorted(debian.inside(DEMO).glob("*.pdf"))
    assert len(copies) == 2
    home = f"{DEMO}/desk"
    for copy in copies:
        verdict = debian.as_user("tramso", "verify", f"{DEMO}/{copy.name}", "--home", home)
        assert verdict.returncode == 0, verdict.stdout
    screens = sorted(path.name for path in debian.inside(f"{DEMO}/screens").glob("*.png"))
    assert {"compare.png", "sign.png", "today.png"} <= set(screens)

    # It knows by dpkg in which package it came; nobody said whose updates it may trust.
    refused = debian.as_user("tramso", "update", "check", "--json", "--home", home)
    error = json.loads(refused.stdout.splitlines()[-1])["error"]
    assert (error["code"], error["facts"]) == ("updates-unused", {"reason": "no-root"})

    with debian.running("tramso-desk", "--home", home, DISPLAY=display) as window:
        began = time.monotonic()
        _until(lambda: '("tramso-desk" "tramso")' in _windows() or window.poll() is not None)
        _tell(f"{debian.root.name}: window shown in {time.monotonic() - began:.1f} s")
        assert window.poll() is None
        _until(lambda: _colours(ImageGrab.grab(xdisplay=display)) > 16)
        ImageGrab.grab(xdisplay=display).save(OUT / f"window-{debian.root.name}.png")
        # Its files are not changed under it, and not taken away.
        for words in (("dpkg", "-i", f"/root/{second.name}"), ("dpkg", "-r", "tramso")):
            refused = debian.try_as_root(*words)
            assert refused.returncode != 0
            assert "TramSo is open here" in refused.stdout
        assert debian.as_user("tramso", "--version").returncode == 0

    # The next build, with data in place; it does not wait for what sends in the background.
    before = {path.name: _digest(path) for path in copies}
    with debian.running("tramso", "sync", "--watch", "--home", home) as sending:
        _until(lambda: Path(f"/proc/{sending.pid}/exe").readlink().name == "tramso")
        began = time.monotonic()
        debian.as_root("dpkg", "-i", f"/root/{second.name}")
        _tell(f"{debian.root.name}: upgraded in {time.monotonic() - began:.1f} s")
        sending.wait(timeout=LONGEST_S)
    assert settings.read_text("utf-8") == "[sync]\nanswer_limit_s = 61\n"
    lines = debian.as_user("tramso", "register", "list", "--json", "--home", home)
    assert [line["number"] for line in json.loads(lines.stdout)["lines"]] == [1, 2]
    trail = debian.as_user("tramso", "audit", "verify", "--home", home)
    assert trail.returncode == 0, trail.stdout
    for name, digest in before.items():
        assert _digest(debian.inside(f"{DEMO}/{name}")) == digest
        assert debian.as_user("tramso", "verify", f"{DEMO}/{name}", "--home", home).returncode == 0

    # IT took the settings away: the package's own come, at the next turn of it.
    settings.unlink()
    debian.as_root("dpkg", "-i", f"/root/{second.name}")
    assert settings.read_text("utf-8") == (PIECES / "tramso.toml").read_text("utf-8")

    # Gone, and with it all that is not the desk's own.
    debian.as_root("dpkg", "-r", "tramso")
    assert settings.exists()
    said = debian.as_root("dpkg", "-P", "tramso")
    assert "what the desks kept stays" not in said  # the demo's desk lies at a place of its own
    for path in ("/opt/tramso", "/etc/tramso", "/usr/bin/tramso", "/usr/share/doc/tramso"):
        assert not os.path.lexists(debian.inside(path)), path
    assert debian.inside(f"{home}/store.db").is_file()
    assert list(debian.inside(f"{home}/files").iterdir())

    # Records of a desk at its usual place go with a purge that was asked for twice, and no other.
    records = debian.inside(f"/home/{USER}/.local/share/tramso")
    for answers, stays in ((("true", "false"), True), (("true", "true"), False)):
        settings.parent.mkdir(exist_ok=True)
        settings.write_text('[agency]\ncode = "H26.99.1"\n', "utf-8")
        debian.as_root("dpkg", "-i", f"/root/{second.name}")
        made = debian.as_user(
            *("tramso", "dossier", "new", "--title", "Giấy khai sinh", "--name", "Nguyễn Văn An"),
            *("--id-number", "001090000018"),
        )
        assert made.returncode == 0, made.stdout
        for question, answer in zip(("purge-desks", "purge-desks-sure"), answers, strict=True):
            line = f"tramso tramso/{question} boolean {answer}"
            debian.as_root("sh", "-c", f"echo '{line}' | debconf-set-selections")
        said = debian.as_root("dpkg", "-P", "tramso")
        assert ("what the desks kept stays" in said) is stays
        assert (records / "store.db").is_file() is stays
    assert debian.inside(f"{home}/store.db").is_file()


def _tell(line: str) -> None:
    """Keep a size or a time beside the packages: nothing here depends on it."""
    with (OUT / "told.txt").open("a", encoding="utf-8") as told:
        told.write(f"{line}\n")
