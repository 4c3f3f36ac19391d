"""Check a face: is who stands there whom the card shows? By camera, if they agreed; or by eye.

No procedure asks for it (NĐ 23/2015), so that it needs the citizen's own consent, apart from
everything else (Luật 91/2025, NĐ 356/2025 Điều 4: biometrics are sensitive data). A no costs them
nothing: the clerk looks at card and face, as always. Kept are likeness, decision, model and time;
no picture and no template ever is.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from offline_store.records import AuditLine, DossierId
from offline_store.store import Records, Store
from station.consent import Purpose, answer_of
from station.counter_errors import ConsentNeeded, ConsentRefused
from station.face_settings import FaceSettings
from station.hanoi_time import Clock
from station.people import Act, require
from station.portrait import Portrait
from station.recognition.errors import FaceUnfit, ReadingError
from station.recognition.face_models import THRESHOLD
from station.recognition.face_quality import FaceFlaw, flaw_of
from station.recognition.faces import FaceReader, Template, likeness, load_face_reader
from station.recognition.head_turn import Side, random_side
from station.watch_face import FaceSight, WatchedFace, WatchFace

_CHECKED, _NOT_CHECKED, _BY_EYE = "face-checked", "face-not-checked", "face-compared-by-eye"
_STOPPED = "stopped"


class FaceAnswer(StrEnum):
    """Whether two faces are one person's."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class FaceCheck:
    """What is kept of a check.

    by_eye: the clerk looked; then there is neither likeness nor model. threshold: from which
    likeness on the answer is SAME. portrait: where the photo is from. alive: how it was told that
    a person is there.
    """

    answer: FaceAnswer
    at: datetime
    who: str
    by_eye: bool = False
    likeness: float | None = None
    threshold: float | None = None
    model: str = ""
    model_sha256: str = ""
    portrait: str = ""
    alive: str = ""


@dataclass(frozen=True, slots=True)
class CheckFace:
    """Checks faces for dossiers. camera: where none is named; empty: the first there is.

    side: draws to which side the head is to be turned.
    """

    store: Store
    settings: FaceSettings
    camera: str
    clerk: str
    now: Clock
    side: Callable[[], Side] = random_side

    def __call__(
        self,
        dossier_id: DossierId,
        portrait: Portrait,
        source: str = "",
        *,
        stop: threading.Event,
        tell: Callable[[FaceSight], None] = lambda sight: None,
        limit_s: int = 0,
    ) -> FaceCheck | None:
        """Hold who stands before the camera against a portrait; None when `stop` was set.

        Args:
            dossier_id: whose requester agreed to it.
            portrait: of whom they say they are.
            source: a camera's id or a film's path.
            stop: ends it.
            tell: gets what is seen, on this thread.
            limit_s: how long to look; 0: as the settings say.

        Raises:
            NotFound: no such dossier. SignInNeeded, RoleMissing: the clerk may not.
            ConsentNeeded, ConsentRefused: the citizen was not asked, or said no, be it meanwhile.
            FaceModelsUnfit: faces cannot be told here. FaceUnfit: portrait or camera will not do.
            CameraMissing, HeadNotTurned, FaceNotAlive: as `WatchFace`.
        """
        with self.store.snapshot() as records:
            self._require(records, dossier_id)
        try:
            reader = load_face_reader(self.settings.models)
            wanted = _template_of(reader, portrait)
            watch = WatchFace(
                reader,
                self._threshold,
                self.settings.liveness,
                limit_s or self.settings.limit_s,
                self.side,
            )
            seen = watch(source or self.camera, stop, tell)
        except ReadingError as error:
            self._keep_end(dossier_id, error.code)
            raise
        if seen is None or stop.is_set():
            self._keep_end(dossier_id, _STOPPED)
            return None
        try:
            return self._keep(dossier_id, portrait, reader, wanted, seen)
        except ConsentRefused as error:  # taken back while they were looked at
            self._keep_end(dossier_id, error.code)
            raise

    def by_eye(self, dossier_id: DossierId, answer: FaceAnswer) -> FaceCheck:
        """Keep that the clerk held face and card against each other: it needs no consent.

        Raises:
            NotFound: no such dossier. SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            records.dossiers.get(dossier_id)
            line = records.audit.append(
                self.now(), self.clerk, _BY_EYE, dossier_id, answer=answer.value
            )
        return _read(line)

    def last(self, dossier_id: DossierId) -> FaceCheck | None:
        """What stands of a dossier's requester; None: nothing, or they took their consent back.

        What a camera said is not told any more once the citizen said no; that it was checked stays
        on the trail, which nothing leaves.
        """
        with self.store.snapshot() as records:
            agreed = answer_of(records, dossier_id, Purpose.FACE)
            lines = [records.audit.last(_BY_EYE, dossier_id)]
            lines += [records.audit.last(_CHECKED, dossier_id)] if agreed else []
        found = [line for line in lines if line is not None]
        return _read(max(found, key=lambda line: line.sequence)) if found else None

    @property
    def _threshold(self) -> float:
        return self.settings.threshold or THRESHOLD

    def _require(self, records: Records, dossier_id: DossierId) -> None:
        require(records, self.clerk, Act.RECEIVE)
        records.dossiers.get(dossier_id)
        answer = answer_of(records, dossier_id, Purpose.FACE)
        if answer is None:
            raise ConsentNeeded(purpose=Purpose.FACE.value)
        if not answer:
            raise ConsentRefused(purpose=Purpose.FACE.value)

    def _keep(
        self,
        dossier_id: DossierId,
        portrait: Portrait,
        reader: FaceReader,
        wanted: Template,
        seen: WatchedFace,
    ) -> FaceCheck:
        like = likeness(wanted, seen.template)
        answer = FaceAnswer.SAME if like >= self._threshold else FaceAnswer.DIFFERENT
        with self.store.transaction() as records:
            self._require(records, dossier_id)
            line = records.audit.append(
                self.now(),
                self.clerk,
                _CHECKED,
                dossier_id,
                answer=answer.value,
                likeness=round(like, 3),
                threshold=self._threshold,
                model=reader.model.name,
                model_sha256=reader.model.sha256,
                portrait=portrait.source.value,
                alive=seen.alive.value,
            )
        return _read(line)

    def _keep_end(self, dossier_id: DossierId, reason: str) -> None:
        """That a face was looked at and nothing came of it is on the trail, too."""
        with self.store.transaction() as records:
            records.audit.append(self.now(), self.clerk, _NOT_CHECKED, dossier_id, reason=reason)


def _template_of(reader: FaceReader, portrait: Portrait) -> Template:
    """The template of the face on a portrait, whichever way the card lay when it was scanned."""
    flaws = []
    for turns in range(4):
        rgb = np.ascontiguousarray(np.rot90(portrait.rgb, turns))
        faces = reader.faces(rgb)
        flaw = flaw_of(rgb, faces)
        if flaw is None:
            return reader.template(rgb, faces[0])
        flaws.append(flaw)
    seen = next((flaw for flaw in flaws if flaw is not FaceFlaw.NONE), FaceFlaw.NONE)
    raise FaceUnfit(flaw=seen.value, where="portrait")


def _read(line: AuditLine) -> FaceCheck:
    facts = json.loads(line.facts)
    return FaceCheck(
        FaceAnswer(facts.pop("answer")), line.at, line.who, line.act == _BY_EYE, **facts
    )
