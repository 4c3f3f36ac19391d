"""What the doctor finds missing at a desk."""

from collections.abc import Mapping

from PyQt6.QtCore import QT_TRANSLATE_NOOP

from views.problem_words.words import Words

READINESS: Mapping[str, Words] = {
    "settings-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "Not set: {keys}."),
        QT_TRANSLATE_NOOP("Problem", "IT writes it into the desk's settings."),
    ),
    "disk-low": Words(
        QT_TRANSLATE_NOOP("Problem", "Only {free} MB are free."),
        QT_TRANSLATE_NOOP("Problem", "Free some room: a day's scans need 2 GB."),
    ),
    "second-reader-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "Its files are not the expected ones, so it does not read."),
        QT_TRANSLATE_NOOP("Problem", "IT installs it anew, or switches it off."),
    ),
    "faces-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "What compares faces is not as expected."),
        QT_TRANSLATE_NOOP("Problem", "Compare by eye; IT installs it anew."),
    ),
    "faces-no-insightface": Words(
        QT_TRANSLATE_NOOP("Problem", "The part that compares faces by IT's models is missing."),
        QT_TRANSLATE_NOOP("Problem", "Compare by eye; IT installs it, or clears the setting."),
    ),
    "faces-no-models": Words(
        QT_TRANSLATE_NOOP("Problem", "No models to compare faces are in {folder}."),
        QT_TRANSLATE_NOOP("Problem", "Compare by eye; IT puts them there, or clears the setting."),
    ),
    "no-trusted-certificate": Words(
        QT_TRANSLATE_NOOP("Problem", "No authority is trusted yet."),
        QT_TRANSLATE_NOOP("Problem", "IT puts the authorities' certificates into their folder."),
    ),
    "no-chip-issuer": Words(
        QT_TRANSLATE_NOOP("Problem", "The certificate of who issues cards is missing."),
        QT_TRANSLATE_NOOP("Problem", "IT puts it into its folder: chips are not proven without."),
    ),
    "chip-issuer-refused": Words(
        QT_TRANSLATE_NOOP("Problem", "Not a certificate: {files}."),
        QT_TRANSLATE_NOOP("Problem", "IT takes it out of the folder, or puts it there anew."),
    ),
    "no-time-stamp-server": Words(
        QT_TRANSLATE_NOOP("Problem", "No server is set, so that copies owe a time-stamp."),
        QT_TRANSLATE_NOOP("Problem", "IT writes one into the desk's settings."),
    ),
    "mirror-missing": Words(
        QT_TRANSLATE_NOOP("Problem", "There is no second copy yet."),
        QT_TRANSLATE_NOOP("Problem", "Is its folder there? It is made by itself once a day."),
    ),
    "mirror-old": Words(
        QT_TRANSLATE_NOOP("Problem", "The second copy is {days} days old."),
        QT_TRANSLATE_NOOP("Problem", "Is its folder there? It is made by itself once a day."),
    ),
    "key-change-unfinished": Words(
        QT_TRANSLATE_NOOP("Problem", "A change of the desk's key was cut short."),
        QT_TRANSLATE_NOOP("Problem", "IT changes the key once more."),
    ),
    "key-in-file": Words(
        QT_TRANSLATE_NOOP("Problem", "The desk's key lies in a file beside the data."),
        QT_TRANSLATE_NOOP("Problem", "IT encrypts the disk, or moves the key into the keyring."),
    ),
    "no-recovery-key": Words(
        QT_TRANSLATE_NOOP("Problem", "No recovery key lies in the safe."),
        QT_TRANSLATE_NOOP("Problem", "IT makes one: without it, a dead computer's data are lost."),
    ),
    "numbers-none": Words(
        QT_TRANSLATE_NOOP("Problem", "No number is left in book {book}."),
        QT_TRANSLATE_NOOP("Problem", "Connect to central and get numbers."),
    ),
    "numbers-low": Words(
        QT_TRANSLATE_NOOP("Problem", "Numbers left in book {book}: {remaining}."),
        QT_TRANSLATE_NOOP("Problem", "Connect to central and get numbers."),
    ),
    "no-accounts": Words(
        QT_TRANSLATE_NOOP("Problem", "Nobody has an account: whoever sits here may do everything."),
        QT_TRANSLATE_NOOP("Problem", "IT makes accounts at central."),
    ),
    "accounts-over": Words(
        QT_TRANSLATE_NOOP("Problem", "Central was not heard for {days} days: nobody may sign in."),
        QT_TRANSLATE_NOOP("Problem", "Connect this desk to central."),
    ),
    "accounts-unheard": Words(
        QT_TRANSLATE_NOOP("Problem", "Central was not heard for {days} days of {most} at most."),
        QT_TRANSLATE_NOOP("Problem", "Connect this desk to central."),
    ),
    "no-token-set": Words(
        QT_TRANSLATE_NOOP("Problem", "The officer's token is not set."),
        QT_TRANSLATE_NOOP("Problem", "IT writes it into the desk's settings."),
    ),
    "token-away": Words(
        QT_TRANSLATE_NOOP("Problem", "Not plugged in: {tokens}."),
        QT_TRANSLATE_NOOP("Problem", "Plug the token in."),
    ),
    "token-is-locked": Words(
        QT_TRANSLATE_NOOP("Problem", "Locked: {tokens}."),
        QT_TRANSLATE_NOOP("Problem", "Who issued the token unlocks it."),
    ),
    "no-scanner-answers": Words(
        QT_TRANSLATE_NOOP("Problem", "No scanner answers."),
        QT_TRANSLATE_NOOP("Problem", "Switch it on, and look at its cable."),
    ),
    "scanner-silent": Words(
        QT_TRANSLATE_NOOP("Problem", "Does not answer: {devices}."),
        QT_TRANSLATE_NOOP("Problem", "Switch it on; does another program hold it?"),
    ),
    "update-ready": Words(
        QT_TRANSLATE_NOOP("Problem", "Version {version} can be installed."),
        QT_TRANSLATE_NOOP("Problem", "IT installs it while the desk is closed."),
    ),
}
