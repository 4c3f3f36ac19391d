"""The gates before a number is given: every side accounted for, and the grounds for refusing."""

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.records import Document, Reading, Word
from offline_store.store import Store
from station.errors import AlreadyCertified, GroundsNotJudged, InputInvalid, SheetsUnaccounted
from station.refusal import GROUNDS, NO_ORIGINAL, JudgeGrounds, warnings_of
from station.sheet_gate import RequireSheets
from tests.scanner_fixtures import draw_pages
from tests.unit.station.test_certify import SETTINGS, Counter, counter

__all__ = ["counter"]

STRICT = replace(
    SETTINGS,
    copy=replace(SETTINGS.copy, sheets_must_add_up=True, grounds_must_be_judged=True),
)


def judge(counter: Counter) -> JudgeGrounds:
    """The clerk's decision, at this counter."""
    return JudgeGrounds(counter.parts.store, SETTINGS, "clerk", counter.parts.clock)


def read_as_copy(store: Store, document: Document) -> None:
    """Reading found a copy's stamp on its first page."""
    words = (Word("BẢN", (10, 10, 40, 20), 0.1, 0), Word("SAO", (60, 10, 40, 20), 0.1, 0))
    with store.transaction() as records:
        records.dossiers.keep_reading(
            document.pages[0].id, Reading("none", words, warnings=("says-copy", "page-turned"))
        )


def test_a_decision_is_of_the_pages_as_they_are(counter: Counter, tmp_path: Path) -> None:
    """Asked for by the settings, it is needed again once a page has come; warnings are kept."""
    document = counter.parts.document(counter.ready(tmp_path / "in"))
    read_as_copy(counter.parts.store, document)
    with pytest.raises(GroundsNotJudged) as asked:
        counter.certify(STRICT)(document.id, {})
    assert asked.value.facts == {"warnings": "says-copy"}
    assert judge(counter).none_applies(document.id) == ("says-copy",)

    for page in counter.parts.import_pages(document.id, tuple(draw_pages(tmp_path / "more", 1))):
        counter.parts.compare.mark(page.id)
    with pytest.raises(GroundsNotJudged):
        counter.certify(STRICT)(document.id, {})
    assert counter.lines() == ()
    judge(counter).none_applies(document.id)

    assert counter.certify(STRICT)(document.id, {}).number == 1
    with counter.parts.store.snapshot() as records:
        lines = records.audit.lines()
    told = [json.loads(line.facts)["warnings"] for line in lines if line.act == "grounds-judged"]
    assert told == ["says-copy", "says-copy"]
    assert json.loads(lines[-1].facts)["warnings"] == "says-copy"
    assert warnings_of(counter.parts.document(document)) == ("says-copy",)


def test_every_side_is_accounted_for(counter: Counter, tmp_path: Path) -> None:
    """A side that was removed is missed, unless the clerk counted the original without it."""
    document = counter.ready(tmp_path / "in")
    (stray,) = counter.parts.import_pages(document.id, tuple(draw_pages(tmp_path / "more", 1)))
    sheets = RequireSheets(counter.parts.store)
    sheets(document.id, 2)
    counter.parts.pages.remove(stray.id)

    with pytest.raises(SheetsUnaccounted) as missed:
        sheets(document.id)
    assert missed.value.facts == {"declared": 2, "shown": 1, "blank": 0, "removed": 1}
    with pytest.raises(SheetsUnaccounted):
        counter.certify(STRICT)(document.id, {})
    with pytest.raises(SheetsUnaccounted):
        sheets(document.id, 2)
    sheets(document.id, 1)
    assert counter.lines() == ()


@pytest.mark.parametrize("ground", range(len(GROUNDS) + 1))
def test_the_slip_names_the_ground(counter: Counter, tmp_path: Path, ground: int) -> None:
    """In the words of the law, with the requester and what was asked; and the trail has it."""
    document = counter.parts.received()
    slip = judge(counter).refuse(document.id, ground, "Tờ thứ hai bị rách.")
    pdf = pypdfium2.PdfDocument(slip)
    text = " ".join(pdf[0].get_textpage().get_text_range().split())
    pdf.close()
    words = GROUNDS[ground - 1] if ground else NO_ORIGINAL
    for expected in (words, "Nguyễn Thị Thử", "Giấy khai sinh", "Tờ thứ hai bị rách.", "TỪ CHỐI"):
        assert expected in text, text
    with counter.parts.store.snapshot() as records:
        last = records.audit.lines()[-1]
    assert (last.act, last.subject) == ("copy-refused-to-citizen", document.id)
    assert last.facts == json.dumps(
        {"reason": f"ground-{ground}" if ground else "no-original"}, separators=(",", ":")
    )


def test_no_ground_beside_the_six(counter: Counter, tmp_path: Path) -> None:
    """The list is closed; and what is signed is not refused any more."""
    document = counter.ready(tmp_path / "in")
    with pytest.raises(InputInvalid):
        judge(counter).refuse(document.id, 7)
    counter.certify()(document.id, {})
    with pytest.raises(AlreadyCertified):
        judge(counter).refuse(document.id, 1)
