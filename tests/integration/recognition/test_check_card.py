"""A card's code, lines and print held against each other on real pictures, and nothing kept."""

import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest
import segno
from PIL import Image

from offline_store.records import Requester
from offline_store.store import Store
from station.check_card import CheckCard, Source
from station.cli.main import main
from station.demo.page_texts import CARD_QR, ID_NUMBER, NAME
from station.demo.papers import DemoPapers
from station.recognition.codes import find_codes
from station.recognition.errors import CardUnreadable
from station.recognition.kinds import load_kinds
from station.recognition.page_reader import PageReader, SecondLook
from station.recognition.pool import ReadingPool
from tests.store_fixtures import store
from tests.unit.station.desk_parts import Parts, SetClock

__all__ = ["store"]

KINDS = load_kinds(Path("none"))


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingPool]:
    """One process that reads, whose temporary files lie where a test can look for them."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with closing(ReadingPool(PageReader(second_look=SecondLook.OFF), 1)) as pool:
        yield pool


@pytest.fixture
def forged(papers: DemoPapers, tmp_path: Path) -> Path:
    """The card's sheet with another person's code pasted over its own."""
    (code,) = find_codes(papers.card)
    x, y, width, height = code.box
    segno.make(CARD_QR.replace("15041999", "15041989"), error="m").save(
        str(tmp_path / "code.png"), scale=4, border=0
    )
    with Image.open(papers.card) as page, Image.open(tmp_path / "code.png") as other:
        page.paste(other.convert("RGB").resize((width, height)), (x, y))
        page.save(tmp_path / "forged.png", dpi=(300, 300))
    return tmp_path / "forged.png"


def test_a_true_card_agrees_with_itself(papers: DemoPapers, pool: ReadingPool) -> None:
    """In all its places; and from another paper nothing is read."""
    check = CheckCard(pool, KINDS)

    true = check(papers.card)

    assert true.mismatches == ()
    assert true.code is not None
    assert true.zone is not None
    assert true.code.id_number == true.zone.id_number == true.printed["number"] == ID_NUMBER
    assert true.requester is not None
    assert true.requester.id_number == ID_NUMBER
    with pytest.raises(CardUnreadable):
        check(papers.birth_extract)


def test_a_forged_code_is_told_with_its_place_and_kept_nowhere(
    forged: Path, pool: ReadingPool, store: Store, tmp_path: Path
) -> None:
    """Beside the lines, the print and what an earlier dossier says; then no file is left of it."""
    parts = Parts(store, tmp_path / "spool", SetClock())
    earlier = parts.receive(
        Requester("Nguyễn Văn Bình", ID_NUMBER, "15/04/1999"), "Bằng tốt nghiệp"
    )
    parts.receive(Requester("Trần Thị Bình", "036199000123", "1/1/1999"), f"Giấy {ID_NUMBER}")

    check = CheckCard(pool, KINDS, store)(forged)
    pool.close()

    name, born = check.mismatches
    assert (name.field, born.field) == ("name", "birth_date")
    assert {s.source: s.dossier for s in name.sightings}[Source.EARLIER] == earlier.code
    assert {s.source: s.value for s in born.sightings} == {
        Source.CODE: "15/04/1989",
        Source.ZONE: "15/04/1999",
        Source.PRINTED: "15/04/1999",
        Source.EARLIER: "15/04/1999",
    }
    for sighting in born.sightings:
        if sighting.source is not Source.EARLIER:
            with Image.open(io.BytesIO(sighting.seen)) as place:
                assert place.width > 20
    assert list((tmp_path / "temporary").rglob("*")) == []


def test_the_command_says_the_same(forged: Path, tmp_path: Path) -> None:
    """Status 1, with boxes in the picture's pixels."""
    out = io.StringIO()
    with redirect_stdout(out):
        status = main(["--home", str(tmp_path / "home"), "card", "check", str(forged), "--json"])

    said = json.loads(out.getvalue())
    assert status == 1
    assert said["qr"]["name"] == NAME
    assert said["mrz"]["surname"] == "NGUYEN"
    (different,) = said["mismatches"]
    assert different["field"] == "birth_date"
    assert {each["source"] for each in different["sightings"]} == {"code", "zone", "printed"}
    assert all(each["file"] == str(forged) and each["box"] for each in different["sightings"])
