"""Where the second reader looks: only there where Tesseract is not sure, or must not be wrong.

Looking at all lines costs three times as much as Tesseract itself. On fair scans it looks at words
below a confidence, at numbers and names, and at ink that no word covers; on grainy pages, where
Tesseract is sure of much that is wrong, at everything.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from station.recognition.agreement import JoinedWord, credible, joined, only_first
from station.recognition.close_look import CloseLook
from station.recognition.picture import Pixels
from station.recognition.preparation import PreparedPage
from station.recognition.reading_order import put_in_place, rows_of
from station.recognition.second_reader import SecondReader
from station.recognition.tesseract import Box, SeenWord

# Tesseract's confidence from which a plain word is taken as it is, and a name; numbers never are.
# Of the fair pages' plain words it read two wrong of the 427 up to 0.96 and none of 2,084 above; of
# the 522 names none.
_SURE, _SURE_NAME = 0.93, 0.965
_GAP = 1.2  # a stretch without words, in line heights, from which it is looked at for ink
_INK, _INK_SHARE = 140, 0.02  # darker than; share of such pixels in a stretch that holds writing
_NEAR = 1.0  # stretches nearer than this, in line heights, are read in one
_MOST = 0.75  # share of a line from which it is read whole
_IN_LINE = 0.5  # share of a word's height that must lie within the line's box
_ECHO = 0.5  # share of a word that lies within another one
_EDGE = 0.2  # line heights by which a box is widened: the finder cuts the last comma off


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as the finder sees it, and Tesseract's words in it, left to right."""

    box: Box
    words: tuple[SeenWord, ...]


def read_again(
    page: PreparedPage,
    words: Sequence[SeenWord],
    second: SecondReader,
    dpi: int,
    *,
    everything: bool,
    deadline: float,
) -> tuple[tuple[JoinedWord, ...], ...]:
    """Tesseract's words with the second reader's, line by line in reading order.

    everything: read all lines. deadline: of `time.monotonic()`; lines that it does not reach stay
    as Tesseract read them.
    """
    lines = _lines(words, second.finder.lines(page.soft, dpi))
    closer = CloseLook(page.soft, second.reader, deadline, page.specks)
    placed: set[int] = set()
    seen: list[JoinedWord] = []
    late: list[tuple[JoinedWord, ...]] = []
    for line in lines:
        placed |= {id(word) for word in line.words}
        if time.monotonic() > deadline:
            seen += only_first(line.words)
            continue
        read = _read_line(page.soft, line, second, everything, closer)
        at_line = {word.line for word in read if word.line is not None}
        if at_line:
            seen += [_at_nearest(word, read) for word in read]
        elif read:
            late.append(read)
    seen += credible([word for word in words if id(word) not in placed])
    seen, late = _without_echoes(seen, late)
    seen = [closer.without_specks(word) for word in seen]
    late = [tuple(map(closer.without_specks, line)) for line in late]
    if page.table:
        return tuple(
            tuple(row) for row in rows_of([*seen, *(word for line in late for word in line)])
        )
    return _in_order(seen, late)


def _lines(words: Sequence[SeenWord], boxes: Sequence[Box]) -> list[_Line]:
    """Give each word to the line that its middle lies in, the one that holds most of it."""
    mine: list[list[SeenWord]] = [[] for _ in boxes]
    for word in words:
        x, y, width, height = word.box
        best, most = -1, _IN_LINE
        for number, (left, top, across, down) in enumerate(boxes):
            inside = min(y + height, top + down) - max(y, top)
            share = inside / max(1, min(height, down))
            if left - down // 4 <= x + width / 2 <= left + across + down // 4 and share > most:
                best, most = number, share
        if best >= 0:
            mine[best].append(word)
    return [
        _Line(box, tuple(sorted(found, key=lambda word: word.box[0])))
        for box, found in zip(boxes, mine, strict=True)
    ]


def _read_line(
    grey: Pixels, line: _Line, second: SecondReader, everything: bool, closer: CloseLook
) -> tuple[JoinedWord, ...]:
    left, top, width, height = line.box
    edge = round(_EDGE * height)
    whole = (max(0, left - edge), min(grey.shape[1], left + width + edge))
    stretches = [whole] if everything or not line.words else _doubtful(grey, line, whole)
    if sum(end - start for start, end in stretches) > _MOST * width:
        stretches = [whole]
    found: list[JoinedWord] = []
    rest = list(line.words)
    for start, end in stretches:
        within = [word for word in rest if start <= word.box[0] + word.box[2] / 2 < end]
        rest = [word for word in rest if word not in within]
        found += joined(within, second.reader.read(grey, (start, top, end - start, height)), closer)
    return tuple(sorted([*found, *only_first(rest, spared=True)], key=lambda word: word.box[0]))


def _doubtful(grey: Pixels, line: _Line, whole: tuple[int, int]) -> list[tuple[int, int]]:
    """Stretches (from, to) of a line to look at, cut in the middle of gaps between words."""
    _, top, _, height = line.box
    starts = [word.box[0] for word in line.words]
    ends = [word.box[0] + word.box[2] for word in line.words]
    cuts = [
        whole[0],
        *((end + start) // 2 for end, start in zip(ends[:-1], starts[1:], strict=True)),
        whole[1],
    ]
    stretches = [
        # Not over a wide gap: what lies in it is looked at for itself.
        (
            cuts[number] if cuts[number] > start - _GAP * height else round(start - height / 2),
            cuts[number + 1] if cuts[number + 1] < end + _GAP * height else round(end + height / 2),
        )
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        if _wants_a_look(line.words, number)
    ]
    for end, start in zip([whole[0], *ends], [*starts, whole[1]], strict=True):
        if start - end > _GAP * height and _has_ink(grey[top : top + height, end:start]):
            stretches.append((max(whole[0], end), min(whole[1], start)))
    return _merged(sorted(stretches), round(_NEAR * height))


def _merged(stretches: list[tuple[int, int]], near: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start - merged[-1][1] < near:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _has_ink(patch: Pixels) -> bool:
    return bool(patch.size and float((patch < _INK).mean()) > _INK_SHARE)


def _wants_a_look(words: tuple[SeenWord, ...], number: int) -> bool:
    word = words[number]
    if word.confidence < _SURE or any(letter.isdigit() for letter in word.text):
        return True
    if word.confidence >= _SURE_NAME:
        return False
    # Two capitalised words side by side are a name of a person or a place.
    beside = words[max(0, number - 1) : number] + words[number + 1 : number + 2]
    return _has_capital(word) and any(_has_capital(other) for other in beside)


def _has_capital(word: SeenWord) -> bool:
    return word.text.istitle() or word.text.isupper()


def _at_nearest(word: JoinedWord, line: Sequence[JoinedWord]) -> JoinedWord:
    """A word that Tesseract did not see, put on the line of the nearest one that it saw."""
    if word.line is not None:
        return word
    known = [other for other in line if other.line is not None]
    nearest = min(known, key=lambda other: abs(other.box[0] - word.box[0]))
    return JoinedWord(
        word.text, word.box, word.first, word.second, word.looked, word.odds, nearest.line
    )


def _without_echoes(
    seen: list[JoinedWord], late: Sequence[tuple[JoinedWord, ...]]
) -> tuple[list[JoinedWord], list[tuple[JoinedWord, ...]]]:
    """Without what the second reader alone saw where another line's words lie.

    A line's box that reaches over a rule holds a letter of the next cell.
    """
    everywhere = [*seen, *(word for line in late for word in line)]
    echoes = {
        id(word)
        for word in everywhere
        if word.first is None
        and any(_covers(other.box, word.box) for other in everywhere if other is not word)
    }
    lines = [tuple(word for word in line if id(word) not in echoes) for line in late]
    return [word for word in seen if id(word) not in echoes], [line for line in lines if line]


def _covers(box: Box, word: Box) -> bool:
    """Whether a narrower word's middle and half of it lie within a box."""
    across = min(box[0] + box[2], word[0] + word[2]) - max(box[0], word[0])
    middle = word[1] + word[3] / 2
    return box[2] > word[2] and across > _ECHO * word[2] and box[1] < middle < box[1] + box[3]


def _in_order(
    seen: Sequence[JoinedWord], late: Sequence[tuple[JoinedWord, ...]]
) -> tuple[tuple[JoinedWord, ...], ...]:
    numbers = sorted({word.line for word in seen if word.line is not None})
    at = {number: position for position, number in enumerate(numbers)}
    lines: list[list[JoinedWord]] = [[] for _ in numbers]
    for word in seen:
        if word.line is not None:
            lines[at[word.line]].append(word)
    for line in lines:
        line.sort(key=lambda word: word.box[0])
    for late_line in sorted(late, key=lambda line: line[0].box[1]):
        put_in_place(lines, late_line)
    return tuple(map(tuple, lines))
