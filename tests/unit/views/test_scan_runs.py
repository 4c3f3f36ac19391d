"""Scans in two runs: sheets that go through the feeder twice, and both sides of a card."""

from dataclasses import replace
from pathlib import Path

import pytest

from station.bootstrap import Desk
from tests.scanner_fixtures import draw_pages
from tests.unit.views.scan_screen import ScanScreen
from tests.unit.views.test_scan_presenter import (
    SMALL,
    empty,
    order,
    rewrite,
    scan,
    scripted_desk,
    shown,
    which,
)
from views.presenters.scan import ScanPresenter
from views.presenters.scan_order import Runs

__all__ = ["empty", "scan", "scripted_desk", "shown"]


@pytest.mark.parametrize(
    ("runs", "turned", "first", "second"),
    [
        (Runs.FRONTS_FIRST, True, [1, 3, 5], [6, 4, 2]),
        (Runs.FRONTS_FIRST, False, [1, 3, 5], [2, 4, 6]),
        (Runs.BACKS_FIRST, True, [2, 4, 6], [5, 3, 1]),
        (Runs.BACKS_FIRST, False, [2, 4, 6], [1, 3, 5]),
    ],
)
def test_two_runs_find_their_order(
    scan: ScanPresenter,
    scripted_desk: Desk,
    shown: ScanScreen,
    tmp_path: Path,
    runs: Runs,
    turned: bool,
    first: list[int],
    second: list[int],
) -> None:
    """Fronts or backs first, the pile turned as a whole or sheet by sheet: sides come in order."""
    papers = draw_pages(tmp_path / "paper", 6, size=SMALL)
    given = order(tmp_path, [papers[n - 1] for n in first], runs)
    scan.scan(given)
    assert shown.interlude is not None
    assert shown.interlude.problem is None

    rewrite(given, [papers[n - 1] for n in second])
    scan.go_on(turned=turned)

    assert which(scripted_desk, papers)(shown.pages) == [1, 2, 3, 4, 5, 6]


def test_both_sides_of_a_card_come_onto_one_sheet(
    scan: ScanPresenter, scripted_desk: Desk, shown: ScanScreen, tmp_path: Path
) -> None:
    """The glass gives the front, the clerk turns the card over, and behind it comes the back."""
    papers = draw_pages(tmp_path / "paper", 3, size=SMALL)
    scan.scan(order(tmp_path, [papers[2]]))
    first = shown.pages[0]
    given = replace(order(tmp_path, papers[:1], Runs.CARD), after=None)
    scan.scan(given)
    waits = shown.interlude
    assert waits is not None
    assert (waits.problem, waits.card) == (None, True)

    rewrite(given, papers[1:2])
    scan.go_on()

    assert shown.interlude is None
    other, sheet = shown.pages
    assert (other.id, sheet.width, sheet.height) == (first.id, 2480, 3508)
    scan.acts.undo()
    assert which(scripted_desk, papers)(shown.pages) == [3, 1, 2]


def test_a_card_of_which_one_side_is_wanted(
    scan: ScanPresenter, scripted_desk: Desk, shown: ScanScreen, tmp_path: Path
) -> None:
    """Left at that, its front stays as it was scanned."""
    papers = draw_pages(tmp_path / "paper", 1, size=SMALL)
    scan.scan(order(tmp_path, papers, Runs.CARD))
    scan.leave_off()

    assert shown.interlude is None
    assert which(scripted_desk, papers)(shown.pages) == [1]


def test_sheets_of_two_runs_go_behind_the_page_in_hand(
    scan: ScanPresenter, scripted_desk: Desk, shown: ScanScreen, tmp_path: Path
) -> None:
    """Inserted by two runs through the feeder, they are in their order and in their place."""
    papers = draw_pages(tmp_path / "paper", 6, size=SMALL)
    scan.scan(order(tmp_path, papers[:2]))
    given = order(tmp_path, [papers[2], papers[4]], Runs.FRONTS_FIRST)
    scan.scan(replace(given, after=shown.pages[0].id))
    rewrite(given, [papers[5], papers[3]])
    scan.go_on()

    assert which(scripted_desk, papers)(shown.pages) == [1, 3, 4, 5, 6, 2]
