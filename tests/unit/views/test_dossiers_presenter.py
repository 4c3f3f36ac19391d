"""The dossiers' list: of any day, by what is searched and by what a paper still waits for."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from offline_store.records import Dossier, Outstanding, Requester
from station.bootstrap import Desk
from station.due_lists import Listed, Which
from station.hanoi_time import HANOI
from tests.unit.views.scripted import CounterScreen, JobsAtOnce, JobsLater
from views.presenters import dossiers as dossiers_module
from views.presenters.counter import Counter
from views.presenters.dossier_rows import Row
from views.presenters.dossiers import DossiersPresenter

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=HANOI)


@dataclass(slots=True)
class DossiersScreen:
    """Remembers the list."""

    rows: tuple[Row, ...] = ()
    more: bool = False
    due: tuple[Listed, ...] = ()

    def show_rows(self, rows: tuple[Row, ...], more: bool) -> None:
        """Remember it."""
        self.rows, self.more = rows, more

    def show_due(self, listed: tuple[Listed, ...]) -> None:
        """Remember it."""
        self.due = listed

    @property
    def names(self) -> list[str]:
        """Who asked, as listed."""
        return [row.dossier.requester.name for row in self.rows]


@pytest.fixture
def people(desk: Desk) -> Desk:
    """A desk with three dossiers of three months; the oldest was handed over."""
    for age, name in ((60, "Trần Văn Cũ"), (30, "Lê Thị Giữa"), (0, "Phạm Văn Mới")):
        dossier = received(desk, name, NOW - timedelta(days=age))
        if age == 60:
            with desk.store.transaction() as records:
                records.dossiers.set_handed_over(dossier.documents[0].id, NOW)
    return desk


def received(desk: Desk, name: str, at: datetime) -> Dossier:
    """A dossier that came at that moment."""
    return replace(desk.receive, now=lambda: at)(Requester(name), "Bằng tốt nghiệp")


def listed(
    desk: Desk, screen: CounterScreen, jobs: JobsAtOnce | None = None
) -> tuple[DossiersPresenter, DossiersScreen]:
    """The list of that desk."""
    view = DossiersScreen()
    return DossiersPresenter(Counter(desk, screen, JobsAtOnce()), view, jobs or JobsAtOnce()), view


def test_all_of_any_day_the_newest_first(people: Desk, screen: CounterScreen) -> None:
    """Also what was finished long ago; searching and choosing leave some out, together."""
    presenter, view = listed(people, screen)
    presenter.show(None)
    assert view.names == ["Phạm Văn Mới", "Lê Thị Giữa", "Trần Văn Cũ"]
    assert not view.more

    presenter.choose(Outstanding.NOT_HANDED_OVER)
    assert view.names == ["Phạm Văn Mới", "Lê Thị Giữa"]
    presenter.search("  giua ")
    assert view.names == ["Lê Thị Giữa"]
    presenter.choose(Outstanding.REFUSED_BY_CENTRAL)
    assert view.names == []
    presenter.choose(None)
    presenter.search("")
    assert len(view.rows) == 3


def test_only_the_paper_that_stands_so_is_listed(people: Desk, screen: CounterScreen) -> None:
    """Of a dossier with two papers, one of them handed over, the other."""
    with people.store.snapshot() as records:
        dossier = records.dossiers.list()[0]
    paper = dossier.documents[0]
    second = replace(paper, id=type(paper.id)("second"), position=2, title="Bảng điểm")
    with people.store.transaction() as records:
        records.dossiers.add_document(second)
        records.dossiers.set_handed_over(paper.id, NOW)

    presenter, view = listed(people, screen)
    presenter.choose(Outstanding.NOT_HANDED_OVER)
    assert [row.document.title for row in view.rows] == ["Bảng điểm", "Bằng tốt nghiệp"]


def test_that_older_ones_are_left_out_is_said(
    people: Desk, screen: CounterScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list ends somewhere; who looks for an old one searches."""
    monkeypatch.setattr(dossiers_module, "MOST_DOSSIERS", 2)
    presenter, view = listed(people, screen)
    presenter.show(None)
    assert view.names == ["Phạm Văn Mới", "Lê Thị Giữa"]
    assert view.more


def test_an_answer_that_comes_too_late_is_not_shown(people: Desk, screen: CounterScreen) -> None:
    """The clerk has typed on meanwhile: of that only the last is looked for, after the first."""
    jobs = JobsLater()
    presenter, view = listed(people, screen, jobs)
    presenter.search("cu")
    presenter.search("mo")
    presenter.search("moi")
    assert len(jobs.waiting) == 1
    jobs.run()
    assert view.names == []
    jobs.run()
    assert view.names == ["Phạm Văn Mới"]
    assert jobs.waiting == []


def test_procedures_are_listed_by_their_time(people: Desk, screen: CounterScreen) -> None:
    """Instead of papers to be copied; searched as those are, without marks."""
    people.take_catalogue.sample()
    for name in ("Trần Văn Chờ", "Lê Thị Đợi"):
        people.receive_for_procedure(Requester(name), "1.001193")
    presenter, view = listed(people, screen)
    presenter.choose(Which.OPEN)
    assert len(view.due) == 2
    presenter.search("doi")
    assert [each.dossier.requester.name for each in view.due] == ["Lê Thị Đợi"]
    presenter.search("khai sinh")
    assert [each.dossier.code for each in view.due]
    presenter.choose(Which.LATE)
    assert not view.due


def test_people_stand_by_their_given_names(people: Desk, screen: CounterScreen) -> None:
    """As everybody looks for them; and back to the newest first."""
    presenter, view = listed(people, screen)
    presenter.sort(True)
    assert view.names == ["Trần Văn Cũ", "Lê Thị Giữa", "Phạm Văn Mới"]
    received(people, "Vũ Thị Ánh", NOW)
    presenter.show(None)
    assert view.names[0] == "Vũ Thị Ánh"
    presenter.sort(False)
    assert view.names[-1] == "Trần Văn Cũ"
