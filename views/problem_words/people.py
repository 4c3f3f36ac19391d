"""Who is at the desk, and what they may do."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

PEOPLE: Mapping[str, Words] = {
    "sign-in-needed": Words(
        QT_TRANSLATE_NOOP("Problem", "Nobody is signed in."),
        QT_TRANSLATE_NOOP("Problem", "Sign in, then do it again."),
    ),
    "sign-in-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The account or the password is wrong."),
        QT_TRANSLATE_NOOP("Problem", "Type again. After several wrong ones it is locked."),
    ),
    "sign-in-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "Too many passwords were wrong."),
        QT_TRANSLATE_NOOP("Problem", "Wait, then try again; a forgotten password is set anew."),
        QT_TRANSLATE_NOOP("Problem", "Locked for {minutes} more minutes."),
    ),
    "identification-declined": Words(
        QT_TRANSLATE_NOOP("Problem", "The citizen did not confirm who they are."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was filled in. Take the card, or begin again."),
    ),
    "identification-unproven": Words(
        QT_TRANSLATE_NOOP("Problem", "What came back does not prove who the citizen is."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was filled in. Take the card; tell IT the reason."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "identification-away": Words(
        QT_TRANSLATE_NOOP("Problem", "The place that confirms who somebody is does not answer."),
        QT_TRANSLATE_NOOP("Problem", "Take the card, or try again later."),
    ),
    "identification-over": Words(
        QT_TRANSLATE_NOOP("Problem", "Nobody confirmed anything in time."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was filled in. Begin again, or take the card."),
    ),
    "account-disabled": Words(
        QT_TRANSLATE_NOOP("Problem", "This account may not sign in any more."),
        QT_TRANSLATE_NOOP("Problem", "Ask who keeps the accounts."),
    ),
    "accounts-expired": Words(
        QT_TRANSLATE_NOOP("Problem", "This desk has not heard from central for too long."),
        QT_TRANSLATE_NOOP("Problem", "Connect it to the network, wait a moment, then sign in."),
        QT_TRANSLATE_NOOP("Problem", "Not for {days} days."),
    ),
    "work-under-way": Words(
        QT_TRANSLATE_NOOP("Problem", "Work of yours is still under way."),
        QT_TRANSLATE_NOOP("Problem", "Wait until it is done, then sign out; the screen may lock."),
    ),
    "passwords-differ": Words(
        QT_TRANSLATE_NOOP("Problem", "The new password was typed in two ways."),
        QT_TRANSLATE_NOOP("Problem", "Type all three again."),
    ),
    "password-unfit": Words(
        QT_TRANSLATE_NOOP("Problem", "The new password is too short, or holds the account's name."),
        QT_TRANSLATE_NOOP("Problem", "Choose another one."),
        QT_TRANSLATE_NOOP("Problem", "It needs {least} letters at least."),
    ),
    "password-not-changed": Words(
        QT_TRANSLATE_NOOP("Problem", "Central did not answer, or refused."),
        QT_TRANSLATE_NOOP("Problem", "The password is as it was. Try again later."),
    ),
    "role-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "Your account may not do this."),
        QT_TRANSLATE_NOOP("Problem", "Ask a colleague who may to sign in."),
    ),
}
