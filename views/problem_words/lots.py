"""Lots of dossiers that are digitised in a row: what is refused there."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

LOTS: Mapping[str, Words] = {
    "lot-closed": Words(
        QT_TRANSLATE_NOOP("Problem", "This dossier's lot is being checked, or is accepted."),
        QT_TRANSLATE_NOOP("Problem", "Nothing in it changes now. Wait for the check."),
    ),
    "lot-operator-only": Words(
        QT_TRANSLATE_NOOP("Problem", "This lot is somebody else's."),
        QT_TRANSLATE_NOOP("Problem", "Open a lot of your own."),
    ),
    "checker-is-operator": Words(
        QT_TRANSLATE_NOOP("Problem", "You digitised in this lot, so you do not check it."),
        QT_TRANSLATE_NOOP("Problem", "Ask a colleague."),
    ),
    "lot-elsewhere": Words(
        QT_TRANSLATE_NOOP("Problem", "That is not done with this lot now."),
        QT_TRANSLATE_NOOP("Problem", "Look at where it stands."),
    ),
    "lot-unfinished": Words(
        QT_TRANSLATE_NOOP("Problem", "The lot is not finished."),
        QT_TRANSLATE_NOOP("Problem", "Finish what is left, then hand it in."),
        QT_TRANSLATE_NOOP("Problem", "Dossiers left: {dossiers}, papers to be typed: {keyings}."),
    ),
    "lot-dossier-unfinished": Words(
        QT_TRANSLATE_NOOP("Problem", "The dossier is not finished."),
        QT_TRANSLATE_NOOP(
            "Problem", "Open its papers (F3): give all pages, and describe each paper."
        ),
    ),
    "lot-not-right": Words(
        QT_TRANSLATE_NOOP("Problem", "Dossiers of this lot are still wrong."),
        QT_TRANSLATE_NOOP("Problem", "Put them right, and have them looked at again."),
        QT_TRANSLATE_NOOP("Problem", "How many: {dossiers}."),
    ),
    "sample-unjudged": Words(
        QT_TRANSLATE_NOOP("Problem", "Not all of the sample was looked at."),
        QT_TRANSLATE_NOOP("Problem", "Look at the rest."),
        QT_TRANSLATE_NOOP("Problem", "Dossiers left: {left}."),
    ),
    "keyed-before": Words(
        QT_TRANSLATE_NOOP("Problem", "You typed this first."),
        QT_TRANSLATE_NOOP("Problem", "Somebody else types it a second time, or decides."),
    ),
}
