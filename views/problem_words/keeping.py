"""What is kept and sent: the errors of `offline_store`, and what central lost."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

KEEPING: Mapping[str, Words] = {
    "store-error": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk's data refused."),
        QT_TRANSLATE_NOOP("Problem", "What was saved before is safe. Try again."),
    ),
    "store-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no desk at this place."),
        QT_TRANSLATE_NOOP("Problem", "Start the window with the right folder, or ask IT."),
    ),
    "schema-newer": Words(
        QT_TRANSLATE_NOOP("Problem", "This desk's data was written by a newer version."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Install that version."),
    ),
    "upgrade-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The new version does not take what this desk keeps."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Ask IT to install the version before."),
    ),
    "store-damaged": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk's data is damaged."),
        QT_TRANSLATE_NOOP("Problem", "Stop here and ask IT to restore the last backup."),
    ),
    "disk-full": Words(
        QT_TRANSLATE_NOOP("Problem", "The disk is full."),
        QT_TRANSLATE_NOOP(
            "Problem", "What was saved before is safe. Free some room, then try again."
        ),
    ),
    "disk-read-only": Words(
        QT_TRANSLATE_NOOP("Problem", "Nothing can be written to the disk any more."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "What was saved before is safe. Stop and ask IT: the disk may be failing.",
        ),
    ),
    "store-busy": Words(
        QT_TRANSLATE_NOOP("Problem", "Another program holds the desk's data."),
        QT_TRANSLATE_NOOP("Problem", "Wait a moment, then try again."),
    ),
    "desk-key-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk cannot be opened: its key is not on this computer."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Log in as the desk's own user, or ask IT for the recovery key.",
        ),
    ),
    "recovery-key-wrong": Words(
        QT_TRANSLATE_NOOP("Problem", "This recovery key does not fit."),
        QT_TRANSLATE_NOOP("Problem", "Read it again from the paper: it must be this desk's."),
    ),
    "recovery-key-not-made": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no recovery key yet."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to make one and put the paper into the safe."),
    ),
    "backup-damaged": Words(
        QT_TRANSLATE_NOOP("Problem", "The backup is damaged."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT for another one."),
    ),
    "home-taken": Words(
        QT_TRANSLATE_NOOP("Problem", "There is a desk here already."),
        QT_TRANSLATE_NOOP("Problem", "Ask IT to restore into an empty folder."),
    ),
    "mirror-away": Words(
        QT_TRANSLATE_NOOP("Problem", "The second copy of this desk was not brought up to date."),
        QT_TRANSLATE_NOOP("Problem", "Work on. Plug in its disk, or tell IT."),
    ),
    "record-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk's data refused this entry."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Try again; if it stays, tell IT."),
    ),
    "not-found": Words(
        QT_TRANSLATE_NOOP("Problem", "This is no longer there."),
        QT_TRANSLATE_NOOP("Problem", "Look at today's list again."),
    ),
    "file-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "A saved file is missing."),
        QT_TRANSLATE_NOOP("Problem", "Stop here and ask IT to restore it from the backup."),
    ),
    "file-damaged": Words(
        QT_TRANSLATE_NOOP("Problem", "A saved file is damaged."),
        QT_TRANSLATE_NOOP(
            "Problem", "Scan the page again, or ask IT to restore it from the backup."
        ),
    ),
    "other-paper-first": Words(
        QT_TRANSLATE_NOOP("Problem", "Another paper shared in this act and was changed since."),
        QT_TRANSLATE_NOOP("Problem", "Take back, or do again, the last act on that paper first."),
        QT_TRANSLATE_NOOP("Problem", "Paper {document}."),
    ),
    "numbers-exhausted": Words(
        QT_TRANSLATE_NOOP("Problem", "No register number is left on this desk."),
        QT_TRANSLATE_NOOP("Problem", "Ask central for numbers, then sign again."),
        QT_TRANSLATE_NOOP("Problem", "({book})"),
    ),
    "book-closed": Words(
        QT_TRANSLATE_NOOP("Problem", "The book is closed for the year."),
        QT_TRANSLATE_NOOP("Problem", "Sign in the new book; ask IT to set it."),
        QT_TRANSLATE_NOOP("Problem", "({book})"),
    ),
    "book-unfinished": Words(
        QT_TRANSLATE_NOOP("Problem", "The book still has a number that is not signed."),
        QT_TRANSLATE_NOOP("Problem", "Sign that copy, or cancel its number in the register (Del)."),
        QT_TRANSLATE_NOOP("Problem", "({book}, {number})"),
    ),
    "line-settled": Words(
        QT_TRANSLATE_NOOP("Problem", "This register line is settled and no longer changes."),
        QT_TRANSLATE_NOOP("Problem", "Look at the register."),
        QT_TRANSLATE_NOOP("Problem", "({book}, {number})"),
    ),
    "training-only": Words(
        QT_TRANSLATE_NOOP("Problem", "This is the desk to train at: nothing leaves it."),
        QT_TRANSLATE_NOOP("Problem", "For real work, start the desk without training."),
    ),
    "not-enrolled": Words(
        QT_TRANSLATE_NOOP("Problem", "This desk is not registered at central yet."),
        QT_TRANSLATE_NOOP(
            "Problem", "Go on working: everything is kept. Ask IT to register the desk."
        ),
    ),
    "central-error": Words(
        QT_TRANSLATE_NOOP("Problem", "Central did not take the copy."),
        QT_TRANSLATE_NOOP("Problem", "Go on working: everything is kept and will be sent again."),
    ),
    "central-unreachable": Words(
        QT_TRANSLATE_NOOP("Problem", "Central cannot be reached."),
        QT_TRANSLATE_NOOP("Problem", "Go on working: everything is kept and will be sent later."),
    ),
    "central-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "Central refused the copy."),
        QT_TRANSLATE_NOOP("Problem", "The copy is kept here. Tell IT the reason."),
        QT_TRANSLATE_NOOP("Problem", "({reason})"),
    ),
    "central-failed": Words(
        QT_TRANSLATE_NOOP("Problem", "Central has a fault."),
        QT_TRANSLATE_NOOP("Problem", "Go on working: everything is kept and will be sent later."),
        QT_TRANSLATE_NOOP("Problem", "({status})"),
    ),
    "central-nonsense": Words(
        QT_TRANSLATE_NOOP("Problem", "The answer did not come from central."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Does this network ask for a log-in? Everything is kept and will be sent later.",
        ),
    ),
    "central-login": Words(
        QT_TRANSLATE_NOOP("Problem", "Central does not know this desk any more."),
        QT_TRANSLATE_NOOP(
            "Problem", "Go on working: everything is kept. Ask IT to register the desk again."
        ),
    ),
    "no-citizen-screen": Words(
        QT_TRANSLATE_NOOP("Problem", "The citizen's screen is not there any more: it was closed."),
        QT_TRANSLATE_NOOP("Problem", "Check its cable, then press Shift+F11."),
    ),
    "no-stick": Words(
        QT_TRANSLATE_NOOP("Problem", "No USB stick is plugged in."),
        QT_TRANSLATE_NOOP("Problem", "Plug one in, wait a moment, then save again."),
    ),
    "lost-at-central": Words(
        QT_TRANSLATE_NOOP(
            "Problem", "Central has lost a copy that it had taken, and it cannot be sent again."
        ),
        QT_TRANSLATE_NOOP(
            "Problem", "Do not remove anything here. Ask IT to restore the copy from the backup."
        ),
        QT_TRANSLATE_NOOP("Problem", "Copies: {copies}."),
    ),
    "trail-cut": Words(
        QT_TRANSLATE_NOOP(
            "Problem", "Lines of this desk's audit trail are gone that central knows of."
        ),
        QT_TRANSLATE_NOOP(
            "Problem", "After a restore from a backup this comes once. Otherwise tell IT at once."
        ),
        QT_TRANSLATE_NOOP("Problem", "Line {line}."),
    ),
    "clock-differs": Words(
        QT_TRANSLATE_NOOP("Problem", "This computer's clock is wrong by {minutes} minutes."),
        QT_TRANSLATE_NOOP(
            "Problem", "Ask IT to set it: it stands in signatures and in the register."
        ),
    ),
    "changed-elsewhere": Words(
        QT_TRANSLATE_NOOP("Problem", "Another desk changed {dossiers} of these dossiers, too."),
        QT_TRANSLATE_NOOP(
            "Problem", "Nothing is lost. Open the dossier: the other version stands beside it."
        ),
    ),
    "receipt-invalid": Words(
        QT_TRANSLATE_NOOP("Problem", "Central's receipt is not genuine."),
        QT_TRANSLATE_NOOP(
            "Problem", "Everything is kept and will be sent again. Tell IT if it stays."
        ),
    ),
}
