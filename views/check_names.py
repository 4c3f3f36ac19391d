"""What the desk is asked for by the doctor, in words: the thing, how well it is, what to do."""

from station.desk_check import Check, Status
from views.language import translate
from views.problem_texts import problem_text


def check_name(check: Check) -> str:
    """What was looked at."""
    names = {
        "settings": translate("Doctor", "Settings"),
        "disk": translate("Doctor", "Room on the disk"),
        "fonts": translate("Doctor", "Fonts"),
        "reading": translate("Doctor", "Reading of texts"),
        "second-reader": translate("Doctor", "Second reader"),
        "card-reader": translate("Doctor", "Card reader"),
        "word-list": translate("Doctor", "Spelling dictionary"),
        "faces": translate("Doctor", "Face check"),
        "trust": translate("Doctor", "Trusted certificates"),
        "time-stamp": translate("Doctor", "Time-stamp server"),
        "updates": translate("Doctor", "New versions"),
        "store": translate("Doctor", "Store"),
        "encryption": translate("Doctor", "Encryption"),
        "mirror": translate("Doctor", "Second copy of the store"),
        "numbers": translate("Doctor", "Certification numbers"),
        "accounts": translate("Doctor", "People"),
        "token": translate("Doctor", "Token"),
        "scanner": translate("Doctor", "Scanner"),
        "central": translate("Doctor", "Central"),
    }
    return names.get(check.id, check.id)


def status_name(status: Status) -> str:
    """How well it is."""
    return {
        Status.OK: translate("Doctor", "Well"),
        Status.WARN: translate("Doctor", "To be seen to"),
        Status.FAIL: translate("Doctor", "Does not work"),
    }[status]


def check_words(check: Check) -> str:
    """What is not well and what to do; nothing when all is."""
    if not check.case:
        return ""
    words = problem_text(check.case, check.facts)
    return f"{words.happened} {words.to_do}"
