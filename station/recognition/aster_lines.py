"""Lines read by AsterNet (the package asterocr): a network for printed Vietnamese, 32 pixels high.

Only its ONNX file is used, with greedy decoding of its own (CTC: a letter a time step, repeats and
blanks left out). The package's other code rewrites what was read towards what is usual: a
certified copy must show what is printed.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from station.recognition.onnx_session import open_session
from station.recognition.picture import Pixels
from station.recognition.syllables import Writing, writing_of
from station.recognition.tesseract import Box, SeenWord

_LOWER = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
# The network's classes in their order; 0 is CTC's blank.
_LETTERS = "\0" + _LOWER + _LOWER.upper() + "0123456789" + " ,.-:;\"'?!()[]{}/%+$&=*#@_\\<>°"
_HEIGHT = 32
_STEP = 4  # pixels a time step
_LONGEST = 1000  # pixels: it fails above 256 time steps
_NARROWEST = 16
_BREADTH = 0.8  # narrower than printed: as exact on fair scans, and a fifth cheaper
_LEAST_SIDE = 8
_MIDDLE = 0.2  # how far from an even division a long line may be cut, in parts of a part

_FAINT = 60  # grey levels below the paper's: a column without anything darker is white
_NUMBERLIKE = frozenset("0123456789/-")
_BEHIND = frozenset(".,:;")  # marks that no word begins with
_NO_GAP = 0.04  # line heights: narrower ones are not looked at
_WORDS_APART = 0.2  # line heights between words, where the line itself does not tell
_LIKE_A_SPACE = 0.75  # of the line's usual space: so wide a gap is one, too
_SURELY, _PERHAPS = 1.5, 0.5  # of the least gap: cuts even what is a word; what are two

_Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter with where it stands, in time steps or in columns, and how sure it is, 0 to 1."""

    text: str
    start: float
    end: float
    chance: float

    @property
    def middle(self) -> float:
        """Half-way."""
        return (self.start + self.end) / 2

    def scaled(self, step: float, offset: int) -> "_Letter":
        """From time steps to columns; a letter's ink begins a little before its first step."""
        return _Letter(
            self.text,
            offset + (self.start - 0.5) * step,
            offset + (self.end + 0.5) * step,
            self.chance,
        )


class AsterLineReader:
    """The network, loaded."""

    def __init__(self, model: Path) -> None:
        self._session = open_session(model)

    def read(self, grey: Pixels, box: Box) -> tuple[SeenWord, ...]:
        """Read one line. A word's confidence is that of its least sure letter.

        Costs 0.2 s for 1,000 pixels of 32 high, alone or in a batch: lines are not batched.
        """
        left, top, width, height = box
        if min(width, height) < _LEAST_SIDE:
            return ()
        strip = grey[top : top + height, left : left + width]
        words: list[SeenWord] = []
        gaps = _gaps(strip)
        for start, end in _parts(strip):
            chances = self._run(strip[:, start:end])
            step = (end - start) / len(chances)
            letters = [letter.scaled(step, start) for letter in _decoded(chances)]
            words += [
                _word(group, left, top, height)
                for group in _grouped(letters, gaps, _word_gap(letters, gaps, height))
            ]
        return tuple(words)

    def _run(self, strip: Pixels) -> _Chances:
        """Logarithms of each class's probability, (time steps, classes)."""
        height, width = strip.shape
        columns = max(_NARROWEST, round(width * _HEIGHT / height * _BREADTH))
        columns = -(-columns // _STEP) * _STEP
        way = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_LINEAR
        small = cv2.resize(strip, (columns, _HEIGHT), interpolation=way).astype(np.float32) / 255
        pictures = np.repeat(small[None, None], 3, axis=1)
        return np.asarray(self._session.run(None, {"images": pictures})[0])[:, 0]


def _parts(strip: Pixels) -> list[tuple[int, int]]:
    """Columns (from, to) of pieces that the network can take, cut where the line is whitest."""
    height, width = strip.shape
    count = -(-round(width * _HEIGHT / height * _BREADTH) // _LONGEST)
    if count <= 1:
        return [(0, width)]
    blur = max(3, height // 3)  # a gap between words, not one between letters
    ink = np.convolve((255 - strip.astype(np.float32)).sum(axis=0), np.ones(blur), "same")
    cuts = [0]
    for number in range(1, count):
        start = max(cuts[-1] + blur, int(width / count * (number - _MIDDLE)))
        end = max(start + 1, int(width / count * (number + _MIDDLE)))
        cuts.append(start + int(np.argmin(ink[start:end])))
    return list(zip(cuts, [*cuts[1:], width], strict=True))


def _decoded(chances: _Chances) -> list[_Letter]:
    """Letters and spaces with their first and last time step."""
    letters: list[_Letter] = []
    before = 0
    for step, number in enumerate(int(value) for value in chances.argmax(axis=1)):
        chance = float(np.exp(chances[step, number]))
        if number and number == before:
            last = letters[-1]
            letters[-1] = _Letter(last.text, last.start, step + 1, max(last.chance, chance))
        elif number:
            letters.append(_Letter(_LETTERS[number], step, step + 1, chance))
        before = number
    return letters


def _gaps(strip: Pixels) -> list[tuple[int, int]]:
    """Stretches of columns (from, to) without ink."""
    height = strip.shape[0]
    darkest = cv2.GaussianBlur(strip, (0, 0), height / 40).min(axis=0)
    paper = _median(strip)
    white = np.concatenate(([0], darkest > paper - _FAINT, [0])).astype(np.int8)
    starts, ends = np.flatnonzero(np.diff(white) == 1), np.flatnonzero(np.diff(white) == -1)
    return [
        (int(start), int(end))
        for start, end in zip(starts, ends, strict=True)
        if end - start >= _NO_GAP * height
    ]


def _median(strip: Pixels) -> float:
    """As NumPy's, without sorting: this is asked of every line."""
    up_to = np.bincount(strip.ravel(), minlength=256).cumsum()
    middles = ((strip.size - 1) // 2, strip.size // 2)
    return float(np.searchsorted(up_to, middles, side="right").mean())


def _word_gap(letters: list[_Letter], gaps: list[tuple[int, int]], height: int) -> float:
    """The least gap that parts words: about as wide as those that the network took for spaces."""
    spaces = [letter.middle for letter in letters if letter.text == " "]
    taken = [end - start for start, end in gaps if any(start <= at <= end for at in spaces)]
    return _LIKE_A_SPACE * float(np.median(taken)) if taken else _WORDS_APART * height


def _grouped(
    letters: list[_Letter], gaps: list[tuple[int, int]], least: float
) -> list[list[_Letter]]:
    """Words: parted by the network's spaces, and by gaps that it read over."""
    runs: list[list[_Letter]] = [[]]
    for letter in letters:
        if letter.text == " ":
            runs.append([])
        else:
            runs[-1].append(letter)
    return [word for run in runs if run for word in _parted(run, gaps, least)]


def _parted(
    run: list[_Letter], gaps: list[tuple[int, int]], least: float
) -> Iterator[list[_Letter]]:
    """A run of letters, cut at gaps where that makes words of it.

    Letters stand apart as they like, in poor scans above all (T RỊNH), and some words stand close
    (659,6m²): a gap counts the more, the more of both sides can be written.
    """
    whole = _is_writing(run)
    start = 0
    for at in range(1, len(run)):
        # Digits stand apart as they like, too: numbers and dates are never cut.
        if run[at].text in _BEHIND or {run[at - 1].text, run[at].text} <= _NUMBERLIKE:
            continue
        left, right = run[at - 1].middle, run[at].middle
        gap = max(
            (end - begin for begin, end in gaps if left < (begin + end) / 2 < right), default=0
        )
        before, after = _is_writing(run[start:at]), _is_writing(run[at:])
        long = min(at - start, len(run) - at) > 1
        if "-" in (_text(run[start:at]), _text(run[at:])):
            cut = gap >= least  # before each line of a list
        elif whole:
            cut = before and after and long and gap >= _SURELY * least
        elif before and after:
            cut = gap >= _PERHAPS * least
        else:
            cut = (before or after) and long and gap >= least
        if cut:
            yield run[start:at]
            start = at
    yield run[start:]


def _is_writing(letters: list[_Letter]) -> bool:
    return writing_of(_text(letters)) is not Writing.NONE


def _text(letters: list[_Letter]) -> str:
    return unicodedata.normalize("NFC", "".join(letter.text for letter in letters))


def _word(letters: list[_Letter], left: int, top: int, height: int) -> SeenWord:
    start, end = letters[0].start, letters[-1].end
    box = (left + max(0, round(start)), top, max(1, round(end - start)), height)
    return SeenWord(_text(letters), box, min(letter.chance for letter in letters), 0)
