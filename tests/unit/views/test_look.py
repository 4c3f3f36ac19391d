"""Every palette can be read: contrast by WCAG 2.2, 1.4.3 and 1.4.6."""

import pytest
from PyQt6.QtGui import QColor

from views.theme import PALETTES, ThemeName


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""

    def part(value: float) -> float:
        return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)

    asked = QColor(colour)
    red, green, blue = (part(each) for each in (asked.redF(), asked.greenF(), asked.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, none, to 21, black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(ThemeName))
def test_words_stand_out_from_their_ground(name: ThemeName) -> None:
    """4.5 : 1 for all words, 7 : 1 for what is compared; in high contrast 7 : 1 for all."""
    palette = PALETTES[name]
    least = 7.0 if name in (ThemeName.CONTRAST, ThemeName.CONTRAST_DARK) else 4.5
    pairs = [
        (getattr(palette, ink), getattr(palette, ground))
        for ink in ("text", "secondary", "accent", "done", "doubt", "error")
        for ground in ("background", "surface")
    ]
    pairs += [
        (palette.on_accent, palette.accent),
        (palette.doubt, palette.doubt_ground),
        (palette.text, palette.hover),
        (palette.text, palette.selected),
    ]

    assert [(pair, round(contrast(*pair), 1)) for pair in pairs if contrast(*pair) < least] == []
    assert contrast(palette.text, palette.surface) >= 7
