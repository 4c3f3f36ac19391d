"""What time-stamps, clock and disk stand for is seen beside the tray, and shuts its gates."""

from collections.abc import Iterator

import pytest

from offline_store.records import Document
from station.bootstrap import Desk
from station.desk_check import Check, Status
from station.readiness import CheckReadiness
from tests.unit.views.scripted import JobsAtOnce, JobsLater
from tests.unit.views.sign_screen import SignScreen, presenter, tray
from views.presenters.counter import Counter, Place
from views.presenters.sign import SignPresenter
from views.presenters.tray import Gate

__all__ = ["presenter", "tray"]


def test_the_time_is_asked_beside_the_tray(
    desk: Desk,
    document: Document,
    counter: Counter,
    tray: SignScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The tray is there before a server answers; what it says then shuts or opens its gates."""
    asked: list[int] = []
    answer = [
        Check("time-stamp", Status.OK, "", case="answered"),
        Check("clock", Status.FAIL, "", case="wrong", facts={"seconds": 3600}),
    ]

    def time(self: CheckReadiness) -> Iterator[Check]:
        asked.append(1)
        yield from answer

    monkeypatch.setattr(CheckReadiness, "time", time)
    jobs = JobsLater()
    presenter = SignPresenter(counter, tray, JobsAtOnce(), jobs)
    counter.places[Place.SIGN] = presenter
    counter.open(document.dossier_id, document.id, Place.SIGN)
    jobs.run()

    assert tray.chosen is not None
    assert {Gate.TIME_STAMP, Gate.CLOCK, Gate.DISK} <= tray.chosen.passed
    assert tray.means is not None
    assert Gate.CLOCK not in tray.means.checks

    jobs.run()
    assert Gate.CLOCK not in tray.chosen.passed
    assert tray.means.checks[Gate.CLOCK].facts == {"seconds": 3600}

    counter.refresh()
    jobs.run()
    assert (asked, jobs.waiting) == ([1], [])
    assert Gate.CLOCK not in tray.chosen.passed

    answer[1] = Check("clock", Status.OK, "", case="right", facts={"seconds": 1})
    presenter.cure(Gate.CLOCK)
    while jobs.waiting:
        jobs.run()
    assert len(asked) == 2
    assert Gate.CLOCK in tray.chosen.passed


def test_a_full_disk_shuts_its_gate(
    presenter: SignPresenter, tray: SignScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found before a number is spent on it; looking again opens the gate."""
    monkeypatch.setattr(
        CheckReadiness, "disk", lambda _: Check("disk", Status.FAIL, "", case="none")
    )
    presenter.cure(Gate.DISK)
    assert tray.chosen is not None
    assert Gate.DISK not in tray.chosen.passed
    monkeypatch.undo()
    presenter.cure(Gate.DISK)
    assert Gate.DISK in tray.chosen.passed
