"""Watch a face: pictures that will do, a turn of the head, and then its template.

What is seen stays in memory until the check is over, and goes nowhere else.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from station.camera import CameraOver, pictures, small_jpeg
from station.recognition.errors import FaceNotAlive, FaceUnfit, HeadNotTurned
from station.recognition.face_quality import FaceFlaw, flaw_of
from station.recognition.faces import FaceReader, SeenFace, Template, likeness
from station.recognition.head_turn import HeadTurn, Side, TurnStage, random_side
from station.recognition.picture import Pixels

_GOOD_ENOUGH = 3  # pictures that will do, before the turn and after it
_MISSED = 8  # pictures in a row without the face, while it turns
_WRONG = 2  # turns to the other side


class Alive(StrEnum):
    """How it was told that a person is there and no picture: by a turn, or by IT's network."""

    TURN = "turn"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class FaceSight:
    """What is seen just now, for whoever watches along.

    jpeg: a small picture. flaw: why it will not do; None where it does. side: to which the head is
    to be turned; None while it is not. back: it was, and is to be turned back. done: 0 to 1.
    """

    jpeg: bytes
    flaw: FaceFlaw | None = None
    side: Side | None = None
    back: bool = False
    done: float = 0.0


@dataclass(frozen=True, slots=True)
class WatchedFace:
    """What came of it."""

    template: Template = field(repr=False)
    alive: Alive


@dataclass(frozen=True, slots=True)
class WatchFace:
    """Looks through a camera. least_alive: as `FaceSettings.liveness`; same: as its threshold.

    side: draws to which side the head is to be turned.
    """

    reader: FaceReader
    same: float
    least_alive: float
    limit_s: int
    side: Callable[[], Side] = random_side

    def __call__(
        self,
        source: str,
        stop: threading.Event,
        tell: Callable[[FaceSight], None] = lambda sight: None,
    ) -> WatchedFace | None:
        """Watch until a face can be told; None when `stop` was set.

        Args:
            source: a camera's id or a film's path; empty: the first camera.
            stop: ends it.
            tell: gets what is seen, on this thread.

        Raises:
            CameraMissing: as `pictures`. FaceUnfit: no picture would do before the time was up.
            HeadNotTurned: the turn that was asked for did not come.
            FaceNotAlive: IT's network says so.
        """
        with closing(pictures(source, self.limit_s, stop)) as seen:
            sights = _Sights(self.reader, seen, tell)
            first = sights.good()
            if first is None:
                return None
            templates, sure = first
            if sure:
                if float(np.median(sure)) < self.least_alive:
                    raise FaceNotAlive
                return WatchedFace(_middle(templates), Alive.MODEL)
            if not self._turns(sights):
                return None
            again = sights.good(done=0.8)
            if again is None:
                return None
            if likeness(_middle(templates), _middle(again[0])) < self.same:
                raise HeadNotTurned(reason="another")
            return WatchedFace(_middle([*templates, *again[0]]), Alive.TURN)

    def _turns(self, sights: "_Sights") -> bool:
        """See a head turned to a side and back; False when it was stopped."""
        for _ in range(_WRONG):
            turn = HeadTurn(self.side())
            ended = sights.turn(turn)
            if ended is TurnStage.DONE:
                return True
            if ended is None:
                return False
        raise HeadNotTurned(reason="wrong-side")


@dataclass(slots=True)
class _Sights:
    """Picture after picture of one camera."""

    reader: FaceReader
    seen: Iterator[Pixels]
    tell: Callable[[FaceSight], None]

    def good(self, done: float = 0.0) -> tuple[list[Template], list[float]] | None:
        """Templates of pictures that will do, with their liveness where it can be told."""
        templates, sure = list[Template](), list[float]()
        flaw: FaceFlaw | None = FaceFlaw.NONE
        try:
            for rgb in self.seen:
                faces = self.reader.faces(rgb)
                flaw = flaw_of(rgb, faces)
                if flaw is None:
                    templates.append(self.reader.template(rgb, faces[0]))
                    alive = self.reader.liveness(rgb, faces[0])
                    sure += [] if alive is None else [alive]
                share = len(templates) / _GOOD_ENOUGH
                self.tell(FaceSight(small_jpeg(rgb), flaw, done=done + 0.2 * share))
                if len(templates) == _GOOD_ENOUGH:
                    return templates, sure
        except CameraOver as over:
            raise FaceUnfit(flaw=(flaw or FaceFlaw.NONE).value, where="camera") from over
        return None

    def turn(self, turn: HeadTurn) -> TurnStage | None:
        """How a turn ends; None when it was stopped."""
        missed = 0
        try:
            for rgb in self.seen:
                face = _alone(self.reader.faces(rgb))
                missed = 0 if face is not None else missed + 1
                if missed > _MISSED:
                    raise HeadNotTurned(reason="left")
                stage = turn.stage if face is None else turn.see(face.turned)
                back = stage in (TurnStage.TURNED, TurnStage.DONE)
                self.tell(
                    FaceSight(small_jpeg(rgb), side=turn.side, back=back, done=0.6 if back else 0.3)
                )
                if stage in (TurnStage.DONE, TurnStage.WRONG):
                    return stage
        except CameraOver as over:
            raise HeadNotTurned(reason="time") from over
        return None


def _alone(faces: tuple[SeenFace, ...]) -> SeenFace | None:
    return faces[0] if faces else None


def _middle(templates: list[Template]) -> Template:
    """What is between them, of length 1."""
    whole = np.sum(templates, axis=0)
    return np.asarray(whole / max(float(np.linalg.norm(whole)), 1e-9), np.float32)
