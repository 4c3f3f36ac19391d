"""How the C library gives memory out: what large pictures took goes back to the system at once.

A program of many threads that takes and frees pictures would else keep tens of megabytes that
nothing lies in: each thread's arena its own, and each large block for the next one of its size.
"""

import ctypes
import sys

# Of mallopt(3), as glibc has them.
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_LARGE_BYTES = 1 << 20
_ARENAS = 2


def give_back_memory() -> None:
    """Set it for this process, where its C library is glibc; elsewhere nothing changes."""
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, _ARENAS)
        mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
