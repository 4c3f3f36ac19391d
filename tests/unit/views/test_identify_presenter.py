"""A citizen is identified by their phone: begun, shown, filled in with its source, or stopped."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import cast

import pytest

from offline_store.records import Requester
from station.counter_errors import IdentificationUnproven
from station.identify import Identified, IdentifyRequester, ToShow
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter
from views.presenters.identify import IdentifyPresenter

CITIZEN = Requester("Nguyễn Văn An", "001099000123", "15/04/1999")
ADDRESS = ToShow("https://central.example/v/x", "VNeID", 300)


@dataclass(slots=True)
class Seen:
    """What the form and the citizen's screen showed."""

    offered: list[str] = field(default_factory=list)
    waiting: list[ToShow | None] = field(default_factory=list)
    asking: list[bool] = field(default_factory=list)
    filled: list[tuple[Requester, str]] = field(default_factory=list)

    def show_offered(self, source: str) -> None:
        """An offer."""
        self.offered.append(source)

    def show_waiting(self, to_show: ToShow | None) -> None:
        """An address."""
        self.waiting.append(to_show)

    def show_asking(self, asking: bool) -> None:
        """A button's state."""
        self.asking.append(asking)

    def show_identified(self, requester: Requester, source: str) -> None:
        """A form that is filled in."""
        self.filled.append((requester, source))


class Scripted:
    """A desk's use case whose citizen does as the test says."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.offers = 0

    def offered(self) -> str:
        """By whom."""
        self.offers += 1
        return "VNeID"

    def __call__(self, show: Callable[[ToShow], None], stop: threading.Event) -> Identified | None:
        """Show the address; then what comes of it."""
        show(ADDRESS)
        if self.error is not None:
            raise self.error
        return None if stop.is_set() else Identified(CITIZEN, "VNeID")


def presenter(
    counter: Counter, jobs: JobsAtOnce, scripted: Scripted
) -> tuple[IdentifyPresenter, Seen]:
    """At a desk with that use case."""
    counter.desk = replace(counter.desk, identify=cast("IdentifyRequester", scripted))
    seen = Seen()
    identify = IdentifyPresenter(counter, jobs)
    identify.attach(seen)
    return identify, seen


def test_the_form_is_filled_in_with_its_source(counter: Counter, screen: CounterScreen) -> None:
    """The address stands on the citizen's screen meanwhile, and is gone afterwards."""
    identify, seen = presenter(counter, JobsAtOnce(), Scripted())
    identify.begin()
    assert seen.filled == [(CITIZEN, "VNeID")]
    assert (seen.waiting, seen.asking) == ([ADDRESS, None], [True, False])
    assert [message.code for message in screen.messages] == ["identified"]
    assert not identify.asking


def test_its_source_holds_for_that_person_alone(counter: Counter) -> None:
    """Whoever types another name or number is vouched for by nobody."""
    identify, _ = presenter(counter, JobsAtOnce(), Scripted())
    assert identify.vouched_for(CITIZEN) == ""
    identify.begin()
    assert identify.vouched_for(replace(CITIZEN, phone="0912345678")) == "VNeID"
    assert identify.vouched_for(replace(CITIZEN, name="Nguyễn Văn Ân")) == ""
    assert identify.vouched_for(replace(CITIZEN, id_number="001099000124")) == ""
    identify.forget()
    assert identify.vouched_for(CITIZEN) == ""


def test_stopped_it_fills_in_nothing(counter: Counter, screen: CounterScreen) -> None:
    """One at a time; what comes after it was stopped is not shown."""
    jobs = JobsLater()
    identify, seen = presenter(counter, jobs, Scripted())
    identify.begin()
    identify.begin()
    assert len(jobs.waiting) == 1
    identify.stop()
    jobs.run()
    assert (seen.filled, screen.messages) == ([], [])
    assert seen.waiting == [None, None]
    assert seen.asking == [True, False]
    identify.begin()
    jobs.run()
    assert len(seen.filled) == 1


@pytest.mark.parametrize("stopped", [False, True])
def test_what_proves_nothing_is_told(
    counter: Counter, screen: CounterScreen, stopped: bool
) -> None:
    """And fills in nothing; whoever stopped it is not told any more."""
    jobs = JobsLater()
    failing = Scripted(IdentificationUnproven(reason="nonce-wrong"))
    identify, seen = presenter(counter, jobs, failing)
    identify.begin()
    if stopped:
        identify.stop()
    jobs.run()
    told = [message.code for message in screen.messages]
    assert (seen.filled, told) == ([], [] if stopped else ["identification-unproven"])


def test_central_is_not_asked_each_time(counter: Counter) -> None:
    """Whether it offers it does not change from one citizen to the next."""
    scripted = Scripted()
    identify, seen = presenter(counter, JobsAtOnce(), scripted)
    identify.look()
    identify.look()
    assert (scripted.offers, seen.offered) == (1, ["VNeID"])
