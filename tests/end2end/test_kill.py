"""Killed at any durable step of the main job and started again, it ends as if nothing had been."""

import itertools
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import requests

from offline_store.records import LineState, OutboxState
from signing.values import Verdict
from signing.verification import verify_pdf
from tests.demo_desk import ROOT, Counter
from tests.end2end.killed_job import KILL
from tests.scanner_fixtures import draw_page, needs_sane

pytestmark = needs_sane

# One job, killed at each of these in turn: every run takes up what the one before left behind.
# `what#n` is the n-th step of that name in its run; the step itself is never made.
EACH_STEP = (
    "commit dossier-received#1",  # receive
    "name in spool#1",  # the first page scanned, not whole in the spool yet
    "name in files#1",  # whole in the spool
    "commit page-kept#1",  # in the store, without its row
    "commit page-kept#2",  # the first page's row; the second page in the store
    "commit insert into reading#1",  # both rows
    "commit insert into reading#2",  # one reading kept
    "commit page-compared#1",  # both readings kept, nothing compared
    "commit number-reserved#1",  # all compared, logged in, no number yet
    "name in files#1",  # number reserved, both signatures made
    "commit copy-certified#1",  # the signed file kept
    "commit update outbox#1",  # copy, register line and outbox item, nothing sent
    "commit update outbox#2",  # central has it and said so, the answer is lost
)
MakeDesk = Callable[[], Counter]
_volumes = itertools.count(60)


@pytest.fixture
def make_desk(fresh: Counter, tmp_path: Path) -> MakeDesk:
    """Desks with a book and a scanner of their own and two sheets of paper before it."""

    def make() -> Counter:
        volume = next(_volumes)
        home = tmp_path / f"desk-{volume}"
        desk = fresh.copy(home, {"register": {"volume": volume}, "reading": {"processes": 1}})
        desk.change_environment(SANE_CONFIG_DIR=str(home / "sane"))
        (home / "sheets").mkdir()
        for number in (1, 2):
            draw_page(home / "sheets" / f"{number}.png", number)
        return desk

    return make


def run_until(desk: Counter, step: str) -> list[str]:
    """Run the job until it is killed at the step; the steps that it came to."""
    log = desk.home / "steps.log"
    log.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.killed_job", str(desk.home), str(log), step],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    steps = log.read_text("utf-8").splitlines() if log.exists() else []
    if step:
        # Not always the last: the scan worker of a killed desk lives a moment longer.
        assert (done.returncode, step in steps) == (_killed(), True), (steps, done.stderr)
    else:
        assert done.returncode == 0, done.stderr
    return steps


def _killed() -> int:
    return int(KILL) if sys.platform == "win32" else -int(KILL)


def assert_done_once(desk: Counter) -> None:
    """One number, one copy, one receipt; nothing lost, nothing twice."""
    with desk.store() as store, store.snapshot() as records:
        (dossier,) = records.dossiers.list()
        (document,) = dossier.documents
        copy = document.copy
        assert copy is not None
        lines = records.register.lines(copy.book)
        items = records.outbox.items()
        place = records.desk.enrolment()
        assert records.audit.verify() is None
        sheets = [store.files.read(page.sha256) for page in document.pages]
        pdf = desk.home / "copy.pdf"
        pdf.write_bytes(store.files.read(copy.sha256))
    assert len(set(sheets)) == len(sheets) == 2
    assert list((desk.home / "spool").rglob("page-*")) == []
    assert [(line.number, line.state) for line in lines] == [(1, LineState.SIGNED)]
    assert copy.number == 1
    assert verify_pdf(pdf, (desk.home / "trust",)).verdict is Verdict.TOTAL_PASSED
    assert [item.state for item in items] == [OutboxState.ACCEPTED]
    with closing(sqlite3.connect(desk.demo.central.home / "central.db")) as central:
        taken = central.execute(
            "SELECT item, number, copy_sha256, receipt FROM submission WHERE book = ?", [copy.book]
        ).fetchall()
    assert [(items[0].id, 1, copy.sha256, items[0].receipt)] == taken
    page = requests.get(f"{place.central_url}/c/{copy.code}", timeout=30)
    assert (page.status_code, copy.code in page.text) == (200, True)


def test_killed_at_each_step_in_turn(make_desk: MakeDesk) -> None:
    """A job that dies at every durable step it comes to still ends once, and whole."""
    desk = make_desk()
    for step in EACH_STEP:
        run_until(desk, step)
    run_until(desk, "")
    assert_done_once(desk)


@pytest.mark.marathon
def test_killed_at_any_one_step(make_desk: MakeDesk) -> None:
    """Whichever single step the job dies at, the next start ends it once, and whole."""
    undisturbed = make_desk()
    steps = run_until(undisturbed, "")
    assert_done_once(undisturbed)
    for step in steps:
        desk = make_desk()
        run_until(desk, step)
        run_until(desk, "")
        assert_done_once(desk)
