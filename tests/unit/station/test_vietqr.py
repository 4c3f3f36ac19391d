"""VietQR: what codes say, by NAPAS's own samples; and a bill that a shown code does not pay."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from offline_store.records import Requester
from offline_store.store import Store
from station.cashier import TakePayment
from station.catalogue import TakeCatalogue, sample_catalogue
from station.catalogue_settings import CatalogueSettings
from station.dossier_states import Money
from station.errors import InputInvalid, SettingMissing
from station.payment import AskPayment
from station.payment_settings import PaymentSettings
from station.receive import ReceiveDossier
from station.receive_procedure import ReceiveForProcedure
from station.recognition.codes import codes_in
from station.settings import Settings
from station.vietqr import (
    LONGEST_PURPOSE,
    Transfer,
    crc16,
    purpose_of,
    read_vietqr,
    vietqr_svg,
    vietqr_text,
)
from tests.unit.station.desk_parts import SetClock

OURS = Transfer("970405", "1234567890120", 40_000, "H26.99.1 261122 0001")
SAMPLES = {
    # NAPAS v1.0 of 09/2021, 6.1; and one of a dossier's code.
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA"
    "530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E": Transfer(
        "970403", "0011012345678", 180_000, "thanh toan don hang", "NPS6869"
    ),
    "00020101021238570010A00000072701270006970405011301234567890120208QRIBFTTA"
    "5303704540440005802VN62240820H26.99.1 261122 000163047F2B": Transfer(
        "970405", "0123456789012", 4000, "H26.99.1 261122 0001"
    ),
}


WRONG_LENGTH = (
    "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5"
)


def test_the_check_sum_is_ccitts() -> None:
    """CRC-16/CCITT-FALSE of the usual nine digits."""
    assert crc16(b"123456789") == 0x29B1
    assert f"{crc16(WRONG_LENGTH[:-4].encode()):04X}" == WRONG_LENGTH[-4:]


def test_a_field_that_is_longer_than_it_says_is_refused() -> None:
    """NAPAS's first sample says 12 digits of an account and has 13: nobody guesses which."""
    with pytest.raises(InputInvalid):
        read_vietqr(WRONG_LENGTH)


@pytest.mark.parametrize("text", list(SAMPLES))
def test_codes_are_written_as_the_samples_have_them(text: str) -> None:
    """Letter by letter, the check sum as well."""
    assert vietqr_text(SAMPLES[text]) == text


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True).filter(str.isascii),
    st.text("0123456789ABCxyz", min_size=1, max_size=19),
    st.none() | st.integers(1, 9_999_999_999_999),
    st.text("abc XYZ019.-", max_size=25),
    st.text("abcXYZ019.-/", max_size=25),
    st.booleans(),
)
def test_what_is_written_is_read_again(
    bank: str, account: str, vnd: int | None, purpose: str, bill: str, to_card: bool
) -> None:
    """Any transfer; and no single letter of it can change unnoticed."""
    transfer = Transfer(bank, account, vnd, purpose, bill, to_card)
    text = vietqr_text(transfer)
    assert read_vietqr(text) == transfer
    for place in range(0, len(text), 7):
        letter = "A" if text[place] != "A" else "B"
        with pytest.raises(InputInvalid):
            read_vietqr(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize(
    ("field", "transfer"),
    [
        ("bank", replace(OURS, bank="97040")),
        ("bank", replace(OURS, bank="٩٧٠٤٠٥")),
        ("account", replace(OURS, account="")),
        ("account", replace(OURS, account="1" * 20)),
        ("account", replace(OURS, account="12 34")),
        ("vnd", replace(OURS, vnd=0)),
        ("vnd", replace(OURS, vnd=-1)),
        ("vnd", replace(OURS, vnd=10**13)),
        ("purpose", replace(OURS, purpose="lệ phí")),
        ("purpose", replace(OURS, purpose="x" * 26)),
        ("bill", replace(OURS, bill="a b")),
    ],
)
def test_what_no_bank_takes_is_refused(field: str, transfer: Transfer) -> None:
    """By its field, before a code is drawn that pays somebody else."""
    with pytest.raises(InputInvalid) as wrong:
        vietqr_text(transfer)
    assert wrong.value.facts == {"field": field}


@pytest.mark.parametrize(
    "text", ["", "6304", "https://example.vn", "00020101021163041234", "ế" * 9]
)
def test_what_is_no_such_code_is_refused(text: str) -> None:
    """Also where it ends like one."""
    with pytest.raises(InputInvalid):
        read_vietqr(text)


@given(st.text())
def test_any_text_makes_a_purpose(text: str) -> None:
    """Short and plain enough for every bank, whatever it was made of."""
    purpose = purpose_of(text)
    assert len(purpose) <= LONGEST_PURPOSE
    assert vietqr_text(replace(OURS, purpose=purpose))


def test_a_purpose_loses_its_marks_and_nothing_else() -> None:
    """The dossier's code stays as it is: the cashier looks for it."""
    assert purpose_of("Lệ phí Đất đai") == "Le phi Dat dai"
    assert purpose_of("H26.99.1-261122-0001") == "H26.99.1-261122-0001"


def test_the_picture_is_read_by_a_reader_of_codes() -> None:
    """Zxing finds in it what was written."""
    assert vietqr_svg(OURS).startswith(b"<?xml")
    drawn = io.BytesIO()
    segno.make(vietqr_text(OURS), error="m", boost_error=False, micro=False).save(
        drawn, kind="png", scale=8, border=4
    )
    picture = np.array(Image.open(drawn).convert("RGB"), dtype=np.uint8)
    assert [code.text for code in codes_in(picture)] == [vietqr_text(OURS)]


@pytest.fixture
def land(store: Store) -> Store:
    """A store with the sample catalogue."""
    kinds = frozenset(
        component.kind
        for procedure in sample_catalogue().procedures
        for component in procedure.components
    )
    TakeCatalogue(store, CatalogueSettings(), kinds, "it", SetClock()).sample()
    return store


CLOCK = SetClock(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
ACCOUNT = PaymentSettings("970405", "1234567890120")


def test_a_shown_code_pays_nothing(land: Store) -> None:
    """Asked for ten times it is as due as before; the cashier's receipt ends it."""
    dossier = ReceiveForProcedure(ReceiveDossier(land, "H26.99.1", "an", CLOCK))(
        Requester("A"), "9.900001"
    )
    ask = AskPayment(land, ACCOUNT)
    for _ in range(10):
        asked = ask(dossier.id)
    assert (asked.vnd, asked.money) == (100_000, Money.DUE)
    assert asked.transfer == Transfer("970405", "1234567890120", 100_000, dossier.code)
    paid = TakePayment(land, Settings(), "an", CLOCK)(dossier.id)
    assert paid is not None
    assert paid.vnd == 100_000
    assert (ask(dossier.id).transfer, ask(dossier.id).money) == (None, Money.PAID)


def test_the_exempt_pay_less_or_nothing(land: Store) -> None:
    """Half for some; who is exempt of all needs neither account nor code."""
    receive = ReceiveForProcedure(ReceiveDossier(land, "H26.99.1", "an", CLOCK))
    plot = receive(Requester("A"), "9.900001")
    fee = "Lệ phí cấp Giấy chứng nhận (giả định)"
    half = AskPayment(land, ACCOUNT)(plot.id, {fee: "Hộ nghèo"})
    assert (half.vnd, half.transfer and half.transfer.vnd) == (50_000, 50_000)
    extract = receive(Requester("B"), "2.000635")
    nobody = AskPayment(land, PaymentSettings())
    free = nobody(extract.id, {"Phí cấp bản sao trích lục hộ tịch": "Trẻ em"})
    assert (free.vnd, free.transfer) == (0, None)
    with pytest.raises(SettingMissing) as missing:
        nobody(extract.id)
    assert missing.value.facts == {"key": "payment.bank"}


def test_a_bill_writes_nothing(land: Store, tmp_path: Path) -> None:
    """It can be asked for on a snapshot; the trail does not grow."""
    receive = ReceiveForProcedure(ReceiveDossier(land, "H26.99.1", "an", CLOCK))
    dossier = receive(Requester("A"), "9.900001")
    with land.snapshot() as records:
        before = records.audit.lines()
    AskPayment(land, ACCOUNT)(dossier.id)
    with land.snapshot() as records:
        assert records.audit.lines() == before
