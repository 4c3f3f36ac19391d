"""Leases against a model: whatever is lost and restored, a number has one place."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from central.database import Database
from central.enrolment import add_enrolment_code
from central.home import Home, init
from central.restored import skip_numbers
from central.serve import run_in_thread
from central.tables import free_numbers
from offline_store.central_client import CentralClient, enrol
from offline_store.central_line import CentralLine
from offline_store.errors import CentralFailed, NumbersExhausted
from offline_store.leasing import (
    claim_block_of,
    give_numbers_back,
    lease_block,
    tell_numbers,
    tell_returns_again,
)
from offline_store.store import Store
from tests.integration.central.conftest import AGENCY_CODE
from tests.store_fixtures import BOOK, ENTRY, add_dossier, make_dossier


class Lost(Exception):
    """The line broke, or this side was killed: before central heard of it, or after."""


@contextmanager
def losing(when: str) -> Iterator[None]:
    """While the block runs, a question to central is lost `before` it, or its answer `after`."""
    if when == "never":
        yield
        return
    ask = CentralLine.ask

    def lose(*args: object, **named: object) -> object:
        if when == "after":
            ask(*args, **named)  # type: ignore[arg-type]  # passed on as it came
        raise Lost

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CentralLine, "ask", lose)
        with suppress(Lost):
            yield


@dataclass(slots=True)
class Counter:
    """One desk: its store, and which numbers it gave."""

    home: Path
    store: Store
    station: str
    given: list[int] = field(default_factory=list)

    def usable(self, at: datetime) -> set[int]:
        """The numbers that it could give, now or with its clock put back."""
        with self.store.snapshot() as records:
            rows = records.register.connection.exec_driver_sql(
                "SELECT first, last FROM number_block "
                "WHERE id NOT IN (SELECT id FROM retired_block)"
            ).all()
        return {n for first, last in rows for n in range(first, last + 1)} - set(self.given)


class Leases(RuleBasedStateMachine):
    """Three desks and a central, all of which lose answers, die and come back."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.central = init(self.folder / "central").folder
        self.serving = ExitStack()
        self.now = datetime.now(UTC)
        self.desks: list[Counter] = []
        self.dossiers = 0
        self.backup: Path | None = None
        self.serve()

    @initialize()
    def enrolled(self) -> None:
        """Three desks of one agency."""
        for number in range(3):
            home = self.folder / f"desk-{number}"
            store = Store.open(home, keyring_wanted=False)
            place = enrol(self.url, add_enrolment_code(self.central, AGENCY_CODE), f"Quầy {number}")
            with store.transaction() as records:
                records.desk.enrol(place)
            self.desks.append(Counter(home, store, place.station))

    def serve(self) -> None:
        """Start central, anew where it ran."""
        self.serving.close()
        self.url = self.serving.enter_context(run_in_thread(self.central))

    def asking(self, which: int, act: Callable[[Store, CentralClient], object]) -> None:
        """Let a desk ask something of central."""
        store = self.desks[which].store
        with store.snapshot() as records:
            place = replace(records.desk.enrolment(), central_url=self.url)
        with CentralClient(place) as client:
            act(store, client)

    @rule(
        which=st.integers(0, 2),
        size=st.integers(1, 6),
        lost=st.sampled_from(["never", "before", "after"]),
    )
    def leased(self, which: int, size: int, lost: str) -> None:
        """A desk asks for numbers; a central that came back waits for the other desks' word."""
        with losing(lost), suppress(CentralFailed):
            self.asking(which, lambda store, client: lease_block(store, client, BOOK, size))

    @rule(which=st.integers(0, 2), count=st.integers(1, 4))
    def gave(self, which: int, count: int) -> None:
        """Documents are given numbers, as far as there are any."""
        desk = self.desks[which]
        for _ in range(count):
            self.dossiers += 1
            document = add_dossier(desk.store, make_dossier(f"H26-{self.dossiers:06d}"))
            with suppress(NumbersExhausted), desk.store.transaction() as records:
                line = records.register.reserve(BOOK, document, ENTRY, self.now)
                desk.given.append(line.number)

    @rule(
        which=st.integers(0, 2),
        everything=st.booleans(),
        lost=st.sampled_from(["never", "before", "after"]),
    )
    def returned(self, which: int, everything: bool, lost: str) -> None:
        """A desk gives numbers back; without `everything` those whose lease is over."""
        with losing(lost):
            self.asking(
                which,
                lambda store, client: give_numbers_back(
                    store, client, self.now, everything=everything
                ),
            )

    @rule(days=st.integers(1, 20))
    def later(self, days: int) -> None:
        """Time passes at the counters."""
        self.now += timedelta(days=days)

    @rule(which=st.integers(0, 2))
    def opened_again(self, which: int) -> None:
        """A desk's program ends and starts."""
        desk = self.desks[which]
        desk.store.close()
        desk.store = Store.open(desk.home, create=False)

    @rule()
    def served_again(self) -> None:
        """Central ends and starts."""
        self.serve()

    @rule()
    def backed_up(self) -> None:
        """Central's administrator copies its home."""
        self.serving.close()
        self.backup = self.folder / f"backup-{self.now.timestamp()}"
        shutil.copytree(self.central, self.backup, dirs_exist_ok=True)
        self.serve()

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restored(self) -> None:
        """Central comes back from that copy, and its administrator says so."""
        assert self.backup is not None
        self.serving.close()
        shutil.rmtree(self.central)
        shutil.copytree(self.backup, self.central)
        # A few, so that many more were leased since the backup, also the time before.
        skip_numbers(self.central, 3)
        self.serve()

    @rule(which=st.integers(0, 2))
    def told(self, which: int) -> None:
        """A desk says up to where it has numbers, as with each run."""
        self.asking(which, tell_numbers)

    @rule()
    def known_again(self) -> None:
        """Told by the desks, central knows every number that was given as that desk's."""
        for which in range(len(self.desks)):
            self.asking(which, tell_numbers)
        for which in range(len(self.desks)):
            self.asking(which, tell_returns_again)
        for which, desk in enumerate(self.desks):
            for number in desk.given:
                self.asking(which, partial(must_be_known, number))

    @invariant()
    def nobody_has_anothers(self) -> None:
        """What was given, what can be given and what is free has one place each."""
        database = Database(Home(self.central))
        with database.snapshot() as connection:
            rows = connection.execute(free_numbers.select()).all()
        database.close()
        places = [n for row in rows for n in range(row.first, row.last + 1)]
        for desk in self.desks:
            places += desk.given
            places += desk.usable(self.now)
        assert len(places) == len(set(places)), sorted(places)

    def teardown(self) -> None:
        """Let go of everything."""
        for desk in self.desks:
            desk.store.close()
        self.serving.close()
        self.stack.close()


def must_be_known(number: int, store: Store, client: CentralClient) -> None:
    """Central knows the number as this desk's, once it was told."""
    assert claim_block_of(store, client, BOOK, number), number


BOUNDS = settings(
    max_examples=8,
    stateful_step_count=30,
    # Each step talks to a real central: making a failure short would take longer than reading it.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.timeout(900)
def test_no_number_has_two_places() -> None:
    """Whatever is asked, lost, returned, restarted and restored, in any order."""
    run_state_machine_as_test(Leases, settings=BOUNDS)


@pytest.mark.marathon
@pytest.mark.timeout(4 * 3600)
def test_no_number_has_two_places_for_long() -> None:
    """The same, for as long as a marathon allows."""
    run_state_machine_as_test(
        Leases, settings=settings(BOUNDS, max_examples=200, stateful_step_count=60)
    )
