"""Papers and their forged twins, scanned again: what the second look must find, and must not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from station.demo.scan_look import ScanLook, scan
from station.demo.seal import SEAL_RED, draw_seal
from station.demo.sheet import DPI, Faces, Pixels, Sheet, Type, px
from station.demo.signature import PEN_BLUE, draw_signature
from station.recognition.tesseract import Box

_TOP_MM, _PITCH_MM, _LEFT_MM = 60.0, 9.0, 25.0
_SEAL_MM = (120.0, 180.0)
_SEAL_ACROSS_MM = 36.0
_MARGIN_MM = 3.0
_PAPERS = ((247, 244, 236), (226, 228, 234), (250, 250, 248), (240, 232, 210))


class Forgery(StrEnum):
    """What was changed. NONE: nothing, so that whatever is found is a false alarm."""

    NONE = "none"
    DIGIT = "digit"
    LETTER = "letter"
    NAME = "name"
    DATE = "date"
    SEAL_MOVED = "seal moved"
    SEAL_MISSING = "seal missing"
    LINE_ADDED = "line added"


@dataclass(frozen=True, slots=True)
class Planted:
    """An original, a rescan of it or of its forged twin, and where on the original it was forged.

    places: boxes in the original's pixels; one found is enough.
    """

    forgery: Forgery
    original: Path
    copy: Path
    places: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    name: str = "NGUYỄN VĂN AN"
    born: str = "15/4/1999"
    number: str = "001099000123"
    mother: str = "TRẦN THỊ BÌNH"
    street: str = "Số 1, Phố Thử Nghiệm, phường Đầm Sương, thành phố Hà Nội"
    added: str = ""
    seal_mm: tuple[float, float] | None = _SEAL_MM

    def rows(self) -> tuple[str, ...]:
        return (
            f"Họ, chữ đệm, tên: *{self.name}*",
            f"Ngày, tháng, năm sinh: *{self.born}*",
            "Nơi sinh: Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội",
            f"Số định danh cá nhân: *{self.number}*",
            f"Họ, chữ đệm, tên người mẹ: *{self.mother}*",
            f"Nơi cư trú: {self.street}",
            "Đăng ký khai sinh tại: Ủy ban nhân dân phường Đầm Sương",
            self.added,
        )


def plant(folder: Path, rounds: int) -> Iterator[Planted]:
    """Every forgery once a round, each round with other places, scanners and days.

    Rescans lie up to 1.5 degrees askew, have 200 to 300 dpi, other paper, light, grain, dust, and
    a slight warp, as paper that a feeder pulls.
    """
    faces = Faces()
    for number in range(rounds):
        rng = np.random.default_rng(number)
        # The same skew as the sheet's, so that millimetres are places on the original.
        original = folder / f"original-{number}.jpg"
        _save(_drawn(faces, _Paper(), number), ScanLook(1000 + number, 0.0), original, DPI, None)
        for forgery in Forgery:
            paper, places = _forged(forgery, rng)
            copy = folder / f"{number}-{forgery.name.lower()}.jpg"
            look = ScanLook(
                int(rng.integers(1 << 30)),
                float(rng.uniform(-1.5, 1.5)),
                _PAPERS[int(rng.integers(len(_PAPERS)))],
                float(rng.uniform(3, 7)),
            )
            dpi = int(rng.choice((200, 240, 300)))
            _save(_drawn(faces, paper, number), look, copy, dpi, rng)
            yield Planted(forgery, original, copy, places)


def _forged(forgery: Forgery, rng: np.random.Generator) -> tuple[_Paper, tuple[Box, ...]]:
    match forgery:
        case Forgery.DIGIT:
            number = list(_Paper().number)
            at = int(rng.integers(len(number)))
            number[at] = str((int(number[at]) + int(rng.integers(1, 10))) % 10)
            return _Paper(number="".join(number)), (_row_box(3),)
        case Forgery.LETTER:
            name = ("NGUYỄN VĂN ÂN", "NGUYỂN VĂN AN", "NGUYỄN VẢN AN")[int(rng.integers(3))]
            return _Paper(name=name), (_row_box(0),)
        case Forgery.NAME:
            mother = ("TRẦN THỊ BÍCH", "LÊ THỊ BÌNH", "TRẦN THU BÌNH")[int(rng.integers(3))]
            return _Paper(mother=mother), (_row_box(4),)
        case Forgery.DATE:
            born = ("16/4/1999", "15/4/1989", "15/1/1999")[int(rng.integers(3))]
            return _Paper(born=born), (_row_box(1),)
        case Forgery.SEAL_MOVED:
            x, y = (float(value) for value in rng.choice((-4.0, 4.0), 2))
            moved = (_SEAL_MM[0] + x, _SEAL_MM[1] + y)
            return _Paper(seal_mm=moved), (_seal_box(_SEAL_MM), _seal_box(moved))
        case Forgery.SEAL_MISSING:
            return _Paper(seal_mm=None), (_seal_box(_SEAL_MM),)
        case Forgery.LINE_ADDED:
            return _Paper(added="Ghi chú: đã cải chính họ tên"), (_row_box(7),)
        case _:
            return _Paper(), ()


def _drawn(faces: Faces, paper: _Paper, seed: int) -> Pixels:
    sheet = Sheet(faces)
    for position, row in enumerate(paper.rows()):
        sheet.line(_LEFT_MM, _TOP_MM + _PITCH_MM * position, row, Type())
    sheet.line(120, 196, "*Phạm Quốc Hưng*", Type())
    sheet.stamp(draw_signature(seed), PEN_BLUE, 140, 180)
    if paper.seal_mm is not None:
        seal = draw_seal(sheet.faces, "ỦY BAN NHÂN DÂN PHƯỜNG ĐẦM SƯƠNG", (), seed)
        sheet.stamp(seal, SEAL_RED, *paper.seal_mm)
    return np.asarray(sheet.picture)


def _save(
    sheet: Pixels, look: ScanLook, path: Path, dpi: int, rng: np.random.Generator | None
) -> None:
    picture, _ = scan(sheet, look)
    if rng is not None:
        picture = _warped(picture, rng)
    size = (picture.shape[1] * dpi // DPI, picture.shape[0] * dpi // DPI)
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    Image.fromarray(small).save(path, quality=80 if rng is not None else 90, dpi=(dpi, dpi))


def _warped(picture: Pixels, rng: np.random.Generator) -> Pixels:
    """Moved by up to 4 pixels, smoothly and differently over the page."""
    height, width = picture.shape[:2]
    across, down = (
        cv2.resize(
            rng.uniform(-4, 4, (5, 4)).astype(np.float32),
            (width, height),
            interpolation=cv2.INTER_CUBIC,
        )
        for _ in range(2)
    )
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.remap(
        picture, x + across, y + down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.uint8, copy=False)


def _row_box(row: int) -> Box:
    y = _TOP_MM + _PITCH_MM * row
    top, bottom = px(y - 6 - _MARGIN_MM / 2), px(y + 2 + _MARGIN_MM / 2)
    return 0, top, px(210), bottom - top


def _seal_box(middle_mm: tuple[float, float]) -> Box:
    reach = _SEAL_ACROSS_MM / 2 + _MARGIN_MM
    left, top = px(middle_mm[0] - reach), px(middle_mm[1] - reach)
    return left, top, px(2 * reach), px(2 * reach)
