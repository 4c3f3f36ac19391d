"""Fields: walked one after the other, corrected, held against each other and the requester."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from offline_store.records import Page, Reading, Requester, Word
from station.bootstrap import Desk
from tests.unit.views.scripted import JobsAtOnce, JobsLater
from views.presenters.counter import Counter
from views.presenters.fields import Fielded, FieldsPresenter

ROWS = (
    "GIẤY PHÉP LÁI XE",
    "Số: 001099000123",
    "Họ tên: NGUYỄN VĂN AN",
    "Ngày sinh: 15/04/1999",
    "Ngày trúng tuyển: 01/02/1990",
)
ASKS = Requester("Trần Thị Bình", "001199000456")


@dataclass(slots=True)
class FieldsScreen:
    """Remembers the fields last shown."""

    fielded: Fielded | None = None

    def show_fields(self, fielded: Fielded | None) -> None:
        """Remember them."""
        self.fielded = fielded

    @property
    def here(self) -> Fielded:
        """The fields that are shown."""
        assert self.fielded is not None
        return self.fielded


@pytest.fixture
def page(desk: Desk, tmp_path: Path) -> Page:
    """A driving licence, of which the name is doubtful, and passed before birth."""
    dossier = desk.receive(ASKS, "Giấy phép lái xe", 1)
    file = tmp_path / "licence.png"
    Image.new("RGB", (900, 500), "white").save(file, dpi=(300, 300))
    (page,) = desk.import_pages(dossier.documents[0].id, (file,))
    words = tuple(
        Word(word, (100 + 200 * at, 50 + 80 * line, 180, 40), 0.4 if word == "VĂN" else 0.001, line)
        for line, row in enumerate(ROWS)
        for at, word in enumerate(row.split())
    )
    with desk.store.transaction() as records:
        records.dossiers.keep_reading(page.id, Reading("test", words))
    return kept(desk, page)


def kept(desk: Desk, page: Page) -> Page:
    """The page as it is kept now."""
    with desk.store.snapshot() as records:
        return records.dossiers.page(page.id)


@pytest.fixture
def shown() -> FieldsScreen:
    """The list of fields, without widgets."""
    return FieldsScreen()


@pytest.fixture
def presenter(counter: Counter, page: Page, shown: FieldsScreen) -> FieldsPresenter:
    """The licence in hand."""
    jobs = JobsAtOnce()
    presenter = FieldsPresenter(counter, shown, jobs, jobs)
    presenter.show_page(page, ASKS)
    return presenter


def test_what_is_doubtful_or_denied_is_looked_at_first(
    presenter: FieldsPresenter, shown: FieldsScreen
) -> None:
    """A word read in doubt, and two dates that deny each other; the requester is only told."""
    assert shown.here.kind == "driving-licence"
    assert shown.here.current == "name"
    assert {row.name for row in shown.here.rows if row.doubtful} == {
        "name",
        "birth_date",
        "passed_on",
    }
    assert [check.rule for check in shown.here.denied] == [
        "not-before",
        "requester-name",
        "requester-id",
    ]
    filled = [bool(row.value) for row in shown.here.rows]
    assert filled == sorted(filled, reverse=True)


def test_enter_walks_the_doubtful_fields_and_then_the_others(
    presenter: FieldsPresenter, shown: FieldsScreen
) -> None:
    """What is settled is settled; afterwards Enter goes on row by row."""
    walked = []
    for _ in range(4):
        row = shown.here.row
        assert row is not None
        walked.append(row.name)
        presenter.settle(row.value)

    assert walked[:3] == ["name", "birth_date", "passed_on"]
    assert shown.here.left == 0
    assert shown.here.settled >= {"name", "birth_date", "passed_on"}


def test_what_is_typed_is_kept_beside_what_was_read(
    presenter: FieldsPresenter, shown: FieldsScreen, desk: Desk, page: Page
) -> None:
    """And an emptied field takes it back."""
    presenter.settle(" TRẦN THỊ  BÌNH ")
    presenter.show_page(kept(desk, page), ASKS)

    row = next(row for row in shown.here.rows if row.name == "name")
    assert (row.value, row.read_as, row.doubtful) == ("TRẦN THỊ BÌNH", "NGUYỄN VĂN AN", False)
    assert "requester-name" not in {check.rule for check in shown.here.denied}

    presenter.choose("name")
    presenter.settle("")
    presenter.show_page(kept(desk, page), ASKS)
    assert next(row for row in shown.here.rows if row.name == "name").read_as is None


def test_the_clerk_says_what_kind_it_is(
    presenter: FieldsPresenter, shown: FieldsScreen, desk: Desk, page: Page
) -> None:
    """None of the known ones has no fields; the kinds stay to choose from."""
    presenter.say_kind("")
    presenter.show_page(kept(desk, page), ASKS)

    assert (shown.here.kind, shown.here.rows) == ("", ())
    assert ("transcript", "Học bạ, bảng điểm") in shown.here.kinds


def test_fields_that_come_late_are_not_another_pages(
    counter: Counter, page: Page, shown: FieldsScreen
) -> None:
    """A page that was left meanwhile does not come back by what was found on it."""
    jobs = JobsLater()
    presenter = FieldsPresenter(counter, shown, jobs, jobs)
    presenter.show_page(page, ASKS)
    assert shown.fielded is None

    presenter.show_page(None, None)
    jobs.run()
    assert shown.fielded is None
