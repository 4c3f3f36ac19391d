"""Scanners: shown as they answer, remembered when they do not, and how often drivers failed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from scanners.errors import DriverMissing
from scanners.values import Device, Mode, Source
from station.bootstrap import Desk
from station.device_book import DeviceBook, RememberingScanner
from tests.unit.views.scan_screen import ScanScreen
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters.counter import Counter
from views.presenters.devices import DevicesPresenter, KnownScanner

OLD = Device("sane:old", "Old one", "sane", (Source.FLATBED,), (300,), (Mode.COLOR,))
NEW = Device("escl:new", "New one", "escl", (Source.FEEDER,), (300,), (Mode.COLOR,))
MUTE = Device("sane:mute", "Mute one", "sane", (), (), ())


@dataclass(frozen=True, slots=True)
class Finding(RememberingScanner):
    """A search that finds these, and then fails when it is told to."""

    answering: tuple[Device, ...] = ()
    fails: bool = False

    def find_devices(self) -> Iterator[Device]:
        """Yield them."""
        yield from self.answering
        if self.fails:
            raise DriverMissing(driver="sane")


def presenter(
    desk: Desk, screen: CounterScreen, shown: ScanScreen, jobs: JobsAtOnce, **found: object
) -> DevicesPresenter:
    """The presenter on a desk that once saw OLD, whose driver failed twice."""
    book = DeviceBook(desk.home / "devices.json", desk.now)
    book.saw(OLD)
    book.crashed("sane")
    book.crashed("sane")
    scanner = Finding(desk.scanner.worker, book, **found)  # type: ignore[arg-type]
    return DevicesPresenter(
        Counter(replace(desk, scanner=scanner), screen, JobsAtOnce()), (shown,), jobs
    )


def told(known: tuple[KnownScanner, ...]) -> list[tuple[str, bool, int]]:
    """What is told of each."""
    return [(each.device.name, each.answers, each.crashes) for each in known]


def usb(plugged: int) -> Device:
    """A scanner by USB, plugged in for the so-manieth time."""
    device_id = f"sane:genesys:libusb:001:{plugged:03}"
    return Device(device_id, "LiDE", "sane", (Source.FLATBED,), (300,), (Mode.COLOR,))


@pytest.fixture
def shown() -> ScanScreen:
    """What the list shows."""
    return ScanScreen()


def test_remembered_scanners_show_at_once_and_answers_as_they_come(
    desk: Desk, screen: CounterScreen, shown: ScanScreen
) -> None:
    """Who answers goes before who is only remembered; what says nothing of itself is left out."""
    jobs = JobsLater()
    devices = presenter(desk, screen, shown, jobs, answering=(NEW, MUTE))
    devices.find()
    assert told(shown.devices[-1]) == [("Old one", False, 2)]
    searching = shown.searching
    assert searching

    devices.find()
    assert len(jobs.waiting) == 1
    jobs.run()

    assert not shown.searching
    assert told(shown.devices[-1]) == [("New one", True, 0), ("Old one", False, 2)]
    assert shown.devices[-1][1].seen_at is not None
    assert [device.id for device in devices.answering] == [NEW.id]


def test_scanners_of_drivers_that_crash_come_last(
    desk: Desk, screen: CounterScreen, shown: ScanScreen
) -> None:
    """Whichever answered first: who is offered first is the one that failed least."""
    devices = presenter(desk, screen, shown, JobsAtOnce(), answering=(OLD, NEW))
    devices.find()
    assert told(shown.devices[-1]) == [("New one", True, 0), ("Old one", True, 2)]

    for _ in range(3):
        devices._counter.desk.scanner.book.crashed("escl")
    devices.show_known()
    assert [name for name, _, _ in told(shown.devices[-1])] == ["Old one", "New one"]


def test_a_search_that_fails_keeps_what_it_found(
    desk: Desk, screen: CounterScreen, shown: ScanScreen
) -> None:
    """The failure is told; the scanners before it can be used."""
    presenter(desk, screen, shown, JobsAtOnce(), answering=(OLD,), fails=True).find()

    assert told(shown.devices[-1]) == [("Old one", True, 2)]
    assert [message.code for message in screen.messages] == ["driver-missing"]
    assert not shown.searching


def test_a_scanner_plugged_in_again_is_one_scanner(
    desk: Desk, screen: CounterScreen, shown: ScanScreen
) -> None:
    """Its old numbers are not told as scanners that do not answer; of several, the last is."""
    devices = presenter(desk, screen, shown, JobsAtOnce(), answering=(usb(6),))
    book = devices._counter.desk.scanner.book
    for plugged in (4, 5):
        book.saw(usb(plugged))
    devices.find()
    first, last = shown.devices[0], shown.devices[-1]

    assert [name for name, _, _ in told(first)].count("LiDE") == 1
    assert [each.device.id for each in last if each.device.name == "LiDE"] == [usb(6).id]
