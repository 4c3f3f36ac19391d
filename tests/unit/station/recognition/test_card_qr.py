"""The text of the identity card's QR code."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from station.recognition.card_qr import CardData, read_card_qr, whole_text
from station.recognition.errors import CardUnreadable

TEXT = (
    "001099000123|012345678|Nguyễn Văn An|15041999|Nam|"
    "Số 1, Phố Thử Nghiệm, Cầu Giấy, Hà Nội|20082021"
)
CARD = CardData(
    id_number="001099000123",
    old_id_number="012345678",
    name="Nguyễn Văn An",
    birth_date="15/04/1999",
    sex="Nam",
    address="Số 1, Phố Thử Nghiệm, Cầu Giấy, Hà Nội",
    issued_on="20/08/2021",
)


def test_the_seven_fields_are_taken_apart() -> None:
    """The card of 2021 gives number, old number, name, birth, sex, address and day of issue."""
    assert read_card_qr(TEXT) == CARD


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + TEXT + "\r\n",
        TEXT + "\0",
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("Văn An", " Văn  An "),
        TEXT.encode().decode("latin-1"),
        "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in TEXT.encode()),
    ],
)
def test_what_readers_add_is_taken_off(text: str) -> None:
    """Byte order mark, line ends, NUL, decomposed letters, spaces, bytes for letters: no matter."""
    assert read_card_qr(text) == CARD


def test_the_four_fields_of_2024_are_kept_raw() -> None:
    """What the newer card adds is handed on in its order, empty or not."""
    assert read_card_qr(TEXT + "||Nguyễn Văn Cường|Trần Thị Bình|").extras == (
        "",
        "Nguyễn Văn Cường",
        "Trần Thị Bình",
        "",
    )


def test_a_birth_known_by_its_year_stays_a_year() -> None:
    """Older people's cards may carry the year alone."""
    assert read_card_qr(TEXT.replace("15041999", "1941")).birth_date == "1941"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "field-count"),
        ("https://example.org/", "field-count"),
        (TEXT.replace("001099000123", "00109900012"), "id-number"),
        (TEXT.replace("001099000123", "٠٠١٠٩٩٠٠٠١٢٣"), "id-number"),
        (TEXT.replace("|012345678|", "|1|"), "old-id-number"),
        (TEXT.replace("Nguyễn Văn An", " "), "name"),
        (TEXT.replace("15041999", "31021999"), "birth-date"),
        (TEXT.replace("|Nam|", "|M|"), "sex"),
        (TEXT.replace("20082021", "2021"), "issue-date"),
    ],
)
def test_another_text_is_refused_with_its_reason(text: str, reason: str) -> None:
    """The first field that cannot be the card's is named, never the text."""
    with pytest.raises(CardUnreadable) as refused:
        read_card_qr(text)

    assert {"reason": reason} == refused.value.facts


fields = st.one_of(st.text(max_size=14), st.from_regex(r"[0-9]{4,12}", fullmatch=True))


@given(st.one_of(st.text(), st.lists(fields, min_size=7, max_size=12).map("|".join)))
@example(TEXT)
@example("000000000000||a|00000000|Nam||")
def test_anything_ends_in_a_card_or_a_refusal(text: str) -> None:
    """No text whatever raises another error."""
    try:
        card = read_card_qr(text)
    except CardUnreadable:
        return
    assert len(card.id_number) == 12


VIETNAMESE = "aáàảãạăắằẳẵặâấầẩẫậđeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ"


@given(st.text(VIETNAMESE + VIETNAMESE.upper() + "bcghnt ,", min_size=1))
def test_vietnamese_is_never_taken_for_bytes(address: str) -> None:
    """And its bytes, typed one by one, give it back."""
    text = TEXT.replace("Số 1, Phố Thử Nghiệm", unicodedata.normalize("NFC", address))

    assert whole_text(text) == text
    assert whole_text(text.encode().decode("latin-1")) == text
