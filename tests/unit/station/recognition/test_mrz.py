"""The machine-readable zone of an identity card: three lines of thirty."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from station.demo.page_texts import CARD_MRZ
from station.recognition.errors import MrzUnreadable
from station.recognition.mrz import (
    ALPHABET,
    FILLER,
    Mrz,
    check_digit,
    mend_name,
    mend_numbers,
    read_mrz,
)

CARD = Mrz(
    document_number="099000123",
    id_number="001099000123",
    birth_date="15/04/1999",
    sex="Nam",
    valid_until="15/04/2039",
    nationality="VNM",
    surname="NGUYEN",
    given_names="VAN AN",
)
# The specimen of ICAO 9303-5, Appendix B.
UTOPIA = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """The two lines with numbers of any card of Vietnam's."""
    number = draw(st.from_regex(r"[0-9]{12}", fullmatch=True))
    born, ends = (
        f"{draw(st.integers(0, 99)):02}{draw(st.integers(1, 12)):02}{draw(st.integers(1, 28)):02}"
        for _ in range(2)
    )
    document = number[3:]
    first = f"IDVNM{document}{check_digit(document)}{number}<<{check_digit(number)}"
    second = f"{born}{check_digit(born)}{draw(st.sampled_from('MF'))}{ends}{check_digit(ends)}VNM"
    second += FILLER * 11
    return first, second + check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])


def test_a_card_says_whose_it_is() -> None:
    """All that stands in the three lines."""
    mrz = read_mrz("\n".join(CARD_MRZ))

    assert mrz == CARD
    assert mrz.name == "NGUYEN VAN AN"


def test_the_specimen_of_the_standard_is_read() -> None:
    """Another state's card has no personal number as ours; letters have values, too."""
    mrz = read_mrz("\r\n".join(UTOPIA))

    assert (mrz.document_number, mrz.id_number) == ("D23145890", "")
    assert (mrz.birth_date, mrz.sex, mrz.valid_until) == ("12/08/1974", "Nữ", "15/04/2012")
    assert (mrz.surname, mrz.given_names) == ("ERIKSSON", "ANNA MARIA")


def test_a_card_without_an_end_has_none() -> None:
    """Of who was sixty: 991231."""
    first, second, third = CARD_MRZ
    second = second[:8] + "991231" + check_digit("991231") + second[15:29]
    whole = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])

    assert read_mrz("\n".join((first, second + whole, third))).valid_until == ""


def test_a_long_name_may_be_cut() -> None:
    """A line that is full to its end does not tell whether the name goes on."""
    name = "NGUYEN<<PHUONG<KHANH<LINH<THAO"
    mrz = read_mrz("\n".join((*CARD_MRZ[:2], name)))

    assert len(name) == 30
    assert not mrz.name_whole


@pytest.mark.parametrize(
    ("line", "at", "sign", "reason"),
    [
        (0, 5, "1", "document-digit"),
        (1, 0, "8", "birth-digit"),
        (1, 8, "4", "expiry-digit"),
        (1, 29, "9", "whole-digit"),
        (0, 0, "i", "alphabet"),
        (2, 0, "<", "name"),
    ],
)
def test_what_is_wrong_first_is_named(line: int, at: int, sign: str, reason: str) -> None:
    """Each check digit by its own name, never the text."""
    lines = list(CARD_MRZ)
    lines[line] = lines[line][:at] + sign + lines[line][at + 1 :]
    if reason == "name":
        lines[2] = FILLER * 30

    with pytest.raises(MrzUnreadable) as refused:
        read_mrz("\n".join(lines))

    assert refused.value.facts == {"reason": reason}


@given(numbers())
def test_no_single_wrong_digit_goes_unseen(lines: tuple[str, str]) -> None:
    """Of any place under a check digit."""
    first, second = lines
    for at in (*range(5, 27), 29):
        other = first[:at] + str((int(first[at]) + 1) % 10) + first[at + 1 :]
        with pytest.raises(MrzUnreadable):
            read_mrz("\n".join((other, second, CARD_MRZ[2])))
    for at in (*range(7), *range(8, 15), 29):
        other = second[:at] + str((int(second[at]) + 1) % 10) + second[at + 1 :]
        with pytest.raises(MrzUnreadable):
            read_mrz("\n".join((first, other, CARD_MRZ[2])))


@given(numbers(), st.data())
def test_one_digit_read_wrong_is_put_right_or_refused(
    lines: tuple[str, str], data: st.DataObject
) -> None:
    """Whatever digit it became: never another number than the card's."""
    line, at = data.draw(
        st.sampled_from([(0, at) for at in (*range(5, 27), 29)])
        | st.sampled_from([(1, at) for at in (*range(7), *range(8, 15), 29)])
    )
    read = list(lines)
    read[line] = read[line][:at] + data.draw(st.sampled_from("0123456789")) + read[line][at + 1 :]

    assert mend_numbers(read[0], read[1]) in (None, lines)


@given(numbers())
def test_signs_that_cannot_stand_there_and_fillers_are_put_right(lines: tuple[str, str]) -> None:
    """O for 0, S for 5, fillers too many, too few, or read as K."""
    first, second = lines
    first = first[:5] + first[5:27].translate(str.maketrans("0158", "OISB")) + "<K<" + first[29]
    second = second[:18] + "<<K<<" + second[29]

    assert mend_numbers("1DVNM" + first[5:], second) == lines


def test_a_lost_digit_is_not_invented() -> None:
    """Where the proof is not there, nothing comes out."""
    first, second, _ = CARD_MRZ

    assert mend_numbers(first[:10] + first[11:], second) is None
    assert mend_numbers(first, second[1:]) is None
    assert mend_numbers("", "") is None


def test_the_name_is_what_most_readings_say() -> None:
    """Those with as many signs as the line first; signs that names have not are put right."""
    assert mend_name(["NGUYEN<<VAN<KAN<<<S", CARD_MRZ[2], "NGUYEN<<VAN<KAN<<<"]) == CARD_MRZ[2]
    assert mend_name(["NGUYEN<<VAN<AN<<<KK", "NGUYEN<<VAN<AW"]) == CARD_MRZ[2]
    assert mend_name(["B0<<B1NH"]) == "BO<<BINH".ljust(30, FILLER)
    assert mend_name(["<<<", ""]) is None


@given(st.text() | st.lists(st.text(ALPHABET, min_size=28, max_size=32)).map("\n".join))
@example("\n".join(("IDVNM" + "<" * 25, "<" * 30, "<" * 30)))
@example("\n".join(("IDVNM" + "0" * 22 + "<<0", "0" * 15 + "VNM" + "0" * 12, "A" * 30)))
def test_anything_ends_in_a_value_or_a_refusal(text: str) -> None:
    """No text raises another error, nor does putting right what was read."""
    lines = [*text.split("\n"), "", ""]
    mend_numbers(lines[0], lines[1])
    mend_name(lines)
    try:
        read_mrz(text)
    except MrzUnreadable:
        return
