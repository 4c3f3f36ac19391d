"""Finding dossiers by any part of code, name, number or title, or by words on their pages."""

from sqlalchemy import ColumnElement, Connection, or_, text

from offline_store.search_key import search_key
from offline_store.tables import dossier

# FTS5's trigram index knows nothing shorter.
_SHORTEST_PART = 3
_SHORTEST_BEGINNING = 2

_BY_PART = text(
    "SELECT dossier_id FROM dossier_parts JOIN dossier_text ON number = dossier_parts.rowid "
    "WHERE dossier_parts MATCH :part ORDER BY dossier_parts.rowid DESC LIMIT :most"
)
_BY_WORDS = text(
    "SELECT document.dossier_id FROM page_words JOIN page_text ON number = page_words.rowid "
    "JOIN page ON page.id = page_id JOIN document ON document.id = page.document_id "
    "WHERE page_words MATCH :words ORDER BY page_words.rowid DESC LIMIT :most"
)


def holds(connection: Connection, asked: str, most: int) -> ColumnElement[bool]:
    """The condition that a dossier holds this text; of very many only the newest are looked at."""
    key = search_key(asked)
    words = " ".join(_quoted(word) for word in key.split())
    # One letter begins half of all words: it is looked for as it stands.
    begun = " *" if words and len(key.split()[-1]) >= _SHORTEST_BEGINNING else ""
    asked_words = {"words": words + begun, "most": most}
    by_words = connection.execute(_BY_WORDS, asked_words) if words else ()
    on_pages = {row.dossier_id for row in by_words}
    if len(key) < _SHORTEST_PART:
        return or_(dossier.c.search.contains(key, autoescape=True), dossier.c.id.in_(on_pages))
    by_part = connection.execute(_BY_PART, {"part": _quoted(key), "most": most})
    return dossier.c.id.in_(on_pages | {row.dossier_id for row in by_part})


def _quoted(part: str) -> str:
    """A string of FTS5's language, in which nothing has a meaning."""
    return '"' + part.replace('"', '""') + '"'
