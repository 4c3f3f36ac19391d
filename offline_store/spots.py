"""What on a page is no word and is held against the original all the same."""

from dataclasses import dataclass
from enum import StrEnum


class SpotKind(StrEnum):
    """What on a paper is no word and is held against the original all the same.

    A seal lies over a third of its signature (NĐ 30/2020 Điều 33): where both touch they are one.
    """

    SEAL = "seal"
    SIGNATURE = "signature"
    SEALED_SIGNATURE = "sealed-signature"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a seal, a signature or a photo lies: box (x, y, width, height) in page pixels.

    differs: the clerk saw that it is not there so on the original.
    """

    kind: SpotKind
    box: tuple[int, int, int, int]
    differs: bool = False
