"""The one style sheet, written from the tokens."""

from pathlib import Path

from views.look import (
    BODY_PX,
    CITIZEN_CALLED_PX,
    CITIZEN_CONTROL,
    CITIZEN_NUMBER_PX,
    CITIZEN_PX,
    CITIZEN_SMALL_PX,
    CITIZEN_TITLE_PX,
    CONTROL,
    CORNER,
    FOCUS,
    GRID,
    HAIRLINE,
    HEADER,
    LIGHT_PALETTE,
    MARGIN,
    NUMBER_PX,
    RAIL,
    READING_PX,
    SMALL_PX,
    STATUS,
    TITLE_PX,
    Palette,
)

# Style sheets take pictures only by their files; this grey is seen on both grounds.
ICONS = Path(__file__).parent / "icons"
ARROW_DOWN = (ICONS / "arrow-down.svg").as_posix()
ARROW_UP = (ICONS / "arrow-up.svg").as_posix()


def _tick(p: Palette) -> str:
    """The picture of a tick that is seen on the accent."""
    name = "tick-on-dark" if p.on_accent == LIGHT_PALETTE.on_accent else "tick-on-light"
    return (ICONS / f"{name}.svg").as_posix()


def style_sheet(p: Palette) -> str:
    """The style sheet of one palette. Widgets choose a look by their `role` property."""
    inner = CONTROL - 2 * HAIRLINE
    focused = CONTROL - 2 * FOCUS
    return f"""
* {{ outline: none; }}
QWidget {{ color: {p.text}; font-size: {BODY_PX}px; }}
QMainWindow, QDialog, QWidget[role="ground"] {{ background: {p.background}; }}
QWidget[role="surface"] {{ background: {p.surface}; }}
QWidget[role="desk"] {{ background: {p.desk}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent; border: 0; }}

QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {TITLE_PX}px; font-weight: 600; }}
QLabel[role="number"] {{ font-size: {NUMBER_PX}px; font-weight: 600; }}
QLabel[role="secondary"] {{ color: {p.secondary}; }}
QLabel[role="small"] {{ color: {p.secondary}; font-size: {SMALL_PX}px; }}
QLabel[role="group"] {{ color: {p.secondary}; font-size: {SMALL_PX}px; font-weight: 600; }}
QLabel[role="done"] {{ color: {p.done}; }}
QLabel[role="doubt"] {{ color: {p.doubt}; }}
QLabel[role="error"] {{ color: {p.error}; }}
QLabel[role="doubt-note"] {{
    color: {p.doubt}; background: {p.doubt_ground};
    border-radius: {CORNER}px; padding: {GRID}px {GRID + 4}px;
}}
QLabel[role="training"] {{
    color: {p.doubt}; background: {p.doubt_ground}; font-weight: 600; padding: 4px {GRID}px;
}}
QLabel[role="thumbnail"] {{ border: {HAIRLINE}px solid {p.line}; }}
QLabel[role="key"] {{
    color: {p.text}; background: {p.hover}; border: {HAIRLINE}px solid {p.line};
    border-radius: 4px; padding: 2px {GRID}px; font-weight: 600;
}}
QToolButton[role="key"] {{
    color: {p.text}; background: {p.hover}; border: {HAIRLINE}px solid {p.line};
    border-radius: 4px; padding: 2px {GRID}px; font-weight: 600;
}}
QToolButton[role="key"]:hover, QToolButton[role="key"]:focus {{ border-color: {p.accent}; }}
QLabel[role="empty"] {{ color: {p.secondary}; font-size: {TITLE_PX}px; }}
QLabel[role="citizen"] {{ font-size: {CITIZEN_PX}px; }}
QLabel[role="citizen-small"] {{ font-size: {CITIZEN_SMALL_PX}px; color: {p.secondary}; }}
QLabel[role="citizen-title"] {{ font-size: {CITIZEN_TITLE_PX}px; font-weight: 600; }}
QLabel[role="citizen-called"] {{ font-size: {CITIZEN_CALLED_PX}px; font-weight: 600; }}
QLabel[role="citizen-number"] {{ font-size: {CITIZEN_NUMBER_PX}px; font-weight: 600; }}

QFrame[role="line"] {{ background: {p.line}; border: 0; }}
QFrame[role="header"] {{
    background: {p.surface}; border: 0; border-bottom: {HAIRLINE}px solid {p.line};
    min-height: {HEADER}px; max-height: {HEADER}px;
}}
QFrame[role="citizen-head"] {{
    background: {p.surface}; border: 0; border-bottom: {HAIRLINE}px solid {p.line};
}}
QFrame[role="footer"] {{
    background: {p.surface}; border: 0; border-top: {HAIRLINE}px solid {p.line};
}}
QFrame[role="column"] {{
    background: {p.surface}; border: 0; border-left: {HAIRLINE}px solid {p.line};
}}
QFrame[role="rail"] {{
    background: {p.surface}; border: 0; border-right: {HAIRLINE}px solid {p.line};
}}
QFrame[role="status"] {{
    background: {p.surface}; border: 0; border-top: {HAIRLINE}px solid {p.line};
    min-height: {STATUS}px; max-height: {STATUS}px;
}}
QFrame[role="suggestion"] {{
    background: {p.surface}; border: 0; border-bottom: {HAIRLINE}px solid {p.line};
}}
QFrame[role="card"] {{
    background: {p.surface}; border: {HAIRLINE}px solid {p.line}; border-radius: {CORNER}px;
}}
QFrame[role="drop"] {{
    background: {p.surface}; border: {HAIRLINE}px dashed {p.secondary}; border-radius: {CORNER}px;
}}
QFrame[role="drop"][over="true"] {{ border: {FOCUS}px dashed {p.accent}; }}

QPushButton {{
    background: {p.surface}; color: {p.text};
    border: {HAIRLINE}px solid {p.line}; border-radius: {CORNER}px;
    min-height: {inner}px; max-height: {inner}px; padding: 0 {MARGIN - HAIRLINE}px;
}}
QPushButton:hover {{ background: {p.hover}; }}
QPushButton:pressed {{ background: {p.selected}; }}
QPushButton:disabled {{ color: {p.secondary}; background: {p.background}; }}
QPushButton:focus {{
    border: {FOCUS}px solid {p.accent};
    min-height: {focused}px; max-height: {focused}px; padding: 0 {MARGIN - FOCUS}px;
}}
QPushButton[role="primary"] {{
    background: {p.accent}; color: {p.on_accent}; border-color: {p.accent}; font-weight: 600;
}}
QPushButton[role="primary"]:focus {{ border-color: {p.text}; }}
QPushButton[role="primary"]:disabled {{
    background: {p.hover}; color: {p.secondary}; border-color: {p.line};
}}
QPushButton[role="citizen"] {{
    font-size: {CITIZEN_PX}px; min-height: {CITIZEN_CONTROL}px; max-height: {CITIZEN_CONTROL}px;
}}
QPushButton[role="link"] {{
    background: transparent; border: 0; color: {p.accent}; padding: 0 4px;
    min-height: 24px; max-height: 24px; text-align: left;
}}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{
    border: {FOCUS}px solid {p.accent}; border-radius: 4px; padding: 0 2px;
}}

QToolButton {{
    background: transparent; border: {FOCUS}px solid transparent; border-radius: {CORNER}px;
    padding: 4px 6px;
}}
QToolButton:hover {{ background: {p.hover}; }}
QToolButton:focus {{ border-color: {p.accent}; }}
QToolButton:disabled {{ color: {p.secondary}; }}
QToolButton[role="place"] {{
    font-size: {SMALL_PX}px; color: {p.secondary};
    min-width: {RAIL - 2 * GRID - 2 * FOCUS}px; padding: 6px 0;
}}
QToolButton[role="place"]:checked {{
    background: {p.selected}; color: {p.accent}; font-weight: 600;
}}
QToolButton[role="place-narrow"] {{ padding: 5px; }}
QToolButton[role="place-narrow"]:checked {{ background: {p.selected}; }}
QToolButton[role="status"] {{
    font-size: {SMALL_PX}px; color: {p.secondary}; padding: 1px 6px; border-radius: 4px;
}}

QToolButton[role="tab"] {{
    color: {p.secondary}; border-radius: 0; padding: 4px 2px; min-height: 24px;
    border: 0; border-bottom: {FOCUS}px solid transparent;
}}
QToolButton[role="tab"]:checked {{
    color: {p.accent}; font-weight: 600; border-bottom-color: {p.accent};
}}
QToolButton[role="tab"]:focus {{ background: {p.selected}; }}

QLineEdit, QComboBox, QSpinBox {{
    background: {p.surface}; color: {p.text};
    border: {HAIRLINE}px solid {p.line}; border-radius: {CORNER}px;
    min-height: {inner}px; max-height: {inner}px; padding: 0 {GRID + 2 - HAIRLINE}px;
    selection-background-color: {p.accent}; selection-color: {p.on_accent};
}}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{
    border: {FOCUS}px solid {p.accent};
    min-height: {focused}px; max-height: {focused}px; padding: 0 {GRID + 2 - FOCUS}px;
}}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{
    background: {p.background}; color: {p.secondary};
}}
QLineEdit[wrong="true"] {{ border-color: {p.error}; }}
QLineEdit[role="reading"] {{ font-size: {READING_PX}px; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow, QSpinBox::down-arrow {{ image: url("{ARROW_DOWN}"); width: 12px; }}
QSpinBox::up-arrow {{ image: url("{ARROW_UP}"); width: 12px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 24px; }}
QComboBox QAbstractItemView {{
    background: {p.surface}; border: {HAIRLINE}px solid {p.line}; padding: 4px;
    selection-background-color: {p.selected}; selection-color: {p.text};
}}

QAbstractItemView {{
    background: {p.surface}; border: 0; alternate-background-color: {p.surface};
    selection-background-color: {p.selected}; selection-color: {p.text};
}}
QTableView {{ gridline-color: {p.line}; }}
QTableView::item {{ padding: 0 {GRID}px; border-bottom: {HAIRLINE}px solid {p.line}; }}
QTableView::item:selected {{ background: {p.selected}; color: {p.text}; }}
QHeaderView {{ background: {p.background}; border: 0; }}
QHeaderView::section {{
    background: {p.background}; color: {p.secondary}; font-size: {SMALL_PX}px; font-weight: 600;
    border: 0; border-bottom: {HAIRLINE}px solid {p.line};
    padding: 0 {GRID + 3}px; min-height: 32px;
}}
QListView[role="offers"]::item {{ padding-left: {GRID}px; }}
QListView[role="strip"] {{ background: {p.desk}; padding: {GRID}px 0; }}

QTextBrowser, QTextEdit {{
    background: {p.surface}; border: {FOCUS}px solid transparent; border-radius: {CORNER}px;
    padding: {GRID}px 0;
    selection-background-color: {p.selected}; selection-color: {p.text};
}}
QTextEdit:focus {{ border-color: {p.accent}; }}

QProgressBar {{
    background: {p.line}; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px;
}}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 3px; }}

QCheckBox {{ spacing: {GRID}px; min-height: {CONTROL}px; }}
QCheckBox::indicator {{
    width: {MARGIN}px; height: {MARGIN}px; border: {HAIRLINE}px solid {p.secondary};
    border-radius: 4px; background: {p.surface};
}}
QCheckBox::indicator:focus {{ border: {FOCUS}px solid {p.accent}; }}
QCheckBox::indicator:checked {{
    background: {p.accent}; border-color: {p.accent}; image: url("{_tick(p)}");
}}
QCheckBox::indicator:checked:focus {{ border-color: {p.text}; }}

QMenu {{ background: {p.surface}; border: {HAIRLINE}px solid {p.line}; padding: 4px; }}
QMenu::item {{ padding: {GRID}px {MARGIN}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.selected}; color: {p.text}; }}

QToolTip {{
    background: {p.surface}; color: {p.text}; border: {HAIRLINE}px solid {p.line}; padding: 6px;
}}

QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {p.line}; border-radius: 4px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {p.secondary}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {p.line}; }}
"""
