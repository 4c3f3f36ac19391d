"""What central leases beside the numbers of books: as a series each, by the same question.

No book is so named. Later days sort after earlier ones, and `~` after every day.
"""

from datetime import date

DESK_SERIES = "~desks"
"""Each desk's own number at its agency."""


def code_series(day: date) -> str:
    """The running numbers in the dossier codes of a day."""
    return f"codes/{day.isoformat()}"
