"""What the citizen looks at: their own dossier while it is open, and nothing at any other time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from offline_store.records import DossierId, Requester
from station.consent import Purpose, Said
from station.identify import ToShow
from station.problems import PRODUCT_ERRORS
from station.tell_citizen import CitizenSees
from views.presenters.counter import Counter, Place, Work
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class CitizenView(Protocol):
    """What the citizen's screen can show; each takes the place of what stood there."""

    def show_nothing(self) -> None:
        """The agency's name alone."""
        ...

    def show_called(self, number: int) -> None:
        """Whose turn it is."""
        ...

    def show_address(self, to_show: ToShow) -> None:
        """What they open with their phone, so that somebody vouches for who they are."""
        ...

    def show_card(self, requester: Requester, source: str) -> None:
        """What was read from the card, or what `source` vouches for, to be confirmed."""
        ...

    def show_dossier(self, sees: CitizenSees) -> None:
        """What is being made, what it costs, where the result is."""
        ...

    def ask(self, purpose: Purpose, requester: Requester) -> None:
        """A question with a yes and a no of the same weight."""
        ...


class CitizenPresenter:
    """Decides what stands there, so that nothing of another dossier ever does.

    Whatever changes, the screen is emptied first: what belongs there is read anew, and an answer
    that comes too late is dropped.
    """

    def __init__(self, counter: Counter, view: CitizenView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel
        self._covered = False
        self._open = False
        self._place = counter.place
        self._card: Requester | None = None
        self._source = ""
        self._to_show: ToShow | None = None
        self._called = 0
        self._dossier: DossierId | None = None
        self._sees: CitizenSees | None = None
        self._purpose: Purpose | None = None
        self._turn = 0

    # What happens at the counter.

    def follow(self, work: Work | None) -> None:
        """This is open now, maybe as it stood before, maybe a step further."""
        dossier = None if work is None else work.dossier.id
        if dossier != self._dossier:
            self.leave()
            self._dossier = dossier
        self._look()

    def leave(self) -> None:
        """What was open is so no longer."""
        self._turn += 1
        self._dossier = self._sees = self._purpose = None
        self._show()

    def go_to(self, place: Place) -> None:
        """Who is received need not be whose dossier is still open: there only the card counts."""
        if place is not self._place:
            self._place = place
            if place is Place.RECEIVE:
                self._purpose = None
            else:
                self._card = self._to_show = None
            self._show()

    def take_card(self, requester: Requester | None, source: str = "") -> None:
        """What the form at Receive got from a card, or from `source`; None: it was emptied."""
        self._card, self._source = requester, source
        self._show()

    def take_address(self, to_show: ToShow | None) -> None:
        """What the citizen at Receive is to open with their phone; None: nothing any more."""
        self._to_show = to_show
        self._show()

    def take_number(self, number: int) -> None:
        """Who was called from the queue; 0: nobody."""
        self._called = number
        self._show()

    def cover(self, covered: bool) -> None:
        """The clerk's screen is locked, or nobody is signed in."""
        self._covered = covered
        if covered:
            self._card = self._purpose = self._to_show = None
        self._show()

    def open(self, is_open: bool) -> None:
        """Whether there is a screen to show anything on."""
        self._open = is_open
        if not is_open:
            self._purpose = None
        self._show()
        self._look()

    # The question.

    @property
    def askable(self) -> bool:
        """Whether there is somebody to ask: a dossier is open, and nobody else is received."""
        return self._dossier is not None and not self._covered and self._place is not Place.RECEIVE

    @property
    def asking(self) -> Purpose | None:
        """What stands on the screen as a question."""
        return self._purpose

    def look_for_answers(self, told: Callable[[Mapping[Purpose, bool]], None]) -> None:
        """Tell what the open dossier's requester said so far, unless another is open by then."""
        dossier, desk = self._dossier, self._counter.desk
        if dossier is None:
            return

        def found(answers: Mapping[Purpose, bool]) -> None:
            if dossier == self._dossier:
                told(answers)

        self._parallel.start(lambda: desk.ask_consent.answers(dossier), found, self._counter.report)

    def ask(self, purpose: Purpose) -> None:
        """Put a question to whose dossier is open."""
        if self.askable:
            self._purpose = purpose
            self._show()

    def answer(self, agreed: bool) -> None:
        """The citizen pressed yes or no."""
        if self._purpose is not None:
            self.keep(self._purpose, agreed, Said.ON_SCREEN)

    def keep(self, purpose: Purpose, agreed: bool, said: Said) -> None:
        """Keep what was said, by hand or aloud, of whom there is to ask."""
        dossier = self._dossier
        if dossier is None or not self.askable:
            return
        self._purpose = None
        self._show()
        desk = self._counter.desk

        def kept(_: None) -> None:
            self._counter.note(NoteCode.CONSENT_GIVEN if agreed else NoteCode.CONSENT_DECLINED)
            self._counter.refresh()

        self._serial.start(
            lambda: desk.ask_consent.record(dossier, purpose, agreed, said),
            kept,
            self._counter.report,
        )

    # What is shown.

    def _look(self) -> None:
        """Read what the open dossier's requester may see, if anybody sees it."""
        dossier, desk = self._dossier, self._counter.desk
        if dossier is None or not self._open or self._covered:
            return
        self._turn += 1
        turn = self._turn

        def told(sees: CitizenSees) -> None:
            if turn == self._turn:
                self._sees = sees
                self._show()

        def failed(error: Exception) -> None:
            # The clerk is told of a lost dossier by what they asked for; here nothing is shown.
            if not isinstance(error, PRODUCT_ERRORS):
                raise error
            if turn == self._turn:
                self._sees = None
                self._show()

        self._parallel.start(lambda: desk.tell_citizen(dossier), told, failed)

    def _show(self) -> None:
        if not self._open or self._covered:
            self._view.show_nothing()
        elif self._place is Place.RECEIVE:
            if self._to_show is not None:
                self._view.show_address(self._to_show)
            elif self._card is not None:
                self._view.show_card(self._card, self._source)
            elif self._called:
                self._view.show_called(self._called)
            else:
                self._view.show_nothing()
        elif self._sees is None or self._sees.dossier_id != self._dossier:
            self._view.show_nothing()
        elif self._purpose is not None:
            self._view.ask(self._purpose, self._sees.requester)
        else:
            self._view.show_dossier(self._sees)


def chosen_screen(names: Sequence[str], own: str, wanted: str) -> str | None:
    """The screen that the citizen looks at: the one by that name, else the first that is not ours.

    None: there is no other, and it is a window.
    """
    if wanted in names and wanted != own:
        return wanted
    return next((name for name in names if name != own), None)
