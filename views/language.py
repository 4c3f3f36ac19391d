"""The window's language: English in the source, Vietnamese from the compiled translation."""

import logging
from enum import StrEnum
from pathlib import Path

from PyQt6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QTranslator

from views.chosen_keys import CHOSEN

TRANSLATIONS = Path(__file__).parent / "translations"

# Qt's own buttons; its wheel brings no Vietnamese for them, so they are in our translation.
QT_BUTTONS = (
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Open"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&No"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Discard"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Retry"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Apply"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Help"),
)

log = logging.getLogger(__name__)


def translate(context: str, source: str) -> str:
    """A text in the window's language; the keys that it names are those that were chosen."""
    return CHOSEN.said(context, QCoreApplication.translate(context, source))


class Language(StrEnum):
    """What the window speaks."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


def speak(app: QCoreApplication, language: Language) -> bool:
    """Let the application speak this language; false when its translation is not there."""
    for spoken in app.findChildren(QTranslator):
        app.removeTranslator(spoken)
        spoken.deleteLater()
    if language is Language.ENGLISH:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        return True
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = QTranslator(app)
    if not translator.load(str(TRANSLATIONS / f"{language}.qm")):
        log.warning("translation-missing language=%s", language)
        return False
    return app.installTranslator(translator)
