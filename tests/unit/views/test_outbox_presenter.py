"""The outbox in the window: what is held up comes first, and each row leads to its copy."""

from dataclasses import replace
from datetime import timedelta

from offline_store.records import DocumentId, OutboxState, Requester
from station.bootstrap import Desk
from tests.store_fixtures import NOON, certify, make_block
from tests.unit.views.scripted import JobsAtOnce
from views.copy_facts import item_text
from views.pages.outbox import state_name
from views.presenters.counter import Counter, Place, Work
from views.presenters.outbox import OutboxPresenter, OutboxRow


class OutboxScreen:
    """Remembers the list."""

    rows: tuple[OutboxRow, ...] = ()

    def show_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        """Remember it."""
        self.rows = rows


class Quiet:
    """A place in front that has nothing to show."""

    def show(self, work: Work | None) -> None:
        """Nothing to remember."""


def signed(desk: Desk, name: str) -> DocumentId:
    """A dossier whose copy was signed."""
    document = desk.receive(Requester(name), f"Giấy tờ của {name}").documents[0].id
    certify(desk.store, document, name.encode())
    return document


def test_what_is_held_up_comes_first(counter: Counter, desk: Desk) -> None:
    """Waiting and refused in the order in which they were signed, then what arrived last."""
    with desk.store.transaction() as records:
        records.register.add_block(make_block())
    old, older, waits, refused = (signed(desk, name) for name in ("B", "A", "C", "D"))
    with desk.store.transaction() as records:
        items = {item.document_id: item for item in records.outbox.items()}
        for document in (older, old):
            records.outbox.mark_sending(items[document].id)
            records.outbox.mark_accepted(items[document].id, "receipt")
            records.outbox.mark_standing(items[document].id, "verdict")
        records.outbox.mark_sending(items[waits].id)
        records.outbox.mark_failed(
            items[waits].id, "central-unreachable", NOON + timedelta(minutes=5)
        )
        records.outbox.mark_sending(items[refused].id)
        records.outbox.mark_refused(items[refused].id, "number-not-leased")
    view = OutboxScreen()
    counter.places = {place: Quiet() for place in Place}
    presenter = OutboxPresenter(counter, view, JobsAtOnce())
    presenter.show(None)

    assert [row.item.document_id for row in view.rows] == [waits, refused, older, old]
    assert [row.requester for row in view.rows] == ["C", "D", "A", "B"]
    assert view.rows[0].title == "Giấy tờ của C"
    states = [replace(row.item, state=state) for row in view.rows[2:3] for state in OutboxState]
    open_still = replace(view.rows[2].item, verdict=None)
    assert len({state_name(each) for each in (*states, open_still)}) == len(OutboxState) + 1
    assert item_text(open_still) != item_text(view.rows[2].item)
    undecided = replace(open_still, error="signature-undecided")
    assert item_text(undecided) not in (item_text(open_still), item_text(view.rows[2].item))

    presenter.open(view.rows[1])
    assert counter.place is Place.HAND_OVER
    assert counter.work is not None
    assert counter.work.document.id == refused


def test_an_empty_outbox_is_an_empty_list(counter: Counter) -> None:
    """Nothing was signed yet."""
    view = OutboxScreen()
    OutboxPresenter(counter, view, JobsAtOnce()).show(None)
    assert view.rows == ()
