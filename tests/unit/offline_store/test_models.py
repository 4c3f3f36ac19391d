"""Outbox and register against models, whatever order their acts come in."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from offline_store.errors import LineSettled, NumbersExhausted, RecordRefused
from offline_store.records import DocumentId, LineState, NumberBlock, OutboxId, OutboxState
from offline_store.store import Store
from tests.store_fixtures import BOOK, ENTRY, NOON, add_dossier, certify, make_dossier

BOUNDS = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


class StoreMachine(RuleBasedStateMachine):
    """A store of its own, which is closed and opened again whenever the machine likes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name)
        self.store = Store.open(self.home)
        self.documents = 0

    def document(self) -> DocumentId:
        """A new document."""
        self.documents += 1
        return add_dossier(self.store, make_dossier(f"H26-261122-{self.documents:04d}"))

    @rule()
    def opened_again(self) -> None:
        """The program ends and starts."""
        self.store.close()
        self.store = Store.open(self.home, create=False)

    def teardown(self) -> None:
        """Let go of everything."""
        self.store.close()
        self.folder.cleanup()


class RegisterMachine(StoreMachine):
    """Numbers leased, given, signed, cancelled and retired; the model is a few sets."""

    def __init__(self) -> None:
        super().__init__()
        self.free: list[int] = []
        self.given: dict[int, LineState] = {}
        self.next_block = 1

    @rule(size=st.integers(1, 4), gap=st.integers(0, 3))
    def leased(self, size: int, gap: int) -> None:
        """Another block, which need not follow the last one; offered twice, it counts once."""
        first = self.next_block + gap
        block = NumberBlock(str(uuid4()), BOOK, first, first + size - 1, NOON)
        for _ in range(2):
            with self.store.transaction() as records:
                records.register.add_block(block)
        self.free += range(first, first + size)
        self.next_block = first + size

    @precondition(lambda self: self.next_block > 1)
    @rule()
    def overlapping(self) -> None:
        """A central gone mad leases a number again: refused."""
        last = self.next_block - 1
        block = NumberBlock(str(uuid4()), BOOK, last, last + 5, NOON)
        with pytest.raises(RecordRefused), self.store.transaction() as records:
            records.register.add_block(block)

    @rule()
    def reserved(self) -> None:
        """The lowest free number is given, or none is left."""
        document = self.document()
        if not self.free:
            with pytest.raises(NumbersExhausted), self.store.transaction() as records:
                records.register.reserve(BOOK, document, ENTRY, NOON)
            return
        with self.store.transaction() as records:
            number = records.register.reserve(BOOK, document, ENTRY, NOON).number
        assert number == self.free.pop(0)
        self.given[number] = LineState.RESERVED

    @precondition(lambda self: self.given)
    @rule(which=st.integers(min_value=0), signed=st.booleans())
    def settled(self, which: int, signed: bool) -> None:
        """A line is signed or cancelled, once."""
        number = sorted(self.given)[which % len(self.given)]
        act = "sign" if signed else "cancel"

        def settle() -> None:
            with self.store.transaction() as records:
                if signed:
                    records.register.sign(BOOK, number, NOON)
                else:
                    records.register.cancel(BOOK, number, act)

        if self.given[number] is not LineState.RESERVED:
            with pytest.raises(LineSettled):
                settle()
            return
        settle()
        self.given[number] = LineState.SIGNED if signed else LineState.CANCELLED

    @invariant()
    def as_the_model_says(self) -> None:
        """No number twice, none lost, none comes back."""
        with self.store.snapshot() as records:
            lines = records.register.lines(BOOK)
            remaining = records.register.remaining(BOOK, NOON)
        assert {line.number: line.state for line in lines} == self.given
        assert (len(lines), remaining) == (len(self.given), len(self.free))


class OutboxMachine(StoreMachine):
    """Items on their way; the model knows each one's state and when it is due."""

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[OutboxId, OutboxState] = {}
        self.waits: dict[OutboxId, datetime] = {}
        self.now = NOON

    @initialize()
    def numbers(self) -> None:
        """More numbers than steps."""
        with self.store.transaction() as records:
            records.register.add_block(NumberBlock("block", BOOK, 1, 1000, NOON))

    @rule()
    def queued(self) -> None:
        """A document is certified."""
        _, item = certify(self.store, self.document(), b"%%PDF %d" % len(self.states), at=self.now)
        self.states[item.id] = OutboxState.QUEUED

    @rule(minutes=st.integers(1, 60))
    def later(self, minutes: int) -> None:
        """Time passes."""
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.states)
    @rule(
        which=st.integers(min_value=0),
        act=st.sampled_from(["sending", "accepted", "refused", "failed", "requeue"]),
    )
    def moved(self, which: int, act: str) -> None:
        """Something happens to an item; what does not fit its state changes nothing."""
        item = sorted(self.states)[which % len(self.states)]
        state, after = self.states[item], self.states[item]
        with self.store.transaction() as records:
            match act:
                case "sending":
                    records.outbox.mark_sending(item)
                    if state in (OutboxState.QUEUED, OutboxState.SENDING):
                        after = OutboxState.SENDING
                        self.waits.pop(item, None)
                case "accepted":
                    records.outbox.mark_accepted(item, "receipt")
                    after = OutboxState.ACCEPTED
                case "refused":
                    records.outbox.mark_refused(item, "number-taken")
                    after = OutboxState.REFUSED if state is OutboxState.SENDING else state
                case "failed":
                    again = self.now + timedelta(minutes=15)
                    records.outbox.mark_failed(item, "central-failed", again)
                    if state is OutboxState.SENDING:
                        after = OutboxState.QUEUED
                        self.waits[item] = again
                case "requeue":
                    records.outbox.requeue(item)
                    after = OutboxState.QUEUED if state is OutboxState.REFUSED else state
        self.states[item] = after

    @invariant()
    def as_the_model_says(self) -> None:
        """Each item once, in its state; due is what is to be sent now, oldest first."""
        with self.store.snapshot() as records:
            items = records.outbox.items()
            due = [item.id for item in records.outbox.due(self.now)]
        assert {item.id: item.state for item in items} == self.states
        expected = [
            item.id
            for item in items
            if item.state is OutboxState.SENDING
            or (item.state is OutboxState.QUEUED and self.waits.get(item.id, self.now) <= self.now)
        ]
        assert due == expected


TestRegister = RegisterMachine.TestCase
TestRegister.settings = BOUNDS
TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = BOUNDS
