"""The identity card (CCCD, ID-1 format, 85.6 × 54 mm), both sides on one sheet of A4."""

import io

import cv2
import numpy as np
import segno
from PIL import Image, ImageDraw

from station.demo.page_texts import ADDRESS, CARD_MRZ, CARD_QR, ID_NUMBER, MOTTO
from station.demo.sheet import Align, Colour, Pixels, Sheet, Type, px

_WIDTH_MM, _HEIGHT_MM = 85.6, 54.0
_LEFT_MM = (210 - _WIDTH_MM) / 2
_FRONT_MM, _BACK_MM = 60.0, 150.0
_QR_MM = 17.0
_INK: Colour = (44, 48, 62)
_RED: Colour = (196, 40, 44)
_LABEL = Type(5.6, colour=_INK)
_VALUE = Type(7.2, bold=True, colour=_INK)


def draw_card(sheet: Sheet) -> None:
    """Print front and back of an invented person's card on the sheet."""
    for top, seed in ((_FRONT_MM, 3), (_BACK_MM, 4)):
        sheet.paste(Image.fromarray(_guilloche(seed)), _LEFT_MM, top)
    _front(sheet, _LEFT_MM, _FRONT_MM)
    _back(sheet, _LEFT_MM, _BACK_MM)


def _front(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(x + 42, y + 6, MOTTO[0], Type(6.2, bold=True, colour=_INK), Align.CENTRE)
    sheet.line(x + 42, y + 9, MOTTO[1], Type(6.2, bold=True, colour=_INK), Align.CENTRE)
    sheet.line(x + 42, y + 15, "CĂN CƯỚC CÔNG DÂN", Type(10, bold=True, colour=_RED), Align.CENTRE)
    sheet.paste(_portrait(), x + 4, y + 19)
    sheet.paste(_qr(), x + _WIDTH_MM - _QR_MM - 2.5, y + 3)
    sheet.line(x + 29, y + 22, f"Số: *{ID_NUMBER}*", Type(9, colour=_INK))
    street, city = ADDRESS.rsplit(", ", 1)
    rows = (
        ("Họ và tên:", "NGUYỄN VĂN AN"),
        ("Ngày sinh:", "15/04/1999"),
        ("Giới tính:", "Nam"),
        ("Quê quán:", "Phường Đầm Sương, Hà Nội"),
        ("Nơi thường trú:", street),
        ("", city),
    )
    for number, (label, value) in enumerate(rows):
        row = y + 27.5 + number * 4.6
        end = sheet.line(x + 29, row, label, _LABEL)
        sheet.line(end + 1.2, row, value, _VALUE)
    sheet.line(x + 4, y + 50.5, "Có giá trị đến: *15/04/2039*", _LABEL)


def _back(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(x + 5, y + 7, "Đặc điểm nhận dạng:", _LABEL)
    sheet.line(x + 5, y + 11, "Nốt ruồi cách 1,5 cm dưới đuôi mắt trái", _VALUE)
    sheet.line(x + 5, y + 16, "Ngày, tháng, năm: *20/08/2021*", _LABEL)
    titles = ("CỤC TRƯỞNG CỤC CẢNH SÁT", "QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI")
    sheet.lines(x + 56, y + 20, titles, Type(5.2, bold=True, colour=_INK), 2.6)
    sheet.paste(_chip(), x + 8, y + 20)
    for number, line in enumerate(CARD_MRZ):
        sheet.cells(line, x + 4.3, y + 41 + number * 4.4, Type(9.6, colour=_INK), 2.56)


def _guilloche(seed: int) -> Pixels:
    """The card's ground: pale, with fine crossing waves and round corners."""
    rng = np.random.default_rng(seed)
    height, width = px(_HEIGHT_MM), px(_WIDTH_MM)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    waves = np.zeros((height, width), np.float32)
    for _ in range(3):
        tilt, length, bend = rng.uniform(0.2, 1.2), rng.uniform(9, 14), rng.uniform(40, 90)
        waves += np.sin((x * tilt + y + bend * np.sin(x / rng.uniform(150, 260))) / length * 2)
    ground = np.array([226, 236, 228], np.float32) + waves[:, :, None] * np.array([4, 2.5, 4])
    glow = np.exp(-(((x - width * 0.5) ** 2 + (y - height * 0.5) ** 2) / (2 * (width * 0.2) ** 2)))
    ground += glow[:, :, None] * np.array([12, 2, -10])
    card = Image.fromarray(ground.clip(0, 255).astype(np.uint8))
    corner = Image.new("L", card.size, 0)
    edge = (0, 0, width - 1, height - 1)
    ImageDraw.Draw(corner).rounded_rectangle(edge, radius=px(3.2), fill=255)
    white = Image.new("RGB", card.size, "white")
    white.paste(card, mask=corner)
    ImageDraw.Draw(white).rounded_rectangle(edge, radius=px(3.2), outline=(186, 192, 188), width=2)
    return np.asarray(white)


def _qr() -> Image.Image:
    """The code, its modules a whole number of pixels wide, about as large as on a card."""
    code = segno.make(CARD_QR, error="m", micro=False, encoding="utf-8", eci=False)
    modules = code.symbol_size(border=2)[0]
    file = io.BytesIO()
    code.save(file, kind="png", border=2, scale=max(3, px(_QR_MM) // modules))
    file.seek(0)
    return Image.open(file).convert("RGB")


def _portrait() -> Image.Image:
    """A passport picture of nobody: head, hair and shoulders as soft shapes."""
    width, height = px(21), px(28)
    picture = np.full((height, width, 3), (188, 206, 222), np.uint8)
    middle = width // 2

    def oval(x: int, y: float, across: float, down: float, colour: Colour) -> None:
        axes = (int(across * width), int(down * height))
        cv2.ellipse(picture, (x, int(y * height)), axes, 0, 0, 360, colour, -1, cv2.LINE_AA)

    oval(middle, 1.0, 0.47, 0.27, (52, 58, 78))
    oval(middle, 0.74, 0.13, 0.14, (196, 158, 132))
    oval(middle, 0.40, 0.27, 0.25, (34, 28, 28))
    oval(middle, 0.47, 0.23, 0.25, (216, 178, 150))
    for side in (-1, 1):
        x = middle + side * int(0.10 * width)
        oval(x, 0.45, 0.035, 0.013, (46, 36, 34))
        oval(x, 0.415, 0.055, 0.008, (60, 46, 42))
    oval(middle, 0.535, 0.025, 0.02, (190, 146, 122))
    oval(middle, 0.60, 0.065, 0.013, (168, 96, 92))
    rng = np.random.default_rng(5)
    soft = cv2.GaussianBlur(picture, (0, 0), 2.2).astype(np.float32)
    return Image.fromarray((soft + rng.normal(0, 3, soft.shape)).clip(0, 255).astype(np.uint8))


def _chip() -> Image.Image:
    """The gold contacts of the chip."""
    chip = Image.new("RGB", (px(11.5), px(10)), (206, 176, 104))
    pen = ImageDraw.Draw(chip)
    width, height = chip.size
    lines = [((0, height * n // 3), (width, height * n // 3)) for n in (1, 2)]
    lines += [((width * n // 3, 0), (width * n // 3, height)) for n in (1, 2)]
    for line in lines:
        pen.line(line, fill=(140, 114, 58), width=2)
    pen.rectangle((0, 0, width - 1, height - 1), outline=(150, 122, 64), width=2)
    return chip
