"""Which files begin with which others. Files never change: what was seen once holds for ever.

Two files of megabytes are compared before or after a writer's turn, never within it: what is
asked there and was not looked at yet ends the turn, is looked at, and the turn is taken anew.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from central.blobs import Blobs

Answer = TypeVar("Answer")
_CHUNK = 1 << 20
_REMEMBERED = 10_000


class NotLookedAt(Exception):
    """Whether one file begins with another is not known yet. Stays within this central."""

    def __init__(self, sha256: str, earlier: str) -> None:
        super().__init__(sha256, earlier)
        self.sha256 = sha256
        self.earlier = earlier


class Beginnings:
    """What was seen of the files in `blobs`. Any thread may ask."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._seen: OrderedDict[tuple[str, str], bool] = OrderedDict()
        self._lock = Lock()

    def begins_with(self, sha256: str, earlier: str) -> bool:
        """Whether a file begins with all of another one, of what was seen.

        Raises:
            NotLookedAt: nobody has compared them.
        """
        with self._lock:
            known = self._seen.get((sha256, earlier))
        if known is None:
            raise NotLookedAt(sha256, earlier)
        return known

    def looking(self, write: Callable[[], Answer]) -> Answer:
        """The answer of a piece of work that asks here; what it lacks is looked at in between."""
        while True:
            try:
                return write()
            except NotLookedAt as asked:
                self._look(asked.sha256, asked.earlier)

    def _look(self, sha256: str, earlier: str) -> None:
        with self._blobs.reading(sha256) as new, self._blobs.reading(earlier) as before:
            found = new.stat().st_size >= before.stat().st_size
            with new.open("rb") as file, before.open("rb") as old:
                while found and (chunk := old.read(_CHUNK)):
                    found = file.read(len(chunk)) == chunk
        with self._lock:
            self._seen[sha256, earlier] = found
            while len(self._seen) > _REMEMBERED:
                self._seen.popitem(last=False)
