"""What is typed into a form's fields: made into values, and held against the form's schema."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from offline_store.filled_forms import FieldValue
from offline_store.search_key import search_key
from station.eforms.declared import DAYS, EForm, FieldType, FormField
from station.typed_text import LONGEST_TEXT, clean_text

if TYPE_CHECKING:
    # A tenth of a second: not before a form is filled in.
    from jsonschema import FormatChecker
    from jsonschema.exceptions import ValidationError

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_INTEGER = re.compile(r"[+-]?\d{1,15}")
# 1.234.567,89 as it is written here; a point alone may also be a decimal one.
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?\d{1,15}([.,]\d+)?")
_YES = frozenset({"co", "x", "yes", "true"})
_NO = frozenset({"khong", "no", "false"})
WHOLE = ""
"""The key of a fault that is of no one field: fields that do not fit together."""


class Fault(StrEnum):
    """What is wrong with a field as typed."""

    MISSING = "missing"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was typed. values: by field, those that are not empty. faults: by field, or `WHOLE`."""

    values: Mapping[str, FieldValue]
    faults: Mapping[str, Fault]


class _NotThat(ValueError):
    """The text is no value of the field's type."""


def check(form: EForm, texts: Mapping[str, str], today: date) -> Checked:
    """Hold what is typed against the form's schema. texts: by field; others count as empty."""
    from jsonschema import Draft202012Validator
    from referencing import Registry

    values: dict[str, FieldValue] = {}
    faults: dict[str, Fault] = {}
    for field in form.fields:
        clean = clean_text(texts.get(field.name, ""))
        if not clean:
            continue
        try:
            values[field.name] = _value(field, clean)
        except _NotThat:
            faults[field.name] = Fault.INVALID
    validator = Draft202012Validator(
        form.schema,
        # Nothing is in it, and nothing is fetched into it.
        registry=Registry(),
        format_checker=_formats(today),
    )
    for error in validator.iter_errors(values):
        for name, fault in _faults(form, error, values):
            faults.setdefault(name, fault)
    return Checked(values, faults)


def normal_text(field: FormField, text: str) -> str | None:
    """A text of somewhere else as it would be typed into the field; None where it cannot be that.

    A choice is found whatever its marks and case.
    """
    clean = clean_text(text)
    if not clean:
        return None
    try:
        return text_of(field, _value(field, clean))
    except _NotThat:
        return None


def text_of(field: FormField, value: FieldValue) -> str:
    """A value as it is read and typed: a day as dd/mm/yyyy, a number with a decimal comma."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    if field.format in DAYS:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    return value


def _value(field: FormField, text: str) -> FieldValue:
    if len(text) > LONGEST_TEXT or any(unicodedata.category(letter) == "Cc" for letter in text):
        raise _NotThat
    match field.type:
        case FieldType.BOOLEAN:
            return _truth(text)
        case FieldType.INTEGER:
            return int(_number(text, whole=True))
        case FieldType.NUMBER:
            return _number(text, whole=False)
        case FieldType.STRING:
            return _string(field, text)


def _string(field: FormField, text: str) -> str:
    if field.format in DAYS:
        return _day(text)
    if field.choices:
        key = search_key(text)
        found = [each for each in field.choices if search_key(each) == key]
        if not found:
            raise _NotThat
        return text if text in found else found[0]
    return text


def _truth(text: str) -> bool:
    key = search_key(text)
    if key in _YES:
        return True
    if key in _NO:
        return False
    raise _NotThat


def _number(text: str, *, whole: bool) -> int | float:
    if not text.isascii():
        raise _NotThat
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    elif not _PLAIN.fullmatch(text):
        raise _NotThat
    text = text.replace(",", ".")
    if _INTEGER.fullmatch(text):
        return int(text)
    if whole:
        raise _NotThat
    return float(text)


def _day(text: str) -> str:
    if not text.isascii():
        raise _NotThat
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise _NotThat from error
    raise _NotThat


def _faults(
    form: EForm, error: "ValidationError", values: Mapping[str, FieldValue]
) -> list[tuple[str, Fault]]:
    """Of which fields an error of the schema tells."""
    if error.absolute_path:
        return [(str(error.absolute_path[0]), Fault.INVALID)]
    wanted: list[Any] = []
    rule: Any = error.validator_value
    if error.validator == "required":
        wanted = list(rule)
    elif error.validator == "dependentRequired":
        for name, others in dict(rule).items():
            wanted += others if name in values else []
    missing = [name for name in wanted if name not in values and form.field(name) is not None]
    return [(name, Fault.MISSING) for name in missing] or [(WHOLE, Fault.INVALID)]


def _formats(today: date) -> "FormatChecker":
    """Checks of `FORMATS`; what is typed comes as text."""
    from jsonschema import FormatChecker

    formats = FormatChecker(formats=())

    @formats.checks("date", raises=ValueError)
    def is_day(value: object) -> bool:
        return not isinstance(value, str) or bool(date.fromisoformat(value))

    @formats.checks("past-date", raises=ValueError)
    def is_past(value: object) -> bool:
        return not isinstance(value, str) or date.fromisoformat(value) <= today

    @formats.checks("email")
    def is_address(value: object) -> bool:
        return not isinstance(value, str) or _EMAIL.fullmatch(value) is not None

    return formats
