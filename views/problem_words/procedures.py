"""Procedures: what their catalogue, and dossiers for them, refuse."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

PROCEDURES: Mapping[str, Words] = {
    "catalogue-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no list of procedures here yet."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to load one."),
    ),
    "catalogue-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "The list of procedures has a mistake; the old one stays."),
        QT_TRANSLATE_NOOP("Problem", "Have it corrected, then load it again."),
        QT_TRANSLATE_NOOP("Problem", "({place}: {reason})"),
    ),
    "catalogue-unsigned": Words(
        QT_TRANSLATE_NOOP("Problem", "The list of procedures is not from central."),
        QT_TRANSLATE_NOOP("Problem", "The old one stays. Ask IT for the right file."),
    ),
    "catalogue-older": Words(
        QT_TRANSLATE_NOOP("Problem", "The list of procedures here is newer."),
        QT_TRANSLATE_NOOP("Problem", "It stays. Ask IT for the newest file."),
    ),
    "procedure-unknown": Words(
        QT_TRANSLATE_NOOP("Problem", "The list has no procedure of this code."),
        QT_TRANSLATE_NOOP("Problem", "Look for it by its name."),
        QT_TRANSLATE_NOOP("Problem", "({code})"),
    ),
    "procedure-not-in-force": Words(
        QT_TRANSLATE_NOOP("Problem", "This procedure does not hold on that day."),
        QT_TRANSLATE_NOOP("Problem", "Look for the one that took its place."),
        QT_TRANSLATE_NOOP("Problem", "({code})"),
    ),
}
