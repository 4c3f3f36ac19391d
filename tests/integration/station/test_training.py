"""A desk to train at, whole: a copy is made there, goes nowhere, and looks like nothing real."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from offline_store.errors import TrainingOnly
from offline_store.records import Document, Requester
from signing.pin import Pin
from signing.token_libraries import soft_token_library
from signing.verification import verify_pdf
from station.bootstrap import Desk, open_desk
from station.cli.main import main
from station.counter_errors import TrainingMixed
from station.demo.training import papers_folder, training_services
from station.desk_settings import read_desk_settings
from station.progress import Step, next_step, steps_of
from station.settings import FILE_NAME, AgencySettings, Settings, StoreSettings
from station.training import TRAINING_PIN, WATERMARK, training_home
from tests.demo_desk import ROOT
from tests.window_clerk import open_window

AGENCY = "Ủy ban nhân dân phường Thật"
REAL_BOOK = """
[agency]
name = "Ủy ban nhân dân phường Thật"
code = "H26.1.1"
[register]
book = "{volume}/{year}-SCT/BS"
[copy]
watermark = ""
[signing]
officer_token = "REAL TOKEN"
[store]
keyring = false
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a desk to train at; its time-stamp server runs. A settings file lies in it."""
    if soft_token_library() is None:
        pytest.skip("SoftHSM2 is not installed")
    home = training_home(tmp_path_factory.mktemp("desks") / "desk")
    before = dict(os.environ)
    # Keys are made in a process of their own: SoftHSM2 knows one folder as long as a process lives,
    # and other tests of this one have theirs.
    make = "import sys; from pathlib import Path; from station.demo.training import *\n"
    make += "with training_services(Path(sys.argv[1]), sys.argv[2]): pass"
    subprocess.run([sys.executable, "-c", make, str(home), AGENCY], cwd=ROOT, check=True)
    try:
        with training_services(home, AGENCY):
            (home / FILE_NAME).write_text(REAL_BOOK, "utf-8")
            yield home
    finally:
        # Tests of other tokens find theirs again.
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    """That desk, opened as any other."""
    with closing(open_desk(home)) as desk:
        yield desk


@pytest.fixture(scope="module")
def certified(desk: Desk, home: Path) -> Document:
    """A paper of two pages, certified with the soft token."""
    dossier = desk.receive(Requester("Nguyễn Văn An"), "Bằng tốt nghiệp", 2)
    document = dossier.documents[0].id
    pages = tuple(papers_folder(home) / name for name in ("diploma-1.jpg", "diploma-2.jpg"))
    for page in desk.import_pages(document, pages):
        desk.compare.mark(page.id)
    desk.certify(document, {token: Pin(TRAINING_PIN) for token in desk.signing.tokens_needed()})
    desk.hand_over.record(document)
    with desk.store.snapshot() as records:
        return records.dossiers.document(document)


def test_its_settings_are_its_own(desk: Desk) -> None:
    """What a settings file in its home says of token, book and mark is not heard."""
    assert desk.settings.training
    assert desk.settings.signing.officer_token == "TRAMSO TRAINING"
    assert desk.settings.copy.watermark == WATERMARK
    assert desk.certify.book(desk.now()).startswith(WATERMARK)
    assert desk.settings.agency.name == f"{WATERMARK} – {AGENCY}"
    assert desk.settings.payment.account == ""


def test_a_copy_is_made_and_goes_nowhere(desk: Desk, certified: Document) -> None:
    """Signed and entered, in the book of its own; not in the outbox, and its work is done."""
    copy = certified.copy
    assert copy is not None
    assert copy.book.startswith(WATERMARK)
    assert copy.number == 1
    assert certified.outbox is None
    with desk.store.snapshot() as records:
        assert records.outbox.items() == ()
    assert Step.SYNC not in steps_of(certified)
    assert next_step(certified) is None
    with pytest.raises(TrainingOnly):
        desk.synchronise(at_once=True)
    with pytest.raises(TrainingOnly):
        desk.synchronise.lease(desk.certify.book(desk.now()))


def test_every_page_of_it_bears_the_mark(desk: Desk, certified: Document) -> None:
    """Both sides and the statement, as text and in red ink, as it is seen and printed."""
    pdf = desk.hand_over.pdf(certified.id)
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        assert len(opened) == 3
        for page in opened:
            assert WATERMARK in page.get_textpage().get_text_bounded()
            pixels = page.render(scale=1).to_numpy()[:, :, ::-1].astype(np.int16)
            red = (pixels[:, :, 0] - pixels[:, :, 1] > 40) & (
                pixels[:, :, 0] - pixels[:, :, 2] > 40
            )
            assert red.mean() > 0.02


def test_nobody_else_trusts_it(desk: Desk, certified: Document, tmp_path: Path) -> None:
    """At a real desk its signatures are nobody's: they are of the practice authority."""
    trust = tmp_path / "trust"
    trust.mkdir()
    report = verify_pdf(desk.hand_over.pdf(certified.id), (trust,))
    assert report.verdict.value != "TOTAL-PASSED"


def test_it_cannot_be_enrolled(desk: Desk, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused before the one-time code is used up: nothing is even asked at that address."""
    words = ("central", "enrol", "--url", "http://127.0.0.1:9", "--code", "x", "--name", "x")
    assert main(["--home", str(home), *words, "--json"]) == 3
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "training-only"


def test_real_and_training_are_never_mixed(home: Path, desk: Desk, tmp_path: Path) -> None:
    """Neither a training store with a real desk's settings, nor the other way round."""
    real = Settings(agency=AgencySettings("Thật", "H26.1.1"), store=StoreSettings(keyring=False))
    with pytest.raises(TrainingMixed):
        open_desk(home, settings=real)
    other = tmp_path / "real"
    with closing(open_desk(other, settings=real)) as opened:
        opened.receive(Requester("Nguyễn Văn An"), "Bằng tốt nghiệp", 1)
    with pytest.raises(TrainingMixed):
        open_desk(other, settings=desk.settings)
    (other / "training.json").write_bytes((home / "training.json").read_bytes())
    assert read_desk_settings(other).training
    with pytest.raises(TrainingMixed):
        open_desk(other)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_its_window_says_so_all_the_time(desk: Desk, qtbot: QtBot) -> None:
    """In a band over everything, with the PIN to try; and in its title."""
    with open_window(desk, qtbot) as window:
        band = window.menuWidget()
        assert isinstance(band, QLabel)
        assert band.isVisible()
        assert WATERMARK in band.text()
        assert TRAINING_PIN in band.text()
        assert WATERMARK in window.windowTitle()
        beside = window.citizen.screen.findChildren(QLabel)
        assert any(WATERMARK in each.text() for each in beside)
