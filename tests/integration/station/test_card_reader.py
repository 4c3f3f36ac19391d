"""A card reader for real: Debian's pcscd, a virtual reader, and a chip in software on it."""

import json
import threading
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from station.card_reader_check import check_card_readers
from station.card_settings import CardSettings
from station.chip.errors import CardReaderMissing, ChipLost, ChipMissing
from station.chip.passive_authentication import Verdict
from station.chip.reader import find_card_readers, laid_card
from station.cli.main import main
from station.demo.page_texts import ADDRESS, ID_NUMBER, NAME
from station.desk_check import Status
from station.hanoi_time import utc_now
from station.read_chip import ISSUERS_FOLDER, Progress, ReadChip, Stage
from tests.chip.chip_files import Authority, make_authority
from tests.chip.software_chip import LINES_KEY, NUMBER_KEY, chip_of
from tests.chip.virtual_reader import laid_on, require_virtual_reader, virtual_reader


@pytest.fixture
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a chip is laid on the reader; a service of its own takes a tenth of a second."""
    require_virtual_reader()
    with virtual_reader(tmp_path_factory.mktemp("pcscd")) as port:
        yield port


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Who issues the cards."""
    return make_authority()


@pytest.fixture
def home(tmp_path: Path, authority: Authority) -> Path:
    """A desk's home that knows the issuer."""
    (tmp_path / ISSUERS_FOLDER).mkdir()
    (tmp_path / ISSUERS_FOLDER / "csca.pem").write_bytes(authority.pem())
    return tmp_path


def tramso(home: Path, *words: str) -> tuple[int, Any]:
    """Run a command with --json: its status, and its document or the error."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["--home", str(home), *words, "--json"])
    return status, json.loads(out.getvalue() or err.getvalue())


def test_a_card_is_waited_for_and_read(port: int, home: Path, authority: Authority) -> None:
    """It is laid down after the reading has begun; by PACE and, of the time before, by BAC."""
    read = ReadChip(home, CardSettings(), utc_now)
    stop, waits = threading.Event(), threading.Event()
    said: list[Verdict] = []

    def tell(progress: Progress) -> None:
        if progress.stage is Stage.WAITING:
            waits.set()

    def reading() -> None:
        chip = read(NUMBER_KEY, stop=stop, told=tell, limit_s=60)
        assert chip is not None
        said.append(chip.proof.verdict)

    thread = threading.Thread(target=reading)
    thread.start()
    assert waits.wait(60)
    with laid_on(port, chip_of(authority)):
        thread.join(60)
    with laid_on(port, chip_of(authority, pace=None)):
        old = read(LINES_KEY, stop=stop, limit_s=60)

    assert said == [Verdict.PROVEN]
    assert old is not None
    assert old.name == NAME


def test_readers_and_cards_that_are_not_there(port: int, home: Path, authority: Authority) -> None:
    """Another reader, no card in time, a wait that is stopped, and a card that is pulled."""
    read = ReadChip(home, CardSettings(), utc_now)
    stop = threading.Event()
    reader = find_card_readers()[0]

    with pytest.raises(CardReaderMissing):
        read(NUMBER_KEY, stop=stop, reader="Another")
    with pytest.raises(ChipMissing), laid_card(reader.id, 0, stop):
        pass
    chip = chip_of(authority)
    chip.pulled_after = 12
    with laid_on(port, chip), pytest.raises(ChipLost):
        read(NUMBER_KEY, stop=stop, reader=reader.id, limit_s=60)
    stop.set()
    assert read(NUMBER_KEY, stop=stop, limit_s=60) is None


def test_a_token_in_a_reader_is_left_alone(
    port: int, home: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card with contacts gets no command, unless the settings name its reader."""
    monkeypatch.setattr(
        "tests.chip.virtual_reader.ATR",
        bytes.fromhex("3BFD1300008131FE158073C021C057597562694B657940"),
    )
    token = chip_of(authority)
    read = ReadChip(home, CardSettings(), utc_now)
    with laid_on(port, token):
        with pytest.raises(ChipMissing):
            read(NUMBER_KEY, stop=threading.Event(), limit_s=1)
        assert token.commands == []
        reader = find_card_readers()[0]
        assert read(NUMBER_KEY, stop=threading.Event(), reader=reader.id) is not None


def test_the_command_line_says_it(
    port: int, home: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the chip says, its proof, a wrong number, the portrait if asked for, and devices."""
    portrait = home / "portrait.jp2"
    with laid_on(port, chip_of(authority)):
        status, said = tramso(
            home, "card", "chip", "--number", ID_NUMBER, "--portrait", str(portrait)
        )
        _, devices = tramso(home, "devices")
        other = tramso(home, "card", "chip", "--number", "001099000124")

    assert status == 0
    assert said["chip"]["details"]["residence"] == ADDRESS
    assert said["chip"]["mrz"]["id_number"] == ID_NUMBER
    assert said["chip"]["portrait"] == {"format": "jpeg2000", "width": 320, "height": 400}
    assert said["proof"]["verdict"] == "proven"
    assert said["mismatches"] == said["doubts"] == []
    assert portrait.read_bytes().startswith(b"\0\0\0\x0cjP")
    assert other[0] == 3
    assert other[1]["error"]["code"] == "chip-key-wrong"
    assert devices["card_readers"][0]["card"]


def test_the_doctor_looks_at_readers(port: int, home: Path) -> None:
    """One that is there, one that is wanted and away, and a folder that nobody filled."""

    def look(**cards: str) -> tuple[Status, str]:
        settings = replace(CardSettings(), **cards)  # type: ignore[arg-type]
        check = check_card_readers(ReadChip(home, settings, utc_now))
        return check.status, check.case

    assert look() == (Status.OK, "")
    assert look(chip_reader="Another") == (Status.WARN, "card-reader-missing")
    assert look(chip_issuers=str(home / "nobody")) == (Status.WARN, "no-chip-issuer")
    (home / ISSUERS_FOLDER / "notes.cer").write_bytes(b"none")
    assert look() == (Status.WARN, "chip-issuer-refused")
