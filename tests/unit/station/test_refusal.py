"""The gates before a number is given: every side accounted for, and the grounds for refusing."""

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.records import Document, Reading, Word
from offline_store.store import Store
from station.errors import (
    AlreadyCertified,
    GroundsNotJudged,
    InputInvalid,
    RefusedToCitizen,
    SheetsUnaccounted,
    SidesNotCounted,
)
from station.refusal import GROUNDS, NO_ORIGINAL, JudgeGrounds, refusals, warnings_of
from station.sheet_gate import RequireSheets
from tests.scanner_fixtures import draw_pages
from tests.store_fixtures import BOOK
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


def test_a_warning_wants_a_decision_without_any_setting(counter: Counter, tmp_path: Path) -> None:
    """Where reading warned nothing is signed undecided; where it did not, nobody is asked."""
    document = counter.ready(tmp_path / "in")
    read_as_copy(counter.parts.store, counter.parts.document(document))
    with pytest.raises(GroundsNotJudged) as asked:
        counter.certify()(document.id, {})
    assert asked.value.facts == {"warnings": "says-copy"}
    assert counter.lines() == ()
    judge(counter).none_applies(document.id)
    assert counter.certify()(document.id, {}).number == 1

    unwarned = counter.ready(tmp_path / "other")
    assert counter.certify()(unwarned.id, {}).number == 2
    lenient = replace(SETTINGS, copy=replace(SETTINGS.copy, warnings_must_be_judged=False))
    third = counter.ready(tmp_path / "third")
    read_as_copy(counter.parts.store, counter.parts.document(third))
    assert counter.certify(lenient)(third.id, {}).number == 3


def test_a_refused_copy_is_not_signed(counter: Counter, tmp_path: Path) -> None:
    """Whatever was judged before, until a later decision; its reserved number is cancelled."""
    document = counter.ready(tmp_path / "in")
    judge(counter).none_applies(document.id)
    counter.keys.lose = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        counter.certify()(document.id, {})
    counter.keys.lose = None

    judge(counter).refuse(document.id, 2)

    for settings in (SETTINGS, STRICT):
        with pytest.raises(RefusedToCitizen) as refused:
            counter.certify(settings).require_ready(document.id)
        assert refused.value.facts == {"reason": "ground-2"}
        with pytest.raises(RefusedToCitizen):
            counter.certify(settings)(document.id, {})
    assert [line.reason for line in counter.lines()] == ["refused-to-citizen"]
    with counter.parts.store.transaction() as records:
        assert refusals(records) == {document.id: "ground-2"}
        assert records.register.close(BOOK, counter.parts.clock.at) == 0
    assert len(counter.keys.drafts) == 1


def test_a_refusal_is_taken_back_by_a_later_decision(counter: Counter, tmp_path: Path) -> None:
    """Then the copy is signed."""
    document = counter.ready(tmp_path / "in")
    judge(counter).refuse(document.id, 0)
    judge(counter).none_applies(document.id)
    assert counter.certify(STRICT)(document.id, {}).number == 1
    with counter.parts.store.snapshot() as records:
        assert refusals(records) == {}


def test_a_refusal_that_comes_while_it_is_signed_stops_it(counter: Counter, tmp_path: Path) -> None:
    """Nothing is given out, and the number says why."""
    document = counter.ready(tmp_path / "in")
    counter.keys.meanwhile = lambda: judge(counter).refuse(document.id, 1)
    with pytest.raises(RefusedToCitizen):
        counter.certify()(document.id, {})
    assert [line.reason for line in counter.lines()] == ["refused-to-citizen"]
    assert counter.parts.document(document).copy is None


def test_a_decision_is_of_the_warnings_that_were_seen(counter: Counter, tmp_path: Path) -> None:
    """What reading finds after the paper was shown to the clerk wants another decision."""
    seen = counter.parts.document(counter.ready(tmp_path / "in"))
    read_as_copy(counter.parts.store, seen)
    judge(counter).none_applies(seen.id, seen)
    with pytest.raises(GroundsNotJudged) as asked:
        counter.certify(STRICT)(seen.id, {})
    assert asked.value.facts == {"warnings": "says-copy"}


def test_every_side_is_accounted_for(counter: Counter, tmp_path: Path) -> None:
    """A side that was removed is missed, unless the clerk counted the original without it."""
    document = counter.ready(tmp_path / "in")
    (stray,) = counter.parts.import_pages(document.id, tuple(draw_pages(tmp_path / "more", 1)))
    sheets = RequireSheets(counter.parts.store, "clerk", counter.parts.clock)
    sheets(document.id, 2)
    counter.parts.pages.remove(stray.id)

    with pytest.raises(SheetsUnaccounted) as missed:
        sheets(document.id)
    assert missed.value.facts == {"declared": 2, "shown": 1, "blank": 0, "removed": 1}
    with pytest.raises(SheetsUnaccounted):
        counter.certify(STRICT)(document.id, {})
    with pytest.raises(SheetsUnaccounted):
        sheets(document.id, 2)
    assert counter.lines() == ()
    sheets(document.id, 1)
    judge(counter).none_applies(document.id)
    assert counter.certify(STRICT)(document.id, {}).number == 1


def test_a_desk_may_want_every_original_counted(counter: Counter, tmp_path: Path) -> None:
    """Two sheets drawn in together leave no trace in the ledger: the clerk's count finds them."""
    document = counter.ready(tmp_path / "in")
    wanted = replace(STRICT.copy, sides_must_be_counted=True, sheets_must_add_up=False)
    strict = replace(STRICT, copy=wanted)
    sheets = RequireSheets(counter.parts.store, "clerk", counter.parts.clock)
    judge(counter).none_applies(document.id)

    with pytest.raises(SidesNotCounted) as missed:
        counter.certify(strict)(document.id, {})
    assert missed.value.facts == {"shown": 1, "blank": 0}
    with pytest.raises(SheetsUnaccounted):
        sheets(document.id, 2)
    with pytest.raises(SidesNotCounted):
        counter.certify(strict)(document.id, {})
    assert counter.lines() == ()
    sheets(document.id, 1)
    assert counter.certify(strict)(document.id, {}).number == 1


def test_a_count_is_of_the_pages_as_they_are(counter: Counter, tmp_path: Path) -> None:
    """Another page, and the side that was removed is missed again."""
    document = counter.ready(tmp_path / "in")
    sheets = RequireSheets(counter.parts.store, "clerk", counter.parts.clock)
    (stray,) = counter.parts.import_pages(document.id, tuple(draw_pages(tmp_path / "more", 1)))
    counter.parts.pages.remove(stray.id)
    sheets(document.id, 1)
    sheets(document.id)
    counter.parts.import_pages(document.id, tuple(draw_pages(tmp_path / "again", 1)))
    with pytest.raises(SheetsUnaccounted):
        sheets(document.id)


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
