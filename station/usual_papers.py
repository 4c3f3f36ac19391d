"""What papers are usually called here: offered while the name of an original is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from offline_store.store import Store
from station.recognition.kinds import Kind

_MOST = 200


@dataclass(frozen=True, slots=True)
class UsualPapers:
    """Names that were typed at this desk, and those of the kinds of paper it knows."""

    store: Store
    kinds: Sequence[Kind]

    def __call__(self) -> tuple[str, ...]:
        """Each name once, the most often typed first; some 200."""
        with self.store.snapshot() as records:
            typed = records.dossiers.usual_titles(_MOST)
        known = [kind.name for kind in self.kinds if not kind.general]
        return tuple(dict.fromkeys((*typed, *known)))
