"""Receive: codes that count, text that is stored as it is printed."""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offline_store.records import Requester
from offline_store.store import Store
from station.errors import InputInvalid, InputMissing, SettingMissing
from station.receive import ReceiveDossier
from tests.unit.station.desk_parts import Parts, SetClock


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


def test_codes_count_up_by_the_day_at_the_counter(parts: Parts) -> None:
    """The counter starts anew at midnight in Hanoi, not in Greenwich."""
    parts.clock.at = datetime(2026, 11, 22, 16, 59, tzinfo=UTC)
    first, second = (parts.receive(Requester("A"), "Giấy") for _ in range(2))
    parts.clock.at = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    third = parts.receive(Requester("A"), "Giấy")

    codes = [dossier.code for dossier in (first, second, third)]
    assert codes == ["H26.99.1-261122-0001", "H26.99.1-261122-0002", "H26.99.1-261123-0001"]


def test_names_are_stored_composed_and_otherwise_untouched(parts: Parts) -> None:
    """Decomposed input becomes NFC; hòa stays hòa and hoà stays hoà."""
    decomposed = unicodedata.normalize("NFD", "Lê  Hoà Thuỷ ")
    dossier = parts.dossier(parts.receive(Requester(decomposed), "Sổ  hộ khẩu"))

    assert dossier.requester.name == "Lê Hoà Thuỷ"
    assert dossier.documents[0].title == "Sổ hộ khẩu"


@pytest.mark.parametrize(("name", "title", "field"), [(" ", "Giấy", "name"), ("A", "", "title")])
def test_what_the_act_needs_must_be_there(parts: Parts, name: str, title: str, field: str) -> None:
    """An empty name or title is refused by its field, and nothing is kept."""
    with pytest.raises(InputMissing) as missing:
        parts.receive(Requester(name), title)
    assert missing.value.facts == {"field": field}
    with parts.store.snapshot() as records:
        assert records.dossiers.list() == ()


@pytest.mark.parametrize("copies", [0, -1, 1000])
def test_copies_are_one_to_999(parts: Parts, copies: int) -> None:
    """Any other count is a slip."""
    with pytest.raises(InputInvalid):
        parts.receive(Requester("A"), "Giấy", copies)


def test_a_counter_without_a_code_cannot_receive(store: Store) -> None:
    """The cure is a setting, and the error names it."""
    with pytest.raises(SettingMissing) as missing:
        ReceiveDossier(store, "", "clerk", SetClock())(Requester("A"), "Giấy")
    assert missing.value.facts == {"key": "agency.code"}
