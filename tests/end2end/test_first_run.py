"""The first run by keyboard, with a real token and a real central: from nothing to a ready desk."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from station.demo.invented import AGENCY, AGENCY_CODE, OFFICER
from station.desk_check import Status
from station.first_run import SetUpStep, is_new
from station.settings import FILE_NAME, read_settings
from tests.demo_desk import Counter
from tests.keyboard import press, write
from tests.window_clerk import Clerk, window_on
from views.first_run import FirstRun
from views.window import Window

OURS = "Máy quét thử"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def new_desk(counter: Counter, tmp_path: Path) -> Counter:
    """A desk on which nobody worked: IT gave it a time-stamp server, trust, and a scanner."""
    home = tmp_path / "new"
    (home / "trust").mkdir(parents=True)
    for certificate in counter.demo.trust.iterdir():
        (home / "trust" / certificate.name).write_bytes(certificate.read_bytes())
    script = home / "scanner.json"
    pages = [str(counter.demo.out / "papers" / "birth-extract.jpg")]
    script.write_text(json.dumps({"name": OURS, "pages": pages}), "utf-8")
    servers = counter.settings()["signing"]["timestamp_servers"]
    desk = Counter(counter.demo, home)
    (home / FILE_NAME).write_text("# by IT\n[store]\nkeyring = false\n", "utf-8")
    desk.change(
        {
            "register": {"volume": 80},
            "signing": {"timestamp_servers": servers, "timestamp_limit_s": 20},
            "scanning": {"practice_scanners": [str(script)]},
            "devices": {"environment": counter.device_environment()},
        }
    )
    return desk


@pytest.fixture
def window(new_desk: Counter, qtbot: QtBot) -> Iterator[Window]:
    """Its window."""
    with window_on(new_desk, qtbot) as window:
        yield window


class Newcomer(Clerk):
    """Hands on the keyboard, at the sheet."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        super().__init__(qtbot, window)
        self.window = window
        self.sheet: FirstRun = window.first_run

    def at(self, step: SetUpStep) -> None:
        """Wait until that step is in front and nothing runs."""
        self.waits(lambda: self.sheet.step is step and not self.window.busy)
        assert self.sheet.isVisible()

    def enters(self, field: QLineEdit, text: str) -> None:
        """Type into a field."""
        field.setFocus()
        field.selectAll()
        field.insert(text)

    def goes_on(self) -> None:
        """Press Enter: the one thing to do."""
        press(self.sheet, Qt.Key.Key_Return)


def test_a_new_desk_gets_ready(
    window: Window, new_desk: Counter, counter: Counter, qtbot: QtBot
) -> None:
    """Ward, scanner, tokens, central, a test signature; left in between and taken up again."""
    clerk = Newcomer(qtbot, window)
    sheet = clerk.sheet

    def names() -> list[str]:
        return [device.name for device in sheet.scanner.devices]

    assert is_new(window.desk.settings)
    clerk.press(Qt.Key.Key_F11)
    clerk.press(Qt.Key.Key_F4)
    clerk.at(SetUpStep.WARD)
    assert not sheet.isModal()
    for key, text in (
        ("agency.name", AGENCY),
        ("agency.code", AGENCY_CODE),
        ("officer.name", OFFICER),
        ("copy.lookup_url", "https://tra-cuu.example/c/{code}"),
    ):
        clerk.enters(sheet.ward.fields[key], text)
    clerk.goes_on()

    clerk.at(SetUpStep.SCANNER)
    clerk.waits(lambda: OURS in names() and not window.busy)
    sheet.scanner.list.setCurrentRow(names().index(OURS))
    clerk.goes_on()
    clerk.waits(lambda: "210 × 297" in sheet.scanner.result.text() and not window.busy)
    press(sheet.skip, Qt.Key.Key_Space)

    clerk.at(SetUpStep.TOKEN)
    clerk.waits(lambda: len(sheet.token.keys) >= 2)
    assert sheet.token.officer.currentText().startswith("officer")
    assert sheet.token.agency.currentText().startswith("agency")
    clerk.goes_on()

    clerk.at(SetUpStep.CENTRAL)
    press(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    clerk.press(Qt.Key.Key_F4)
    clerk.at(SetUpStep.CENTRAL)
    invitation = counter.demo.central.call("invite", "--agency", AGENCY_CODE)
    with counter.records() as records:
        url = records.desk.enrolment().central_url
    clerk.enters(sheet.central.url, url)
    clerk.enters(sheet.central.code, "0000-0000")
    clerk.goes_on()
    clerk.waits(sheet.problem.isVisible)
    clerk.enters(sheet.central.code, invitation["code"])
    clerk.goes_on()

    clerk.at(SetUpStep.SIGNATURE)
    clerk.goes_on()
    clerk.waits(lambda: sheet.pin_dialog is not None)
    assert sheet.pin_dialog is not None
    (field,) = sheet.pin_dialog.fields.values()
    write(field, new_desk.pin)
    press(field, Qt.Key.Key_Return)
    clerk.waits(lambda: "Valid" in sheet.signature.result.text() and not window.busy)
    assert not sheet.problem.isVisible()
    press(sheet.skip, Qt.Key.Key_Space)

    clerk.at(SetUpStep.READY)
    clerk.waits(lambda: not window.busy)
    lights = {check.id: check.status for check, _ in sheet.ready.lights}
    for green in ("settings", "scanner", "token", "central", "numbers", "store", "trust"):
        assert lights[green] is Status.OK, green
    assert Status.FAIL not in lights.values()
    sheet.close()

    # What was set holds in this window at once, and is kept.
    assert window.counter.desk.settings.agency.name == AGENCY
    kept = read_settings(new_desk.home)
    assert kept.signing.officer_token == "TRAMSO DEMO"
    assert kept.register.volume == 80
    assert not is_new(kept)
    with window.desk.store.snapshot() as records:
        book = window.counter.desk.certify.book(window.desk.now())
        assert records.register.lines(book) == ()
        assert [line.act for line in records.audit.lines()].count("signature-tried") == 1
    assert QApplication.activeModalWidget() is None


def test_a_wrong_pin_is_told_on_the_sheet(
    window: Window, new_desk: Counter, counter: Counter, qtbot: QtBot
) -> None:
    """Tried once; the step is not done by it."""
    clerk = Newcomer(qtbot, window)
    sheet = clerk.sheet
    clerk.press(Qt.Key.Key_F11)
    clerk.press(Qt.Key.Key_F4)
    clerk.at(SetUpStep.WARD)
    sheet.choices[SetUpStep.TOKEN].click()
    clerk.at(SetUpStep.TOKEN)
    clerk.waits(lambda: len(sheet.token.keys) >= 2 and not window.busy)
    clerk.goes_on()
    clerk.at(SetUpStep.WARD)
    sheet.choices[SetUpStep.SIGNATURE].click()
    clerk.at(SetUpStep.SIGNATURE)
    clerk.goes_on()
    clerk.waits(lambda: sheet.pin_dialog is not None)
    assert sheet.pin_dialog is not None
    (field,) = sheet.pin_dialog.fields.values()
    write(field, "000000")
    press(field, Qt.Key.Key_Return)
    clerk.waits(sheet.problem.isVisible)
    assert sheet.signature.result.text() == ""
    # The right one sets the token's count back for the tests after this one.
    clerk.waits(lambda: not window.busy)
    clerk.goes_on()
    clerk.waits(lambda: sheet.pin_dialog is not None)
    assert sheet.pin_dialog is not None
    (field,) = sheet.pin_dialog.fields.values()
    write(field, new_desk.pin)
    press(field, Qt.Key.Key_Return)
    clerk.waits(lambda: "Valid" in sheet.signature.result.text() and not window.busy)
    assert not sheet.problem.isVisible()
