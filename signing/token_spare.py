"""A worker started before it is needed, and one that ends while others work.

A login wants a library that was just initialised, so it gets a process of its own; what takes its
time there is starting Python and ending it. A spare has done the former: it has loaded no library
and heard nothing. So the clerk who types a PIN waits for neither.
"""

import atexit
import threading
from dataclasses import dataclass, field

from signing.errors import Fact, TokenError
from signing.token_process import TokenProcess


@dataclass(slots=True)
class _Spare:
    process: TokenProcess | None = None
    starting: threading.Thread | None = None
    ending: list[threading.Thread] = field(default_factory=list)
    turn: threading.Lock = field(default_factory=threading.Lock)


_spare = _Spare()


def prepare_worker() -> None:
    """Start a spare in the background, unless there is one. May be called from any thread."""
    with _spare.turn:
        if _spare.starting is not None or (_spare.process is not None and _spare.process.lives):
            return
        _spare.starting = threading.Thread(target=_start, name="spare-token-worker", daemon=True)
        _spare.starting.start()


def take_worker(**facts: Fact) -> TokenProcess:
    """Give the spare, or start one; every worker that was put away has ended before.

    Args:
        facts: as `TokenProcess` takes them.

    Raises:
        TokenLost, TokenSilent: none starts.
    """
    with _spare.turn:
        starting, ending = _spare.starting, _spare.ending
        _spare.ending = []
    for thread in (*ending, *filter(None, [starting])):
        thread.join()
    with _spare.turn:
        process, _spare.process = _spare.process, None
    if process is not None and process.lives and process.is_current:
        process.facts = facts
        return process
    if process is not None:
        process.end()
    return TokenProcess(**facts)


def put_away(process: TokenProcess) -> None:
    """Let a worker log out and end, in the background; then make a spare for the next login."""

    def end() -> None:
        process.end()
        prepare_worker()

    thread = threading.Thread(target=end, name="ending-token-worker")
    with _spare.turn:
        _spare.ending.append(thread)
        thread.start()


def _start() -> None:
    try:
        process = TokenProcess(token=None)
    except TokenError:
        # Whoever needs one will start it, and be told why it does not start.
        process = None
    with _spare.turn:
        _spare.starting = None
        old, _spare.process = _spare.process, process
    if old is not None:
        old.end()


@atexit.register
def _end_spare() -> None:
    with _spare.turn:
        process, _spare.process = _spare.process, None
    if process is not None:
        process.end()
