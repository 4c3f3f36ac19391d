"""Handing over: a copy given out on a stick, and what becomes of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from offline_store.mail_queue import MailItem
from offline_store.records import Document
from station.removable_drives import Drive
from tests.store_fixtures import certify, make_block
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters import hand_over
from views.presenters.counter import Counter, Place, Work
from views.presenters.hand_over import HandOverPresenter, Result
from views.presenters.messages import NO_STICK


class HandOverScreen:
    """The hand-over place without widgets; what a run did is told by messages."""

    def choose_drive(self, drives: tuple[Drive, ...], chosen: Callable[[Drive], None]) -> None:
        """Choose the last."""
        chosen(drives[-1])

    def show_nothing(self, document: Document | None) -> None:
        """Nothing to remember."""

    def show_result(self, result: Result) -> None:
        """Nothing to remember."""

    def show_state(self, document: Document) -> None:
        """Nothing to remember."""

    def show_mail(self, address: str, items: tuple[MailItem, ...]) -> None:
        """Nothing to remember."""

    def show_no_mail(self) -> None:
        """Nothing to remember."""


class Quiet:
    """A place in front that has nothing to show."""

    def show(self, work: Work | None) -> None:
        """Nothing to remember."""


@pytest.mark.parametrize("plugged_in", [0, 1, 2])
def test_a_copy_is_saved_on_the_stick_that_is_plugged_in(
    counter: Counter,
    screen: CounterScreen,
    document: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    plugged_in: int,
) -> None:
    """Without one the clerk is told, of several the clerk chooses; then the copy is handed over."""
    for page in document.pages:
        counter.desk.compare.mark(page.id)
    with counter.desk.store.transaction() as records:
        records.register.add_block(make_block())
    certify(counter.desk.store, document.id, b"signed")
    drives = tuple(Drive(tmp_path / name, name) for name in ("one", "two"))[:plugged_in]
    for drive in drives:
        drive.folder.mkdir()
    monkeypatch.setattr(hand_over, "removable_drives", lambda: drives)
    counter.places = {place: Quiet() for place in Place}

    HandOverPresenter(counter, HandOverScreen(), JobsAtOnce(), JobsAtOnce()).save_on_stick(
        document.id
    )

    codes = [message.code for message in screen.messages]
    if not drives:
        assert codes == [NO_STICK]
        return
    (file,) = drives[-1].folder.iterdir()
    assert file.read_bytes() == b"signed"
    assert codes == ["saved"]
    with counter.desk.store.snapshot() as records:
        assert records.dossiers.document(document.id).handed_over_at is not None


def test_a_stick_that_was_pulled_out_is_told_with_the_systems_word(
    counter: Counter, screen: CounterScreen, document: Document, tmp_path: Path
) -> None:
    """It is no defect of the program, and the copy does not count as handed over."""
    with counter.desk.store.transaction() as records:
        records.register.add_block(make_block())
    certify(counter.desk.store, document.id, b"signed")

    HandOverPresenter(counter, HandOverScreen(), JobsAtOnce(), JobsAtOnce()).save(
        document.id, tmp_path / "gone" / "copy.pdf"
    )

    (message,) = screen.messages
    assert (message.code, message.facts["reason"]) == ("file-refused", "ENOENT")
    with counter.desk.store.snapshot() as records:
        assert records.dossiers.document(document.id).handed_over_at is None
