"""What a paper says twice, held against itself; and a paper held against who asks for its copy.

A check that fails is a place to look at, never a verdict: the paper may be wrong, or the reading.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from offline_store.search_key import search_key
from station.recognition.card_qr import CardData, read_card_qr
from station.recognition.errors import CardUnreadable, MrzUnreadable
from station.recognition.kinds import CheckRule, Kind
from station.recognition.mrz import Mrz, read_mrz
from station.recognition.number_words import date_in_words, number_in_words
from station.recognition.personal_id import IdRules, doubts_of

_TITLES = ("ong", "ba")
# What every kind of paper calls its holder's name and day of birth.
_HOLDER, _BORN = "name", "birth_date"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A rule, the fields it was held against, and whether they agree."""

    rule: str
    fields: tuple[str, ...]
    agrees: bool


def run_checks(
    rules: Sequence[CheckRule], values: Mapping[str, str], codes: Sequence[str] = ()
) -> tuple[CheckResult, ...]:
    """Run every rule whose fields were all found. codes: the texts of the page's codes."""
    results = [
        CheckResult(rule.rule, rule.fields, _RULES[rule.rule](*(values[n] for n in rule.fields)))
        for rule in rules
        if rule.rule in _RULES and all(name in values for name in rule.fields)
    ]
    wanted = next((rule for rule in rules if rule.rule == "card-code"), None)
    card = _card_in(codes) if wanted is not None else None
    if card is not None and wanted is not None:
        results += [
            CheckResult("card-code", (name,), _same(values[name], printed))
            for name, printed in zip(wanted.fields, _printed_in(card), strict=False)
            if name in values
        ]
    wanted = next((rule for rule in rules if rule.rule == "card-mrz"), None)
    zone = zone_in(codes) if wanted is not None else None
    if zone is not None and wanted is not None:
        said = (zone.id_number, zone.name, zone.birth_date, zone.sex, zone.valid_until)
        results += [
            CheckResult("card-mrz", (name,), same_as_zone(values[name], written, zone))
            for name, written in zip(wanted.fields, said, strict=False)
            if name in values and written
        ]
    return tuple(results)


def same_as_zone(value: str, written: str, zone: Mrz) -> bool:
    """Whether a value is what a zone has for it, which may have cut a long name short."""
    if written == zone.name and not zone.name_whole:
        return search_key(value).startswith(search_key(written))
    return _same(value, written)


def zone_in(codes: Sequence[str]) -> Mrz | None:
    """The first of the codes that is a card's machine-readable zone."""
    for text in codes:
        try:
            return read_mrz(text)
        except MrzUnreadable:
            continue
    return None


def against_requester(
    kind: Kind, values: Mapping[str, str], name: str, id_number: str, birth_date: str = ""
) -> tuple[CheckResult, ...]:
    """Whether one of the paper's people is the requester. Often it is not, and need not be.

    name, id_number, birth_date: the requester's, maybe empty. Rules: `requester-name`,
    `requester-id`, and `requester-birth` where the paper's holder has the requester's name.
    """
    results = []
    for rule, type_name, known in (
        ("requester-name", "name", name),
        ("requester-id", "id", id_number),
    ):
        found = tuple(
            field.name for field in kind.fields if field.type == type_name and field.name in values
        )
        if found and known:
            agrees = any(_names(values[field], known) for field in found)
            results.append(CheckResult(rule, found, agrees))
    born, holder = values.get(_BORN, ""), values.get(_HOLDER, "")
    if born and birth_date and name and _names(holder, name):
        results.append(CheckResult("requester-birth", (_BORN,), same_birth(born, birth_date)))
    return tuple(results)


def same_birth(one: str, other: str) -> bool:
    """Whether two days of birth agree, of which one may be known by its year alone."""
    days = _day(one), _day(other)
    if days[0] is not None and days[1] is not None:
        return days[0] == days[1]
    return _year(one) == _year(other)


def _names(value: str, known: str) -> bool:
    """Whether a value names this person or number; papers put Ông or Bà before a name."""
    title, _, rest = value.partition(" ")
    return _same(value, known) or (search_key(title) in _TITLES and _same(rest, known))


def _same(one: str, other: str) -> bool:
    return search_key(one) == search_key(other)


def _date_in_words(digits: str, words: str) -> bool:
    day = _day(digits)
    return day is not None and date_in_words(words) == (day.day, day.month, day.year)


def _number_in_words(digits: str, words: str) -> bool:
    return number_in_words(words) == float(digits.replace(".", "").replace(",", "."))


def _not_before(later: str, earlier: str) -> bool:
    days = _day(later), _day(earlier)
    if days[0] is not None and days[1] is not None:
        return days[0] >= days[1]
    # Of one of them the paper says only the year.
    return _year(later) >= _year(earlier) > 0


def _id_structure(number: str, born: str = "", sex: str = "") -> bool:
    # A paper may have been read on another day than it was written: no year is yet to come.
    return not doubts_of(number, born=born, sex=sex, today=date.max, rules=IdRules())


def _day(text: str) -> date | None:
    try:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    """The year of a date, or of a year alone; 0 where there is none."""
    year = text[-4:]
    return int(year) if len(year) == 4 and year.isdecimal() else 0


def _card_in(codes: Sequence[str]) -> CardData | None:
    for text in codes:
        try:
            return read_card_qr(text)
        except CardUnreadable:
            continue
    return None


def _printed_in(card: CardData) -> tuple[str, ...]:
    return card.id_number, card.name, card.birth_date, card.sex


_RULES: Mapping[str, Callable[..., bool]] = {
    "date-in-words": _date_in_words,
    "number-in-words": _number_in_words,
    "not-before": _not_before,
    "id-structure": _id_structure,
    "same": _same,
}
