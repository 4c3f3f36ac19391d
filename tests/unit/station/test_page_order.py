"""What pages say of their order: printed numbers, text that goes on, and how they lie."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from offline_store.records import DocumentId, Page, PageId, Reading, Word
from offline_store.store import Store
from scanners.png import encode_png
from station.page_numbers import printed_number
from station.page_order import OrderCheck, Reason, check_order
from station.pages import Cut
from station.split_proposals import ProposeSplit, cut_between
from tests.unit.station.desk_parts import Parts, SetClock

WIDTH, HEIGHT = 1240, 1754
BODY = (
    *("Điều", "hai", "của", "quyết", "định", "này", "có", "hiệu", "lực", "kể", "từ", "ngày"),
    *("ký", "và", "thay", "cho", "các", "quy", "định", "trước", "đây", "về"),
)


def line(text: str, y: int, number: int) -> list[Word]:
    """Words of a line in the middle of the page."""
    return [
        Word(word, (300 + 90 * at, y, 80, 30), 0.01, number) for at, word in enumerate(text.split())
    ]


def page(
    name: str,
    foot: str = "",
    body: Sequence[str] = BODY,
    *,
    rotation: int = 0,
    read: bool = True,
    warnings: tuple[str, ...] = (),
) -> Page:
    """A page that was read: a body of lines, and a line at its foot."""
    words = line("CỘNG HÒA", 300, 0)
    for at in range(3):
        words += line(" ".join(body), 500 + 60 * at, at + 1)
    words += line(foot, 1660, 9)
    if rotation == 180:
        words = [
            Word(w.text, (WIDTH - w.box[0] - 80, HEIGHT - w.box[1] - 30, 80, 30), w.doubt, w.line)
            for w in words
        ]
    return Page(
        PageId(name),
        DocumentId("d"),
        1,
        "0" * 64,
        WIDTH,
        HEIGHT,
        150,
        datetime(2026, 11, 22, tzinfo=UTC),
        warnings=warnings,
        reading=Reading("t", tuple(words), rotation=rotation) if read else None,
    )


def _without_heading(given: Page) -> Page:
    assert given.reading is not None
    words = given.reading.words[2:]
    return replace(given, reading=replace(given.reading, words=words))


def numbered(*numbers: int, form: str = "{}") -> list[Page]:
    """Pages that bear these numbers at their feet."""
    return [page(f"p{number}", form.format(number)) for number in numbers]


def proposed(check: OrderCheck) -> str:
    """The proposed order, as one word."""
    assert check.proposed is not None
    return " ".join(check.proposed.pages).replace("p", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trang 3/5", (3, 5, True)),
        ("Trang 3", (3, None, True)),
        ("trang số 12 trên 20", (12, 20, True)),
        ("Page 3 of 5", (3, 5, True)),
        ("- 3 -", (3, None, True)),
        ("-3.", (3, None, True)),
        ("_3-", (3, None, True)),
        ("3/5", (3, 5, True)),
        ("7", (7, None, False)),
    ],
)
def test_a_printed_number_is_found(text: str, expected: tuple[int, int | None, bool]) -> None:
    """At the foot of a page, also of one that stands on its head."""
    for rotation in (0, 180):
        found = printed_number(page("a", text, rotation=rotation))
        assert found is not None
        assert (found.number, found.of, found.sure) == expected


@pytest.mark.parametrize("text", ["7/5", "2021", "Số 3", "0", "09/QĐ", ".3."])
def test_other_numbers_at_the_foot_are_none(text: str) -> None:
    """More than there are, a year, a document's number."""
    assert printed_number(page("a", text)) is None


def test_numbers_in_the_text_are_none() -> None:
    """A line of the body may be a number."""
    assert printed_number(page("a", body=["3"])) is None


def test_pages_in_order_need_nothing() -> None:
    """Also where the first bears no number."""
    check = check_order(numbered(1, 2, 3, form="Trang {}/3"))
    assert (check.proposed, check.missing) == (None, ())
    check = check_order([page("p1"), *numbered(2, 3, 4)])
    assert (check.proposed, check.missing) == (None, ())


@pytest.mark.parametrize(
    ("scanned", "runs", "turned"),
    [
        ((2, 1, 3), False, False),
        ((1, 3, 5, 2, 4, 6), True, False),
        ((1, 3, 5, 6, 4, 2), True, True),
        ((6, 5, 4, 3, 2, 1), False, False),
    ],
)
def test_numbers_propose_an_order(scanned: tuple[int, ...], runs: bool, turned: bool) -> None:
    """Mixed up, or fronts and backs in two runs from either end."""
    check = check_order(numbered(*scanned, form="- {} -"))

    assert proposed(check) == " ".join(str(number) for number in sorted(scanned))
    assert check.proposed is not None
    assert check.proposed.reason is Reason.PAGE_NUMBERS
    assert (check.proposed.runs, check.proposed.turned) == (runs, turned)


def test_missing_pages_are_named() -> None:
    """Between others, and at the end where it is printed how many there are."""
    assert check_order(numbered(1, 2, 4, form="Trang {}/6")).missing == (3, 5, 6)
    assert check_order(numbered(2, 3, 5, form="Trang {}")).missing == (1, 4)
    assert check_order(numbered(101, 102, 104)).missing == (103,)


def test_a_page_without_a_number_goes_with_the_one_before() -> None:
    """A blank back stays behind its front."""
    pages = numbered(3, 1, 2)
    back = page("p3b", warnings=("page-blank",))
    assert proposed(check_order([pages[0], back, *pages[1:]])) == "1 2 3 3b"


def test_numbers_that_start_anew_tell_no_order() -> None:
    """Two papers in one batch each have a first page; two bare numbers may be anything."""
    check = check_order(
        [page(name, f"Trang {number}/2") for name, number in zip("abcd", (1, 2, 1, 2), strict=True)]
    )
    assert (check.numbers, check.proposed, check.missing) == ((), None, ())
    assert check_order([page("a", "7"), page("b", "2"), page("c")]).numbers == ()


@pytest.mark.parametrize("turned", [False, True])
def test_text_that_goes_on_puts_two_runs_together(turned: bool) -> None:
    """Some fronts break off within a sentence that their backs go on with; others do not."""
    opens, closes = BODY, (*BODY, "hết.")
    goes_on, begins = (*(word.lower() for word in BODY), "hết."), (*BODY, "hết.")
    fronts = [
        page(f"p{n}", body=body)
        for n, body in zip((1, 3, 5, 7), (opens, opens, closes, closes), strict=True)
    ]
    backs = [
        page(f"p{n}", body=body)
        for n, body in zip((2, 4, 6, 8), (goes_on, goes_on, begins, begins), strict=True)
    ]
    pile = [*fronts, *(reversed(backs) if turned else backs)]

    check = check_order([_without_heading(each) for each in pile])

    assert proposed(check) == "1 2 3 4 5 6 7 8"
    assert check.proposed is not None
    assert (check.proposed.reason, check.proposed.turned) == (Reason.TEXT_GOES_ON, turned)
    assert (
        check_order([_without_heading(each) for each in (*fronts[:2], *backs[:2])]).proposed is None
    )


def test_pages_that_do_not_stand_upright_are_named() -> None:
    """With the degrees by which to turn them."""
    check = check_order([page("a"), page("b", rotation=180), page("c", read=False)])
    assert [(each.page.id, each.degrees) for each in check.lying] == [("b", 180)]


def test_two_papers_on_one_glass_are_offered_to_be_cut(store: Store, tmp_path: Path) -> None:
    """The cut lies between them, and the halves are one paper each."""
    parts = Parts(store, tmp_path / "spool", SetClock())
    glass = np.full((1169, 827, 3), 50, np.uint8)
    glass[80:480, 60:700] = 240
    glass[600:1100, 60:500] = 235
    path = tmp_path / "two.png"
    path.write_bytes(encode_png(glass, 100))
    (scan,) = parts.import_pages(parts.received().id, (path,))
    propose = ProposeSplit(store)

    split = propose(scan.id)

    assert split is not None
    assert split.cut is Cut.ROWS
    assert 480 <= split.at <= 600
    halves = parts.pages.split(scan.id, split.cut, split.at)
    assert [propose(half.id) for half in halves] == [None, None]


def test_papers_that_overlap_both_ways_are_not_cut() -> None:
    """No straight cut parts them."""
    assert cut_between([(0, 0, 50, 50), (40, 40, 50, 50)]) is None
    assert cut_between([(0, 0, 50, 50)]) is None
    split = cut_between([(60, 0, 50, 50), (0, 10, 40, 90)])
    assert split is not None
    assert (split.cut, split.at) == (Cut.COLUMNS, 50)
