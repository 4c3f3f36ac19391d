"""What is kept as JSON in a column: words, codes, warnings, debts."""

import hashlib
import json
import threading
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from offline_store.moments import moment_text
from offline_store.records import Code, Debt, DocumentId, Page, PageId, Reading, Word
from offline_store.spots import Spot, SpotKind

# As many pages as a large dossier has.
_PAGES_AT_HAND = 512
_at_hand: dict[bytes, tuple[Word, ...]] = {}
_lock = threading.Lock()
# The same number is one object: of a page's words three quarters of the memory are numbers.
_NUMBERS = tuple(range(1 << 13))
_DOUBTS = 1 << 14
_same: dict[float, float] = {}


def canonical(value: object) -> str:
    """JSON in one spelling: keys in order, no spaces, letters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def words_text(words: Iterable[Word]) -> str:
    """Words as a list of [text, box, doubt, line, read_as]: pages have hundreds of them.

    Those that differ from the original have `true` as a sixth.
    """
    return canonical(
        [[w.text, w.box, w.doubt, w.line, w.read_as, *([True] if w.differs else [])] for w in words]
    )


def words_from(text: str) -> tuple[Word, ...]:
    """The words that `words_text` wrote.

    A dossier is read anew at each change: what did not change is the same object, once in memory.
    """
    digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
    with _lock:
        known = _at_hand.pop(digest, None)
        if known is not None:
            _at_hand[digest] = known
            return known
    words = tuple(
        Word(word, _box(box), _same.setdefault(doubt, doubt), _number(line), read_as, *differs)
        for word, box, doubt, line, read_as, *differs in json.loads(text)
    )
    with _lock:
        _at_hand[digest] = words
        while len(_at_hand) > _PAGES_AT_HAND:
            del _at_hand[next(iter(_at_hand))]
        if len(_same) > _DOUBTS:
            _same.clear()
    return words


def codes_text(codes: Iterable[Code]) -> str:
    """Codes as a list of [type, text, box]."""
    return canonical([[c.type, c.text, c.box] for c in codes])


def codes_from(text: str) -> tuple[Code, ...]:
    """The codes that `codes_text` wrote."""
    return tuple(Code(kind, words, _box(box)) for kind, words, box in json.loads(text))


def spots_text(spots: Iterable[Spot]) -> str:
    """Spots as a list of [kind, box, differs]."""
    return canonical([[spot.kind.value, spot.box, spot.differs] for spot in spots])


def spots_from(text: str) -> tuple[Spot, ...]:
    """The spots that `spots_text` wrote."""
    return tuple(
        Spot(SpotKind(kind), _box(box), differs) for kind, box, differs in json.loads(text)
    )


def debts_text(debts: Iterable[Debt]) -> str:
    """Debts as a list of [kind, deadline]."""
    return canonical([[debt.kind, moment_text(debt.deadline)] for debt in debts])


def debts_from(text: str) -> tuple[Debt, ...]:
    """The debts that `debts_text` wrote."""
    return tuple(
        Debt(kind, datetime.fromisoformat(deadline)) for kind, deadline in json.loads(text)
    )


def warnings_text(warnings: Iterable[str]) -> str:
    """Warnings, which are stable codes, as a list."""
    return canonical(list(warnings))


def warnings_from(text: str) -> tuple[str, ...]:
    """The warnings that `warnings_text` wrote."""
    return tuple(json.loads(text))


def fields_text(fields: Iterable[tuple[str, str]]) -> str:
    """What the clerk says stands in fields, as a list of [name, value]."""
    return canonical([list(field) for field in fields])


def fields_from(text: str) -> tuple[tuple[str, str], ...]:
    """The fields that `fields_text` wrote."""
    return tuple((name, value) for name, value in json.loads(text))


def page_body(page: Page) -> dict[str, object]:
    """A page with its reading as JSON values; its position is not among them."""
    reading = page.reading
    return {
        "id": page.id,
        "document_id": page.document_id,
        "sha256": page.sha256,
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "kept_at": moment_text(page.kept_at),
        "warnings": list(page.warnings),
        "compared_at": None if page.compared_at is None else moment_text(page.compared_at),
        "compared_by": page.compared_by,
        "thumbnail": page.thumbnail,
        "reading": None
        if reading is None
        else {
            "engine": reading.engine,
            "words": words_text(reading.words),
            "codes": codes_text(reading.codes),
            "rotation": reading.rotation,
            "warnings": list(reading.warnings),
            "kind_said": reading.kind_said,
            "fields_said": fields_text(reading.fields_said),
            "spots": spots_text(reading.spots),
        },
    }


def page_from_body(body: dict[str, Any]) -> Page:
    """The page that `page_body` was given, at position 1.

    Bodies that an earlier version wrote lack what was added since.
    """
    reading = body["reading"]
    compared_at = body["compared_at"]
    return Page(
        id=PageId(body["id"]),
        document_id=DocumentId(body["document_id"]),
        position=1,
        sha256=body["sha256"],
        width=body["width"],
        height=body["height"],
        dpi=body["dpi"],
        kept_at=datetime.fromisoformat(body["kept_at"]),
        warnings=tuple(body["warnings"]),
        compared_at=None if compared_at is None else datetime.fromisoformat(compared_at),
        compared_by=body["compared_by"],
        reading=None
        if reading is None
        else Reading(
            reading["engine"],
            words_from(reading["words"]),
            codes_from(reading["codes"]),
            reading["rotation"],
            tuple(reading["warnings"]),
            reading.get("kind_said"),
            fields_from(reading.get("fields_said", "[]")),
            spots_from(reading.get("spots", "[]")),
        ),
        thumbnail=body.get("thumbnail"),
    )


def _box(numbers: list[Any]) -> tuple[int, int, int, int]:
    x, y, width, height = numbers
    return (_number(x), _number(y), _number(width), _number(height))


def _number(value: int) -> int:
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else value
