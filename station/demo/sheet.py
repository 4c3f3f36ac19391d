"""A sheet to print on: type, rules and stamps placed in millimetres, every printed word noted."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from signing.typesetting import find_fonts

DPI = 300
A4_MM = (210.0, 297.0)

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

_INK: Colour = (28, 27, 30)  # toner, never quite black on a scan


class Align(Enum):
    """Which point of a line its x means."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Type:
    """A size in points, a slant and a colour. `*` within a text turns bold on and off."""

    size_pt: float = 13.0
    bold: bool = False
    italic: bool = False
    colour: Colour = _INK


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word on the sheet and the box of its ink: x, y, width, height in pixels."""

    text: str
    box: tuple[float, float, float, float]


class Faces:
    """The four faces of a Times-like family, opened once per size.

    Raises:
        CopyRefused: reason `fonts-missing`, where this machine has no such family.
    """

    def __init__(self) -> None:
        self._files: tuple[Path, ...] = find_fonts()
        self._open: dict[tuple[int, int], ImageFont.FreeTypeFont] = {}

    def face(self, size_px: float, *, bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
        """The face at a size in pixels, rounded."""
        key = (bold + 2 * italic, round(size_px))
        if key not in self._open:
            self._open[key] = ImageFont.truetype(self._files[key[0]], key[1])
        return self._open[key]


class Sheet:
    """A white sheet of A4 at 300 dpi. Its words are noted in the order they were printed."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.words: list[PrintedWord] = []
        self.picture = Image.new("RGB", (px(A4_MM[0]), px(A4_MM[1])), "white")
        self._pen = ImageDraw.Draw(self.picture)

    def line(
        self, x_mm: float, y_mm: float, text: str, kind: Type, align: Align = Align.LEFT
    ) -> float:
        """Print one line with its baseline at `y_mm`; return where it ends, in millimetres."""
        x, y = x_mm * DPI / 25.4, y_mm * DPI / 25.4
        x -= align.value * self._length(text, kind)
        bold = kind.bold
        for part_no, part in enumerate(text.split("*")):
            if part_no:
                bold = not bold
            face = self.faces.face(kind.size_pt * DPI / 72, bold=bold, italic=kind.italic)
            for word_no, word in enumerate(part.split(" ")):
                if word_no:
                    x += face.getlength(" ")
                if not word:
                    continue
                self._pen.text((x, y), word, font=face, fill=kind.colour, anchor="ls")
                left, top, right, bottom = face.getbbox(word, anchor="ls")
                self._note(word, (x + left, y + top, right - left, bottom - top))
                x += face.getlength(word)
        return x * 25.4 / DPI

    def lines(
        self, x_mm: float, y_mm: float, texts: tuple[str, ...], kind: Type, pitch_mm: float = 6.2
    ) -> None:
        """Print centred lines below each other, the first one's baseline at `y_mm`."""
        for number, text in enumerate(texts):
            self.line(x_mm, y_mm + number * pitch_mm, text, kind, Align.CENTRE)

    def cells(self, text: str, x_mm: float, y_mm: float, kind: Type, pitch_mm: float) -> None:
        """Print machine-readable type: one letter in the middle of each cell of equal width."""
        face = self.faces.face(kind.size_pt * DPI / 72, bold=True, italic=False)
        y = y_mm * DPI / 25.4
        for number, letter in enumerate(text):
            x = (x_mm + (number + 0.5) * pitch_mm) * DPI / 25.4
            self._pen.text((x, y), letter, font=face, fill=kind.colour, anchor="ms")
        size = kind.size_pt * DPI / 72
        box = (x_mm * DPI / 25.4, y - size * 0.7, len(text) * pitch_mm * DPI / 25.4, size * 0.7)
        self._note(text, box)

    def rule(
        self, x_mm: float, y_mm: float, to_x_mm: float, to_y_mm: float, pt: float = 0.6
    ) -> None:
        """Draw a straight line."""
        ends = (px(x_mm), px(y_mm), px(to_x_mm), px(to_y_mm))
        self._pen.line(ends, fill=_INK, width=max(1, round(pt * DPI / 72)))

    def frame(self, box_mm: tuple[float, float, float, float], colour: Colour, pt: float) -> None:
        """Draw a rectangle: left, top, right, bottom."""
        corners = tuple(px(edge) for edge in box_mm)
        self._pen.rectangle(corners, outline=colour, width=max(1, round(pt * DPI / 72)))

    def leader(self, x_mm: float, y_mm: float, to_x_mm: float) -> None:
        """Draw the dotted line of a form a little below the baseline."""
        for x in np.arange(x_mm, to_x_mm, 0.9):
            left, top = px(float(x)), px(y_mm + 0.9)
            self._pen.rectangle((left, top, left + 1, top + 1), fill=(120, 118, 116))

    def paste(self, picture: Image.Image, x_mm: float, y_mm: float) -> None:
        """Lay a picture on the sheet, its upper left corner there."""
        self.picture.paste(picture, (px(x_mm), px(y_mm)))

    def stamp(self, ink: Pixels, colour: Colour, x_mm: float, y_mm: float) -> None:
        """Press ink on the sheet: coverage (0 to 255, two dimensions) about that middle.

        Ink darkens what lies under it, as on paper; it never hides print.
        """
        height, width = ink.shape
        left, top = px(x_mm) - width // 2, px(y_mm) - height // 2
        area = self.picture.crop((left, top, left + width, top + height))
        under = np.asarray(area, np.float32)
        cover = ink[:, :, None].astype(np.float32) / 255
        mixed = under * (1 - cover * (1 - np.array(colour, np.float32) / 255))
        self.picture.paste(Image.fromarray(mixed.astype(np.uint8)), (left, top))

    def _length(self, text: str, kind: Type) -> float:
        total, bold = 0.0, kind.bold
        for part_no, part in enumerate(text.split("*")):
            if part_no:
                bold = not bold
            face = self.faces.face(kind.size_pt * DPI / 72, bold=bold, italic=kind.italic)
            total += sum(face.getlength(word) for word in part.split(" "))
            total += part.count(" ") * face.getlength(" ")
        return total

    def _note(self, text: str, box: tuple[float, float, float, float]) -> None:
        """Note a word; print that follows the one before without a space belongs to it."""
        if self.words:
            last = self.words[-1]
            x, y, width, height = last.box
            touches = abs(x + width - box[0]) < 2 and abs(y + height - box[1] - box[3]) < height
            if touches and text and not text[0].isalnum():
                right, bottom = box[0] + box[2], max(y + height, box[1] + box[3])
                top = min(y, box[1])
                self.words[-1] = PrintedWord(last.text + text, (x, top, right - x, bottom - top))
                return
        self.words.append(PrintedWord(text, box))


def px(mm: float) -> int:
    """Millimetres as pixels at the sheet's resolution."""
    return round(mm * DPI / 25.4)
