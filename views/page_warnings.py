"""What the clerk reads when something about a page is to be looked at, by the warning's code.

Codes come with a page from its device or file (`scanners`), and from its reading
(`station.recognition`).
"""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from offline_store.records import Page
from views.language import translate

PAGE_WARNINGS: Mapping[str, str] = {
    "dpi-below-rule": QT_TRANSLATE_NOOP(
        "PageWarning", "Below 200 dpi: scan this page again at 300 dpi."
    ),
    "dpi-unknown": QT_TRANSLATE_NOOP(
        "PageWarning", "The file does not say how large the paper is: 300 dpi was taken."
    ),
    "animated": QT_TRANSLATE_NOOP("PageWarning", "A moving picture: only its first one was taken."),
    "page-blank": QT_TRANSLATE_NOOP("PageWarning", "This side is blank. Remove it?"),
    "page-nearly-blank": QT_TRANSLATE_NOOP(
        "PageWarning", "This side is nearly blank: look closely before removing it."
    ),
    "page-blurred": QT_TRANSLATE_NOOP("PageWarning", "This page is blurred: scan it again."),
    "page-shadow": QT_TRANSLATE_NOOP(
        "PageWarning", "A shadow lies on this page: press it flat and scan it again."
    ),
    "page-fold": QT_TRANSLATE_NOOP(
        "PageWarning", "A fold runs through this page: smooth it and scan it again."
    ),
    "page-finger": QT_TRANSLATE_NOOP(
        "PageWarning", "Something lies over the edge of this page, such as a finger: scan it again."
    ),
    "page-glare": QT_TRANSLATE_NOOP(
        "PageWarning", "Light hides a part of this page: turn it a little and scan it again."
    ),
    "page-cut": QT_TRANSLATE_NOOP(
        "PageWarning", "Text is cut off at the edge of this page: lay it straight, scan it again."
    ),
    "picture-damaged": QT_TRANSLATE_NOOP(
        "PageWarning",
        "A part of this picture may have been lost on its way: look closely, or scan it again.",
    ),
    "blank": QT_TRANSLATE_NOOP("PageWarning", "No text was found on this page. Is it blank?"),
    "no-text": QT_TRANSLATE_NOOP(
        "PageWarning", "No word could be read on this page: compare its picture by eye."
    ),
    "says-copy": QT_TRANSLATE_NOOP(
        "PageWarning",
        "This paper calls itself a copy. Only an original may be certified: look at it again.",
    ),
    "says-no-copying": QT_TRANSLATE_NOOP(
        "PageWarning", "This paper says that it must not be copied: look at it again."
    ),
    "says-secret": QT_TRANSLATE_NOOP(
        "PageWarning", "This paper bears a stamp of secrecy: look at it again."
    ),
}
# Said of a code that came from a newer desk or driver: never dropped in silence.
UNKNOWN = QT_TRANSLATE_NOOP("PageWarning", "Look closely at this page ({code}).")
# Said before the page was read; the reader's own word on it would say the same thing twice.
_SAID_BY = {"blank": {"page-blank", "page-nearly-blank"}}


def page_warnings(page: Page) -> tuple[str, ...]:
    """What is to be looked at on a page, in words, each thing once."""
    codes = dict.fromkeys((*page.warnings, *(page.reading.warnings if page.reading else ())))
    said = [warning_text(code) for code in codes if not _SAID_BY.get(code, set()) & codes.keys()]
    if page.reading is not None and page.reading.rotation:
        said.append(
            translate("PageWarning", "Shown turned here, but kept and copied as it lay: turn it.")
        )
    return tuple(said)


def warning_text(code: str) -> str:
    """One warning in words, by its code."""
    return translate("PageWarning", PAGE_WARNINGS.get(code, UNKNOWN)).format(code=code)
