"""The threads that a back-end has started in this process, and whether they are at rest (Linux).

Many SANE back-ends read on a thread of their own, which cancelling ends asynchronously
(sanei_thread): at whatever it does at that moment. One that is ended while it holds the lock of the
memory's allocator leaves it locked, and the process hangs at its next allocation. A thread that
sleeps, as it does when nobody empties its pipe or while it awaits its device, holds none.
"""

import time
from collections.abc import Set
from pathlib import Path

_TASKS = Path("/proc/self/task")
_BUSY = frozenset("RD")  # running, or ready to; within the memory manager or the disk
_LOOK_S = 0.002


def threads() -> frozenset[int]:
    """The threads of this process as the system numbers them."""
    return frozenset(int(task.name) for task in _TASKS.iterdir())


def wait_until_at_rest(before: Set[int], limit_s: float) -> bool:
    """Wait until every thread that is not among those before sleeps, or has ended.

    False: one was busy at the end of the limit.
    """
    deadline = time.monotonic() + limit_s
    while any(_is_busy(thread) for thread in threads() - before):
        if time.monotonic() > deadline:
            return False
        time.sleep(_LOOK_S)
    return True


def _is_busy(thread: int) -> bool:
    try:
        said = (_TASKS / str(thread) / "stat").read_text("ascii", "replace")
    except (FileNotFoundError, ProcessLookupError):  # it has ended
        return False
    return said.rpartition(")")[2].split()[0] in _BUSY  # its name may hold anything
