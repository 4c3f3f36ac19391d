"""Today's list: what a citizen still waits for from earlier days stands before what came today."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from offline_store.records import DocumentId, Dossier, PageId, ReadingTally, Requester
from station.bootstrap import Desk
from station.due_lists import Which
from station.hanoi_time import HANOI
from station.interrupted import Interrupted
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.pages.today import reading_text
from views.presenters.counter import Counter, Place
from views.presenters.dossier_rows import Row
from views.presenters.today import TodayPresenter

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=HANOI)


@dataclass(slots=True)
class TodayScreen:
    """Remembers the list."""

    rows: tuple[Row, ...] = ()
    searched: bool = False
    months: Mapping[str, ReadingTally] = field(default_factory=dict)
    pressing: Mapping[Which, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def show_rows(self, rows: tuple[Row, ...], searched: bool) -> None:
        """Remember it."""
        self.rows, self.searched = rows, searched

    def show_pressing(self, counts: Mapping[Which, int]) -> None:
        """Remember it."""
        self.pressing = counts

    def show_reading(self, months: Mapping[str, ReadingTally]) -> None:
        """Remember it."""
        self.months = months

    def show_interrupted(self, offered: Interrupted | None, at: int, of: int) -> None:
        """Nothing was interrupted."""
        assert offered is None

    def show_aside(self, count: int) -> None:
        """Nothing was set aside."""
        assert count == 0


def received(desk: Desk, name: str, at: datetime) -> Dossier:
    """A dossier that came at that moment."""
    return replace(desk.receive, now=lambda: at)(Requester(name), "Bằng tốt nghiệp")


def shown(desk: Desk, screen: CounterScreen, now: datetime, text: str = "") -> tuple[Row, ...]:
    """The list as it is at that moment."""
    return seen(desk, screen, now, text).rows


def seen(desk: Desk, screen: CounterScreen, now: datetime, text: str = "") -> TodayScreen:
    """All that is shown at that moment."""
    view = TodayScreen()
    counter = Counter(replace(desk, now=lambda: now), screen, JobsAtOnce())
    TodayPresenter(counter, view, JobsAtOnce(), JobsAtOnce()).search(text)
    return view


def test_what_is_still_waited_for_comes_first(desk: Desk, screen: CounterScreen) -> None:
    """The longest first, and late; of earlier days what was handed over or refused is gone."""
    waits, later, given, refused, today = (
        received(desk, name, at)
        for name, at in (
            ("Trần Văn Chờ", WEDNESDAY),
            ("Lê Thị Muộn", WEDNESDAY + timedelta(hours=7)),
            ("Phạm Văn Xong", WEDNESDAY),
            ("Hồ Thị Thôi", WEDNESDAY),
            ("Ngô Văn Nay", WEDNESDAY + timedelta(days=1)),
        )
    )
    with desk.store.transaction() as records:
        records.dossiers.set_handed_over(given.documents[0].id, WEDNESDAY)
    desk.judge_grounds.refuse(refused.documents[0].id, 2)

    rows = shown(desk, screen, WEDNESDAY + timedelta(days=1, hours=1))

    assert [row.dossier.id for row in rows] == [waits.id, later.id, today.id]
    # The second came after 15:00: it is due on Thursday, like what came on Thursday.
    dues = [row.due for row in rows if row.due is not None]
    assert [(due.at.day, due.late) for due in dues] == [(25, True), (26, False), (26, False)]

    # What is opened says the same as its row in the list.
    counter = Counter(replace(desk, now=lambda: WEDNESDAY), screen, JobsAtOnce())
    today_again = TodayPresenter(counter, TodayScreen(), JobsAtOnce(), JobsAtOnce())
    counter.places = dict.fromkeys(Place, today_again)
    for dossier, expected in ((waits, 25), (refused, None), (given, None)):
        counter.open(dossier.id, dossier.documents[0].id)
        assert counter.work is not None
        until = counter.work.due
        assert (None if until is None else until.at.day) == expected


@pytest.mark.parametrize("text", ["xong", "Phạm Văn Xong"])
def test_what_was_handed_over_is_due_no_more(desk: Desk, screen: CounterScreen, text: str) -> None:
    """It is found by searching, and never late."""
    given = received(desk, "Phạm Văn Xong", WEDNESDAY)
    with desk.store.transaction() as records:
        records.dossiers.set_handed_over(DocumentId(given.documents[0].id), WEDNESDAY)

    (row,) = shown(desk, screen, WEDNESDAY + timedelta(days=30), text)
    assert row.due is None


def test_how_well_was_read_is_told_for_this_month_and_the_last(
    desk: Desk, screen: CounterScreen
) -> None:
    """Months at the counter, the newest first; nothing compared, nothing told."""
    assert reading_text(seen(desk, screen, WEDNESDAY).months) == ""
    october_ends = datetime(2026, 10, 31, 23, 59, tzinfo=HANOI)
    with desk.store.transaction() as records:
        for number, (at, wrong) in enumerate(
            (
                (datetime(2026, 9, 30, 23, 59, tzinfo=HANOI), 200),
                (datetime(2026, 10, 1, tzinfo=HANOI), 1),
                (october_ends, 2),
                (october_ends + timedelta(minutes=2), 4),
            )
        ):
            tally = ReadingTally(1, 200, wrong, 0, 0, 0, 0)
            records.corrections.count(PageId(str(number)), at, tally)

    assert reading_text(seen(desk, screen, WEDNESDAY).months) == (
        "Words put right after reading: 2,0 % in 11/2026, 0,8 % in 10/2026"
    )
