"""A second look at a copy beside its original: ink that is on one of them only.

Both are evened out in light and contrast, the copy is laid over the original, and ink with no ink
of the other's near it is a difference. It finds what was added, erased, moved or changed in shape;
it does not read, and a change of colour alone escapes it.
"""

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from station.recognition.alignment import Homography, find_homography, settled
from station.recognition.light import even_light
from station.recognition.picture import Pixels, open_picture

Box = tuple[int, int, int, int]

_WORKING_SIDE = 3508  # of the original's longer side: 300 dpi on A4
_MOST_ENLARGED = 1.5  # 200 dpi to 300
_DARK, _PALE = 130, 160  # surely ink; perhaps ink (0 to 255, paper white)
_SLACK = 3  # pixels across within which ink counts as the same
_LEAST_INK = 9  # pixels of a difference, after thin edges are gone; rescans leave fewer
_LEAST_LEFT = 4  # pixels that stay of it, however the place is nudged
_GATHER = 25  # pixels: parts of one difference lie nearer than this
_NUDGE = 6  # pixels by which a place may lie off, when all the rest is laid over
_ABOUT = 48  # pixels about a difference that have to fit, too, when it is nudged
_SURELY = 3000  # pixels of ink without a counterpart that no nudge would match
_LEAST_SEEN = 0.5  # share of the original that the copy must cover
_OTHER_PAPER = 0.4  # share of all ink without a counterpart
_BLANK_INK = 200  # pixels of sure ink below which a page is blank


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the two differ.

    kind: `missing` (only on the original), `added` (only on the copy), `changed` (both).
    box: x, y, width, height in the ORIGINAL's pixels. score: share of the ink there that has no
    counterpart, above 0 to 1. original, copy: what is read there, by `named_differences.py`.
    """

    kind: str
    box: Box
    score: float
    original: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the copy could be laid over the original, and where they differ, top to bottom.

    same: aligned, and nothing significant differs. to_copy: the 3 × 3 matrix, row by row, from the
    original's pixels to the copy's, but for the slight warp; empty where they are not aligned.
    """

    aligned: bool
    differences: tuple[Difference, ...] = ()
    to_copy: tuple[float, ...] = field(default=(), compare=False)

    @property
    def same(self) -> bool:
        """Aligned, and no difference."""
        return self.aligned and not self.differences

    def box_in_copy(self, box: Box) -> Box:
        """Take a box of the original over to the copy's pixels; only where they are aligned."""
        x, y, width, height = box
        corners = np.array(
            [[[x, y], [x + width, y], [x, y + height], [x + width, y + height]]], float
        )
        places = cv2.perspectiveTransform(corners, np.reshape(self.to_copy, (3, 3)))[0]
        left, top = places.min(axis=0)
        right, bottom = places.max(axis=0)
        return round(left), round(top), round(right - left), round(bottom - top)


def compare_pictures(original: Path, copy: Path) -> Comparison:
    """Compare two pictures of what should be the same page; takes a few seconds.

    Raises:
        NotAPicture, PictureTruncated, PictureTooLarge: one of the files cannot be read.
    """
    grey, copy_grey = _grey(original), _grey(copy)
    scale = min(_MOST_ENLARGED, _WORKING_SIDE / max(grey.shape))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    ours = _contrast(cv2.resize(grey, size, interpolation=way).astype(np.uint8))
    copy_evened = _contrast(copy_grey)
    blanks = (_is_blank(ours), _is_blank(copy_evened))
    if any(blanks):
        return Comparison(aligned=all(blanks))
    homography = find_homography(ours, copy_evened)
    if homography is None:
        return Comparison(aligned=False)
    theirs, seen = _laid_over(copy_evened, homography, size)
    theirs = settled(ours, theirs)
    if float((seen > 0).mean()) < _LEAST_SEEN:
        return Comparison(aligned=False)
    missing, added = _unmatched(ours, theirs) & seen, _unmatched(theirs, ours) & seen
    places = _gathered(missing | added)
    _drop_nudged(missing, added, ours, theirs, places)
    alone = int((missing > 0).sum() + (added > 0).sum())
    if alone > _OTHER_PAPER * int((ours < _DARK).sum() + (theirs < _DARK).sum()):
        return Comparison(aligned=False)  # two papers that share a letterhead, perhaps
    ink = (ours < _DARK) | (theirs < _DARK)
    to_copy = np.linalg.inv(homography) @ np.diag([scale, scale, 1.0])
    found = _differences(missing, added, ink, places, 1 / scale)
    return Comparison(True, found, tuple(float(value) for value in to_copy.ravel()))


def lay_over(copy: Path, comparison: Comparison, width: int, height: int) -> Pixels:
    """The copy in the original's place and size, RGB; white where it has nothing to show.

    Only where they are aligned. The slight warp is not taken out.

    Raises:
        NotAPicture, PictureTruncated, PictureTooLarge: the copy cannot be read.
    """
    laid = cv2.warpPerspective(
        open_picture(copy),
        np.reshape(comparison.to_copy, (3, 3)),
        (width, height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderValue=(255, 255, 255),
    )
    return laid.astype(np.uint8, copy=False)


def draw_differences(original: Path, comparison: Comparison, out: Path) -> None:
    """Save the original as a PNG with a frame about each difference.

    Raises:
        NotAPicture, PictureTruncated, PictureTooLarge: the original cannot be read.
        OSError: `out` cannot be written.
    """
    picture = Image.fromarray(open_picture(original))
    pen = ImageDraw.Draw(picture)
    thickness = max(2, picture.width // 500)
    colours = {"missing": (200, 30, 30), "added": (20, 90, 200), "changed": (190, 90, 0)}
    for difference in comparison.differences:
        x, y, width, height = difference.box
        corners = (
            x - 2 * thickness,
            y - 2 * thickness,
            x + width + 2 * thickness,
            y + height + 2 * thickness,
        )
        pen.rectangle(corners, outline=colours[difference.kind], width=thickness)
    picture.save(out, format="PNG", compress_level=3)


def _grey(path: Path) -> Pixels:
    return cv2.cvtColor(open_picture(path), cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def _contrast(grey: Pixels) -> Pixels:
    """Even the light, then bring the page's own ink to black."""
    lit = even_light(grey)
    ink = lit[lit < 180]
    if ink.size < _BLANK_INK:
        return lit
    dark = min(float(np.percentile(ink, 10)), 150.0)
    stretched = (lit.astype(np.float32) - dark) * (255 / (240 - dark))
    return stretched.clip(0, 255).astype(np.uint8)


def _is_blank(grey: Pixels) -> bool:
    return int((cv2.medianBlur(grey, 5) < _DARK).sum()) < _BLANK_INK


def _laid_over(
    copy: Pixels,
    homography: Homography,
    size: tuple[int, int],
) -> tuple[Pixels, Pixels]:
    """The copy in the original's place, and 255 where the copy has anything to show."""
    # Averaged before it shrinks, or strokes would come out ragged.
    scale = float(np.sqrt(abs(np.linalg.det(homography[:2, :2]))))
    if scale < 1:
        copy = cv2.GaussianBlur(copy, (0, 0), max(0.3, 0.4 / scale)).astype(np.uint8, copy=False)
    laid = cv2.warpPerspective(copy, homography, size, borderValue=(255,))
    whole = np.full(copy.shape, 255, np.uint8)
    seen = cv2.erode(cv2.warpPerspective(whole, homography, size), np.ones((25, 25), np.uint8))
    return laid.astype(np.uint8, copy=False), seen.astype(np.uint8, copy=False)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where ink without a counterpart lies, parts of one difference together.

    labels: (height, width), the number of the place that a pixel belongs to; 0 is none. boxes: of
    each place, by number, with half of `_GATHER` about the ink.
    """

    labels: NDArray[np.int32]
    boxes: tuple[Box, ...]


def _gathered(alone: Pixels) -> _Places:
    near = cv2.dilate(alone, np.ones((_GATHER, _GATHER), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near)
    boxes = tuple((x, y, width, height) for x, y, width, height, _ in stats.tolist())
    return _Places(np.asarray(labels, np.int32), boxes)


def _drop_nudged(
    missing: Pixels, added: Pixels, ours: Pixels, theirs: Pixels, places: _Places
) -> None:
    """Take out what is there only because the copy lies some pixels off at that place."""
    count = len(places.boxes)
    alone = np.bincount(places.labels[(missing | added) > 0], minlength=count)
    for number in range(1, count):
        x, y, width, height = places.boxes[number]
        place = np.s_[y : y + height, x : x + width]
        if alone[number] < _LEAST_INK or (
            alone[number] < _SURELY and _left(ours, theirs, (x, y, width, height)) < _LEAST_LEFT
        ):
            own = places.labels[place] == number
            missing[place][own] = 0
            added[place][own] = 0


def _left(ours: Pixels, theirs: Pixels, box: Box) -> int:
    """How many pixels have no counterpart about a box, however the copy is nudged there."""
    x, y, width, height = box
    room = _ABOUT + _NUDGE
    top, left = max(0, y - room), max(0, x - room)
    own = ours[top : y + height + room, left : x + width + room]
    other = theirs[top : y + height + room, left : x + width + room]
    inner = np.s_[_NUDGE : own.shape[0] - _NUDGE, _NUDGE : own.shape[1] - _NUDGE]

    def alone(down: int, across: int) -> int:
        nudged = np.roll(other, (down, across), (0, 1))
        both = _unmatched(own, nudged)[inner], _unmatched(nudged, own)[inner]
        return sum(cv2.countNonZero(each) for each in both)

    coarse = range(-_NUDGE, _NUDGE + 1, 2)
    best = min((alone(down, across), down, across) for down in coarse for across in coarse)
    near = (-1, 0, 1)
    return min(alone(best[1] + down, best[2] + across) for down in near for across in near)


def _differences(
    missing: Pixels, added: Pixels, ink: NDArray[np.bool_], places: _Places, enlarge: float
) -> tuple[Difference, ...]:
    """What is left at the places, in the original's pixels."""
    count = len(places.boxes)
    lost = np.bincount(places.labels[missing > 0], minlength=count)
    new = np.bincount(places.labels[added > 0], minlength=count)
    all_ink = np.bincount(places.labels[ink], minlength=count)
    found = []
    for number in range(1, count):
        unmatched = int(lost[number] + new[number])
        if not unmatched:  # it was dropped
            continue
        share = lost[number] / unmatched
        kind = "missing" if share > 0.85 else "added" if share < 0.15 else "changed"
        x, y, width, height = places.boxes[number]
        margin = _GATHER // 2
        box = (
            round((x + margin) * enlarge),
            round((y + margin) * enlarge),
            max(1, round((width - 2 * margin) * enlarge)),
            max(1, round((height - 2 * margin) * enlarge)),
        )
        score = min(1.0, unmatched / max(1, int(all_ink[number])))
        found.append(Difference(kind, box, round(score, 3)))
    return tuple(sorted(found, key=lambda difference: (difference.box[1], difference.box[0])))


def _unmatched(ours: Pixels, theirs: Pixels) -> Pixels:
    """255 where there surely is ink on ours and not even pale ink near it on theirs."""
    near = cv2.erode(theirs, np.ones((_SLACK, _SLACK), np.uint8))
    alone = ((ours < _DARK) & (near > _PALE)).astype(np.uint8) * 255
    thin = np.ones((2, 2), np.uint8)
    return cv2.morphologyEx(alone, cv2.MORPH_OPEN, thin).astype(np.uint8, copy=False)
