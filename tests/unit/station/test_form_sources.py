"""Whose word a form takes: people and papers that are not those it is about say nothing of it."""

from offline_store.handling import Owner, OwnerKind
from offline_store.records import Code, Requester
from station.eforms.evidence import Gather
from tests.unit.station.recognition.test_paper import reading_of
from tests.unit.station.test_fill_form import (
    CARD_QR,
    CERTIFICATE,
    NUMBER,
    filling,
    with_certificate,
)
from tests.unit.station.test_pile import KINDS, LAND, Desk, desk

__all__ = ["desk"]


def test_a_tone_is_a_difference(desk: Desk) -> None:
    """Tuân and Tuấn are two people; another case is none."""
    for read, asked in (("Ông NGUYỄN THỊ THỬ", False), ("Ông NGUYỄN THỊ THƯ", True)):
        dossier = with_certificate(desk, *CERTIFICATE, read, address="Số 1", doubt=0.4)
        name = filling(desk).filling(dossier.id).fields["name"]
        assert (name.asked, bool(name.others)) == (asked, asked)


def test_what_the_requester_said_of_themselves_is_not_the_owners(desk: Desk) -> None:
    """Who asks for somebody else: their day of birth, address, phone and card are their own."""
    owner = Owner("Lê Văn Chủ", "001060000777", OwnerKind.PERSON)
    asks = Requester("Nguyễn Thị Thử", NUMBER, "15/04/1999", address="Số 1", phone="0912 345 678")
    dossier = desk.receive(asks, LAND, owner=owner)
    paper = desk.put(dossier, ("CĂN CƯỚC",))
    with desk.store.transaction() as records:
        code = Code("QRCode", CARD_QR, (0, 0, 9, 9))
        records.dossiers.keep_reading(paper.pages[0].id, reading_of("CĂN CƯỚC", codes=(code,)))
    fields = filling(desk).filling(dossier.id).fields
    assert fields["name"].found.text == "Lê Văn Chủ"
    assert (fields["name"].others, fields["id_number"].others) == ((), ())
    for name in ("birth_date", "address", "phone", "email"):
        assert fields[name].found.text == "", name


def test_without_a_number_a_card_is_theirs_by_its_name(desk: Desk) -> None:
    """Any other card on a page is somebody else's."""
    for name, born in (("Nguyễn Thị Thử", "15/04/1999"), ("Nguyễn Thị Thư", "")):
        dossier = desk.receive(Requester(name), LAND)
        paper = desk.put(dossier, ("CĂN CƯỚC",))
        with desk.store.transaction() as records:
            code = Code("QRCode", CARD_QR, (0, 0, 9, 9))
            records.dossiers.keep_reading(paper.pages[0].id, reading_of("CĂN CƯỚC", codes=(code,)))
        gather = Gather(desk.store, KINDS, "")
        cards = gather(dossier.id, desk.parts.clock.at.date(), earlier=False).cards
        assert [card.code.birth_date for card in cards if card.code] == [born] * bool(born)


def test_of_two_papers_of_a_kind_what_one_alone_says_is_asked(desk: Desk) -> None:
    """It may be the other that the form is about."""
    dossier = with_certificate(desk, address="Số 1")
    assert "purpose" not in filling(desk).filling(dossier.id).asked
    rows = tuple(row for row in CERTIFICATE if "Mục đích" not in row)
    other = desk.put(dossier, rows)
    with desk.store.transaction() as records:
        records.dossiers.keep_reading(other.pages[0].id, reading_of(*rows, doubt=0.002))
    asked = filling(desk).filling(dossier.id).asked
    assert "purpose" in asked
    assert "area" not in asked
