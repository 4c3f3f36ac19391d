"""What the clerk reads beside a personal number."""

from station.recognition.personal_id import IdDoubt, PersonalId
from views.language import translate


def number_text(says: PersonalId) -> str:
    """What a number says of its owner."""
    text = (
        translate("IdNumber", "By the number: a man, born in {year}")
        if says.sex == "Nam"
        else translate("IdNumber", "By the number: a woman, born in {year}")
    )
    return text.format(year=says.birth_year)


def doubt_text(doubt: IdDoubt, says: PersonalId | None) -> str:
    """What of a number does not fit; it may be right all the same."""
    year = "" if says is None else says.birth_year
    match doubt:
        case IdDoubt.LENGTH:
            text = translate("IdNumber", "A number has 12 digits, an old one 9.")
        case IdDoubt.PROVINCE:
            text = translate("IdNumber", "No province has the code {province}.")
        case IdDoubt.PROVINCE_GONE:
            text = translate("IdNumber", "Code {province} is not given to new numbers any more.")
        case IdDoubt.NOT_BORN:
            text = translate("IdNumber", "By the number, born in {year}: that is yet to come.")
        case IdDoubt.YEAR:
            text = translate("IdNumber", "By the number, born in {year}: compare with the card.")
        case IdDoubt.SEX:
            text = (
                translate("IdNumber", "By the number a man: compare with the card.")
                if says is not None and says.sex == "Nam"
                else translate("IdNumber", "By the number a woman: compare with the card.")
            )
    return text.format(year=year, province="" if says is None else says.province)
