"""What goes wrong with scanner, token and reading: a code, a cure, and no number lost."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from offline_store.records import LineState
from scanners.practice.escl_scanner import VirtualScanner, sane_config
from tests.demo_desk import (
    ROOT,
    SCANNER,
    UNTOUCHED,
    Answer,
    Counter,
    Here,
    certify,
    free_port,
    refused,
    what_is_kept,
)
from tests.scanner_fixtures import draw_page, needs_sane

SPY = ROOT / "tests" / "pkcs11_spy.c"


@contextmanager
def scanner_at(desk: Counter, sides: int = 2) -> Iterator[VirtualScanner]:
    """A scanner of this desk's own, with paper in its feeder."""
    sheets = [draw_page(desk.home / f"sheet-{n}.png", n) for n in range(1, sides + 1)]
    with VirtualScanner([sheets]) as scanner:
        sane_config(desk.home / "sane", scanner.url)
        desk.change_environment(SANE_CONFIG_DIR=str(desk.home / "sane"))
        yield scanner


def scan(desk: Counter, **environment: str) -> Answer:
    """Scan into the desk's dossier."""
    words = ("--device", SCANNER, "--dossier", desk.dossier().code, "--dpi", "150")
    return desk.tramso("scan", *words, "--json", environment=environment)


@needs_sane
def test_an_unplugged_scanner(desk: Counter) -> None:
    """A scanner that is gone is named so, and doctor says that it does not answer."""
    with scanner_at(desk):
        pass
    assert refused(scan(desk)) == "device-offline"
    doctor = desk.tramso("doctor", "--json")
    assert (doctor.status, doctor.json()["ready"]) == (1, False)
    checks = doctor.json()["checks"]
    assert isinstance(checks, list)
    (check,) = (check for check in checks if check["id"] == "scanner")
    assert check["status"] == "fail"
    assert check["cure"]
    assert what_is_kept(desk) == UNTOUCHED


@needs_sane
@pytest.mark.parametrize(
    ("trouble", "code"),
    # The real airscan tells an open hatch as a plain input/output error.
    [("feeder_empty", "feeder-empty"), ("cover_open", "device-fault")],
)
def test_a_scanner_that_refuses(desk: Counter, trouble: str, code: str) -> None:
    """An empty feeder or an open hatch gives no page and a code."""
    with scanner_at(desk) as scanner:
        setattr(scanner, trouble, True)
        answer = scan(desk)
    assert refused(answer) == code
    assert answer.json()["pages"] == []
    assert what_is_kept(desk) == UNTOUCHED


@needs_sane
def test_a_jam_keeps_the_pages_before_it(desk: Counter) -> None:
    """The side before the jam is in the dossier; after the cure the scan goes on."""
    with scanner_at(desk) as scanner:
        scanner.jam_before = 2
        answer = scan(desk)
        assert refused(answer) == "paper-jam"
        stopped = answer.json()["stopped"]
        assert isinstance(stopped, dict)
        assert (stopped["code"], stopped["after_page"]) == ("paper-jam", 1)
        assert what_is_kept(desk) == (2, [])
        scanner.jam_before = None
        assert scan(desk).status == 0
    assert what_is_kept(desk) == (4, [])


def test_no_sane(desk: Counter, tmp_path: Path) -> None:
    """Without the scanner library scanning says what to install, and devices names it."""
    (tmp_path / "sane.py").write_text("raise ImportError('libsane.so.1')\n", "utf-8")
    assert refused(scan(desk, PYTHONPATH=str(tmp_path))) == "driver-missing"
    devices = desk.tramso("devices", "--json", environment={"PYTHONPATH": str(tmp_path)})
    assert (devices.status, devices.json()["missing"]) == (0, ["sane"])


def test_a_wrong_pin_is_tried_once(desk: Counter, tmp_path: Path) -> None:
    """One wrong PIN is one login at the token and costs no number; the right one then works."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "the tests need a C compiler (package gcc)"
    module, log = tmp_path / "spy.so", tmp_path / "calls"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", module, SPY, "-ldl"], check=True)
    real = desk.settings()["signing"]["officer_module"]
    spying = {"SPY_REAL": str(real), "SPY_LOG": str(log)}
    desk.change({"signing": {"officer_module": str(module)}})

    wrong = certify(desk, "000000", **spying)

    assert refused(wrong) == "pin-incorrect"
    assert log.read_text("utf-8").split().count("C_Login") == 1
    assert what_is_kept(desk) == UNTOUCHED
    assert certify(desk, desk.pin, **spying).status == 0
    assert log.read_text("utf-8").split().count("C_Login") == 2
    assert what_is_kept(desk) == (1, [LineState.SIGNED])


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("officer_token", "không có", "token-missing"),
        ("officer_key", "thủ quỹ", "key-missing"),
        ("officer_module", "/nowhere/libsofthsm2.so", "token-library-missing"),
        ("officer_module", __file__, "token-library-missing"),
        ("officer_module", "", "setting-missing"),
    ],
)
def test_no_token_costs_no_number(desk: Counter, key: str, value: str, code: str) -> None:
    """Token, key or its library missing: named, and the register is as it was."""
    desk.change({"signing": {key: value}})
    assert refused(certify(desk, desk.pin)) == code
    assert what_is_kept(desk) == UNTOUCHED


def test_no_pin_is_wrong_use(desk: Counter, here: Here, tmp_path: Path) -> None:
    """An empty line, and a PIN file that is missing or no text, are wrong use and cost nothing."""
    (tmp_path / "pin").write_bytes(b"\xff\xfe\x00")
    code = desk.dossier().code
    assert certify(desk, "").status == 2
    assert here("certify", code, "--pin-file", str(tmp_path / "pin")).status == 2
    assert here("certify", code, "--pin-file", str(tmp_path / "gone")).status == 2
    assert what_is_kept(desk) == UNTOUCHED


def test_dead_time_stamp_server(desk: Counter) -> None:
    """Without a time-stamp the copy is made and owes one; where no debt is allowed, none is.

    It is refused before the PIN: no number is spent on it.
    """
    dead = f"http://127.0.0.1:{free_port()}/"
    signing = {"timestamp_servers": [dead], "timestamp_debt_allowed": False}
    desk.change({"signing": signing})
    assert refused(certify(desk, desk.pin)) == "timestamp-missing"
    assert what_is_kept(desk) == UNTOUCHED

    desk.change({"signing": {"timestamp_debt_allowed": True}})
    copy = certify(desk, desk.pin).json()
    assert (copy["number"], copy["level"]) == (1, "B-B")
    debts = copy["debts"]
    assert isinstance(debts, list)
    assert [debt["kind"] for debt in debts] == ["timestamp"]
    assert what_is_kept(desk) == (1, [LineState.SIGNED])


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        # The library needs only the data, the program is the other way: both are taken away.
        (("PATH", "TESSDATA_PREFIX"), "tesseract-missing"),
        (("TESSDATA_PREFIX",), "language-missing"),
    ],
)
def test_no_tesseract(desk: Counter, tmp_path: Path, variables: tuple[str, ...], code: str) -> None:
    """Without the reading engine or its language the page stays usable, and doctor tells."""
    without = dict.fromkeys(variables, str(tmp_path))
    read = desk.tramso("dossier", "read", desk.dossier().code, "--json", environment=without)
    assert refused(read) == code
    assert what_is_kept(desk) == UNTOUCHED
    doctor = desk.tramso("doctor", "--json", environment=without)
    assert doctor.status == 1
    assert f"[{code}]" in doctor.out
