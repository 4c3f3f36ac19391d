"""What finds faces and tells them apart: both readers, on the same pictures."""

import json
from pathlib import Path

import numpy as np
import pytest

import station.recognition.face_models as module
from station.recognition.errors import FaceModelsUnfit
from station.recognition.face_models import THRESHOLD, face_models_presence
from station.recognition.face_quality import MOST_TURNED
from station.recognition.faces import FaceReader, likeness, load_face_reader
from station.recognition.head_turn import TURNED_FROM, Side
from station.recognition.model_files import ModelFile, Presence
from station.recognition.picture import open_picture
from tests.face_film import astronaut, scene_file, stranger, turned
from tests.face_models import insight_folder


@pytest.fixture(scope="module", params=["sface", "insightface"])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FaceReader:
    """Each of the two; insightface by models that may be given on, in its own shapes."""
    if request.param == "sface":
        return load_face_reader("")
    return load_face_reader(str(insight_folder(tmp_path_factory.mktemp("models"))))


def test_six_faces_are_six(reader: FaceReader) -> None:
    """Each with its points where a face has them, the largest first."""
    faces = reader.faces(open_picture(scene_file()))
    assert len(faces) == 6
    assert [face.box[3] for face in faces] == sorted((face.box[3] for face in faces), reverse=True)
    for face in faces:
        right, left, nose, *mouth = face.points
        assert right[0] < nose[0] < left[0]
        assert right[1] < nose[1] < mouth[0][1]


def test_one_person_is_like_themselves_and_nobody_else(reader: FaceReader) -> None:
    """Smaller, darker and mirrored still above the threshold; seven people all below it."""
    face = astronaut()
    own = reader.template(face, reader.faces(face)[0])
    assert float(np.linalg.norm(own)) == pytest.approx(1, abs=1e-4)
    for other in (face[::2, ::2], (face * 0.6).astype(np.uint8), face[:, ::-1]):
        seen = np.ascontiguousarray(other)
        assert likeness(own, reader.template(seen, reader.faces(seen)[0])) > THRESHOLD
    scene = open_picture(scene_file())
    templates = [own, *(reader.template(scene, each) for each in reader.faces(scene))]
    pairs = [(a, b) for at, a in enumerate(templates) for b in templates[:at]]
    assert max(likeness(one, other) for one, other in pairs) < THRESHOLD
    assert reader.model.sha256
    assert reader.liveness(face, reader.faces(face)[0]) is None


def test_a_turned_head_is_seen_turned(reader: FaceReader) -> None:
    """To which side, by the points that the network finds."""
    assert abs(reader.faces(astronaut())[0].turned) < MOST_TURNED
    assert reader.faces(turned(Side.LEFT))[0].turned > TURNED_FROM
    assert reader.faces(turned(Side.RIGHT))[0].turned < -TURNED_FROM


def test_an_empty_picture_has_no_face(reader: FaceReader) -> None:
    """Nor one of a few pixels."""
    assert reader.faces(np.full((300, 400, 3), 128, np.uint8)) == ()
    assert reader.faces(np.full((3, 2, 3), 128, np.uint8)) == ()


def test_the_face_is_told_from_another_in_a_picture(reader: FaceReader) -> None:
    """A stranger's own picture is like them where they stand among the six."""
    alone = stranger()
    own = reader.template(alone, reader.faces(alone)[0])
    scene = open_picture(scene_file())
    likest = max(likeness(own, reader.template(scene, each)) for each in reader.faces(scene))
    assert likest > 0.7


def test_other_files_than_the_pinned_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their hash; and what is not installed is missing."""
    assert face_models_presence() is Presence.READY
    teller = module.FACE_TELLER
    monkeypatch.setattr(module, "FACE_TELLER", ModelFile(teller.package, teller.path, "0" * 64))
    assert face_models_presence() is Presence.REFUSED
    with pytest.raises(FaceModelsUnfit):
        load_face_reader("")
    monkeypatch.setattr(module, "FACE_TELLER", ModelFile("no_such_package", "x.onnx", "0" * 64))
    assert face_models_presence() is Presence.MISSING


def test_a_folder_without_fit_models_is_refused(tmp_path: Path) -> None:
    """Not there, empty, or with what is no network; nothing is fetched."""
    with pytest.raises(FaceModelsUnfit) as raised:
        load_face_reader(str(tmp_path / "gone"))
    assert raised.value.facts["reason"] == "missing"
    for content in (None, b"no network"):
        if content is not None:
            (tmp_path / "a.onnx").write_bytes(content)
        with pytest.raises(FaceModelsUnfit) as raised:
            load_face_reader(str(tmp_path))
        assert raised.value.facts["reason"] == "unusable"


def test_a_network_of_its_own_tells_liveness(tmp_path: Path) -> None:
    """In insightface's shape: here one that says how light the picture is."""
    folder = insight_folder(tmp_path, liveness=True)
    reader = load_face_reader(str(folder))
    face = astronaut()
    seen = reader.faces(face)[0]
    said = reader.liveness(face, seen)
    assert said is not None
    dark = (face // 4).astype(np.uint8)
    darker = reader.liveness(dark, seen)
    assert darker is not None
    assert 0 < darker < said < 1
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["tasks"]
