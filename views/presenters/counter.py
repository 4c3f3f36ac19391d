"""The counter: which dossier is open, which place is on screen, what the window has to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from offline_store.errors import Fact, NotFound
from offline_store.records import Document, DocumentId, Dossier, DossierElsewhere, DossierId
from station.bootstrap import Desk
from station.due import Due, due
from station.exemption import cost_of
from station.fees import Charge
from station.problems import PRODUCT_ERRORS
from station.progress import Step, next_step
from station.refusal import refusal_of
from views.presenters.jobs import Jobs
from views.presenters.messages import Message, NoteCode, Tone


class Place(StrEnum):
    """The places of the window, in the order of the rail."""

    TODAY = "today"
    RECEIVE = "receive"
    DOSSIERS = "dossiers"
    SCAN = "scan"
    COMPARE = "compare"
    SIGN = "sign"
    HAND_OVER = "hand-over"
    REGISTER = "register"
    LOTS = "lots"
    OUTBOX = "outbox"
    DEVICES = "devices"


PLACE_OF_STEP: Mapping[Step | None, Place] = {
    Step.RECEIVE: Place.RECEIVE,
    Step.SCAN: Place.SCAN,
    Step.COMPARE: Place.COMPARE,
    Step.SIGN: Place.SIGN,
    Step.HAND_OVER: Place.HAND_OVER,
    Step.SYNC: Place.HAND_OVER,
    None: Place.HAND_OVER,
}


@dataclass(frozen=True, slots=True)
class Work:
    """What is open at the counter: a dossier and one of its documents.

    due: by when the citizen is to have the copy; None where nobody waits for it any more.
    cost: what its copies cost; None where nobody looked.
    """

    dossier: Dossier
    document: Document
    due: Due | None = None
    # As other desks have the dossier, where they changed it too.
    elsewhere: tuple[DossierElsewhere, ...] = ()
    cost: Charge | None = None


class CounterView(Protocol):
    """What the counter asks of the window."""

    def show_place(self, place: Place) -> None:
        """Bring a place to the front."""
        ...

    def show_work(self, work: Work | None) -> None:
        """Show what is open."""
        ...

    def show_message(self, message: Message) -> None:
        """Say something; it stays in the list."""
        ...


class Follower(Protocol):
    """Who shows something of what is open elsewhere than in the window, such as to the citizen."""

    def follow(self, work: Work | None) -> None:
        """This is open now, or nothing."""
        ...

    def leave(self) -> None:
        """Another dossier was asked for: what is open is so no longer for them."""
        ...

    def go_to(self, place: Place) -> None:
        """This place is in front now."""
        ...


class PlacePresenter(Protocol):
    """What the counter asks of each place."""

    def show(self, work: Work | None) -> None:
        """The place is in front, or what is open changed while it was."""
        ...


class Counter:
    """Keeps the open work up to date and hands it to the place in front.

    What is open is read from the store each time: the window holds no second truth.
    """

    def __init__(self, desk: Desk, view: CounterView, parallel: Jobs) -> None:
        self.desk = desk
        self.work: Work | None = None
        # The document to which pages are on their way: nothing of it is signed meanwhile.
        self.scanning: DocumentId | None = None
        self.place = Place.TODAY
        self.places: dict[Place, PlacePresenter] = {}
        self.followers: list[Follower] = []
        self._view = view
        self._parallel = parallel
        self._asked = 0

    def go(self, place: Place) -> None:
        """Bring a place to the front and let it show what is open."""
        self.place = place
        self._view.show_place(place)
        for follower in self.followers:
            follower.go_to(place)
        self.places[place].show(self.work)

    def open(
        self, dossier_id: DossierId, document_id: DocumentId, place: Place | None = None
    ) -> None:
        """Open a document, and go to the place given or to that of its next step."""
        if self.work is None or self.work.dossier.id != dossier_id:
            for follower in self.followers:
                follower.leave()

        def opened(work: Work) -> None:
            following = next_step(work.document)
            if following is None and work.document.component is not None:
                self.go(place or Place.COMPARE)  # no copy of it is ever handed over
            else:
                self.go(place or PLACE_OF_STEP[following])

        self._load(dossier_id, document_id, opened)

    def close_work(self) -> None:
        """Nothing is open any more."""
        self._asked += 1
        self.work = None
        self._show_work(None)

    def refresh(self) -> None:
        """Read what is open anew and let the place in front, whichever it is then, show it."""
        if self.work is None:
            self.places[self.place].show(None)
        else:
            self._load(
                self.work.dossier.id,
                self.work.document.id,
                lambda work: self.places[self.place].show(work),
            )

    def refresh_if(self, document_id: DocumentId) -> None:
        """Refresh when it is this document that is open."""
        if self.work is not None and self.work.document.id == document_id:
            self.refresh()

    def note(self, code: NoteCode, **facts: Fact) -> None:
        """Say what was done."""
        self._view.show_message(Message(Tone.DONE, code, self.desk.now(), facts))

    def report(self, error: Exception) -> None:
        """Say what went wrong; what is no error of the product is a defect and goes on up."""
        if not isinstance(error, PRODUCT_ERRORS):
            raise error
        self.problem(error.code, **error.facts)

    def problem(self, code: str, **facts: Fact) -> None:
        """Say what went wrong where only its code is known, such as one kept in the outbox."""
        self._view.show_message(Message(Tone.PROBLEM, code, self.desk.now(), facts))

    def _show_work(self, work: Work | None) -> None:
        self._view.show_work(work)
        for follower in self.followers:
            follower.follow(work)

    def _load(
        self, dossier_id: DossierId, document_id: DocumentId, then: Callable[[Work], None]
    ) -> None:
        self._asked += 1
        asked = self._asked

        def load() -> Work:
            desk = self.desk
            now = desk.now()
            with desk.store.snapshot() as records:
                dossier = records.dossiers.get(dossier_id)
                elsewhere = records.elsewhere.versions(dossier_id)
                refused = refusal_of(records, document_id) is not None
                document = next((d for d in dossier.documents if d.id == document_id), None)
                if document is None:
                    raise NotFound(kind="document", id=document_id)
                cost = None
                if document.component is None:
                    cost = cost_of(records, document, desk.settings.fees, now)
            until = due(desk.calendar, now, dossier, document, refused=refused)
            return Work(dossier, document, until, elsewhere, cost)

        def loaded(work: Work) -> None:
            # Something else was asked for meanwhile: this answer comes too late.
            if asked == self._asked:
                self.work = work
                self._show_work(work)
                then(work)

        def failed(error: Exception) -> None:
            if asked == self._asked and isinstance(error, NotFound):
                # A paper that gave its pages back to another is none any more.
                self.close_work()
                self.places[self.place].show(None)
            self.report(error)

        self._parallel.start(load, loaded, failed)
