"""What the clerk reads of time-stamps, clock, revocation data and disk before signing."""

from views.language import translate
from views.presenters.tray import Gate, Means
from views.problem_texts import problem_text
from views.wording import number


def readiness_text(gate: Gate, means: Means) -> str:
    """The words for one of readiness's own gates; of what was not looked at yet, too."""
    check = means.checks.get(gate)
    case = "" if check is None else check.case
    if check is not None and case == "problem":
        return problem_text(str(check.facts["code"]), check.facts).happened
    counts = {} if check is None else {name: number(int(str(n))) for name, n in check.facts.items()}
    return _words(gate, case, Gate.TIME_STAMP in means.checks).format_map(counts)


def _words(gate: Gate, case: str, asked: bool) -> str:
    """Of a gate and a case; asked: whether the time-stamp servers were."""
    match gate, case:
        case Gate.REVOCATION, "fresh":
            return translate("Sign", "Revocation data: {hours} hours old")
        case Gate.REVOCATION, "owed":
            return translate("Sign", "No fresh revocation data: it follows later")
        case Gate.REVOCATION, "not-wanted":
            return translate("Sign", "No revocation data is needed here")
        case Gate.REVOCATION, _:
            return translate("Sign", "Revocation data is looked at with the token")
        case Gate.TIME_STAMP, "answered":
            return translate("Sign", "A time-stamp server answers")
        case Gate.TIME_STAMP, "not-wanted":
            return translate("Sign", "No time-stamps are needed here")
        case Gate.TIME_STAMP, "owed":
            return translate("Sign", "No time-stamp server answers: time-stamps follow later")
        case Gate.TIME_STAMP, "missing":
            return translate("Sign", "No time-stamp server answers: check the network")
        case Gate.TIME_STAMP, _:
            return translate("Sign", "Asking the time-stamp servers…")
        case Gate.CLOCK, "right":
            return translate("Sign", "The clock is right to {seconds} s")
        case Gate.CLOCK, "wrong":
            return translate("Sign", "The clock is {seconds} s wrong: set this computer's clock")
        case Gate.CLOCK, _:
            return (
                translate("Sign", "The clock could not be compared")
                if asked
                else translate("Sign", "The clock is compared with a time-stamp server's")
            )
        case Gate.DISK, "room":
            return translate("Sign", "Free on the disk: {mib} MB")
        case Gate.DISK, "little":
            return translate("Sign", "Little is free on the disk, {mib} MB: free some room")
        case _:
            return translate("Sign", "The disk is full, {mib} MB are free: free some room")
