"""Papers and their forged twins, scanned again: what the second look must find, and must not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from station.demo.scan_look import ScanLook, scan
from station.demo.seal import SEAL_RED, draw_seal
from station.demo.sheet import DPI, Colour, Faces, Pixels, Sheet, Type, px
from station.demo.signature import PEN_BLUE, draw_signature
from station.recognition.tesseract import Box

_TOP_MM, _PITCH_MM, _LEFT_MM = 60.0, 9.0, 25.0
_SEAL_MM = (120.0, 180.0)
_SEAL_ACROSS_MM = 36.0
_SIGNATURE_MM, _SIGNATURE_SIZE_MM = (140.0, 180.0), (46.0, 20.0)
_PHOTO_MM, _PHOTO_SIZE_MM = (165.0, 22.0), (30.0, 40.0)
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
    SIGNATURE_MISSING = "signature missing"
    SIGNATURE_OTHER = "another signature"
    PHOTO_OTHER = "another photo"
    PHOTO_MOVED = "photo moved"


_OF_PHOTOS = (Forgery.PHOTO_OTHER, Forgery.PHOTO_MOVED)
_OWN_FACE = 0


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
    hand: int | None = 0
    face: int | None = None
    photo_mm: tuple[float, float] = _PHOTO_MM

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
        originals = {}
        for face in (None, _OWN_FACE):
            originals[face] = folder / f"original-{number}-{face}.jpg"
            drawn = _drawn(faces, _Paper(face=face), number)
            _save(drawn, ScanLook(1000 + number, 0.0), originals[face], DPI, None)
        for forgery in Forgery:
            original = originals[_OWN_FACE if forgery in _OF_PHOTOS else None]
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
        case Forgery.SIGNATURE_MISSING:
            return _Paper(hand=None), (_signature_box(),)
        case Forgery.SIGNATURE_OTHER:
            return _Paper(hand=int(rng.integers(1, 100))), (_signature_box(),)
        case Forgery.PHOTO_OTHER:
            return _Paper(face=int(rng.integers(1, 100))), (_box(_PHOTO_MM, _PHOTO_SIZE_MM),)
        case Forgery.PHOTO_MOVED:
            x, y = (float(value) for value in rng.choice((-3.0, 3.0), 2))
            moved = (_PHOTO_MM[0] + x, _PHOTO_MM[1] + y)
            places = (_box(_PHOTO_MM, _PHOTO_SIZE_MM), _box(moved, _PHOTO_SIZE_MM))
            return _Paper(face=_OWN_FACE, photo_mm=moved), places
        case _:
            return _Paper(), ()


def _drawn(faces: Faces, paper: _Paper, seed: int) -> Pixels:
    sheet = Sheet(faces)
    for position, row in enumerate(paper.rows()):
        sheet.line(_LEFT_MM, _TOP_MM + _PITCH_MM * position, row, Type())
    sheet.line(120, 196, "*Phạm Quốc Hưng*", Type())
    if paper.face is not None:
        portrait = _portrait(1000 * seed + paper.face)
        sheet.picture.paste(portrait, (px(paper.photo_mm[0]), px(paper.photo_mm[1])))
    if paper.hand is not None:
        sheet.stamp(draw_signature(1000 * paper.hand + seed), PEN_BLUE, *_SIGNATURE_MM)
    if paper.seal_mm is not None:
        seal = draw_seal(sheet.faces, "ỦY BAN NHÂN DÂN PHƯỜNG ĐẦM SƯƠNG", (), seed)
        sheet.stamp(seal, SEAL_RED, *paper.seal_mm)
    return np.asarray(sheet.picture)


def _portrait(seed: int) -> Image.Image:
    """A passport photo of nobody: shoulders, face, hair, light from one side, film grain."""
    rng = np.random.default_rng(seed)
    width, height = map(px, _PHOTO_SIZE_MM)
    photo = Image.new("RGB", (width, height), _tone(rng, (150, 185, 225), 25))
    drawing = ImageDraw.Draw(photo)
    skin, hair, cloth = (
        _tone(rng, colour, 25) for colour in ((205, 165, 140), (40, 35, 35), (60, 60, 90))
    )

    def oval(x: float, y: float, across: float, down: float, colour: Colour) -> None:
        box = ((x - across) * width, (y - down) * height, (x + across) * width, (y + down) * height)
        drawing.ellipse(box, colour)

    breadth, chin, fringe = rng.uniform(0.2, 0.27), rng.uniform(0.25, 0.3), rng.uniform(0.0, 0.07)
    oval(0.5, 1.08, rng.uniform(0.4, 0.55), 0.34, cloth)
    oval(0.5, 0.4, breadth + 0.05, chin + 0.05, hair)
    oval(0.5, 0.44 + fringe, breadth, chin, skin)
    for side in (-1, 1):
        oval(0.5 + side * breadth * 0.45, 0.42 + fringe, 0.03, 0.012, hair)
    oval(0.5, 0.44 + fringe + chin * 0.55, rng.uniform(0.05, 0.08), 0.012, (150, 80, 80))
    light = np.linspace(rng.uniform(0.8, 0.95), 1.05, width)[None, :, None]
    grain = rng.normal(0, 6, (height, width, 1))
    shaded = cv2.GaussianBlur(np.asarray(photo, np.float32), (0, 0), 1.5) * light + grain
    return Image.fromarray(shaded.clip(0, 255).astype(np.uint8))


def _tone(rng: np.random.Generator, colour: Colour, by: int) -> Colour:
    red, green, blue = (int(np.clip(part + rng.integers(-by, by + 1), 0, 255)) for part in colour)
    return red, green, blue


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


def _box(corner_mm: tuple[float, float], size_mm: tuple[float, float]) -> Box:
    left, top = (px(at - _MARGIN_MM) for at in corner_mm)
    width, height = (px(side + 2 * _MARGIN_MM) for side in size_mm)
    return left, top, width, height


def _signature_box() -> Box:
    return _box(_SIGNATURE_MM, _SIGNATURE_SIZE_MM)


def _seal_box(middle_mm: tuple[float, float]) -> Box:
    reach = _SEAL_ACROSS_MM / 2 + _MARGIN_MM
    left, top = px(middle_mm[0] - reach), px(middle_mm[1] - reach)
    return left, top, px(2 * reach), px(2 * reach)
