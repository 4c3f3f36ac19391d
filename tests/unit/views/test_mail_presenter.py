"""E-mail in the window: what the clerk is offered, and what is told of each run."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offline_store.mail_queue import MailId, MailItem, MailState
from offline_store.records import DocumentId
from station.bootstrap import Desk, open_desk
from station.errors import MailUnreachable
from station.mail import MailCopies, MailReport
from station.settings import MailSettings, Settings, StoreSettings
from tests.store_fixtures import NOON, add_dossier, certify, make_block, make_dossier
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters.counter import Counter, Place, Work
from views.presenters.mail import MailPresenter

ITEM = MailItem(
    MailId("1"), DocumentId("1"), "a@example.vn", MailState.QUEUED, datetime(2026, 7, 1, tzinfo=UTC)
)


@dataclass
class MailScreen:
    """Remembers what was shown."""

    shown: list[tuple[str, tuple[MailItem, ...]] | None] = field(default_factory=list)

    def show_mail(self, address: str, items: tuple[MailItem, ...]) -> None:
        """Remember it."""
        self.shown.append((address, items))

    def show_no_mail(self) -> None:
        """Remember that there is none."""
        self.shown.append(None)


class Quiet:
    """A place in front that has nothing to show."""

    def show(self, work: Work | None) -> None:
        """Nothing to remember."""


@pytest.fixture
def mailing_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that knows a mail server, which is never asked here."""
    settings = Settings(
        store=StoreSettings(keyring=False),
        mail=MailSettings(server="mail.example.vn", sender="mot-cua@example.vn"),
    )
    with closing(open_desk(tmp_path / "desk", settings=settings)) as desk:
        yield desk


def _counter(desk: Desk, screen: CounterScreen) -> Counter:
    counter = Counter(desk, screen, JobsAtOnce())
    counter.places = {place: Quiet() for place in Place}
    return counter


def _certified_work(desk: Desk) -> Work:
    with desk.store.transaction() as records:
        records.register.add_block(make_block())
    dossier = make_dossier()
    dossier = replace(dossier, requester=replace(dossier.requester, email="a@example.vn"))
    document_id = add_dossier(desk.store, dossier)
    certify(desk.store, document_id, b"%PDF-1.7", at=NOON)
    with desk.store.snapshot() as records:
        return Work(records.dossiers.get(dossier.id), records.dossiers.document(document_id))


def test_without_a_server_nothing_is_offered(desk: Desk, screen: CounterScreen) -> None:
    """Nor asked in the background."""
    mail = MailScreen()
    presenter = MailPresenter(_counter(desk, screen), mail, JobsAtOnce())
    presenter.show(_certified_work(desk))
    presenter.send(quietly=True)
    assert (mail.shown, screen.messages) == ([None], [])


def test_a_certified_copy_may_go_to_the_address_of_the_form(
    mailing_desk: Desk, screen: CounterScreen
) -> None:
    """Offered, not sent; after it was queued it shows where it waits."""
    mail = MailScreen()
    presenter = MailPresenter(_counter(mailing_desk, screen), mail, JobsAtOnce())
    work = _certified_work(mailing_desk)
    presenter.show(work)
    assert mail.shown == [("a@example.vn", ())]
    item = mailing_desk.mail.queue(work.document.id, "b@example.vn")
    presenter.show(work)
    assert mail.shown[-1] == ("a@example.vn", (item,))
    presenter.show(None)
    assert mail.shown[-1] is None


@pytest.mark.parametrize(
    ("report", "quietly", "expected"),
    [
        (MailReport((replace(ITEM, state=MailState.SENT),)), False, ["mailed"]),
        (MailReport((ITEM,), MailUnreachable(kind="x")), False, ["mail-unreachable"]),
        (MailReport((ITEM,), MailUnreachable(kind="x")), True, []),
        (
            MailReport((replace(ITEM, state=MailState.REFUSED, error="mail-refused"),)),
            True,
            ["mail-refused"],
        ),
    ],
)
def test_a_run_is_told_as_it_came_out(
    mailing_desk: Desk,
    screen: CounterScreen,
    monkeypatch: pytest.MonkeyPatch,
    report: MailReport,
    quietly: bool,
    expected: list[str],
) -> None:
    """A line that is down is told to who asked; a refused address to whoever is there."""
    monkeypatch.setattr(MailCopies, "__call__", lambda self, at_once: report)
    presenter = MailPresenter(_counter(mailing_desk, screen), MailScreen(), JobsAtOnce())
    presenter.send(quietly=quietly)
    assert [message.code for message in screen.messages] == expected
