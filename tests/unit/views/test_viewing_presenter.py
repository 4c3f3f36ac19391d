"""Which page is looked at, how long, at which zoom, goes into the trail; the time used is shown."""

import json
from dataclasses import dataclass, field, replace

import pytest

from offline_store.records import Document
from station.bootstrap import Desk
from station.comparing_settings import ComparingSettings
from station.viewing import RecordViewing
from tests.unit.views.scripted import JobsAtOnce
from views.presenters.counter import Counter
from views.presenters.viewing import ViewingPresenter


@dataclass(slots=True)
class Stopped:
    """A clock that a test sets."""

    now: float = 100.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@dataclass(slots=True)
class TimeScreen:
    """Remembers the times shown."""

    shown: list[tuple[int, int]] = field(default_factory=list)

    def show_time_used(self, seconds: int, budget: int) -> None:
        """Remember it."""
        self.shown.append((seconds, budget))


@pytest.fixture
def clock() -> Stopped:
    """Stands until the test moves it."""
    return Stopped()


@pytest.fixture
def time_screen() -> TimeScreen:
    """What shows the time, without widgets."""
    return TimeScreen()


@pytest.fixture
def viewing(counter: Counter, time_screen: TimeScreen, clock: Stopped) -> ViewingPresenter:
    """Nothing in sight."""
    return ViewingPresenter(counter, time_screen, JobsAtOnce(), clock)


def viewed(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    """What the trail says was looked at."""
    with desk.store.snapshot() as records:
        lines = records.audit.lines()
    return [(line.subject, json.loads(line.facts)) for line in lines if line.act == "page-viewed"]


def test_a_look_is_recorded_when_it_ends_with_the_zoom_that_it_had_longest(
    viewing: ViewingPresenter, desk: Desk, document: Document, clock: Stopped
) -> None:
    """Seconds of the page as a whole; a page turned past is not said to have been seen."""
    first, second = document.pages[0].id, document.pages[1].id
    viewing.look(document.id, first, 50)
    clock.now += 4
    viewing.look(document.id, first, 150)
    clock.now += 9
    viewing.look(document.id, second, 50)
    clock.now += 0.5
    viewing.leave()
    viewing.leave()

    assert viewed(desk) == [(first, {"seconds": 13, "zoom": 150})]


def test_the_time_used_is_that_of_all_looks_at_the_document(
    viewing: ViewingPresenter, document: Document, time_screen: TimeScreen, clock: Stopped
) -> None:
    """Also before the place was left and come back to; while nothing is in sight it stands."""
    viewing.look(document.id, document.pages[0].id, 50)
    clock.now += 20
    viewing.leave()
    clock.now += 500
    viewing.tick()
    viewing.look(document.id, document.pages[1].id, 50)
    clock.now += 21
    viewing.tick()

    assert time_screen.shown == [(41, 180)]


def test_the_administrator_turns_recording_off(
    desk: Desk, document: Document, counter: Counter, time_screen: TimeScreen, clock: Stopped
) -> None:
    """Nothing is written then, and nothing is shown where no time is set."""
    settings = replace(desk.settings, comparing=ComparingSettings(0, record_viewing=False))
    counter.desk = replace(desk, settings=settings)
    viewing = ViewingPresenter(counter, time_screen, JobsAtOnce(), clock)
    viewing.look(document.id, document.pages[0].id, 50)
    clock.now += 20
    viewing.tick()
    viewing.leave()
    RecordViewing(desk.store, "clerk", desk.now, wanted=False)(document.pages[0].id, 5, 100)

    assert viewed(desk) == []
    assert time_screen.shown == []
