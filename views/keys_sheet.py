"""The sheet of keys: everything the window does has one."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from views.citizens_copies_sheet import COPIES_KEY
from views.language import translate
from views.look import GRID, GROUP, MARGIN
from views.papers_sheet import PAPERS_KEY
from views.place_page import label, resize_on_screen, scrolled
from views.presenters.counter import Place
from views.sign_in_cover import LOCK_KEY, PASSWORD_KEY
from views.wording import place_key, place_name


class KeysSheet(QDialog):
    """A sheet that lies open beside the work; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Keys", "Keys"))
        self.setModal(False)
        content = QWidget()
        columns = QGridLayout(content)
        columns.setContentsMargins(GROUP, MARGIN, GROUP, MARGIN)
        columns.setHorizontalSpacing(MARGIN)
        columns.setVerticalSpacing(GRID)
        row = 0
        for title, entries in key_groups():
            words = label(title, "group")
            words.setContentsMargins(0, GRID if row else 0, 0, 0)
            columns.addWidget(words, row, 0, 1, 2)
            row += 1
            for key, act in entries:
                columns.addWidget(label(key, "key"), row, 0, Qt.AlignmentFlag.AlignLeft)
                columns.addWidget(label(act), row, 1)
                row += 1
        columns.setColumnStretch(1, 1)
        columns.setRowStretch(row, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        resize_on_screen(self, GRID * 68, GRID * 72)

    def toggle(self) -> None:
        """Show it, or put it away."""
        self.setVisible(not self.isVisible())


def key_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Keys and what they do, by place."""
    return [
        (
            translate("Keys", "Everywhere"),
            [
                ("F9", translate("Keys", "The next step, as the blue button says")),
                ("Shift+F9", translate("Keys", "At Sign: sign all that is ready")),
                ("Ctrl+J", translate("Keys", "At Sign: grounds for refusing")),
                ("F2", translate("Keys", "Receive a new dossier")),
                ("F8", translate("Keys", "Check a signed PDF")),
                ("Shift+F8", translate("Keys", "What is owed to signed copies")),
                ("Ctrl+L", translate("Keys", "Show or hide all messages")),
                ("Ctrl+D", translate("Keys", "Show or hide the open dossier")),
                (PAPERS_KEY, translate("Keys", "The papers of the open dossier, and its pile")),
                ("1 … 9", translate("Keys", "At the papers: give the page in hand to that paper")),
                ("Enter", translate("Keys", "At the papers: choose for the page or paper in hand")),
                ("F4", translate("Keys", "At the papers: describe the paper in hand")),
                ("F6", translate("Keys", "At the papers: the other list")),
                (COPIES_KEY, translate("Keys", "Copies that the citizen already has")),
                ("Ctrl+B", translate("Keys", "Print the slip for the citizen")),
                (LOCK_KEY, translate("Keys", "Lock the screen, where people sign in")),
                (PASSWORD_KEY, translate("Keys", "Change your password, where people sign in")),
                ("F1  ?", translate("Keys", "This sheet")),
                *((place_key(place), place_name(place)) for place in Place),
            ],
        ),
        (
            place_name(Place.TODAY),
            [
                ("Ctrl+F", translate("Keys", "Search")),
                ("Enter", translate("Keys", "Open the dossier at its next step")),
            ],
        ),
        (
            place_name(Place.RECEIVE),
            [
                ("Ctrl+O", translate("Keys", "Choose a picture of the card")),
                ("Ctrl+K", translate("Keys", "Read a card through the camera")),
            ],
        ),
        (
            place_name(Place.DOSSIERS),
            [
                ("Ctrl+F", translate("Keys", "Search")),
                ("Enter", translate("Keys", "Open the dossier at its next step")),
            ],
        ),
        (
            place_name(Place.SCAN),
            [
                ("F5", translate("Keys", "Scan more")),
                ("Esc", translate("Keys", "Stop scanning")),
                ("F6", translate("Keys", "Look for scanners again")),
                ("Shift+F5", translate("Keys", "Scan more behind the page in hand")),
                ("Ctrl+R", translate("Keys", "Scan the page in hand again, in its place")),
                ("Ctrl+O  Ctrl+V", translate("Keys", "Add pages from files, paste a picture")),
                ("Shift+↑  Shift+↓", translate("Keys", "Choose several pages")),
                ("Del", translate("Keys", "Remove the pages chosen in the list of pages")),
                ("Ctrl+[  Ctrl+]", translate("Keys", "Turn the page left, right")),
                ("Ctrl+↑  Ctrl+↓", translate("Keys", "Move the pages chosen up, down")),
                ("Ctrl+K  Ctrl+T", translate("Keys", "Crop the page, cut it in two")),
                ("Ctrl+E", translate("Keys", "Clean up the pages chosen")),
                ("Ctrl+M", translate("Keys", "Make another paper of the pages chosen")),
                ("Ctrl+G", translate("Keys", "Join the pages chosen on one")),
                ("Ctrl+Z  Ctrl+Y", translate("Keys", "Take back an act on pages, do it again")),
                ("Ctrl+Enter  Ctrl+Del", translate("Keys", "Do what is suggested, leave it")),
                ("Ctrl+P", translate("Keys", "A separator sheet, to print or save")),
            ],
        ),
        (
            place_name(Place.COMPARE),
            [
                ("Enter", translate("Keys", "Same as the original, or as typed; next doubt")),
                ("F7", translate("Keys", "The doubt before")),
                ("F4", translate("Keys", "No word: a pen stroke or a stain")),
                ("F6", translate("Keys", "Text, fields or another paper beside the picture")),
                ("F5  Ctrl+O", translate("Keys", "Another paper: scan it, open a file")),
                ("Ctrl+Space", translate("Keys", "Another paper: show it in the page's place")),
                ("Ctrl+Z", translate("Keys", "Take back the last correction")),
                ("PgUp PgDn", translate("Keys", "Page before, next page")),
                ("Ctrl+−  Ctrl+=  Ctrl+0", translate("Keys", "Smaller, larger, fit")),
                ("Ctrl+Shift+Z", translate("Keys", "Compare this page again")),
            ],
        ),
        (
            place_name(Place.SIGN),
            [("Enter", translate("Keys", "Go to what the copy lacks, or sign"))],
        ),
        (
            place_name(Place.HAND_OVER),
            [
                ("Ctrl+P", translate("Keys", "Print")),
                ("Ctrl+U", translate("Keys", "Save to USB stick")),
                ("F6", translate("Keys", "Send to central")),
            ],
        ),
        (
            place_name(Place.REGISTER),
            [
                ("Ctrl+P", translate("Keys", "Print the book or the month")),
                ("Ctrl+E", translate("Keys", "Save it as a spreadsheet")),
                ("Del", translate("Keys", "Cancel a number that is not signed")),
            ],
        ),
        (
            place_name(Place.OUTBOX),
            [
                ("F6", translate("Keys", "Send what was refused again")),
                ("Enter", translate("Keys", "Open the copy")),
            ],
        ),
        (
            place_name(Place.DEVICES),
            [
                ("F6", translate("Keys", "Scan a test page")),
                ("Ctrl+E", translate("Keys", "Save the file for support")),
            ],
        ),
    ]
