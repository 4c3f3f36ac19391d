"""What kind of paper a reading is of, and what stands in its fields.

Everything follows from the words and their places: a clerk's correction of a word corrects the
field. Words are compared without case and marks, so that a lost accent loses no field.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from offline_store.records import Code, Reading, Word
from offline_store.search_key import search_key
from station.recognition.field_values import value_of
from station.recognition.kinds import FieldRule, Kind
from station.recognition.paper_checks import CheckResult, run_checks
from station.recognition.reading_order import rows_of
from station.recognition.tesseract import Box

_TITLE = 10.0
_SIGNS = 6.0
_CAPITALS = 0.7  # of a title's words stand in capitals
_TITLE_WORDS = 3
_ENOUGH = 4.0  # two thirds of the signs, or a title
_WORDS = ("text", "name")  # types of fields whose value is all that stands there
_LONG_LINE = 8  # word heights that a line must measure to tell how askew the page lies
_OTHER_HALF = 4.0  # word heights: what follows such a gap stands in the other half of the page
_APART = 2.5  # word heights between parts of a row that have nothing to do with each other


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in a field: as text, its box in page pixels, the probability that it is wrong.

    box: None where only the clerk says it. read_as: what was read, where the clerk's word stands in
    its place, empty for nothing; else None. words: where in the reading the words stand of which
    the value was made; none where the clerk says it.
    """

    value: str
    box: Box | None
    doubt: float
    read_as: str | None = None
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A recognised paper: its kind, the fields found, and what was held against each other."""

    kind: Kind
    fields: dict[str, Field]
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word beside its bare form, and where it stands in the reading."""

    word: Word
    bare: str
    box: Box  # levelled: rows of a scan that lies askew are level, too
    at: int


_Row = Sequence[_Token]


def recognise(reading: Reading, kinds: Sequence[Kind]) -> Paper | None:
    """The paper that a page shows, or None where it is none of these kinds.

    What the clerk says of kind and fields stands in place of what was read.
    """
    rows = _rows_on(reading)
    kind = _kind(rows, kinds, reading.kind_said)
    if kind is None:
        return None
    fields = _with_said(_fields(rows, kind), kind, reading.fields_said)
    return Paper(kind, fields, _checks(kind, fields, reading.codes))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a page looks like a kind. titled: it bears a title of it. signs: found, 0 to 1."""

    titled: bool
    signs: float


def likeness(reading: Reading, kind: Kind) -> Likeness:
    """The same for one kind, also where too little speaks for it to be recognised."""
    score = _score(_rows_on(reading), kind)
    titled = score >= _TITLE
    return Likeness(titled, min(1.0, (score % _TITLE if titled else score) / _SIGNS))


def bears_title(reading: Reading, title: str) -> bool:
    """Whether a line of the page begins with these words, in capitals."""
    return _has_title(_rows_on(reading), _bare(title).split())


def capital_lines(reading: Reading) -> tuple[str, ...]:
    """What stands in capitals, line by line, and two lines together; without marks, small."""
    high = [
        " ".join(token.bare for token in part) if _in_capitals(part) else ""
        for row in _rows_on(reading)
        for part in _parts(row)
    ]
    together = [f"{one} {other}" for one, other in pairwise(high) if one and other]
    return (*filter(None, high), *together)


def opens_with_title(reading: Reading) -> bool:
    """Whether what stands highest on the page is in capitals, and more than a word or two."""
    highest = next(iter(_rows_on(reading)), [])
    return len(highest) >= _TITLE_WORDS and all(_in_capitals(part) for part in _parts(highest))


def bare_words(text: str) -> list[str]:
    """Words as they are compared: without case, marks and punctuation."""
    return _bare(text).split()


def _parts(row: _Row) -> list[_Row]:
    return [row[start:end] for start, end in pairwise([*_part_starts(row), len(row)])]


def _in_capitals(part: _Row) -> bool:
    return sum(token.word.text.isupper() for token in part) >= _CAPITALS * len(part)


def _rows_on(reading: Reading) -> list[list[_Token]]:
    return rows_of([token for token in _levelled(reading) if token.bare])


def _kind(rows: Sequence[_Row], kinds: Sequence[Kind], said: str | None) -> Kind | None:
    if said is not None:
        return next((kind for kind in kinds if kind.id == said), None)
    scores = [(_score(rows, kind), kind) for kind in kinds]
    best, kind = max(scores, key=lambda scored: scored[0], default=(0.0, None))
    return kind if best >= _ENOUGH else None


def _with_said(
    fields: dict[str, Field], kind: Kind, said: Sequence[tuple[str, str]]
) -> dict[str, Field]:
    known = {rule.name for rule in kind.fields}
    whole = dict(fields)
    for name, value in said:
        if name in known:
            read = fields.get(name)
            whole[name] = Field(
                value, read.box if read else None, 0.0, read_as=read.value if read else ""
            )
    return whole


def _checks(kind: Kind, fields: dict[str, Field], codes: Sequence[Code]) -> tuple[CheckResult, ...]:
    values = {name: field.value for name, field in fields.items()}
    return run_checks(kind.checks, values, tuple(code.text for code in codes))


def _score(rows: Sequence[_Row], kind: Kind) -> float:
    page = f" {' '.join(token.bare for row in rows for token in row)} "
    if any(f" {_bare(words)} " in page for words in kind.against):
        return 0.0
    titles = [title for title in kind.titles if _has_title(rows, _bare(title).split())]
    # The longest title decides between papers whose titles begin alike.
    title = max((_TITLE + len(title) / 100 for title in titles), default=0.0)
    found = sum(f" {_bare(sign)} " in page for sign in kind.signs)
    return title + (_SIGNS * found / len(kind.signs) if kind.signs else 0.0)


def _has_title(rows: Sequence[_Row], title: list[str]) -> bool:
    """Whether a line begins with the title, in capitals; it may go on on the next line."""
    for number, row in enumerate(rows):
        for start in _part_starts(row):
            following = rows[number + 1] if number + 1 < len(rows) else []
            tokens = [*row[start:], *following][: len(title)]
            capitals = sum(token.word.text.isupper() for token in tokens)
            if _matches(tokens, title) and capitals >= _CAPITALS * len(title):
                return True
    return False


def _part_starts(row: _Row) -> list[int]:
    return [
        number
        for number, token in enumerate(row)
        if number == 0
        or token.box[0] - row[number - 1].box[0] - row[number - 1].box[2] > _APART * token.box[3]
    ]


@dataclass(frozen=True, slots=True)
class _Place:
    """A label on the page: its row, and its tokens from start to end (not included)."""

    row: int
    start: int
    end: int


def _fields(rows: Sequence[_Row], kind: Kind) -> dict[str, Field]:
    stops = [
        place
        for rule in kind.fields
        for label in rule.labels
        for place in _places(rows, _bare(label).split())
    ]
    found: dict[str, Field] = {}
    for rule in kind.fields:
        if rule.pattern and (field := _by_pattern(rows, rule)) is not None:
            found[rule.name] = field
            continue
        for place in _label_places(rows, rule):
            if (field := _behind(rows, place, rule, stops)) is not None:
                found[rule.name] = field
                break
    return found


def _label_places(rows: Sequence[_Row], rule: FieldRule) -> list[_Place]:
    """Where the field's labels stand, the longest label first, then down the page."""
    anchor = next(iter(_places(rows, _bare(rule.after).split())), None) if rule.after else None
    if rule.after and anchor is None:
        return []
    labels = sorted(rule.labels, key=len, reverse=True)
    return [
        place
        for label in labels
        for place in _places(rows, _bare(label).split())
        if anchor is None or (place.row, place.start) >= (anchor.row, anchor.start)
    ]


def _places(rows: Sequence[_Row], words: list[str]) -> list[_Place]:
    return [
        _Place(number, start, start + len(words))
        for number, row in enumerate(rows)
        for start in range(len(row) - len(words) + 1)
        if words and _matches(row[start : start + len(words)], words)
    ]


def _behind(
    rows: Sequence[_Row], place: _Place, rule: FieldRule, stops: Sequence[_Place]
) -> Field | None:
    """The value behind a label, up to the next label; on the next line where there is none."""
    row = rows[place.row]
    end = min(
        (stop.start for stop in stops if stop.row == place.row and stop.start >= place.end),
        default=len(row),
    )
    tokens = list(row[place.end : end])
    for number in range(place.row + 1, min(len(rows), place.row + 1 + max(rule.lines, 2))):
        wanted = not tokens if number == place.row + 1 else False
        if not (wanted or number < place.row + rule.lines):
            break
        if any(stop.row == number and stop.start == 0 for stop in stops):
            break
        starts = [stop.start for stop in stops if stop.row == number]
        tokens += rows[number][: min(starts, default=len(rows[number]))]
    return _field(_of_one_half(tokens) if rule.type in _WORDS else tokens, rule.type)


def _of_one_half(tokens: Sequence[_Token]) -> list[_Token]:
    """The words up to a gap that no value has: papers in two languages say all of it twice.

    Only within a row: what goes on in the next one begins where it likes.
    """
    for number, (one, other) in enumerate(pairwise(tokens), 1):
        gap = other.box[0] - one.box[0] - one.box[2]
        if gap > _OTHER_HALF * max(one.box[3], other.box[3]):
            return list(tokens[:number])
    return list(tokens)


def _by_pattern(rows: Sequence[_Row], rule: FieldRule) -> Field | None:
    """The first value that looks as the field must, wherever it stands."""
    pattern = re.compile(rule.pattern)
    for row in rows:
        text = " ".join(token.word.text for token in row)
        if (match := pattern.search(text)) is None:
            continue
        before = text[: match.start()].count(" ")
        tokens = row[before : before + match.group().count(" ") + 1]
        return _made_of(tokens, match.group(match.lastindex or 0))
    return None


def _field(tokens: Sequence[_Token], type_name: str) -> Field | None:
    value = value_of(" ".join(token.word.text for token in tokens), type_name)
    if not value:
        return None
    # Of a long line only the words that the value was made of count.
    used = [
        token
        for token in tokens
        if type_name in _WORDS or re.search(r"\d", token.word.text) or token.word.text in value
    ]
    return _made_of(used or tokens, value)


def _made_of(tokens: Sequence[_Token], value: str) -> Field:
    words = tuple(token.at for token in tokens)
    return Field(value, _about(tokens), _doubt(tokens), words=words)


def _levelled(reading: Reading) -> list[_Token]:
    """The words with their boxes upright, and moved by the slope of the page's lines."""
    tokens = [
        _Token(word, _bare(word.text), _upright(word.box, reading.rotation), at)
        for at, word in enumerate(reading.words)
    ]
    slopes = []
    for _, group in groupby(tokens, key=lambda token: token.word.line):
        first, *_, last = [*(line := list(group)), line[-1]]
        across = last.box[0] - first.box[0]
        if across > _LONG_LINE * first.box[3]:
            slopes.append((_middle(last) - _middle(first)) / across)
    slope = median(slopes) if slopes else 0.0
    return [
        replace(token, box=(x, y - round(slope * x), width, height))
        for token in tokens
        for x, y, width, height in [token.box]
    ]


def _upright(box: Box, rotation: int) -> Box:
    """A box on the page as it stands upright; where the page begins does not matter here."""
    x, y, width, height = box
    return {
        0: box,
        90: (-y - height, x, height, width),
        180: (-x - width, -y - height, width, height),
        270: (y, -x - width, height, width),
    }[rotation]


def _middle(token: _Token) -> float:
    return token.box[1] + token.box[3] / 2


def _about(tokens: Sequence[_Token]) -> Box:
    boxes = [token.word.box for token in tokens]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def _doubt(tokens: Sequence[_Token]) -> float:
    """That any of the words is wrong, taken as independent; what the clerk put right is right."""
    read = [token.word for token in tokens if token.word.read_as is None]
    return round(1 - math.prod(1 - word.doubt for word in read), 4)


def _matches(tokens: Sequence[_Token], words: Sequence[str]) -> bool:
    return len(tokens) == len(words) and all(
        _alike(token.bare, word) for token, word in zip(tokens, words, strict=True)
    )


def _alike(read: str, word: str) -> bool:
    """The same, or in a word of four letters and more one letter read as another."""
    if read == word:
        return True
    return (
        len(read) == len(word) >= 4
        and sum(one != other for one, other in zip(read, word, strict=True)) == 1
    )


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", " ", search_key(text)).split())
