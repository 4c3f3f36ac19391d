"""What a personal number says, and what of it does not fit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.card_settings import CardSettings
from station.errors import SettingInvalid
from station.recognition.personal_id import (
    PROVINCES,
    IdDoubt,
    PersonalId,
    doubts_of,
    read_personal_id,
)

TODAY = date(2026, 11, 22)
RULES = CardSettings().id_rules()


@pytest.mark.parametrize(
    ("number", "year", "sex"),
    [
        ("001099000123", 1999, "Nam"),
        ("001199000123", 1999, "Nữ"),
        ("001205000123", 2005, "Nam"),
        ("001326000123", 2026, "Nữ"),
        ("001400000123", 2100, "Nam"),
    ],
)
def test_century_and_sex_share_a_digit(number: str, year: int, sex: str) -> None:
    """0 and 1 are the 1900s, 2 and 3 the 2000s, 4 and 5 the 2100s; odd is a woman."""
    assert read_personal_id(number) == PersonalId("001", year, sex)


@pytest.mark.parametrize(
    ("number", "born", "sex", "doubts"),
    [
        ("", "15/04/1999", "Nam", ()),
        ("012345678", "15/04/1999", "Nam", ()),
        ("001099000123", "15/04/1999", "Nam", ()),
        ("001099000123", "1999", "", ()),
        ("001099000123", "hôm qua", "", ()),
        ("00109900012", "", "", (IdDoubt.LENGTH,)),
        ("٠٠١٠٩٩٠٠٠١٢٣", "", "", (IdDoubt.LENGTH,)),
        ("003099000123", "", "", (IdDoubt.PROVINCE,)),
        ("099099000123", "", "", (IdDoubt.PROVINCE,)),
        ("158099000123", "", "", ()),
        ("001099000123", "15/04/1989", "Nam", (IdDoubt.YEAR,)),
        ("001099000123", "15/04/1999", "Nữ", (IdDoubt.SEX,)),
        ("001227000123", "", "", (IdDoubt.NOT_BORN,)),
        ("036226000123", "", "", (IdDoubt.PROVINCE_GONE,)),
        ("036225000123", "", "", ()),
        ("001226000123", "", "", ()),
    ],
)
def test_what_does_not_fit_is_named(
    number: str, born: str, sex: str, doubts: tuple[IdDoubt, ...]
) -> None:
    """Each by its own word; an old number and an empty one say nothing."""
    assert doubts_of(number, born=born, sex=sex, today=TODAY, rules=RULES) == doubts


def test_old_codes_stay_and_the_new_are_among_them() -> None:
    """63 codes up to 2025; the 34 since then are of the same provinces."""
    assert len(PROVINCES) == 63
    assert len(RULES.codes) == 34
    assert RULES.codes <= PROVINCES


@pytest.mark.parametrize(
    "cards", [CardSettings(provinces=("1",)), CardSettings(provinces_from="1/7/2025")]
)
def test_codes_and_day_must_be_such(cards: CardSettings) -> None:
    """A wrong setting is found when the desk opens."""
    with pytest.raises(SettingInvalid):
        cards.id_rules()


def test_without_codes_none_is_gone() -> None:
    """A desk whose IT does not trust the list leaves it empty."""
    rules = CardSettings(provinces=()).id_rules()

    assert doubts_of("036226000123", today=TODAY, rules=rules) == ()


@given(st.text(max_size=14), st.text(max_size=10), st.sampled_from(["", "Nam", "Nữ"]))
def test_anything_ends_in_doubts(number: str, born: str, sex: str) -> None:
    """No text raises."""
    doubts = doubts_of(number, born=born, sex=sex, today=TODAY, rules=RULES)

    assert len(set(doubts)) == len(doubts)
