"""Copies composed ahead of their signing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from signing.compose import compose_copy
from signing.compose_ahead import compose_ahead
from signing.errors import CopyRefused
from signing.typesetting import find_fonts
from signing.values import CopyDraft

FONTS = find_fonts()


def numbered(draft: CopyDraft, numbers: range, asked: list[int]) -> Iterator[CopyDraft]:
    """Drafts with these register numbers; notes which were asked for."""
    for number in numbers:
        asked.append(number)
        yield replace(draft, statement=replace(draft.statement, number=number))


def test_copies_come_in_order_and_whole(draft: CopyDraft) -> None:
    """Each draft comes with the very bytes that composing it alone gives."""
    given = list(numbered(draft, range(1, 6), []))

    for expected, (mine, future) in zip(given, compose_ahead(given, FONTS), strict=True):
        assert expected is mine
        assert compose_copy(expected, FONTS) == future.result()


def test_no_draft_is_asked_for_before_its_turn(draft: CopyDraft) -> None:
    """Numbers are reserved for the copy in hand and those ahead, and for no more when it stops."""
    asked: list[int] = []
    stack = compose_ahead(numbered(draft, range(1, 100), asked), FONTS, ahead=2)
    first, _ = next(stack)
    assert (first.statement.number, asked) == (1, [1, 2, 3])

    next(stack)
    stack.close()
    assert asked == [1, 2, 3, 4]


def test_one_refusal_stops_no_other(draft: CopyDraft) -> None:
    """A draft that cannot be composed says so in its place."""
    drafts = (draft, replace(draft, pages=()), draft)
    outcomes = [future for _, future in compose_ahead(drafts, FONTS)]

    with pytest.raises(CopyRefused):
        outcomes[1].result()
    assert outcomes[0].result() == outcomes[2].result()
