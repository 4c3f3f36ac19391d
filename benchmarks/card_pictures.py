"""Identity cards of invented people, as scanners and webcams see their codes and lines."""

import math
import random
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import segno
from PIL import Image, ImageDraw, ImageFont

from station.recognition.mrz import FILLER, LENGTH, check_digit
from station.recognition.picture import Pixels

OCR_B = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")  # Debian's fonts-ocr-b
_INSTEAD = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf")
_FINE_DPI = 1200  # drawn at, before it is scanned
_SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()  # noqa: SIM905
_MIDDLES = "Văn Thị Hữu Đức Ngọc Minh Quang Thanh".split()  # noqa: SIM905
_GIVENS = "An Bình Cường Dung Hương Khánh Linh Nam Oanh Phương Quỳnh Sơn Thảo Yến".split()  # noqa: SIM905
_PLAIN = str.maketrans(
    "ăâđêôơưĐáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    "aadeoouDaaaaaaaaaaaaaaaeeeeeeeeeeiiiiiooooooooooooooouuuuuuuuuuyyyyy",
)
_GROUND, _INK = 228, 48


@dataclass(frozen=True, slots=True)
class Look:
    """How a card was seen. noise: standard deviation, grey levels; blur: sigma in pixels."""

    skew_degrees: float = 0.0
    noise: float = 2.0
    blur: float = 0.5
    tilt: float = 0.0  # how much shorter the farther side of a card before a camera is, 0 to 1


@dataclass(frozen=True, slots=True)
class Card:
    """A card's code and the three lines at its back."""

    code: str
    lines: tuple[str, str, str]


def invent(rng: random.Random) -> Card:
    """Somebody whom there is not."""
    female, born_2000 = rng.random() < 0.5, rng.random() < 0.3
    year = rng.randint(0, 12) if born_2000 else rng.randint(40, 99)
    born = f"{year:02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    number = f"{rng.choice(('001', '036', '048', '079'))}{2 * born_2000 + female}{year:02}"
    number += f"{rng.randrange(10**6):06}"
    names = (rng.choice(_SURNAMES), rng.choice(_MIDDLES), rng.choice(_GIVENS))
    day = f"{born[4:]}{born[2:4]}{20 if born_2000 else 19}{born[:2]}"
    address = f"Số {rng.randint(1, 200)}, Phố Thử Nghiệm, Phường Đầm Sương, Hà Nội"
    sex = "Nữ" if female else "Nam"
    code = "|".join((number, "", " ".join(names), day, sex, address, "20082021"))
    return Card(code, _lines(number, born, "F" if female else "M", names))


def _lines(number: str, born: str, sex: str, names: tuple[str, str, str]) -> tuple[str, str, str]:
    document = number[3:]
    first = f"IDVNM{document}{check_digit(document)}{number}<<{check_digit(number)}"
    second = f"{born}{check_digit(born)}{sex}391231{check_digit('391231')}VNM{FILLER * 11}"
    whole = first[5:] + second[:7] + second[8:15] + second[18:29]
    plain = [name.translate(_PLAIN).upper() for name in names]
    third = f"{plain[0]}<<{plain[1]}<{plain[2]}".ljust(LENGTH, FILLER)
    return first, second + check_digit(whole), third


def scanned_code(text: str, wide_mm: float, dpi: int, look: Look, rng: random.Random) -> Pixels:
    """A code printed so wide on a pale ground, RGB, as scanned at `dpi`."""
    matrix = np.array([list(row) for row in segno.make(text, error="m").matrix], np.uint8)
    side = round(wide_mm / 25.4 * _FINE_DPI)
    code = np.where(matrix > 0, _INK, _GROUND).astype(np.uint8)
    sheet = np.full((side * 2, side * 2), _GROUND, np.uint8)
    at = side // 2
    sheet[at : at + side, at : at + side] = cv2.resize(
        code, (side, side), interpolation=cv2.INTER_NEAREST
    )
    return _seen(sheet, dpi / _FINE_DPI, look, rng)


def scanned_lines(lines: tuple[str, str, str], dpi: int, look: Look, rng: random.Random) -> Pixels:
    """The lower part of a card's back, RGB, as scanned at `dpi`."""
    mm = _FINE_DPI / 25.4
    font = ImageFont.truetype(OCR_B if OCR_B.is_file() else _INSTEAD, round(3.4 * mm))
    sheet = Image.new("L", (round(110 * mm), round(50 * mm)), 250)
    pen = ImageDraw.Draw(sheet)
    pen.rounded_rectangle(
        (12 * mm, 0, 97.6 * mm, 42 * mm), radius=round(3.2 * mm), fill=_GROUND, outline=190
    )
    for wave in range(40):  # the fine lines of the ground
        y = wave * 1.1 * mm
        points = [
            (x * mm, y + math.sin(x / 3 + wave) * mm) for x in np.arange(13.0, 97.0, 0.5).tolist()
        ]
        pen.line(points, fill=_GROUND - 18, width=round(0.15 * mm))
    for row, line in enumerate(lines):
        for at, sign in enumerate(line):
            place = ((16.7 + (at + 0.5) * 2.54) * mm, (28 + row * 4.25) * mm)
            pen.text(place, sign, font=font, fill=_INK, anchor="ms")
    return _seen(np.asarray(sheet), dpi / _FINE_DPI, look, rng)


def filmed_code(text: str, pixels: float, look: Look, rng: random.Random) -> Pixels:
    """A code before a webcam of 1280 × 720, so many pixels a module, RGB."""
    matrix = np.array([list(row) for row in segno.make(text, error="m").matrix], np.uint8)
    fine = 12
    code = np.kron(np.where(matrix > 0, _INK, _GROUND).astype(np.uint8), np.ones((fine, fine)))
    sheet = np.full((len(code) * 2, len(code) * 2), _GROUND, np.uint8)
    at = len(code) // 2
    sheet[at : at + len(code), at : at + len(code)] = code
    seen = _seen(sheet, pixels / fine, look, rng)
    picture = np.full((720, 1280, 3), 120, np.uint8)
    height, width = min(720, seen.shape[0]), min(1280, seen.shape[1])
    top, left = rng.randint(0, 720 - height), rng.randint(0, 1280 - width)
    picture[top : top + height, left : left + width] = seen[:height, :width]
    return picture


def _seen(sheet: Pixels, scale: float, look: Look, rng: random.Random) -> Pixels:
    """Turned, brought to size by area, blurred, with noise."""
    height, width = sheet.shape
    middle = (width / 2, height / 2)
    turn = cv2.getRotationMatrix2D(middle, look.skew_degrees, 1.0).astype(np.float64)
    turn[:, 2] += np.array([rng.random(), rng.random()]) / scale  # modules seldom begin at a pixel
    turned = cv2.warpAffine(sheet, turn, (width, height), borderValue=(_GROUND,))
    if look.tilt:
        inset = look.tilt * height / 2
        corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
        away = corners + np.array([(0, 0), (0, inset), (0, -inset), (0, 0)], np.float32)
        bend = cv2.getPerspectiveTransform(corners, away)
        turned = cv2.warpPerspective(turned, bend, (width, height), borderValue=(_GROUND,))
    small = cv2.resize(turned, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), look.blur) if look.blur else small
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, look.noise, soft.shape)
    grey = (soft + noise).clip(0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
