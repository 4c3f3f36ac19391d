"""The words of `tramso card`, as somebody scripts them."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import segno

from station.cli.main import main
from station.demo.page_texts import ADDRESS, CARD_QR, ID_NUMBER, NAME
from tests.card_film import film_of

CARD = {
    "id_number": ID_NUMBER,
    "old_id_number": "012345678",
    "name": NAME,
    "birth_date": "15/04/1999",
    "sex": "Nam",
    "address": ADDRESS,
    "issued_on": "20/08/2021",
    "extras": [],
}

Tramso = Callable[..., Any]


@pytest.fixture
def tramso(tmp_path: Path) -> Tramso:
    """Runs a command with --json; gives its status, and its document or the error's code."""

    def run(*words: str) -> tuple[int, Any]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--home", str(tmp_path / "home"), *words, "--json"])
        if out.getvalue():
            return status, json.loads(out.getvalue())
        return status, json.loads(err.getvalue())["error"]["code"]

    return run


def test_a_picture_says_whose_card_it_is(tramso: Tramso, tmp_path: Path) -> None:
    """All seven fields, and no doubt about the number."""
    segno.make(CARD_QR, error="m").save(str(tmp_path / "card.png"), scale=5, border=4)

    status, said = tramso("card", "read", str(tmp_path / "card.png"))

    assert status == 0
    assert said["qr"] == CARD
    assert said["doubts"] == []


def test_a_readers_text_says_the_same(tramso: Tramso, monkeypatch: pytest.MonkeyPatch) -> None:
    """As letters or as bytes; what is no card's is refused, and so is what is no text."""
    typed = CARD_QR.encode().decode("latin-1").encode()
    for given in (CARD_QR.encode(), typed, b"001|", b"\xff\xfe"):
        stdin = SimpleNamespace(buffer=io.BytesIO(given))
        monkeypatch.setattr("station.cli.card.sys", SimpleNamespace(stdin=stdin))
        status, said = tramso("card", "text")
        if given.startswith(b"001099"):
            assert (status, said["qr"]) == (0, CARD)
        else:
            assert status == 3
            assert said == ("card-unreadable" if given == b"001|" else "input-invalid")


def test_a_film_is_watched_until_the_card_shows(tramso: Tramso, tmp_path: Path) -> None:
    """A film without a card, and one that is none, end as what they are."""
    card = film_of(tmp_path / "card.avi", CARD_QR)
    other = film_of(tmp_path / "other.avi", "https://example.org/" + "x" * 90)
    (tmp_path / "none.avi").write_bytes(b"no film")

    assert tramso("card", "watch", "--film", str(card))[1]["qr"] == CARD
    assert tramso("card", "watch", "--film", str(other)) == (3, "card-not-seen")
    assert tramso("card", "watch", "--film", str(tmp_path / "none.avi")) == (3, "camera-missing")
    assert tramso("card", "watch", "--film", str(tmp_path / "away.avi")) == (3, "file-refused")
    assert tramso("card", "watch", "--camera", "/dev/no-camera") == (3, "camera-missing")


def test_a_number_is_held_against_a_person(tramso: Tramso) -> None:
    """Status 1 where something does not fit."""
    says = {"province": "001", "birth_year": 1999, "sex": "Nam"}

    assert tramso("card", "id", ID_NUMBER, "--born", "15/04/1999", "--sex", "Nam") == (
        0,
        {"says": says, "doubts": []},
    )
    assert tramso("card", "id", ID_NUMBER, "--born", "1998", "--sex", "Nữ") == (
        1,
        {"says": says, "doubts": ["year", "sex"]},
    )
