"""What is safe, in the clerk's words, a line each."""

from offline_store.records import LineState, OutboxState
from station.what_is_safe import Safe
from views.language import translate
from views.wording import number, pages_text, register_number


def safe_texts(safe: Safe) -> list[tuple[str, bool]]:
    """The lines, and of each whether it is good news."""
    texts = _of_paper(safe) if safe.title else []
    if safe.waiting:
        words = translate("Safe", "Waiting for central, kept here until it has them: {count}.")
        texts.append((words.format(count=number(safe.waiting)), True))
    if not texts:
        texts.append((translate("Safe", "What was saved before is kept."), True))
    return texts


def _of_paper(safe: Safe) -> list[tuple[str, bool]]:
    texts: list[tuple[str, bool]] = []
    if safe.pages:
        words = translate("Safe", "“{title}”: {pages} on the disk, {compared} compared.")
        texts.append(
            (
                words.format(
                    title=safe.title,
                    pages=pages_text(safe.pages),
                    compared=number(safe.compared),
                ),
                True,
            )
        )
    elif not safe.lost and not safe.signed:
        words = translate("Safe", "“{title}”: received. No page of it was scanned yet.")
        texts.append((words.format(title=safe.title), True))
    if safe.lost:
        words = translate("Safe", "Not found on the disk: {pages}. Tell IT before going on.")
        texts.append((words.format(pages=pages_text(safe.lost)), False))
    line = safe.line
    if line is not None and line.state is LineState.RESERVED:
        words = translate(
            "Safe", "Number {number} of {book} is kept for this paper; nobody else gets it."
        )
        texts.append((words.format(number=register_number(line.number), book=line.book), True))
    elif line is not None and line.state is LineState.CANCELLED:
        words = translate(
            "Safe", "Number {number} of {book} was cancelled; it stays in the book with its reason."
        )
        texts.append((words.format(number=register_number(line.number), book=line.book), True))
    if safe.signed and line is not None:
        words = translate("Safe", "The copy with number {number} is signed and on the disk.")
        texts.append((words.format(number=register_number(line.number)), True))
    if safe.copy_lost:
        words = translate("Safe", "The signed copy is not found on the disk. Tell IT.")
        texts.append((words, False))
    if safe.sent is OutboxState.ACCEPTED:
        texts.append((translate("Safe", "Central has the copy, too."), True))
    return texts
