"""The work at the desk: the errors of `station`, and the window's own defect."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

WORKING: Mapping[str, Words] = {
    "defect": Words(
        QT_TRANSLATE_NOOP("Problem", "The program met a fault of its own."),
        QT_TRANSLATE_NOOP(
            "Problem", "What was saved is safe. Go on; if it comes again, tell IT the time."
        ),
    ),
    "station-error": Words(
        QT_TRANSLATE_NOOP("Problem", "This cannot be done now."),
        QT_TRANSLATE_NOOP("Problem", "What was saved before is safe. Try again."),
    ),
    "input-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "Something needed is empty."),
        QT_TRANSLATE_NOOP("Problem", "Fill it in, then try again."),
        QT_TRANSLATE_NOOP("Problem", "({field})"),
    ),
    "input-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "Something typed cannot be that."),
        QT_TRANSLATE_NOOP("Problem", "Correct it, then try again."),
        QT_TRANSLATE_NOOP("Problem", "({field})"),
    ),
    "pages-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The original has no pages yet."),
        QT_TRANSLATE_NOOP("Problem", "Scan it first."),
    ),
    "page-not-compared": Words(
        QT_TRANSLATE_NOOP("Problem", "A page was not compared with the original."),
        QT_TRANSLATE_NOOP("Problem", "Compare it, then sign."),
        QT_TRANSLATE_NOOP("Problem", "Page {page}."),
    ),
    "page-not-blank": Words(
        QT_TRANSLATE_NOOP("Problem", "There is something on this page: it is not blank."),
        QT_TRANSLATE_NOOP("Problem", "Look at it. If it does not belong here, remove it."),
        QT_TRANSLATE_NOOP("Problem", "Page {page}."),
    ),
    "sides-not-counted": Words(
        QT_TRANSLATE_NOOP("Problem", "Nobody has counted the original's sides."),
        QT_TRANSLATE_NOOP("Problem", "Count them, blank ones included, under Sign."),
    ),
    "sheets-unaccounted": Words(
        QT_TRANSLATE_NOOP("Problem", "Not every side that was scanned is in the copy."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Take the removal back, or take out blank sides as blank. "
            "If the original has fewer sides, count them under Sign.",
        ),
        QT_TRANSLATE_NOOP("Problem", "({shown} shown, {blank} blank, {removed} removed)"),
    ),
    "grounds-not-judged": Words(
        QT_TRANSLATE_NOOP("Problem", "Nobody has said that the copy may be made."),
        QT_TRANSLATE_NOOP("Problem", "Look at the grounds for refusing, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({warnings})"),
    ),
    "refused-to-citizen": Words(
        QT_TRANSLATE_NOOP("Problem", "This copy was refused to the citizen."),
        QT_TRANSLATE_NOOP(
            "Problem", "If no ground stands after all, say so under the grounds for refusing."
        ),
    ),
    "clock-wrong": Words(
        QT_TRANSLATE_NOOP("Problem", "This computer's clock is {seconds} s wrong."),
        QT_TRANSLATE_NOOP("Problem", "Set the clock, then sign again."),
    ),
    "pages-changed": Words(
        QT_TRANSLATE_NOOP("Problem", "The pages changed while they were being signed."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was given out. Compare the pages, then sign again."),
    ),
    "page-differs": Words(
        QT_TRANSLATE_NOOP("Problem", "Page {page} is not as its original."),
        QT_TRANSLATE_NOOP(
            "Problem", "Scan it again. If it is as the original after all, take the mark back."
        ),
    ),
    "already-certified": Words(
        QT_TRANSLATE_NOOP("Problem", "It is signed already."),
        QT_TRANSLATE_NOOP(
            "Problem", "Its pages no longer change. For a new copy, receive a new dossier."
        ),
    ),
    "setting-unknown": Words(
        QT_TRANSLATE_NOOP("Problem", "The settings name something unknown."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to correct the settings."),
        QT_TRANSLATE_NOOP("Problem", "({key}; nearest: {nearest})"),
    ),
    "setting-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "A setting has the wrong form."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to correct the settings."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "setting-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "A setting is locked by the agency."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to take it out of this desk's settings."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "mail-unreachable": Words(
        QT_TRANSLATE_NOOP("Problem", "The mail server does not answer."),
        QT_TRANSLATE_NOOP("Problem", "The copy waits and is sent later. Print or save it."),
        QT_TRANSLATE_NOOP("Problem", "({kind})"),
    ),
    "mail-login-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The mail server does not accept this desk's password."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to set it again. The copy waits meanwhile."),
        QT_TRANSLATE_NOOP("Problem", "({status})"),
    ),
    "mail-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The mail server does not accept this message."),
        QT_TRANSLATE_NOOP("Problem", "Ask the citizen whether the address is right."),
    ),
    "setting-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "A setting is needed and not given."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to add it to the settings."),
        QT_TRANSLATE_NOOP("Problem", "({key})"),
    ),
    "file-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "A file or folder cannot be used."),
        QT_TRANSLATE_NOOP("Problem", "Check that it is there, and ask IT for access to it."),
        QT_TRANSLATE_NOOP("Problem", "({file}, {reason})"),
    ),
    "target-exists": Words(
        QT_TRANSLATE_NOOP("Problem", "There is another file of that name."),
        QT_TRANSLATE_NOOP("Problem", "Choose another name or folder."),
        QT_TRANSLATE_NOOP("Problem", "({file})"),
    ),
    "not-supported": Words(
        QT_TRANSLATE_NOOP("Problem", "This version cannot do that."),
        QT_TRANSLATE_NOOP("Problem", "Use another way."),
        QT_TRANSLATE_NOOP("Problem", "({what})"),
    ),
    "consent-needed": Words(
        QT_TRANSLATE_NOOP("Problem", "The citizen was not asked for this yet."),
        QT_TRANSLATE_NOOP("Problem", "Ask them first, or do it without."),
    ),
    "consent-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The citizen did not agree to this."),
        QT_TRANSLATE_NOOP("Problem", "Go on without it."),
    ),
    "copy-not-fit": Words(
        QT_TRANSLATE_NOOP("Problem", "This digital copy cannot stand for the paper."),
        QT_TRANSLATE_NOOP("Problem", "Scan the paper that the citizen has brought."),
        QT_TRANSLATE_NOOP("Problem", "Its signatures: {verdict}."),
    ),
    "training-mixed": Words(
        QT_TRANSLATE_NOOP("Problem", "A desk to train at and a real one were mixed up."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Tell IT."),
    ),
    "service-lost": Words(
        QT_TRANSLATE_NOOP("Problem", "A service of the practice desk has ended."),
        QT_TRANSLATE_NOOP("Problem", "Start the practice desk again."),
        QT_TRANSLATE_NOOP("Problem", "({service})"),
    ),
}
