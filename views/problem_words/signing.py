"""Signing and verifying: the errors of `signing`."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

SIGNING: Mapping[str, Words] = {
    "signing-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The copy was not signed."),
        QT_TRANSLATE_NOOP("Problem", "Pages and comparison are saved. Try again."),
    ),
    "copy-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The copy could not be composed."),
        QT_TRANSLATE_NOOP("Problem", "Pages and comparison are saved. Tell IT the reason."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "token-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The token refused."),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing was signed. Plug the token in again, then sign again."
        ),
    ),
    "token-library-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The token's software is not installed."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to install it."),
        QT_TRANSLATE_NOOP("Problem", "({module})"),
    ),
    "token-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The token is not plugged in."),
        QT_TRANSLATE_NOOP("Problem", "Plug it in, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "token-ambiguous": Words(
        QT_TRANSLATE_NOOP("Problem", "Two tokens have the same name. No PIN was tried."),
        QT_TRANSLATE_NOOP("Problem", "Pull out the one that is not yours, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "token-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "The token was pulled out or stopped answering."),
        QT_TRANSLATE_NOOP("Problem", "Nothing half-signed is kept. Plug it in, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "key-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The token does not hold the key that signs here."),
        QT_TRANSLATE_NOOP("Problem", "Is it the right token? If so, ask IT."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "pin-incorrect": Words(
        QT_TRANSLATE_NOOP("Problem", "The PIN is wrong. It was tried once."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Nothing was signed. Check the PIN before the next try: wrong PINs lock the token.",
        ),
    ),
    "token-silent": Words(
        QT_TRANSLATE_NOOP("Problem", "The token's driver did not answer and was ended."),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing half-signed is kept. Plug the token out and in, then sign again."
        ),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "pin-final-try": Words(
        QT_TRANSLATE_NOOP("Problem", "One more wrong PIN locks the token. No PIN was tried."),
        QT_TRANSLATE_NOOP(
            "Problem", "Make sure of the PIN, then sign again and agree to the last try."
        ),
        QT_TRANSLATE_NOOP("Problem", "({token})"),
    ),
    "pin-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "The token is locked."),
        QT_TRANSLATE_NOOP(
            "Problem", "Its issuer must unlock it. Everything before signing is saved."
        ),
    ),
    "token-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The token refused to sign."),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing was signed. Plug the token in again; if it stays, ask IT."
        ),
        QT_TRANSLATE_NOOP("Problem", "({status})"),
    ),
    "certificate-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The certificate may not sign now."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was signed. Ask IT: it may have expired."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "timestamp-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "No time-stamp server answered."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was signed. Check the network, then sign again."),
    ),
    "not-a-pdf": Words(
        QT_TRANSLATE_NOOP("Problem", "The file is not a PDF that can be read."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
}
