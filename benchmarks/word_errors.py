"""How many words were read wrong, judged by place, so that reading order does not matter."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

Box = tuple[float, float, float, float]
"""x, y, width, height in pixels of the picture."""

# Rules, dotted leaders and dust that an engine may or may not put out: nobody misses them.
_NO_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class TruePage:
    """A picture and what is printed on it."""

    picture: Path
    dpi: int
    words: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True)
class Errors:
    """Wrong, missing and surplus words together, and how many words were printed."""

    wrong: int = 0
    printed: int = 0

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(self.wrong + other.wrong, self.printed + other.printed)

    def __str__(self) -> str:
        return f"{100 * self.wrong / self.printed:.1f} %"


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
    sheet, and `M`, the 2 x 3 affine from the sheet's pixels at that dpi to the picture's.
    """
    return tuple(_page_of(truth) for truth in sorted(folder.glob("*.json")))


def errors_of(page: TruePage, read: Iterable[tuple[str, Box]]) -> Errors:
    """Compare what was read with what is printed.

    A word read belongs to the printed word whose box its middle is nearest to, measured in that
    word's height, if it is not further than one height away. What belongs to a printed word must
    be that word, in NFC, with its case and accents; what belongs to none is surplus.
    """
    printed = [(_plain(text), box) for text, box in page.words]
    printed = [(text, box) for text, box in printed if not _NO_WORD.fullmatch(text)]
    boxes = np.array([box for _, box in printed], float)
    found: list[list[tuple[float, str]]] = [[] for _ in printed]
    surplus = 0
    for text, (x, y, width, height) in read:
        if _NO_WORD.fullmatch(text):
            continue
        middle = np.array([x + width / 2, y + height / 2])
        outside = np.maximum(boxes[:, :2] - middle, middle - boxes[:, :2] - boxes[:, 2:]).clip(0)
        distance = np.hypot(*outside.T) / boxes[:, 3]
        # Boxes of slanted lines overlap: among those it lies in, the one with the nearest middle.
        from_middle = np.abs(boxes[:, :2] + boxes[:, 2:] / 2 - middle) / boxes[:, 2:]
        nearest = int(np.argmin(distance + from_middle.sum(axis=1) * 1e-3))
        if distance[nearest] > 1:
            surplus += 1
        else:
            found[nearest].append((x, _plain(text)))
    wrong = sum(
        text != " ".join(word for _, word in sorted(words))
        for (text, _), words in zip(printed, found, strict=True)
    )
    return Errors(wrong + surplus, len(printed))


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
    return TruePage(picture, known["dpi"], tuple(words))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
