"""Basic Access Control (ICAO 9303-11, 4.3): the way in of older chips, by the card's lines."""

import os
from collections.abc import Callable
from hmac import compare_digest

from station.chip.access_keys import LinesKey
from station.chip.commands import DONE, Command, Line, demand
from station.chip.errors import ChipKeyWrong, ChipLineBroken
from station.chip.secure_messaging import SecureLine
from station.chip.suites import CHECKSUM, TRIPLE_DES, Purpose, pad

_SEED = 16
_CHALLENGE, _HALF_KEY = 8, 16
_HIDDEN = 2 * _CHALLENGE + _HALF_KEY


def open_basic(
    line: Line, key: LinesKey, *, random: Callable[[int], bytes] = os.urandom
) -> SecureLine:
    """Authenticate to the chip, and it to us; return the secured line.

    Raises:
        ChipKeyWrong: the lines are not this card's. ChipRefused: it gives no challenge.
        ChipLineBroken: its answer is not that of a chip that knows the key. ChipLost.
    """
    suite, seed = TRIPLE_DES, key.secret[:_SEED]
    encrypting, checking = suite.key(seed, Purpose.ENCRYPT), suite.key(seed, Purpose.CHECK)
    theirs = demand(line, Command(0x00, 0x84, 0, 0, expected=_CHALLENGE))
    if len(theirs) != _CHALLENGE:
        raise ChipLineBroken
    ours, half = random(_CHALLENGE), random(_HALF_KEY)
    hidden = suite.encrypt(encrypting, ours + theirs + half)
    proof = hidden + suite.checksum(checking, pad(hidden, suite.block))
    answer = line.exchange(Command(0x00, 0x82, 0, 0, proof, len(proof)))
    if answer.status != DONE:
        raise ChipKeyWrong(key="lines")
    hidden, checksum = answer.data[:_HIDDEN], answer.data[_HIDDEN:]
    if len(hidden) != _HIDDEN or len(checksum) != CHECKSUM:
        raise ChipLineBroken
    if not compare_digest(suite.checksum(checking, pad(hidden, suite.block)), checksum):
        raise ChipLineBroken
    said = suite.decrypt(encrypting, hidden)
    if said[: 2 * _CHALLENGE] != theirs + ours:
        raise ChipLineBroken
    shared = bytes(one ^ other for one, other in zip(half, said[-_HALF_KEY:], strict=True))
    return SecureLine(
        line,
        suite,
        suite.key(shared, Purpose.ENCRYPT),
        suite.key(shared, Purpose.CHECK),
        theirs[-4:] + ours[-4:],
    )
