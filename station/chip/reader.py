"""Card readers (PC/SC), and the card that is laid on one.

A token to sign with is a card in a reader, too, and must not be spoken to: only a card without
contacts is taken, unless the settings name the reader. PC/SC has no limit of time for a command: a
reader whose driver hangs holds the thread that waits for it.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from station.chip.card_files import ReadingStopped
from station.chip.errors import CardReaderMissing, CardServiceMissing, ChipLost, ChipMissing

_LOOK_EVERY_S = 0.25
# Cards without contacts have this in their answer to reset (PC/SC 2.01, part 3, 3.1.3.2.3).
_WITHOUT_CONTACTS = b"\x80\x01"


@dataclass(frozen=True, slots=True)
class CardReader:
    """A reader of this computer.

    id: what `cards.chip_reader` takes. card: whether one lies on it.
    """

    id: str
    card: bool


class LaidCard:
    """A card that is connected: carries commands to its chip."""

    def __init__(self, scard: ModuleType, handle: Any, protocol: int) -> None:
        self._scard = scard
        self._handle = handle
        self._protocol = protocol

    def transmit(self, command: bytes) -> bytes:
        """Send a command and return the answer.

        Raises:
            ChipLost: the card or the reader is gone.
        """
        result, answer = self._scard.SCardTransmit(self._handle, self._protocol, list(command))
        if result != self._scard.SCARD_S_SUCCESS:
            raise ChipLost
        return bytes(byte & 0xFF for byte in answer)


def find_card_readers() -> tuple[CardReader, ...]:
    """The readers that the system names.

    Raises:
        CardServiceMissing: its service does not answer.
    """
    with _context() as (scard, context):
        return tuple(
            CardReader(name, bool(state & scard.SCARD_STATE_PRESENT))
            for name, state, _ in _states(scard, context)
        )


@contextmanager
def laid_card(
    reader: str,
    limit_s: float,
    stop: threading.Event,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[LaidCard]:
    """Wait for a card, and connect to it; it is left to others afterwards.

    reader: whose card is taken, whatever it is; empty: any card without contacts. waiting: called
    once where none lies there yet.

    Raises:
        CardServiceMissing, CardReaderMissing. ChipMissing: none came within `limit_s` seconds.
        ChipLost: it went away at once. ReadingStopped: `stop` was set.
    """
    with _context() as (scard, context):
        handle, protocol = _wait(scard, context, reader, limit_s, stop, waiting)
        try:
            # Nobody else speaks to it in between.
            if scard.SCardBeginTransaction(handle) != scard.SCARD_S_SUCCESS:
                raise ChipLost
            yield LaidCard(scard, handle, protocol)
        finally:
            scard.SCardEndTransaction(handle, scard.SCARD_LEAVE_CARD)
            # Without power it forgets the session.
            scard.SCardDisconnect(handle, scard.SCARD_UNPOWER_CARD)


def _wait(
    scard: ModuleType,
    context: Any,
    reader: str,
    limit_s: float,
    stop: threading.Event,
    waiting: Callable[[], None],
) -> tuple[Any, int]:
    """Connect to the first card that may be taken: its handle, and its protocol."""
    both = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    deadline = time.monotonic() + limit_s
    told = False
    while True:
        states = _states(scard, context)
        if not states or (reader and reader not in (name for name, _, _ in states)):
            raise CardReaderMissing(reader=reader or None)
        for name, state, reset in states:
            present = bool(state & scard.SCARD_STATE_PRESENT)
            if present and (name == reader or (not reader and _contactless(reset))):
                shared = scard.SCARD_SHARE_SHARED
                result, handle, protocol = scard.SCardConnect(context, name, shared, both)
                # One that is being laid down or taken away does not answer yet, or any more.
                if result == scard.SCARD_S_SUCCESS:
                    return handle, protocol
        if time.monotonic() > deadline:
            raise ChipMissing
        if not told:
            told = True
            waiting()
        if stop.wait(_LOOK_EVERY_S):
            raise ReadingStopped


def _contactless(reset: bytes) -> bool:
    return reset[:1] == b"\x3b" and reset[2:4] == _WITHOUT_CONTACTS


def _states(scard: ModuleType, context: Any) -> list[tuple[str, int, bytes]]:
    """Name, state and answer to reset of each reader."""
    result, names = scard.SCardListReaders(context, [])
    if result == scard.SCARD_E_NO_READERS_AVAILABLE:
        return []
    if result != scard.SCARD_S_SUCCESS:
        raise CardServiceMissing
    if not names:
        return []
    asked = [(name, scard.SCARD_STATE_UNAWARE) for name in names]
    result, states = scard.SCardGetStatusChange(context, 0, asked)
    if result not in (scard.SCARD_S_SUCCESS, scard.SCARD_E_TIMEOUT):
        return []  # one went away between the two questions
    return [(name, state, bytes(byte & 0xFF for byte in reset)) for name, state, reset in states]


@contextmanager
def _context() -> Iterator[tuple[ModuleType, Any]]:
    try:
        # Only here: without the system's library it cannot even be imported.
        from smartcard import scard  # type: ignore[import-untyped]  # it ships no types
    except ImportError as error:
        raise CardServiceMissing from error
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if result != scard.SCARD_S_SUCCESS:
        raise CardServiceMissing
    try:
        yield scard, context
    finally:
        scard.SCardReleaseContext(context)
