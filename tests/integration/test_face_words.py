"""The words of the face check, as somebody scripts them."""

import io
import json
import secrets
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from station.cli.main import main
from station.recognition.face_models import FACE_TELLER
from station.recognition.head_turn import Side
from tests.face_film import astronaut, astronaut_file, turning_film

Tramso = Callable[..., Any]
SETTINGS = '[agency]\nname = "Phường Thử Nghiệm"\ncode = "H26.99.1"\n[store]\nkeyring = false\n'


@pytest.fixture
def tramso(tmp_path: Path) -> Tramso:
    """Runs a command with --json; its status, its document or the error's code, and the rest."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "tramso.toml").write_text(SETTINGS, "utf-8")

    def run(*words: str) -> tuple[int, Any, list[str]]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--home", str(home), *words, "--json"])
        said = err.getvalue().splitlines()
        if out.getvalue():
            return status, json.loads(out.getvalue()), said
        return status, json.loads(said[-1])["error"]["code"] if status == 3 else None, said[:-1]

    return run


def test_a_face_from_consent_to_the_dossier(
    tramso: Tramso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked first; prompts on standard error; the answer is in the dossier while consent stands."""
    monkeypatch.setattr(secrets, "choice", lambda _: Side.LEFT)
    film = turning_film(tmp_path / "left.avi", astronaut(), Side.LEFT)
    _, made, _ = tramso("dossier", "new", "--title", "Học bạ", "--name", "Nguyễn Văn An")
    code = made["code"]
    face = ("card", "face", code, "--picture", str(astronaut_file()), "--film", str(film))
    assert tramso(*face)[:2] == (3, "consent-needed")
    assert tramso("dossier", "consent", code)[1] == {"consents": {}}
    assert tramso("dossier", "consent", code, "--to", "face", "--answer", "no")[1] == {
        "consents": {"face": False}
    }
    assert tramso(*face)[:2] == (3, "consent-refused")
    status, eye, _ = tramso("card", "face", code, "--by-eye", "different")
    assert (status, eye["answer"], eye["model"], eye["likeness"]) == (1, "different", None, None)

    tramso("dossier", "consent", code, "--to", "face", "--answer", "yes")
    status, said, prompts = tramso(*face)

    assert (status, said["answer"], said["alive"]) == (0, "same", "turn")
    assert said["likeness"] > said["threshold"] == 0.363
    assert said["model"]["sha256"] == FACE_TELLER.sha256
    assert prompts == ["face-none", "turn your head to your left", "turn back"]
    assert tramso("dossier", "show", code)[1]["face"] == said
    tramso("dossier", "consent", code, "--to", "face", "--answer", "no")
    assert tramso("dossier", "show", code)[1]["face"] == eye
    assert tramso("dossier", "consent", code, "--to", "face")[0] == 2


def test_the_doctor_says_whether_faces_can_be_told(tramso: Tramso, tmp_path: Path) -> None:
    """By what came along; a folder without models is warned of, and wants its threshold."""
    settings = tmp_path / "home" / "tramso.toml"

    def finding() -> Any:
        return next(c for c in tramso("doctor")[1]["checks"] if c["id"] == "faces")

    assert finding()["status"] == "ok"
    folder = json.dumps(str(tmp_path))
    settings.write_text(f"{SETTINGS}[faces]\nmodels = {folder}\n", "utf-8")
    assert tramso("doctor")[:2] == (3, "setting-invalid")
    settings.write_text(f"{SETTINGS}[faces]\nmodels = {folder}\nthreshold = 0.4\n", "utf-8")
    assert finding()["status"] == "warn"
