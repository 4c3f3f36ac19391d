"""Cancel a reserved number: it stays in the book with its reason, and is not used again."""

from datetime import datetime

from offline_store.records import LineState, RegisterLine
from offline_store.store import Records


def cancel_number(
    records: Records, line: RegisterLine, at: datetime, clerk: str, reason: str
) -> None:
    """Cancel a line that was reserved, on the trail too; one settled meanwhile stays as it is."""
    now = records.register.line_of(line.document_id)
    if now is None or (now.book, now.number) != (line.book, line.number):
        return
    if now.state is LineState.RESERVED:
        records.register.cancel(line.book, line.number, reason)
        records.audit.append(at, clerk, "number-cancelled", line.document_id, reason=reason)
