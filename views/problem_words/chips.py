"""Reading a card's chip: the errors of `station.chip`."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

CHIPS: Mapping[str, Words] = {
    "chip-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The chip could not be read."),
        QT_TRANSLATE_NOOP("Problem", "Lay the card down again; or go on without the chip."),
    ),
    "card-service-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "This computer cannot use card readers yet."),
        QT_TRANSLATE_NOOP("Problem", "Go on without the chip, and ask IT to set it up."),
    ),
    "card-reader-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "No card reader is plugged in."),
        QT_TRANSLATE_NOOP("Problem", "Plug it in, then try again; or go on without the chip."),
    ),
    "chip-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "No card was laid on the reader."),
        QT_TRANSLATE_NOOP("Problem", "Lay it flat on the reader, then try again."),
    ),
    "chip-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "The card was taken away while it was read."),
        QT_TRANSLATE_NOOP("Problem", "Lay it down again and leave it there until it is read."),
    ),
    "chip-key-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The chip opens only by what stands on its card."),
        QT_TRANSLATE_NOOP("Problem", "Read the QR code or a picture of the card's back first."),
    ),
    "chip-key-wrong": Words(
        QT_TRANSLATE_NOOP("Problem", "The chip is not that of the card in the form."),
        QT_TRANSLATE_NOOP(
            "Problem", "Is it the same card? Then choose a picture of its back, and try again."
        ),
    ),
    "chip-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The chip does not go along."),
        QT_TRANSLATE_NOOP("Problem", "Lay the card down again; or go on without the chip."),
        QT_TRANSLATE_NOOP("Problem", "({status})"),
    ),
    "chip-line-broken": Words(
        QT_TRANSLATE_NOOP("Problem", "What the chip answered cannot be relied on."),
        QT_TRANSLATE_NOOP("Problem", "Lay the card down alone, then try again."),
    ),
    "chip-not-supported": Words(
        QT_TRANSLATE_NOOP("Problem", "This chip is of a kind that is not read here."),
        QT_TRANSLATE_NOOP("Problem", "Go on without the chip."),
    ),
    "chip-unreadable": Words(
        QT_TRANSLATE_NOOP("Problem", "The chip's data are damaged."),
        QT_TRANSLATE_NOOP("Problem", "Do not rely on the chip; go on without it."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
}
