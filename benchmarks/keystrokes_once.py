"""One certified copy of a two-page paper through the real window, by keys alone; each act noted.

HOME, then the PIN. Prints JSON: the acts in order, and the seconds that the clerk waited. A card's
code comes from a barcode reader, which types by itself. When the pages are read, all doubts but
three are taken off them: how many there are differs from paper to paper.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from PyQt6.QtCore import QCoreApplication, QEvent, Qt
from PyQt6.QtGui import QKeyEvent, QWindow
from PyQt6.QtWidgets import QApplication, QFileDialog, QWidget

from benchmarks.desk_window import opened, until
from offline_store.records import Reading, Requester
from station.demo.page_texts import CARD_QR, ID_NUMBER
from station.recognition.doubt import DOUBTFUL
from views.pages.compare import ComparePage
from views.pages.hand_over import HandOverPage
from views.pages.receive import ReceivePage
from views.pages.scan import ScanPage
from views.pages.sign import SignPage
from views.presenters.counter import Place
from views.window import Window

PageT = TypeVar("PageT", bound=QWidget)
_DOUBTS = 3
_INITIALS = "bdh"
_TITLE = "Bằng đại học Thử Nghiệm"


@dataclass(frozen=True, slots=True)
class Act:
    """A key pressed. step: of the job. thought: whether the clerk first had to think what to do."""

    step: str
    key: str
    thought: bool


class Hands:
    """A clerk's hands: they never leave the keyboard. Keys come as the system brings them."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.acts: list[Act] = []
        self.waited = 0.0
        self.step = ""

    def press(self, name: str, key: Qt.Key, text: str = "", *, thought: bool = True) -> None:
        """Press a key where the focus is."""
        self.acts.append(Act(self.step, name, thought))
        self.send(int(key), text)

    def types(self, text: str) -> None:
        """Type letters; one thought for all of them."""
        for at, letter in enumerate(text):
            self.press(letter, Qt.Key(ord(letter.upper())), letter, thought=at == 0)

    def send(self, key: int, text: str) -> None:
        """Bring a key to the window in front, whoever pressed it."""
        handle = self._front()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(
                handle, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            )

    def wait(self, there: Callable[[], bool]) -> None:
        """Wait for what the window shows; not the clerk's time, but the machine's."""
        begun = time.perf_counter()
        until(there)
        self.waited += time.perf_counter() - begun

    def _front(self) -> QWindow:
        if QApplication.activeWindow() is None:
            # Without a window manager nobody brings it back after a dialog.
            self._window.activateWindow()
            until(self._window.isActiveWindow)
        front = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        handle = front.windowHandle()
        assert handle is not None
        return handle


def _page(window: Window, place: Place, kind: type[PageT]) -> PageT:
    found = window.places[place]
    assert isinstance(found, kind)
    return found


def _usual_title(window: Window) -> None:
    """A desk knows the paper's name: it was received before."""
    window.desk.receive(Requester("Trần Thị Bích Hường"), _TITLE)


def _keep_three_doubts(window: Window) -> None:
    work = window.counter.work
    assert work is not None
    left = _DOUBTS
    with window.desk.store.transaction() as records:
        for page in records.dossiers.document(work.document.id).pages:
            reading = page.reading
            assert isinstance(reading, Reading)
            words = []
            for word in reading.words:
                doubtful = word.doubt > DOUBTFUL and left > 0
                left -= doubtful
                words.append(word if doubtful else replace(word, doubt=0.0))
            if left and page.position == 2:
                words = [replace(word, doubt=0.5) for word in words[:left]] + words[left:]
                left = 0
            records.dossiers.keep_reading(page.id, replace(reading, words=tuple(words)))
    window.counter.refresh()
    until(lambda: not window.busy)


def run(window: Window, pin: str) -> Hands:
    """Receive, scan, compare, sign, hand over."""
    hands = Hands(window)
    _usual_title(window)
    window.activateWindow()
    until(lambda: QApplication.activeWindow() is window)

    hands.step = "receive"
    hands.press("F2", Qt.Key.Key_F2)
    receive = _page(window, Place.RECEIVE, ReceivePage)
    hands.wait(lambda: window.counter.place is Place.RECEIVE and not window.busy)
    for letter in CARD_QR:  # the barcode reader's keys, not the clerk's
        hands.send(ord(letter.upper()) if letter.isascii() else 0, letter)
    hands.send(int(Qt.Key.Key_Return), "\r")
    hands.wait(lambda: receive.fields["id_number"].text() == ID_NUMBER)
    hands.types(_INITIALS)
    hands.press("Enter", Qt.Key.Key_Return, "\r", thought=False)
    if receive.fields["title"].text() != _TITLE:
        raise RuntimeError("the paper's name was not offered")
    hands.press("F9", Qt.Key.Key_F9)

    hands.step = "scan"
    scan = _page(window, Place.SCAN, ScanPage)
    hands.wait(lambda: window.counter.place is Place.SCAN and scan.primary.isEnabled())
    hands.press("F9", Qt.Key.Key_F9)

    def read() -> bool:
        work = window.counter.work
        pages = work.document.pages if work is not None else ()
        return len(pages) == 2 and all(page.reading is not None for page in pages)

    hands.wait(lambda: read() and not window.scan.scanning and not window.busy)
    _keep_three_doubts(window)
    hands.press("F9", Qt.Key.Key_F9)

    hands.step = "compare"
    compare = _page(window, Place.COMPARE, ComparePage)
    hands.wait(lambda: bool(compare.edit.text()) and not window.busy)
    for _ in range(2):
        while compare._marked is not None and compare._marked.left:  # what the clerk sees
            left = compare._marked.left
            hands.press("Enter", Qt.Key.Key_Return, "\r")
            hands.wait(lambda left=left: compare._marked.left < left)  # type: ignore[misc]
        hands.press("F9", Qt.Key.Key_F9)
        hands.wait(lambda: not window.busy)

    hands.step = "sign"
    sign = _page(window, Place.SIGN, SignPage)
    hands.wait(lambda: window.counter.place is Place.SIGN and sign.primary.isEnabled())
    hands.press("F9", Qt.Key.Key_F9)
    hands.wait(lambda: sign.pin_dialog is not None)
    hands.types(pin)
    hands.press("Enter", Qt.Key.Key_Return, "\r", thought=False)

    hands.step = "hand over"
    result = _page(window, Place.HAND_OVER, HandOverPage)
    hands.wait(lambda: window.counter.place is Place.HAND_OVER and result.primary.isVisible())
    hands.press("F9", Qt.Key.Key_F9)
    hands.wait(lambda: result.findChild(QFileDialog) is not None)
    hands.press("Enter", Qt.Key.Key_Return, "\r", thought=False)
    hands.wait(lambda: "saved" in [message.code for message in window.messages.messages])
    return hands


def main() -> None:
    """Make one copy, and say how."""
    home, pin = Path(sys.argv[1]), sys.argv[2]
    with opened(home, (1366, 768)) as window:
        hands = run(window, pin)
    print(json.dumps({"acts": [asdict(act) for act in hands.acts], "waited": hands.waited}))


if __name__ == "__main__":
    main()
