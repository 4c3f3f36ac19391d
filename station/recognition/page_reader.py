"""The reading of one page from file to words: what every desk reads with."""

import time
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from offline_store.records import Code, Reading, Word
from station.recognition.agreement import JoinedWord, only_first
from station.recognition.cascade import read_again
from station.recognition.codes import codes_in
from station.recognition.columns import in_columns
from station.recognition.copy_marks import find_copy_marks
from station.recognition.doubt import DOUBTFUL, About, doubt_of
from station.recognition.errors import LanguageMissing, ReadingTimeout
from station.recognition.mrz import MRZ_CODE
from station.recognition.mrz_lines import read_zone
from station.recognition.picture import open_picture
from station.recognition.preparation import PreparedPage, prepare, turned
from station.recognition.reading_order import rows_of
from station.recognition.second_reader import load_second_reader
from station.recognition.spots import find_spots
from station.recognition.steps import Step
from station.recognition.superscripts import with_superscripts
from station.recognition.tesseract import Box, Layout, SeenWord, Tesseract, find_tesseract
from station.recognition.text import text_of

# A page of which so little makes sense may lie on its side or head.
_PERHAPS_TURNED = 0.65
_FEW_WORDS = 5
_LEAST_PIXELS = 8  # of a side: no letter is smaller that anybody could read
_NO_INK = 0.00003
_LITTLE_INK = 0.002
_ZONE_S = 20.0  # for a card's machine-readable zone; some tenths of a second are usual

Lines = tuple[tuple[JoinedWord, ...], ...]


class SecondLook(StrEnum):
    """Where the second reader looks, where it is installed: `reading.second_reader`."""

    OFF = "off"
    DOUBTFUL = "doubtful"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads pages in `language` (Tesseract's name), each within `timeout_s` seconds.

    without: steps of the preparation that are left out.
    """

    language: str = "vie"
    timeout_s: float = 120.0
    second_look: SecondLook = SecondLook.DOUBTFUL
    without: tuple[Step, ...] = ()

    def require(self) -> None:
        """See that Tesseract and its language are there.

        Raises:
            TesseractMissing, LanguageMissing: as they say.
        """
        find_tesseract(self.language).require()

    def read(self, picture: Path, dpi: int) -> Reading:
        """Read one page: words NFC with boxes in the picture's pixels, codes, and warnings.

        A word's doubt is the probability that it is wrong (`station/recognition/doubt.py`). Words
        come in reading order; `line` counts over the whole page. Seals, signatures and photos come
        as spots (`station/recognition/spots.py`).

        Warnings: `blank` (no words, no spots, and hardly any ink), `no-text` (no words, but ink),
        `says-copy`, `says-no-copying`, `says-secret`.

        Raises:
            TesseractMissing, LanguageMissing, ReadingTimeout, ReadingFailed.
            NotAPicture, PictureTruncated, PictureTooLarge: the file cannot be read.
        """
        deadline = time.monotonic() + self.timeout_s
        pixels = open_picture(picture)
        if min(pixels.shape[:2]) < _LEAST_PIXELS:
            return Reading(engine="tesseract", words=(), warnings=("no-text",))
        blank = Reading(engine="tesseract", words=(), codes=codes_in(pixels, dpi))
        page = prepare(pixels, dpi, self.without)
        if page.ink < _NO_INK and not page.seals:
            return replace(blank, warnings=("blank",))
        try:
            words, rotation, page = self._upright(page, dpi, deadline)
        except TimeoutError as error:
            raise ReadingTimeout(limit_s=self.timeout_s) from error
        blank = replace(blank, codes=blank.codes + self._zone(page, deadline))
        judged = self._judged(page, words, dpi, deadline)
        reading = replace(
            blank,
            words=judged,
            rotation=rotation,
            spots=find_spots(
                pixels,
                dpi,
                [page.box_in_given(seal) for seal in page.seals],
                [word.box for word in judged if word.doubt <= DOUBTFUL],
                [code.box for code in blank.codes],
            ),
        )
        if reading.words:
            return replace(reading, warnings=find_copy_marks(text_of(reading)))
        if reading.codes:
            return reading
        blank_side = page.ink < _LITTLE_INK and not reading.spots
        return replace(reading, warnings=("blank" if blank_side else "no-text",))

    def _upright(
        self, page: PreparedPage, dpi: int, deadline: float
    ) -> tuple[tuple[SeenWord, ...], int, PreparedPage]:
        """Read as it lies; where that makes little sense, ask which way is up and read again."""
        tesseract = find_tesseract(self.language)
        words = _words(tesseract, page, dpi, deadline)
        if Step.UPRIGHT in self.without:
            return words, 0, page
        letters = sum(len(word.text) for word in words)
        if len(words) >= _FEW_WORDS and _sense(words) > _PERHAPS_TURNED * letters:
            return words, 0, page
        if rotation := tesseract.rotation(page.grey, dpi, deadline - time.monotonic()):
            upright = turned(page, rotation)
            upright_words = _words(tesseract, upright, dpi, deadline)
            if _sense(upright_words) > _sense(words):
                return upright_words, rotation, upright
        return words, 0, page

    def _zone(self, page: PreparedPage, deadline: float) -> tuple[Code, ...]:
        """An identity card's machine-readable zone on the page, as one code more."""
        readers = [
            tesseract
            # Tesseract's English comes with every Tesseract, and reads digits alone best.
            for language in dict.fromkeys(("eng", self.language))
            if _has_language(tesseract := find_tesseract(language))
        ]
        try:
            zone = read_zone(page.soft, readers, min(deadline, time.monotonic() + _ZONE_S))
        except TimeoutError:
            zone = None  # as a code that could not be read: the page's words matter more
        if zone is None:
            return ()
        text, box = zone
        return (Code(MRZ_CODE, text, page.box_in_given(box)),)

    def _judged(
        self, page: PreparedPage, words: tuple[SeenWord, ...], dpi: int, deadline: float
    ) -> tuple[Word, ...]:
        lines = self._lines(page, words, dpi, deadline)
        return tuple(
            Word(
                with_superscripts(word.text, page.soft, word.box),
                page.box_in_given(word.box),
                doubt_of(
                    word,
                    About(
                        page.grainy,
                        any(_touch(word.box, seal) for seal in page.seals),
                        page.has_specks(word.box),
                    ),
                ),
                number,
            )
            for number, line in enumerate(lines)
            for word in line
        )

    def _lines(
        self, page: PreparedPage, words: tuple[SeenWord, ...], dpi: int, deadline: float
    ) -> Lines:
        """The words in reading order, with the second reader's where there is one."""
        second = load_second_reader() if self.second_look is not SecondLook.OFF else None
        if second is not None:
            everything = page.grainy or self.second_look is SecondLook.ALL
            lines = read_again(page, words, second, dpi, everything=everything, deadline=deadline)
            return lines if page.table else tuple(map(tuple, in_columns(lines)))
        alone = only_first(words)
        if page.table:
            return tuple(tuple(row) for row in rows_of(alone))
        numbers = dict.fromkeys(word.line for word in words)
        lines = tuple(tuple(word for word in alone if word.line == number) for number in numbers)
        return tuple(map(tuple, in_columns(lines)))


def _has_language(tesseract: Tesseract) -> bool:
    try:
        tesseract.require()
    except LanguageMissing:
        return False
    return True


def _words(
    tesseract: Tesseract, page: PreparedPage, dpi: int, deadline: float
) -> tuple[SeenWord, ...]:
    # The automatic layout takes some tables column by column and loses cells: on pages with a
    # table it reads 8.3 % of the letters wrong, the scattered one 5.6 %; on others it is better.
    layout = Layout.SCATTERED if page.table else Layout.AUTOMATIC
    return tesseract.words(page.grey, dpi, layout, deadline - time.monotonic())


def _sense(words: tuple[SeenWord, ...]) -> float:
    """Letters that are probably right. Tesseract reads some lying text: that counts for half."""
    return sum(
        len(word.text) * word.confidence**2 * (0.5 if _lies(word) else 1.0) for word in words
    )


def _lies(word: SeenWord) -> bool:
    return len(word.text) >= 3 and word.box[3] > word.box[2]


def _touch(one: Box, other: Box) -> bool:
    return all(
        one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2]
        for axis in (0, 1)
    )
