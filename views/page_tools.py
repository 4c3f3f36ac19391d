"""The tools for pages: turn, move, crop, split, merge, replace, insert, and take an act back."""

from collections.abc import Callable, Sequence

from PyQt6.QtWidgets import QToolButton

from offline_store.records import PageId
from views.language import translate
from views.place_page import PlacePage
from views.presenters.page_acts import PageActs

ForPage = Callable[[PageId], None]
ForPages = Callable[[Sequence[PageId]], None]


class PageTools:
    """Buttons in a place's header, each with its key.

    in_hand: the page they are for. chosen: all that are selected. crop, split: begin to show a
    frame or a line on the page in hand. clean: cleans up those chosen. replace, insert: scan in its
    place, or behind it.
    """

    def __init__(
        self,
        place: PlacePage,
        acts: PageActs,
        in_hand: Callable[[], PageId | None],
        chosen: Callable[[], Sequence[PageId]],
        crop: ForPage,
        split: ForPage,
        clean: ForPages,
        replace: ForPage,
        insert: ForPage,
    ) -> None:
        self._place = place
        self._in_hand = in_hand
        self._chosen = chosen
        words = _words()
        self._for_a_page = (
            self._tool("turn-left", words, "Ctrl+[", lambda page_id: acts.turn(page_id, 270)),
            self._tool("turn-right", words, "Ctrl+]", lambda page_id: acts.turn(page_id, 90)),
            self._tool("move-up", words, "Ctrl+Up", lambda _: acts.move(chosen(), -1)),
            self._tool("move-down", words, "Ctrl+Down", lambda _: acts.move(chosen(), 1)),
            self._tool("crop", words, "Ctrl+K", crop),
            self._tool("split", words, "Ctrl+T", split),
            self._tool("clean", words, "Ctrl+E", lambda _: clean(chosen())),
            self._tool("give", words, "Ctrl+M", lambda _: acts.give(chosen())),
        )
        self._merge = self._button("merge", words, "Ctrl+G", lambda: acts.merge(chosen()))
        self._scans = (
            self._tool("replace", words, "Ctrl+R", replace),
            self._tool("insert", words, "Shift+F5", insert),
        )
        self._again = (
            self._button("undo", words, "Ctrl+Z", acts.undo),
            self._button("redo", words, "Ctrl+Y", acts.redo),
        )

    def refresh(self, there: bool, changeable: bool, pages: bool, scanner: bool) -> None:
        """Show the tools where they can be of use.

        there: whether a document is open whose pages may change at all. changeable: whether they
        may now. pages: whether one is in hand. scanner: whether one can be scanned from.
        """
        for button in self._for_a_page:
            button.setEnabled(changeable and pages)
        self._merge.setEnabled(changeable and len(self._chosen()) > 1)
        for button in self._scans:
            button.setEnabled(changeable and pages and scanner)
        for button in self._again:
            button.setEnabled(changeable)
        for button in (*self._for_a_page, self._merge, *self._scans, *self._again):
            button.setVisible(there)

    def _tool(self, name: str, words: dict[str, str], key: str, act: ForPage) -> QToolButton:
        def for_page() -> None:
            page_id = self._in_hand()
            if page_id is not None:
                act(page_id)

        return self._button(name, words, key, for_page)

    def _button(
        self, name: str, words: dict[str, str], key: str, act: Callable[[], None]
    ) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._place.theme.icon(name))
        button.setToolTip(f"{words[name]} ({key})")
        button.setAccessibleName(words[name])
        button.clicked.connect(lambda: act())
        # A disabled button cannot be clicked, also not by its key.
        self._place.key(key, button.click)
        self._place.add_tool(button)
        return button


def _words() -> dict[str, str]:
    """The tools' words, by their icons."""
    return {
        "turn-left": translate("PageTools", "Turn the page left"),
        "turn-right": translate("PageTools", "Turn the page right"),
        "move-up": translate("PageTools", "Move the pages chosen up"),
        "move-down": translate("PageTools", "Move the pages chosen down"),
        "crop": translate("PageTools", "Keep only a part of the page"),
        "split": translate("PageTools", "Cut the page in two"),
        "clean": translate("PageTools", "Clean up the pages chosen: level, cut to the paper, lit"),
        "give": translate("PageTools", "Make another paper of the pages chosen"),
        "merge": translate("PageTools", "Join the pages chosen on one"),
        "replace": translate("PageTools", "Scan this page again, in its place"),
        "insert": translate("PageTools", "Scan more behind this page"),
        "undo": translate("PageTools", "Take back the last act on pages"),
        "redo": translate("PageTools", "Do again what was taken back"),
    }
