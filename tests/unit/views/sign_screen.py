"""A sign place without widgets: it remembers what it was told, and answers as the test wants."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from offline_store.records import Document
from signing.pin import Pin
from signing.values import Token
from station.sheet_gate import SheetGate
from tests.unit.views.scripted import JobsAtOnce
from views.presenters.counter import Counter, Place
from views.presenters.sign import OnPins, SignPresenter
from views.presenters.tray import Means, Waiting


@dataclass(slots=True)
class SignScreen:
    """Remembers the tray, and answers with the PIN that the test gives."""

    waiting: tuple[Waiting, ...] = ()
    chosen: Waiting | None = None
    means: Means | None = None
    signing: list[bool] = field(default_factory=list)
    asked: list[tuple[Token, ...]] = field(default_factory=list)
    answer: Mapping[str, Pin] | None = None
    ground: int | None = None
    warned: list[tuple[str, ...]] = field(default_factory=list)
    slips: list[bytes] = field(default_factory=list)
    counts: int = 0
    sheets: list[SheetGate] = field(default_factory=list)

    def show_waiting(self, waiting: tuple[Waiting, ...], means: Means) -> None:
        """Remember the tray."""
        self.waiting, self.means = waiting, means

    def show_chosen(self, chosen: Waiting | None, means: Means) -> None:
        """Remember the one in hand."""
        self.chosen = chosen

    def show_signing(self, signing: bool) -> None:
        """Remember that signatures are being made."""
        self.signing.append(signing)

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """Answer at once."""
        self.asked.append(tokens)
        answer(self.answer)

    def ask_grounds(
        self, title: str, warnings: tuple[str, ...], answer: Callable[[int | None, str], None]
    ) -> None:
        """Answer at once."""
        self.warned.append(warnings)
        answer(self.ground, "Rách")

    def ask_sides(self, title: str, sheets: SheetGate, answer: Callable[[int], None]) -> None:
        """Answer at once."""
        self.sheets.append(sheets)
        answer(self.counts)

    def print_slip(self, pdf: bytes) -> None:
        """Remember the slip."""
        self.slips.append(pdf)


@pytest.fixture
def tray() -> SignScreen:
    """The sign place, without widgets."""
    return SignScreen()


@pytest.fixture
def presenter(counter: Counter, tray: SignScreen, document: Document) -> SignPresenter:
    """The sign place with the document in hand."""
    presenter = SignPresenter(counter, tray, JobsAtOnce(), JobsAtOnce())
    counter.places[Place.SIGN] = presenter
    counter.open(document.dossier_id, document.id, Place.SIGN)
    return presenter
