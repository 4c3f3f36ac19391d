"""The face check on a real desk, through real networks and a film; and what is left of it."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import MetaData, select

from offline_store.records import DossierId, Requester
from station.bootstrap import Desk, open_desk
from station.check_face import FaceAnswer
from station.consent import Purpose, Said
from station.counter_errors import ConsentNeeded, ConsentRefused
from station.errors import SignInNeeded
from station.face_settings import FaceSettings
from station.portrait import Portrait, PortraitSource, portrait_from
from station.recognition.errors import FaceUnfit, HeadNotTurned
from station.recognition.face_models import FACE_TELLER, THRESHOLD
from station.recognition.faces import SeenFace, Template
from station.recognition.head_turn import Side
from station.recognition.picture import Pixels
from station.recognition.sface import SFaceReader
from station.settings import AgencySettings, Settings, StoreSettings
from station.watch_face import FaceSight
from tests.account_fixtures import everybody
from tests.face_film import (
    astronaut,
    astronaut_file,
    face_film,
    scene_file,
    stranger,
    turned,
    turning_film,
)

GO_ON = threading.Event()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose camera asks everybody to turn to their left."""
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
        store=StoreSettings(keyring=False),
    )
    with closing(open_desk(tmp_path_factory.mktemp("desk"), settings=settings)) as desk:
        yield replace(desk, check_face=replace(desk.check_face, side=lambda: Side.LEFT))


@pytest.fixture
def dossier(desk: Desk) -> DossierId:
    """Of somebody who agreed."""
    dossier = desk.receive(Requester("Nguyễn Văn An"), "Bằng tốt nghiệp", 1).id
    desk.ask_consent.record(dossier, Purpose.FACE, True, Said.ON_SCREEN)
    return dossier


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The astronaut looks here, turns left, and looks here again."""
    return str(turning_film(tmp_path_factory.mktemp("film") / "left.avi", astronaut(), Side.LEFT))


def acts(desk: Desk, dossier: DossierId) -> list[tuple[str, str]]:
    """What of faces is on the trail."""
    with desk.store.snapshot() as records:
        lines = [line for line in records.audit.lines() if line.subject == dossier]
    return [(line.act, line.facts) for line in lines if line.act.startswith("face-")]


def test_whom_the_card_shows_is_told(desk: Desk, dossier: DossierId, film: str) -> None:
    """Likeness, threshold, answer, model and its hash, and that a person turned: and no more."""
    sights = list[FaceSight]()
    card = portrait_from(astronaut_file())

    check = desk.check_face(dossier, card, film, stop=GO_ON, tell=sights.append)

    assert check is not None
    assert check.answer is FaceAnswer.SAME
    assert check.likeness is not None
    assert check.likeness > THRESHOLD == check.threshold
    assert (check.model_sha256, check.alive, check.portrait) == (
        FACE_TELLER.sha256,
        "turn",
        "card",
    )
    assert desk.check_face.last(dossier) == check
    assert {sight.side for sight in sights} == {None, Side.LEFT}
    assert any(sight.back for sight in sights)
    assert sights[0].jpeg.startswith(b"\xff\xd8")
    assert [act for act, _ in acts(desk, dossier)] == ["face-checked"]


def test_somebody_else_is_not_like_the_photo(desk: Desk, dossier: DossierId, film: str) -> None:
    """Far below the threshold; the clerk's own look then stands in its place."""
    other = Portrait(stranger(), PortraitSource.CHIP)
    check = desk.check_face(dossier, other, film, stop=GO_ON)
    assert check is not None
    assert check.answer is FaceAnswer.DIFFERENT
    seen = desk.check_face.by_eye(dossier, FaceAnswer.SAME)
    assert (seen.by_eye, seen.likeness, seen.model) == (True, None, "")
    assert desk.check_face.last(dossier) == seen


def test_a_card_may_lie_on_its_side(desk: Desk, dossier: DossierId, film: str) -> None:
    """However it was laid on the glass."""
    lying = Portrait(np.rot90(astronaut(), 3), PortraitSource.CARD)
    check = desk.check_face(dossier, lying, film, stop=GO_ON)
    assert check is not None
    assert check.answer is FaceAnswer.SAME


def test_nobody_is_looked_at_who_did_not_agree(desk: Desk, film: str) -> None:
    """Not asked, or no: nothing is opened and nothing is kept, and the way by eye costs nothing."""
    dossier = desk.receive(Requester("Trần Thị Bích"), "Học bạ", 1).id
    card = portrait_from(astronaut_file())
    sights = list[FaceSight]()
    with pytest.raises(ConsentNeeded):
        desk.check_face(dossier, card, film, stop=GO_ON, tell=sights.append)
    desk.ask_consent.record(dossier, Purpose.FACE, False, Said.ALOUD)
    with pytest.raises(ConsentRefused):
        desk.check_face(dossier, card, film, stop=GO_ON, tell=sights.append)
    assert (sights, acts(desk, dossier)) == ([], [])
    assert desk.check_face.by_eye(dossier, FaceAnswer.SAME).by_eye
    assert [act for act, _ in acts(desk, dossier)] == ["face-compared-by-eye"]


def test_a_consent_taken_back_ends_it(desk: Desk, dossier: DossierId, film: str) -> None:
    """While the camera looks, nothing comes of it; later, what it said is told no more."""
    card = portrait_from(astronaut_file())

    def take_back(sight: FaceSight) -> None:
        if sight.back:
            desk.ask_consent.record(dossier, Purpose.FACE, False, Said.ALOUD)

    with pytest.raises(ConsentRefused):
        desk.check_face(dossier, card, film, stop=GO_ON, tell=take_back)
    assert acts(desk, dossier) == [("face-not-checked", '{"reason":"consent-refused"}')]
    desk.ask_consent.record(dossier, Purpose.FACE, True, Said.ALOUD)
    assert desk.check_face(dossier, card, film, stop=GO_ON) is not None
    assert desk.check_face.last(dossier) is not None
    desk.ask_consent.record(dossier, Purpose.FACE, False, Said.ALOUD)
    assert desk.check_face.last(dossier) is None


def test_a_stopped_check_keeps_nothing(desk: Desk, dossier: DossierId, film: str) -> None:
    """But that there was one."""
    stop = threading.Event()
    card = portrait_from(astronaut_file())
    assert desk.check_face(dossier, card, film, stop=stop, tell=lambda _: stop.set()) is None
    assert acts(desk, dossier) == [("face-not-checked", '{"reason":"stopped"}')]
    assert desk.check_face.last(dossier) is None


def test_a_portrait_must_show_one_face(desk: Desk, dossier: DossierId, film: str) -> None:
    """Six people, nobody, or a stamp's size: said of the portrait, before the camera is opened."""
    tiny = np.ascontiguousarray(astronaut()[::3, ::3])
    for rgb, flaw in (
        (portrait_from(scene_file()).rgb, "face-several"),
        (np.full((400, 300, 3), 200, np.uint8), "face-none"),
        (tiny, "face-small"),
    ):
        with pytest.raises(FaceUnfit) as raised:
            desk.check_face(dossier, Portrait(rgb, PortraitSource.CARD), "nowhere", stop=GO_ON)
        assert raised.value.facts == {"flaw": flaw, "where": "portrait"}
    assert acts(desk, dossier)[-1] == ("face-not-checked", '{"reason":"face-unfit"}')


def test_a_picture_held_before_the_camera_does_not_turn(
    desk: Desk, dossier: DossierId, tmp_path: Path
) -> None:
    """It was asked for a turn, and looks here until the film is over."""
    still = face_film(tmp_path / "still.avi", (astronaut(), 12))
    with pytest.raises(HeadNotTurned) as raised:
        desk.check_face(dossier, portrait_from(astronaut_file()), str(still), stop=GO_ON)
    assert raised.value.facts == {"reason": "time"}


def test_the_wrong_side_twice_is_no_turn(desk: Desk, dossier: DossierId, tmp_path: Path) -> None:
    """Once may be a slip; a film of somebody who turned has its own side."""
    face = astronaut()
    wrong = face_film(
        tmp_path / "wrong.avi",
        (face, 4),
        (turned(Side.RIGHT), 3),
        (face, 3),
        (turned(Side.RIGHT), 3),
    )
    with pytest.raises(HeadNotTurned) as raised:
        desk.check_face(dossier, portrait_from(astronaut_file()), str(wrong), stop=GO_ON)
    assert raised.value.facts == {"reason": "wrong-side"}


def test_who_turns_must_be_who_looked(desk: Desk, dossier: DossierId, tmp_path: Path) -> None:
    """Another face after the turn is seen."""
    face = astronaut()
    swapped = face_film(
        tmp_path / "swapped.avi", (face, 4), (turned(Side.LEFT), 3), (stranger(), 8)
    )
    with pytest.raises(HeadNotTurned) as raised:
        desk.check_face(dossier, portrait_from(astronaut_file()), str(swapped), stop=GO_ON)
    assert raised.value.facts == {"reason": "another"}


def test_no_picture_and_no_template_is_left(
    desk: Desk, dossier: DossierId, film: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither on the disk, in the database as it is in clear, nor in the log: bytes are searched.

    Planted are every template as it was made and pieces of portrait, pictures and previews.
    """
    planted = list[bytes]()
    tell_apart = SFaceReader.template

    def template(self: SFaceReader, rgb: Pixels, face: SeenFace) -> Template:
        made = tell_apart(self, rgb, face)
        planted.extend((made.tobytes()[:32], rgb[100, 100:140].tobytes(), repr(made[0]).encode()))
        return made

    monkeypatch.setattr(SFaceReader, "template", template)
    card = tmp_path / "card.png"
    card.write_bytes(astronaut_file().read_bytes())
    before = _files(desk.home)

    check = desk.check_face(
        dossier,
        portrait_from(card),
        film,
        stop=GO_ON,
        tell=lambda sight: planted.append(sight.jpeg[200:260]),
    )

    assert check is not None
    assert len(planted) > 20
    card.unlink()
    there = _files(desk.home)
    assert set(there) == set(before), "no new file"
    assert {name for name in there if there[name] != before[name]} <= {"store.db", "store.db-wal"}
    found = b"".join(path.read_bytes() for path in desk.home.rglob("*") if path.is_file())
    found += _in_clear(desk)
    assert check.model.encode() in found, "the search finds what is there"
    assert [piece for piece in planted if piece in found] == []


def _files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }


def _in_clear(desk: Desk) -> bytes:
    """Every value of every table."""
    with desk.store.snapshot() as records:
        connection = records.audit.connection
        tables = MetaData()
        tables.reflect(connection)
        values = [
            value
            for table in tables.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        ]
    return b"\n".join(v if isinstance(v, bytes) else str(v).encode() for v in values)


def test_a_threshold_of_ones_own_decides(desk: Desk, dossier: DossierId, film: str) -> None:
    """So high that nobody is like anybody."""
    strict = replace(desk.check_face, settings=FaceSettings(threshold=0.999))
    check = strict(dossier, portrait_from(astronaut_file()), film, stop=GO_ON)
    assert check is not None
    assert (check.answer, check.threshold) == (FaceAnswer.DIFFERENT, 0.999)


def test_only_who_is_signed_in_checks(desk: Desk, dossier: DossierId) -> None:
    """By camera or by eye, where people sign in. The last: its desk has accounts from now on."""
    everybody(desk.store)
    with pytest.raises(SignInNeeded):
        desk.check_face(dossier, portrait_from(astronaut_file()), stop=GO_ON)
    with pytest.raises(SignInNeeded):
        desk.check_face.by_eye(dossier, FaceAnswer.SAME)
