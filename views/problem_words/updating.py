"""Newer versions that central offers, and what is wrong with one."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

UPDATING: Mapping[str, Words] = {
    "update-untrusted": Words(
        QT_TRANSLATE_NOOP("Problem", "A new version was refused: it is not as it was signed."),
        QT_TRANSLATE_NOOP("Problem", "This version works on. Tell IT."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "update-older": Words(
        QT_TRANSLATE_NOOP("Problem", "Central offers an older version, which was not taken."),
        QT_TRANSLATE_NOOP("Problem", "This version works on. Tell IT."),
        QT_TRANSLATE_NOOP("Problem", "({offered}; here: {installed})"),
    ),
    "update-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "No newer version is offered to this desk."),
        QT_TRANSLATE_NOOP("Problem", "Nothing needs to be done."),
    ),
    "updates-unused": Words(
        QT_TRANSLATE_NOOP("Problem", "This desk takes no new versions from central."),
        QT_TRANSLATE_NOOP("Problem", "IT installs them, or sets it up."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "installer-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The system's own installer was not found."),
        QT_TRANSLATE_NOOP("Problem", "IT installs the new version by hand."),
        QT_TRANSLATE_NOOP("Problem", "({program})"),
    ),
}
