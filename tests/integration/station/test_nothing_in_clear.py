"""A thief who takes the PC in the middle of the work: disk, spool, logs and temporary files."""

import contextlib
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image

from offline_store.key_change import change_key
from offline_store.records import Page, Requester
from scanners.values import ScanOptions
from signing.pin import Pin
from station.bootstrap import Desk, open_desk
from tests.signing_fixtures import PIN
from views.app import log_to

NAME, ID_NUMBER, STREET = "Đặng Thị Kín Đáo", "001099987654", "Ngõ Không Ai Biết"
TITLE = "Trích lục khai sinh của Kín Đáo"
FOLDED = b"kin dao"
_LIMIT_S = 60.0


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of the desk and of its workers lie."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Three pages of noise, which nothing else has any bytes of."""
    folder = tmp_path / "papers"
    folder.mkdir()
    chance = np.random.default_rng(6)
    made = []
    for number, suffix in enumerate((".png", ".jpg", ".png")):
        pixels = chance.integers(0, 256, (1170, 827), np.uint8)
        made.append(folder / f"{number}{suffix}")
        Image.fromarray(pixels).save(made[-1], dpi=(100, 100))
    return made


class PowerCut(Exception):
    """The desk gets no further."""


def planted(papers: list[Path]) -> list[bytes]:
    """What must be nowhere: words, and bytes from the middle of each page file."""
    words = [each.encode() for each in (NAME, ID_NUMBER, STREET, TITLE)]
    texts = [each.encode("utf-16-le") for each in (NAME, ID_NUMBER)]
    middles = [data[len(data) // 2 :][:24] for data in (path.read_bytes() for path in papers)]
    beginnings = [path.read_bytes()[60:90] for path in papers]
    return [*words, *texts, FOLDED, *middles, *beginnings]


def found_in(folder: Path, searched: list[bytes]) -> list[str]:
    """Files with one of these in them or in their names."""
    found = []
    for path in folder.rglob("*"):
        # What is read while others work may be gone by then.
        with contextlib.suppress(FileNotFoundError):
            data = str(path).encode() + (path.read_bytes() if path.is_file() else b"")
            if any(each in data for each in searched):
                found.append(str(path))
    return found


def test_a_search_finds_nothing_of_what_was_planted(
    counter: Desk, papers: list[Path], temporary: Path
) -> None:
    """While pages come in, when that was cut short, and when the copy is signed and logged."""
    home = counter.home
    log_to(home / "logs")
    searched = planted(papers)
    script = papers[0].with_name("scanner.json")
    script.write_text(json.dumps({"pages": [path.name for path in papers]}), "utf-8")
    asks = Requester(NAME, id_number=ID_NUMBER, address=STREET, phone="0987" + ID_NUMBER)
    document = counter.receive(asks, TITLE).documents[0]
    seen = list[str]()

    def cut(page: Page) -> None:
        # The worker is a page ahead of the desk: that one waits in the spool.
        waiting = _waits_for(home / "spool")
        seen.append(waiting.name)
        assert waiting.stat().st_size > 100_000
        assert found_in(home, searched) + found_in(temporary, searched) == []
        raise PowerCut

    with pytest.raises(PowerCut):
        counter.capture(document.id, f"script:{script}", ScanOptions(), cut, Event())

    assert seen
    (session,) = counter.interrupted()
    assert session.pages
    assert found_in(home, searched) + found_in(temporary, searched) == []
    counter.interrupted.recover(session.session)
    counter.import_pages(document.id, (papers[2],))
    for page in _pages(counter, document.id):
        counter.compare.mark(page.id)
    counter.certify(document.id, {counter.settings.signing.officer_token: Pin(PIN)})

    assert found_in(home, searched) + found_in(temporary, searched) == []
    assert list((home / "spool").glob("*.*/*")) == []


def test_a_new_key_of_the_desk_opens_what_an_interrupted_capture_left(
    counter: Desk, papers: list[Path]
) -> None:
    """Its pages are not sealed anew, only the key that opens them."""
    document = counter.receive(Requester(NAME), TITLE).documents[0]
    script = papers[0].with_name("scanner.json")
    script.write_text(json.dumps({"pages": [path.name for path in papers]}), "utf-8")

    def cut(page: Page) -> None:
        _waits_for(counter.home / "spool")
        raise PowerCut

    with pytest.raises(PowerCut):
        counter.capture(document.id, f"script:{script}", ScanOptions(), cut, Event())
    home = counter.home
    counter.close()

    change_key(home)

    with contextlib.closing(open_desk(home)) as desk:
        (session,) = desk.interrupted()
        pages = desk.interrupted.recover(session.session)
        assert len(pages) == len(session.pages) > 0


def _pages(desk: Desk, document_id: str) -> tuple[Page, ...]:
    with desk.store.snapshot() as records:
        (dossier,) = records.dossiers.list(text=NAME)
    (document,) = dossier.documents
    assert document.id == document_id
    return document.pages


def _waits_for(spool: Path) -> Path:
    """A page that is whole in the spool, once there is one."""
    deadline = time.monotonic() + _LIMIT_S
    while time.monotonic() < deadline:
        for path in _whole(spool):
            return path
        time.sleep(0.01)
    raise TimeoutError


def _whole(spool: Path) -> Iterator[Path]:
    for path in sorted(spool.glob("*/page-000[23]*")):
        if path.suffix in (".png", ".jpg"):
            yield path
