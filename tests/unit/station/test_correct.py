"""What the clerk puts right: kept beside what was read, taken back, counted by month."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from offline_store.errors import NotFound
from offline_store.records import Corrected, Page, Reading, ReadingTally, Requester, Word
from offline_store.store import Store
from tests.unit.station.desk_parts import Parts, SetClock

ROWS = (
    "GIẤY PHÉP LÁI XE",
    "Số: 001099000123",
    "Họ tên: NGUYÊN VĂN AN",
    "Ngày sinh: 15/04/1999",
)


def _reading() -> Reading:
    words = [
        Word(word, (100 + 200 * at, 100 + 80 * line, 180, 40), 0.01 if at else 0.4, line)
        for line, row in enumerate(ROWS)
        for at, word in enumerate(row.split())
    ]
    return Reading("test", tuple(words))


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


@pytest.fixture
def page(parts: Parts, tmp_path: Path) -> Page:
    """A page of a driving licence, read."""
    requester = Requester("Nguyễn Văn An", id_number="001099000123")
    document = parts.receive(requester, "Giấy phép lái xe").documents[0]
    file = tmp_path / "page.png"
    Image.new("RGB", (900, 400), "white").save(file, dpi=(300, 300))
    (page,) = parts.import_pages(document.id, (file,))
    with parts.store.transaction() as records:
        records.dossiers.keep_reading(page.id, _reading())
        return records.dossiers.page(page.id)


def _index(page: Page, text: str) -> int:
    assert page.reading is not None
    return next(at for at, word in enumerate(page.reading.words) if word.text == text)


def _value(parts: Parts, page: Page, name: str) -> str:
    return parts.papers(page.document_id)[page.id].paper.fields[name].value


def test_a_corrected_word_is_logged_and_corrects_its_field(parts: Parts, page: Page) -> None:
    """The engine's word, the clerk's, who and when; the field follows the word."""
    parts.correct.word(page.id, _index(page, "NGUYÊN"), " NGUYỄN ")

    assert _value(parts, page, "name") == "NGUYỄN VĂN AN"
    with parts.store.snapshot() as records:
        (logged,) = records.corrections.of_pages([page.id])
    assert (logged.what, logged.read_as, logged.before, logged.text, logged.who) == (
        Corrected.WORD,
        "NGUYÊN",
        "NGUYÊN",
        "NGUYỄN",
        "clerk",
    )


def test_what_is_put_right_is_taken_back_step_by_step(parts: Parts, page: Page) -> None:
    """Words, fields and kind, the last one first; then there is nothing left to take back."""
    at = _index(page, "NGUYÊN")
    parts.correct.word(page.id, at, "NGUYỄN")
    parts.correct.word(page.id, at, "NGUYỀN")
    parts.correct.field(page.id, "birth_date", "16/04/1999")
    parts.correct.field(page.id, "class", "B2")
    parts.correct.kind(page.id, "transcript")

    undone = []
    while (last := parts.correct.undo(page.document_id)) is not None:
        undone.append((last.what, last.text))

    assert undone == [
        (Corrected.KIND, "transcript"),
        (Corrected.FIELD, "B2"),
        (Corrected.FIELD, "16/04/1999"),
        (Corrected.WORD, "NGUYỀN"),
        (Corrected.WORD, "NGUYỄN"),
    ]
    with parts.store.snapshot() as records:
        assert records.dossiers.page(page.id) == page


def test_a_field_says_what_the_clerk_says_beside_what_was_read(parts: Parts, page: Page) -> None:
    """Also a field that was not read at all; an empty text takes it back."""
    parts.correct.field(page.id, "birth_date", "16/04/1999")
    parts.correct.field(page.id, "class", "B2")

    fields = parts.papers(page.document_id)[page.id].paper.fields
    assert (fields["birth_date"].value, fields["birth_date"].read_as) == (
        "16/04/1999",
        "15/04/1999",
    )
    assert (fields["class"].value, fields["class"].read_as, fields["class"].box) == ("B2", "", None)

    parts.correct.field(page.id, "birth_date", "")
    parts.correct.field(page.id, "class", " ")
    fields = parts.papers(page.document_id)[page.id].paper.fields
    assert fields["birth_date"].read_as is None
    assert "class" not in fields


def test_the_kind_is_what_the_clerk_says(parts: Parts, page: Page) -> None:
    """Another one, none, and back to what was recognised."""
    parts.correct.kind(page.id, "transcript")
    assert parts.papers(page.document_id)[page.id].paper.kind.id == "transcript"

    parts.correct.kind(page.id, "")
    assert parts.papers(page.document_id) == {}

    parts.correct.kind(page.id, "driving-licence")
    with parts.store.snapshot() as records:
        reading = records.dossiers.page(page.id).reading
    assert reading is not None
    assert reading.kind_said is None


def test_the_paper_is_held_against_the_requester(parts: Parts, page: Page) -> None:
    """A name read with a wrong mark is not the requester's letter by letter, but is the same."""
    checks = {each.rule: each for each in parts.papers(page.document_id)[page.id].requester}
    assert checks["requester-name"].agrees
    assert checks["requester-id"].agrees

    parts.correct.field(page.id, "name", "TRẦN VĂN AN")
    (first, *_) = parts.papers(page.document_id)[page.id].checks
    assert (first.rule, first.fields, first.agrees) == ("requester-name", ("name",), False)


def test_nobody_corrects_what_is_not_there(parts: Parts, page: Page) -> None:
    """A word beyond the last, a field of another kind, a kind that nobody knows."""
    with pytest.raises(NotFound):
        parts.correct.word(page.id, 99, "x")
    with pytest.raises(NotFound):
        parts.correct.field(page.id, "mother_name", "x")
    with pytest.raises(NotFound):
        parts.correct.kind(page.id, "novel")


def test_a_turned_page_keeps_no_correction_to_take_back(parts: Parts, page: Page) -> None:
    """Its words are read anew; undo of the turn gives the clerk's word back."""
    parts.correct.word(page.id, _index(page, "NGUYÊN"), "NGUYỄN")
    parts.correct.field(page.id, "class", "B2")
    parts.pages.rotate(page.id, 90)
    assert parts.correct.undo(page.document_id) is None

    parts.pages.undo(page.document_id)
    assert _value(parts, page, "class") == "B2"
    last = parts.correct.undo(page.document_id)
    assert last is not None
    assert last.text == "B2"


def test_compared_pages_are_counted_by_month(parts: Parts, page: Page) -> None:
    """What is corrected later counts, a comparison taken back does not."""
    parts.correct.word(page.id, _index(page, "NGUYÊN"), "NGUYỄN")
    with parts.store.snapshot() as records:
        assert records.corrections.by_month() == {}

    parts.compare.mark(page.id)
    expected = ReadingTally(1, 14, 1, 2, 0, 4, 0)
    month = f"{parts.clock():%Y-%m}"
    with parts.store.snapshot() as records:
        assert records.corrections.by_month() == {month: expected}

    parts.correct.word(page.id, _index(page, "GIẤY"), "GIẦY")
    parts.correct.word(page.id, _index(page, "15/04/1999"), "16/04/1999")
    with parts.store.snapshot() as records:
        assert records.corrections.by_month() == {
            month: replace(expected, wrong=3, digits_wrong=1, doubtful_wrong=1)
        }

    parts.compare.mark(page.id, compared=False)
    with parts.store.snapshot() as records:
        assert records.corrections.by_month() == {}


def test_a_month_is_the_counters(parts: Parts, page: Page) -> None:
    """The last evening of October in UTC is November at the counter."""
    tally = ReadingTally(1, 10, 1, 2, 0, 3, 1)
    with parts.store.transaction() as records:
        records.corrections.count(page.id, datetime(2026, 10, 31, 17, 30, tzinfo=UTC), tally)
    with parts.store.snapshot() as records:
        assert records.corrections.by_month() == {"2026-11": tally}
