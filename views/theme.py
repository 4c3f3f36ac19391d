"""A theme at work: palette, fonts and style sheet on the application, icons in its colours."""

from enum import StrEnum

from PyQt6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPen, QPixmap
from PyQt6.QtWidgets import QAbstractItemView, QApplication

from views.look import (
    BODY_PX,
    CONTRAST_DARK_PALETTE,
    CONTRAST_PALETTE,
    DARK_PALETTE,
    FOCUS,
    FONTS,
    ICON,
    LIGHT_PALETTE,
    PAPER_FONTS,
    Palette,
)
from views.style_sheet import ICONS, style_sheet

# What an icon must stay sharp at: 100, 200 and 300 % scaling.
ICON_SCALES = (1, 2, 3)


class ThemeName(StrEnum):
    """Light and dark, and both in high contrast."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    CONTRAST_DARK = "contrast-dark"


PALETTES = {
    ThemeName.LIGHT: LIGHT_PALETTE,
    ThemeName.DARK: DARK_PALETTE,
    ThemeName.CONTRAST: CONTRAST_PALETTE,
    ThemeName.CONTRAST_DARK: CONTRAST_DARK_PALETTE,
}


class Theme:
    """One palette with what is drawn from it. Made once, after the application."""

    def __init__(self, name: ThemeName) -> None:
        self.palette: Palette = PALETTES[name]
        self._icons: dict[tuple[str, str], QIcon] = {}

    def apply(self, app: QApplication) -> None:
        """Give the application this theme's style, colours and fonts."""
        app.setStyle("Fusion")
        app.setFont(self.font(BODY_PX))
        app.setPalette(self._qt_palette())
        app.setStyleSheet(style_sheet(self.palette))

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """The outline icon `name`, in the text's colour when none is given."""
        key = (name, colour or self.palette.text)
        if key not in self._icons:
            svg = (ICONS / f"{name}.svg").read_text("utf-8")
            made = QIcon()
            for scale in ICON_SCALES:
                made.addPixmap(_drawn(svg, key[1], scale))
                made.addPixmap(_drawn(svg, self.palette.secondary, scale), QIcon.Mode.Disabled)
            self._icons[key] = made
        return self._icons[key]

    @staticmethod
    def font(px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The window's font at a size in pixels."""
        return _font(FONTS, px, weight)

    @staticmethod
    def paper_font(px: int) -> QFont:
        """A font that looks like the papers' own."""
        return _font(PAPER_FONTS, px, QFont.Weight.Normal)

    def _qt_palette(self) -> QPalette:
        given = self.palette
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in (
            (roles.Window, given.background),
            (roles.WindowText, given.text),
            (roles.Base, given.surface),
            (roles.AlternateBase, given.background),
            (roles.Text, given.text),
            (roles.Button, given.surface),
            (roles.ButtonText, given.text),
            (roles.ToolTipBase, given.surface),
            (roles.ToolTipText, given.text),
            (roles.PlaceholderText, given.secondary),
            (roles.Highlight, given.accent),
            (roles.HighlightedText, given.on_accent),
            (roles.Link, given.accent),
            (roles.Light, given.surface),
            (roles.Mid, given.line),
            (roles.Dark, given.line),
        ):
            palette.setColor(role, QColor(colour))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(given.secondary))
        return palette


def _font(families: tuple[str, ...], px: int, weight: QFont.Weight) -> QFont:
    there = set(QFontDatabase.families())
    found = [family for family in families if family in there]
    # None of them here: Qt takes what the system offers.
    font = QFont(found[:2]) if found else QFont()
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


def _drawn(svg: str, colour: str, scale: int) -> QPixmap:
    # Here: what is seen first has no icon, and waits for no more of Qt than it needs.
    from PyQt6.QtSvg import QSvgRenderer

    pixmap = QPixmap(QSize(ICON, ICON) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    coloured = QByteArray(svg.replace("#000", colour).encode())
    QSvgRenderer(coloured).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def paint_ring(view: QAbstractItemView, rect: QRect, theme: Theme) -> None:
    """Ring what is in hand in a list that has the focus, so that it is always seen."""
    viewport = view.viewport()
    if not view.hasFocus() or viewport is None or not rect.isValid():
        return
    painter = QPainter(viewport)
    painter.setPen(QPen(QColor(theme.palette.accent), FOCUS))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
