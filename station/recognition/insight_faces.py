"""Faces through `insightface`, by models in a folder that IT chose.

The library is MIT; the models that it offers are for research that earns nothing, and are not
fetched from here: nothing is. IT answers for the licence of what it puts into the folder, in which
`FaceAnalysis` must find a detector with key points and a recogniser; a `manifest.json` (its
version 2) says how each wants its pictures, where its guess would be wrong.
"""

import hashlib
import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from station.recognition.errors import FaceModelsUnfit
from station.recognition.faces import FaceModel, Point, SeenFace, Template
from station.recognition.picture import Pixels

LIVENESS_FILE = "liveness.onnx"
"""In a folder `addons` beside the models: a network for insightface's `Liveness`."""

_LEAST_CERTAIN = 0.5
_SIDE = 640  # pixels: pictures are searched at this size


class InsightFaceReader:
    """`FaceAnalysis` with a folder's models, on the processor."""

    def __init__(self, folder: Path) -> None:
        """Load the models, which takes seconds and some hundred MB.

        Raises:
            FaceModelsUnfit: insightface is not installed, or finds no fit models there.
        """
        try:
            from insightface.app import FaceAnalysis
        except ImportError as error:
            raise FaceModelsUnfit(reason="no-insightface", place=str(folder)) from error
        providers = ["CPUExecutionProvider"]
        try:
            self._analysis: Any = FaceAnalysis(
                name=str(folder), allowed_modules=["detection", "recognition"], providers=providers
            )
            self._analysis.prepare(ctx_id=-1, det_thresh=_LEAST_CERTAIN, det_size=(_SIDE, _SIDE))
            self._teller: Any = self._analysis.models["recognition"]
            self._alive = _liveness(folder / "addons" / LIVENESS_FILE, providers)
        except Exception as error:  # it lets through whatever its own libraries raise
            raise FaceModelsUnfit(reason="unusable", place=str(folder)) from error
        with Path(self._teller.model_file).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._model = FaceModel(f"{folder.name}/{Path(self._teller.model_file).name}", digest)

    @property
    def model(self) -> FaceModel:
        """The recogniser of the folder."""
        return self._model

    def faces(self, rgb: Pixels) -> tuple[SeenFace, ...]:
        """The faces on a picture (height, width, 3), the largest first."""
        boxes, points = self._analysis.det_model.detect(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
        found = [_seen(box, five) for box, five in zip(boxes, points, strict=True)]
        return tuple(sorted(found, key=lambda face: -face.box[3]))

    def template(self, rgb: Pixels, face: SeenFace) -> Template:
        """A face in as many numbers as the model gives, of length 1."""
        with warnings.catch_warnings():
            # It calls scikit-image in a way that is to go, which concerns nobody here.
            warnings.simplefilter("ignore", FutureWarning)
            numbers = self._teller.get(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), _insight_face(face))
        return np.asarray(numbers / max(float(np.linalg.norm(numbers)), 1e-9), np.float32)

    def liveness(self, rgb: Pixels, face: SeenFace) -> float | None:
        """What the folder's network for that says; None where there is none."""
        if self._alive is None:
            return None
        five = np.array(face.points, np.float32)
        said = self._alive.predict(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), five)
        # Too near the edge of the picture: the next one may do.
        return 0.0 if said["live_score"] is None else float(said["live_score"])


def _liveness(file: Path, providers: list[str]) -> Any:
    if not file.is_file():
        return None
    from insightface.addons import Liveness

    return Liveness(file, providers=providers)


def _insight_face(face: SeenFace) -> Any:
    from insightface.app.common import Face

    return Face(kps=np.array(face.points, np.float32))


def _seen(box: Any, five: Any) -> SeenFace:
    left, top, right, bottom, certainty = (float(value) for value in box)
    points: list[Point] = [(float(x), float(y)) for x, y in five]
    first, second, nose, third, fourth = points
    return SeenFace(
        (left, top, right - left, bottom - top), (first, second, nose, third, fourth), certainty
    )
