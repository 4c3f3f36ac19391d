"""The stack in the window: one PIN for all, each copy's outcome, and a stop that is heeded."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from offline_store.records import CertifiedCopy, NumberBlock, Requester
from signing.errors import TokenMissing
from signing.pin import Pin
from signing.values import PinFlags, Token
from station.bootstrap import Desk, open_desk
from station.certify import CertifyCopy
from station.desk_check import Check, Status
from station.errors import ClockWrong
from station.settings import SigningSettings, StoreSettings
from station.sign_stack import SignStack, StackedCopy, StackState
from tests.scanner_fixtures import draw_pages
from tests.unit.station.test_certify import SETTINGS, Script, ScriptedKeys
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters.counter import Counter, Place
from views.presenters.sign import SignPresenter
from views.presenters.stack import OnPins, StackPresenter, StackRow

TOKEN = Token(Path("lib.so"), "Token", "1", PinFlags(False, False, False), ("officer",))


@dataclass(slots=True)
class StackScreen:
    """Remembers what was shown, and answers with the PIN that the test gives."""

    rows: tuple[StackRow, ...] = ()
    signing: list[tuple[bool, bool]] = field(default_factory=list)
    asked: list[tuple[Token, ...]] = field(default_factory=list)
    answer: Mapping[str, Pin] | None = None
    away: bool = False

    def show_rows(self, rows: tuple[StackRow, ...]) -> None:
        """Remember the stack."""
        self.rows = rows

    def show_signing(self, signing: bool, stopping: bool) -> None:
        """Remember."""
        self.signing.append((signing, stopping))

    def ask_pins(self, tokens: tuple[Token, ...], answer: OnPins) -> None:
        """Answer at once."""
        self.asked.append(tokens)
        answer(self.answer)

    def done(self) -> None:
        """Remember that it was put away."""
        self.away = True


@dataclass(frozen=True)
class FitKeys(ScriptedKeys):
    """Scripted keys that say of themselves whether they could sign."""

    unfit: Exception | None = None

    def require_fit(self, when: datetime) -> None:
        """Refuse, or not."""
        if self.unfit is not None:
            raise self.unfit

    def find_needed(self) -> dict[str, Token | None]:
        """The one token."""
        return {"Token": TOKEN}


def scripted(desk: Desk, script: Script, unfit: Exception | None = None) -> Desk:
    """The desk with scripted keys."""
    keys = FitKeys(SigningSettings(), Path(), Path(), script, unfit)
    certify = CertifyCopy(desk.store, keys, SETTINGS, "clerk", desk.now)
    return replace(
        desk,
        signing=keys,
        certify=certify,
        sign_stack=SignStack(certify),
        check_readiness=replace(desk.check_readiness, signing=keys),
    )


@pytest.fixture
def stack_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with three compared papers and numbers."""
    settings = replace(SETTINGS, store=StoreSettings(keyring=False))
    with closing(open_desk(tmp_path / "home", settings=settings)) as desk:
        with desk.store.transaction() as records:
            book = desk.certify.book(desk.now())
            records.register.add_block(NumberBlock("b", book, 1, 9, desk.now()))
        yield desk


def rows_of(desk: Desk, folder: Path, count: int = 3) -> tuple[StackRow, ...]:
    """So many papers, ready."""
    rows = []
    for at in range(count):
        dossier = desk.receive(Requester("Nguyễn Thị Thử"), f"Giấy {at}")
        document = dossier.documents[0]
        for page in desk.import_pages(document.id, tuple(draw_pages(folder / f"{at}", 1))):
            desk.compare.mark(page.id)
        rows.append(StackRow(dossier, document.title, 1, StackedCopy(document.id)))
    return tuple(rows)


def presenter_of(
    desk: Desk,
    screen: CounterScreen,
    view: StackScreen,
    rows: tuple[StackRow, ...],
    time: tuple[Check, ...] | None = None,
) -> StackPresenter:
    """The stack's presenter, at a counter whose place is shown by nobody."""
    counter = Counter(desk, screen, JobsAtOnce())
    sign = SignPresenter.__new__(SignPresenter)
    sign.show = lambda work: None  # type: ignore[method-assign]
    counter.places = dict.fromkeys(Place, sign)
    return StackPresenter(counter, view, JobsAtOnce(), rows, (TOKEN,), lambda: time)


def test_one_pin_signs_all_and_is_wiped(
    stack_desk: Desk, screen: CounterScreen, tmp_path: Path
) -> None:
    """Each row ends with its number, the message counts them, and nothing of the PIN is left."""
    desk = scripted(stack_desk, Script())
    pin = Pin("123456")
    view = StackScreen(answer={"Token": pin})
    presenter = presenter_of(desk, screen, view, rows_of(desk, tmp_path))
    presenter.show()
    presenter.sign_all()

    copies = [row.copy.copy for row in view.rows]
    assert [copy.number for copy in copies if isinstance(copy, CertifiedCopy)] == [1, 2, 3]
    assert view.asked == [(TOKEN,)]
    assert len(pin) == 0
    assert view.signing[-1] == (False, False)
    assert screen.messages[-1].facts == {"signed": 3, "count": 3}
    presenter.sign_all()
    assert len(view.asked) == 1


def test_a_token_that_cannot_sign_asks_for_no_pin(
    stack_desk: Desk, screen: CounterScreen, tmp_path: Path
) -> None:
    """What is wrong is said, and the stack stands as it was."""
    desk = scripted(stack_desk, Script(), TokenMissing(token="Token"))
    view = StackScreen(answer={})
    presenter = presenter_of(desk, screen, view, rows_of(desk, tmp_path, 1))
    presenter.sign_all()

    assert view.asked == []
    assert screen.messages[-1].code == "token-missing"
    assert not presenter.signing


def test_a_wrong_clock_asks_for_no_pin(
    stack_desk: Desk, screen: CounterScreen, tmp_path: Path
) -> None:
    """What the time-stamp servers said lately stands in the way of the whole stack."""
    desk = scripted(stack_desk, Script())
    view = StackScreen(answer={"Token": Pin("123456")})
    clock = Check("clock", Status.FAIL, "", error=ClockWrong(seconds=600))
    presenter = presenter_of(desk, screen, view, rows_of(desk, tmp_path, 1), (clock,))
    presenter.sign_all()

    assert view.asked == []
    assert screen.messages[-1].code == "clock-wrong"
    assert not presenter.signing


def test_stopping_leaves_the_rest_waiting(
    stack_desk: Desk, screen: CounterScreen, tmp_path: Path
) -> None:
    """Stopped while the first are in hand, those behind them are not begun, and can be signed."""
    script = Script()
    desk = scripted(stack_desk, script)
    view = StackScreen(answer={"Token": Pin("123456")})
    presenter = presenter_of(desk, screen, view, rows_of(desk, tmp_path, 8))
    script.meanwhile = presenter.stop

    presenter.sign_all()

    states = [row.copy.state for row in view.rows]
    assert (True, True) in view.signing
    assert StackState.WAITING in states
    script.meanwhile = tuple
    view.answer = {"Token": Pin("123456")}
    presenter.sign_all()
    assert {row.copy.state for row in view.rows} == {StackState.SIGNED}


def test_giving_the_pin_up_signs_nothing(
    stack_desk: Desk, screen: CounterScreen, tmp_path: Path
) -> None:
    """Nothing is begun, and the stack can be put away to look at a paper."""
    desk = scripted(stack_desk, Script())
    view = StackScreen(answer=None)
    rows = rows_of(desk, tmp_path, 1)
    presenter = presenter_of(desk, screen, view, rows)
    presenter.sign_all()
    presenter.see(rows[0].document_id)

    assert not presenter.signing
    assert view.away
    assert screen.places[-1] is Place.COMPARE
