"""A turn of the head that was asked for, measured by the key points of the face.

It tells a person from a flat picture: on a picture that is turned the nose stays in the middle
between the eyes. It does not tell a person from a film of one, or from a mask: that is left to the
clerk, who sees who stands there.
"""

import secrets
from enum import StrEnum

from station.recognition.face_quality import MOST_TURNED

TURNED_FROM = 0.28
"""From here on the head counts as turned: some 32 degrees."""

_IN_A_ROW = 2  # pictures that say so


class Side(StrEnum):
    """To which side, as the person who turns says it."""

    LEFT = "left"
    RIGHT = "right"


class TurnStage(StrEnum):
    """Where somebody is who was asked to turn: still here, turned, back, or to the wrong side."""

    ASKED = "asked"
    TURNED = "turned"
    DONE = "done"
    WRONG = "wrong"


def random_side() -> Side:
    """Which side is asked for: nobody can know it before."""
    return secrets.choice(tuple(Side))


class HeadTurn:
    """One turn to a side and back; `see` each picture's face in the order they come."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.stage = TurnStage.ASKED
        self._row = 0

    def see(self, turned: float) -> TurnStage:
        """How far the head is turned on the next picture, as `SeenFace.turned`."""
        towards = turned if self.side is Side.LEFT else -turned
        if self.stage is TurnStage.ASKED:
            # Pictures in a row, above 0 to the side asked for, below to the other.
            if towards >= TURNED_FROM:
                self._row = max(self._row, 0) + 1
            elif towards <= -TURNED_FROM:
                self._row = min(self._row, 0) - 1
            else:
                self._row = 0
            if self._row >= _IN_A_ROW:
                self.stage, self._row = TurnStage.TURNED, 0
            elif self._row <= -_IN_A_ROW:
                self.stage = TurnStage.WRONG
        elif self.stage is TurnStage.TURNED:
            self._row = self._row + 1 if abs(turned) <= MOST_TURNED else 0
            if self._row >= _IN_A_ROW:
                self.stage = TurnStage.DONE
        return self.stage
