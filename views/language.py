"""The window's language: English in the source, Vietnamese from the compiled translation."""

import logging
from enum import StrEnum
from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QLocale, QTranslator

TRANSLATIONS = Path(__file__).parent / "translations"

log = logging.getLogger(__name__)

translate = QCoreApplication.translate


class Language(StrEnum):
    """What the window speaks."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


def speak(app: QCoreApplication, language: Language) -> bool:
    """Let the application speak this language; false when its translation is not there."""
    if language is Language.ENGLISH:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        return True
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = QTranslator(app)
    if not translator.load(str(TRANSLATIONS / f"{language}.qm")):
        log.warning("translation-missing language=%s", language)
        return False
    return app.installTranslator(translator)
