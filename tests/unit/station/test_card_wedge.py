"""A barcode reader's keys among a person's."""

from hypothesis import given
from hypothesis import strategies as st

from station.card_wedge import CardWedge, Stroke
from station.demo.page_texts import CARD_QR


def strokes(wedge: CardWedge, text: str) -> list[Stroke]:
    """Type a text, letter by letter."""
    return [wedge.typed(letter) for letter in text]


def test_a_code_is_taken_whole() -> None:
    """Its digits pass, its bar tells what they were, and the rest is nobody else's."""
    codes: list[str] = []
    wedge = CardWedge(codes.append)

    assert strokes(wedge, CARD_QR[:12]) == [Stroke.PASSED] * 12
    assert wedge.typed("|") is Stroke.BEGUN
    assert set(strokes(wedge, CARD_QR[13:])) == {Stroke.TAKEN}
    assert wedge.reading
    wedge.end()

    assert codes == [CARD_QR]
    assert not wedge.reading


def test_what_was_typed_before_stays_a_persons() -> None:
    """Only the last twelve digits are the code's; other keys between digits part them."""
    codes: list[str] = []
    wedge = CardWedge(codes.append)

    strokes(wedge, "09" + CARD_QR)
    wedge.end()
    strokes(wedge, "001099")
    wedge.other_key()
    assert strokes(wedge, "000123|")[-1] is Stroke.PASSED

    assert codes == [CARD_QR]


def test_letters_come_by_their_numbers() -> None:
    """With Alt held, on the keypad; a number that is no letter's gives nothing."""
    wedge = CardWedge(lambda text: None)

    for number, letter in (("7877", "ễ"), ("0124", "|"), ("55296", ""), ("1114112", ""), ("0", "")):
        for digit in number:
            wedge.keypad(digit)
        assert wedge.alt_released() == letter
    assert wedge.alt_released() == ""


def test_a_code_that_is_dropped_is_gone() -> None:
    """The next one is whole."""
    codes: list[str] = []
    wedge = CardWedge(codes.append)

    strokes(wedge, CARD_QR[:40])
    wedge.drop()
    strokes(wedge, CARD_QR)
    wedge.end()

    assert codes == [CARD_QR]


@given(st.lists(st.one_of(st.characters(), st.sampled_from([*"0123456789", CARD_QR[:13]]))))
def test_a_person_without_a_bar_after_twelve_digits_loses_no_key(keys: list[str]) -> None:
    """Whatever is typed: everything passes up to a code's bar, and nothing is handed over."""
    codes: list[str] = []
    wedge = CardWedge(codes.append)
    seen = ""
    for key in "".join(keys):
        stroke = wedge.typed(key)
        seen += key
        if stroke is not Stroke.PASSED:
            assert seen[-1] == "|"
            assert seen[-13:-1].isdecimal()
            break
    assert codes == []
