"""What is marked on the picture while comparing, and what of it is in hand."""

from dataclasses import dataclass

from views.line_view import line_box, with_room
from views.page_marks import Mark, MarkedBox
from views.presenters.compare import Marked
from views.presenters.fields import Fielded
from views.presenters.second_look import Beside

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """Marked boxes, and the place in hand among them.

    current: its index among the boxes. box, strip: that place and the line around it, in page
    pixels. key: what tells it from others; text: what stands there. None where nothing is in hand.
    """

    boxes: tuple[MarkedBox, ...] = ()
    current: int | None = None
    box: Box | None = None
    strip: Box | None = None
    key: str | None = None
    text: str = ""


def word_marks(marked: Marked | None) -> Marks:
    """Doubtful words, and behind them seals, signatures and photos."""
    if marked is None:
        return Marks()
    doubtful, words = frozenset(marked.doubtful), len(marked.words)
    boxes = tuple(
        MarkedBox(
            place.box,
            Mark.DIFFERS if place.differs else _mark(index in doubtful, index in marked.settled),
            index < words,
        )
        for index, place in enumerate(marked.places)
    )
    if marked.current is None:
        return Marks(boxes)
    spot = marked.spot(marked.current)
    if spot is not None:
        whole = with_room(spot.box)
        return Marks(boxes, marked.current, spot.box, whole, f"spot {marked.current}")
    word = marked.words[marked.current]
    strip = line_box(marked.words, marked.current)
    return Marks(boxes, marked.current, word.box, strip, f"word {marked.current}", word.text)


def field_marks(fielded: Fielded | None) -> Marks:
    """Fields that have a place; see `placed_fields`."""
    if fielded is None:
        return Marks()
    boxes = tuple(
        MarkedBox(row.box, _mark(row.doubtful, row.name in fielded.settled))
        for row in fielded.rows
        if row.box is not None
    )
    row = fielded.row
    if row is None:
        return Marks(boxes)
    names = placed_fields(fielded)
    at = names.index(row.name) if row.name in names else None
    return Marks(boxes, at, row.box, row.box, f"field {row.name}", row.value)


def placed_fields(fielded: Fielded) -> list[str]:
    """The names of the fields that are marked, in the order of their marks."""
    return [row.name for row in fielded.rows if row.box is not None]


def difference_marks(beside: Beside | None) -> Marks:
    """Places where the page and another picture of it differ; there is nothing to type."""
    if beside is None:
        return Marks()
    boxes = tuple(
        MarkedBox(each.box, _mark(True, at in beside.settled))
        for at, each in enumerate(beside.differences)
    )
    if beside.current is None:
        return Marks(boxes)
    box = beside.differences[beside.current].box
    return Marks(boxes, beside.current, box, with_room(box))


def _mark(doubtful: bool, settled: bool) -> Mark | None:
    if not doubtful:
        return None
    return Mark.SETTLED if settled else Mark.DOUBTFUL
