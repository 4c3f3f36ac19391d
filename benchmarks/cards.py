"""Cards: how many codes and lines are read, by size, resolution and harm; how long chips take."""

import random
import time
from itertools import product

import cv2

from benchmarks.card_pictures import (
    OCR_B,
    Card,
    Look,
    filmed_code,
    invent,
    scanned_code,
    scanned_lines,
)
from benchmarks.chips import chip_rows
from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch
from station.recognition.codes import codes_in
from station.recognition.mrz_lines import read_zone
from station.recognition.picture import Pixels
from station.recognition.tesseract import find_tesseract

_CARDS_A_RUN = 10
_LIMIT_S = 600.0
_LOOKS = {
    "clean": Look(),
    "askew": Look(skew_degrees=4.0, noise=4.0),
    "hard": Look(skew_degrees=-2.0, noise=14.0, blur=1.0),
}
_FILMED = {
    "flat": Look(),
    "held askew": Look(skew_degrees=8.0, noise=6.0, blur=0.8, tilt=0.12),
}
_AS_IT_IS = 300  # no second look, as for a film's pictures
_CARD_CODE_MM, _MODULES, _FILM_PIXELS = 17, 49, 1280


def measure(runs: int) -> tuple[Row, ...]:
    """Ten cards a run in each row."""
    rng = random.Random(1)
    cards = [invent(rng) for _ in range(_CARDS_A_RUN * runs)]
    return (*_scanned_codes(cards), *_filmed_codes(cards), *_zones(cards), *chip_rows(runs))


def _scanned_codes(cards: list[Card]) -> list[Row]:
    rows = []
    for wide_mm, dpi in product((12, 15, 18), (150, 200, 300)):
        counts = dict.fromkeys(_LOOKS, 0)
        for (name, look), card in product(_LOOKS.items(), cards):
            picture = scanned_code(card.code, wide_mm, dpi, look, random.Random(card.code))
            counts[name] += _code_read(card, picture, dpi)
        rows.append(_row(f"codes {wide_mm} mm wide, {dpi} dpi", counts, len(cards)))
    return rows


def _filmed_codes(cards: list[Card]) -> list[Row]:
    rows = []
    for pixels in (2, 3, 4, 6):
        counts = dict.fromkeys(_FILMED, 0)
        for (name, look), card in product(_FILMED.items(), cards):
            picture = filmed_code(card.code, pixels, look, random.Random(card.code))
            counts[name] += _code_read(card, picture, _AS_IT_IS)
        view = _CARD_CODE_MM * _FILM_PIXELS / (_MODULES * pixels) / 10
        row = _row(f"codes before a webcam, {pixels} pixels a module", counts, len(cards))
        rows.append(_with_note(row, f"the picture is then {view:.0f} cm wide"))
    return rows


def _zones(cards: list[Card]) -> list[Row]:
    readers = [find_tesseract("eng"), find_tesseract("vie")]
    rows = []
    for dpi in (150, 200, 300):
        numbers: dict[str, int] = {}
        names = wrong = 0
        seconds = []
        for name, look in _LOOKS.items():
            for card in cards:
                picture = scanned_lines(card.lines, dpi, look, random.Random(card.code))
                grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
                with Stopwatch() as watch:
                    found = read_zone(grey, readers, time.monotonic() + _LIMIT_S)  # type: ignore[arg-type]
                seconds.append(watch.seconds)
                read = tuple(found[0].split("\n")) if found else ("", "", "")
                numbers[name] = numbers.get(name, 0) + (read[:2] == card.lines[:2])
                names += read[2] == card.lines[2]
                wrong += bool(read[0]) and read[:2] != card.lines[:2]
        row = _row(f"three lines at the back, {dpi} dpi: numbers", numbers, len(cards))
        font = "" if OCR_B.is_file() else "; no OCR-B here, another type instead"
        rows.append(
            _with_note(row, f"names too: {names} of {3 * len(cards)}; wrong numbers: {wrong}{font}")
        )
    rows.append(
        Row("three lines, a card", "s", more_is_better=False, ours=Spread.of(tuple(seconds)))
    )
    return rows


def _code_read(card: Card, picture: Pixels, dpi: int) -> bool:
    return any(code.text == card.code for code in codes_in(picture, dpi))


def _row(what: str, counts: dict[str, int], of: int) -> Row:
    note = ", ".join(f"{name} {count} of {of}" for name, count in counts.items())
    share = 100 * sum(counts.values()) / (of * len(counts))
    return Row(what, "% read", more_is_better=True, ours=Spread.of((share,)), note=note)


def _with_note(row: Row, note: str) -> Row:
    return Row(row.what, row.unit, row.more_is_better, row.ours, note=f"{row.note}; {note}")
