"""The tools for the page in hand: turn, move, and take an act back."""

from collections.abc import Callable

from PyQt6.QtWidgets import QToolButton

from offline_store.records import PageId
from views.language import translate
from views.place_page import PlacePage
from views.presenters.page_acts import PageActs


class PageTools:
    """Buttons in a place's header, each with its key. in_hand: which page they are for."""

    def __init__(self, place: PlacePage, acts: PageActs, in_hand: Callable[[], PageId | None]):
        self._place = place
        self._in_hand = in_hand
        self._for_a_page = (
            self._tool(
                "turn-left",
                translate("PageTools", "Turn the page left"),
                "Ctrl+[",
                lambda page_id: acts.turn(page_id, 270),
            ),
            self._tool(
                "turn-right",
                translate("PageTools", "Turn the page right"),
                "Ctrl+]",
                lambda page_id: acts.turn(page_id, 90),
            ),
            self._tool(
                "move-up",
                translate("PageTools", "Move the page up"),
                "Ctrl+Up",
                lambda page_id: acts.move(page_id, -1),
            ),
            self._tool(
                "move-down",
                translate("PageTools", "Move the page down"),
                "Ctrl+Down",
                lambda page_id: acts.move(page_id, 1),
            ),
        )
        self._undo = self._button(
            "undo",
            translate("PageTools", "Take back the last act on pages"),
            "Ctrl+Z",
            acts.undo,
        )

    def refresh(self, there: bool, changeable: bool, pages: bool) -> None:
        """Show the tools where they can be of use.

        there: whether a document is open whose pages may change at all. changeable: whether they
        may now. pages: whether one is in hand.
        """
        for button in self._for_a_page:
            button.setEnabled(changeable and pages)
        self._undo.setEnabled(changeable)
        for button in (*self._for_a_page, self._undo):
            button.setVisible(there)

    def _tool(self, icon: str, text: str, key: str, act: Callable[[PageId], None]) -> QToolButton:
        def for_page() -> None:
            page_id = self._in_hand()
            if page_id is not None:
                act(page_id)

        return self._button(icon, text, key, for_page)

    def _button(self, icon: str, text: str, key: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._place.theme.icon(icon))
        button.setToolTip(f"{text} ({key})")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: act())
        # A disabled button cannot be clicked, also not by its key.
        self._place.key(key, button.click)
        self._place.add_tool(button)
        return button
