"""Which of a lot are looked at: drawn by a seed, so that anybody can draw the same again.

Each dossier's lot is the SHA-256 of the seed, a colon and its code, as UTF-8; those with the
smallest are taken. No random number generator's habits are part of it: `sha256sum` is enough.
"""

import hashlib
from collections.abc import Iterable


def drawn(seed: str, codes: Iterable[str], count: int) -> tuple[str, ...]:
    """So many of these codes, in the order in which they are drawn; all of them where fewer."""
    return tuple(sorted(codes, key=lambda code: (_ticket(seed, code), code))[:count])


def _ticket(seed: str, code: str) -> str:
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()
