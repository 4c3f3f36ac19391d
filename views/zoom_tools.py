"""Larger and smaller: two tools of a place that shows a page, and a key that lets it fit again."""

from PyQt6.QtWidgets import QToolButton

from views.language import translate
from views.page_view import PageView
from views.place_page import PlacePage

FIT_KEY = "Ctrl+W"


def add_zoom_tools(place: PlacePage, view: PageView) -> None:
    """Give a place's page its zoom."""
    for icon, text, key, by in (
        ("zoom-out", translate("Compare", "Smaller"), "Ctrl+-", -1),
        ("zoom-in", translate("Compare", "Larger"), "Ctrl+=", 1),
    ):
        button = QToolButton()
        button.setIcon(place.theme.icon(icon))
        button.setToolTip(f"{text} ({key})")
        button.setAccessibleName(text)
        button.clicked.connect(lambda _, by=by: view.zoom_by(by))
        place.add_tool(button)
        place.key(key, button.click)
    # Ctrl+0 is the tenth place's.
    place.key(FIT_KEY, view.zoom_to_fit)
