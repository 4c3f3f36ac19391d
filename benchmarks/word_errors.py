"""What was read wrong, judged by place, so that reading order does not matter."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

Box = tuple[float, float, float, float]
"""x, y, width, height in pixels of the picture."""

# Rules, dotted leaders and dust that an engine may or may not put out: nobody misses them.
_NO_WORD = re.compile(r"[^\w]+")


# Quotation marks and dashes are told apart by nobody who reads.
_SAME = str.maketrans("“”„‘’–—", '"""\'\'--')


@dataclass(frozen=True, slots=True)
class TruePage:
    """A picture and what is printed on it."""

    picture: Path
    dpi: int
    words: tuple[tuple[str, Box], ...]
    sealed: frozenset[int] = frozenset()
    """Which of the words a seal lies over, by their place in `words`."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many wrong of so many."""

    wrong: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.wrong + other.wrong, self.of + other.of)

    @property
    def percent(self) -> float:
        """In hundredths; nothing of nothing is 0."""
        return 100 * self.wrong / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Errors:
    """What is wrong on one page or several.

    words: wrong, missing and surplus words together, of those printed. letters: letters to change,
    add or take out to get what is printed. with_digits: words with a digit; names: words with a
    capital within a line of others; sealed: words under a seal. judged: of each word read its
    doubt and whether it was wrong.
    """

    words: Share = Share()
    letters: Share = Share()
    with_digits: Share = Share()
    names: Share = Share()
    sealed: Share = Share()
    judged: tuple[tuple[float, bool], ...] = ()

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(
            self.words + other.words,
            self.letters + other.letters,
            self.with_digits + other.with_digits,
            self.names + other.names,
            self.sealed + other.sealed,
            self.judged + other.judged,
        )


def demo_pages(truth: Path, pictures: Iterable[Path]) -> tuple[TruePage, ...]:
    """The demo's papers with their truth."""
    known = json.loads(truth.read_text("utf-8"))
    return tuple(
        TruePage(
            picture,
            known[picture.name]["dpi"],
            tuple((text, (x, y, w, h)) for text, x, y, w, h in known[picture.name]["words"]),
        )
        for picture in pictures
    )


def pages_in(folder: Path) -> tuple[TruePage, ...]:
    """Pictures of a folder that have a JSON of the same name beside them.

    The JSON has `dpi`, `words` as `[text, left, top, right, bottom]` in points (1/72 inch) of the
    sheet, and `M`, the 2 x 3 affine from the sheet's pixels at that dpi to the picture's; it may
    have `stamps`, seals as `[x, y, radius]` in points.
    """
    return tuple(_page_of(truth) for truth in sorted(folder.glob("*.json")))


def errors_of(page: TruePage, read: Iterable[tuple[str, Box, float]]) -> Errors:
    """Compare what was read, as text, box and doubt, with what is printed.

    A word read belongs to the printed word whose box its middle is nearest to, measured in that
    word's height, if it is not further than one height away. What belongs to a printed word must
    be that word, in NFC, with its case and accents; what belongs to none is surplus.
    """
    places = [place for place, (text, _) in enumerate(page.words) if not _is_no_word(text)]
    printed = [_plain(page.words[place][0]) for place in places]
    boxes = np.array([page.words[place][1] for place in places], float)
    found: list[list[tuple[float, str, float]]] = [[] for _ in printed]
    errors = Errors()
    for text, (x, y, width, height), doubt in read:
        if _is_no_word(text):
            continue
        middle = np.array([x + width / 2, y + height / 2])
        outside = np.maximum(boxes[:, :2] - middle, middle - boxes[:, :2] - boxes[:, 2:]).clip(0)
        distance = np.hypot(*outside.T) / boxes[:, 3]
        # Boxes of slanted lines overlap: among those it lies in, the one with the nearest middle.
        from_middle = np.abs(boxes[:, :2] + boxes[:, 2:] / 2 - middle) / boxes[:, 2:]
        nearest = int(np.argmin(distance + from_middle.sum(axis=1) * 1e-3))
        if distance[nearest] > 1:
            errors += Errors(Share(1), Share(len(_plain(text))), judged=((doubt, True),))
        else:
            found[nearest].append((x, _plain(text), doubt))
    for number, (place, text) in enumerate(zip(places, printed, strict=True)):
        words = sorted(found[number])
        said = " ".join(word for _, word, _ in words)
        word = Share(int(said != text), 1)
        errors += Errors(
            word,
            Share(_letters_apart(said, text), len(text)),
            word if any(letter.isdigit() for letter in text) else Share(),
            word if _is_name(printed, number) else Share(),
            word if place in page.sealed else Share(),
            tuple((doubt, said != text) for _, _, doubt in words),
        )
    return errors


def caught(errors: Errors, percent: float) -> float:
    """The share, 0 to 1, of wrong words among the most doubtful `percent` hundredths of all."""
    ranked = sorted(errors.judged, key=lambda judged: -judged[0])
    wrong = sum(is_wrong for _, is_wrong in ranked)
    looked_at = ranked[: round(len(ranked) * percent / 100)]
    return sum(is_wrong for _, is_wrong in looked_at) / wrong if wrong else 1.0


def reliability(
    errors: Errors, edges: Sequence[float] = (0, 0.01, 0.03, 0.1, 0.3, 0.6, 1.01)
) -> list[tuple[float, float, int]]:
    """Of words within each stretch of doubt: their mean doubt, the share wrong, how many."""
    groups = [
        [judged for judged in errors.judged if low <= judged[0] < high]
        for low, high in pairwise(edges)
    ]
    return [
        (
            sum(doubt for doubt, _ in group) / len(group),
            sum(is_wrong for _, is_wrong in group) / len(group),
            len(group),
        )
        for group in groups
        if group
    ]


def _page_of(truth: Path) -> TruePage:
    known = json.loads(truth.read_text("utf-8"))
    to_pixels = known["dpi"] / 72
    turn = np.array(known["M"])
    words: list[tuple[str, Box]] = []
    for text, left, top, right, bottom in known["words"]:
        corners = np.array([[left, right, left, right], [top, top, bottom, bottom]]) * to_pixels
        places = turn @ np.vstack([corners, np.ones(4)])
        x, y = places.min(axis=1)
        width, height = places.max(axis=1) - (x, y)
        words.append((text, (float(x), float(y), float(width), float(height))))
    picture = next(
        truth.with_suffix(suffix)
        for suffix in (".jpg", ".jpeg", ".png")
        if truth.with_suffix(suffix).is_file()
    )
    return TruePage(picture, known["dpi"], tuple(words), _sealed(known))


def _sealed(known: dict[str, Any]) -> frozenset[int]:
    """The words whose box reaches into a seal's circle, `[x, y, radius]` in points."""
    return frozenset(
        place
        for place, (_, left, top, right, bottom) in enumerate(known["words"])
        for x, y, radius in known.get("stamps", ())
        if (min(max(x, left), right) - x) ** 2 + (min(max(y, top), bottom) - y) ** 2 < radius**2
    )


def _is_name(words: list[str], number: int) -> bool:
    """Whether it and a neighbour begin with a capital and go on without one."""
    beside = words[max(0, number - 1) : number] + words[number + 1 : number + 2]
    return words[number].istitle() and any(other.istitle() for other in beside)


def _letters_apart(one: str, other: str) -> int:
    """Letters to change, add or take out: the distance of Levenshtein."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, row[0] = row[0], at
        for to, wanted in enumerate(other, 1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (letter != wanted))
    return row[-1]


def _is_no_word(text: str) -> bool:
    return _NO_WORD.fullmatch(text) is not None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SAME).strip()
