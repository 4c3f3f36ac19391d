"""What a new desk lacks before its first day, step by step, as seen from what is kept."""

from enum import StrEnum

from signing.values import Verdict
from station.bootstrap import Desk
from station.hanoi_time import hanoi_day
from station.join_central import place_of
from station.settings import Settings
from station.try_signing import TRIED


class SetUpStep(StrEnum):
    """The steps, in their order; the last one looks at everything."""

    WARD = "ward"
    SCANNER = "scanner"
    TOKEN = "token"
    CENTRAL = "central"
    SIGNATURE = "signature"
    READY = "ready"


def is_new(settings: Settings) -> bool:
    """Whether nobody has set this desk up: neither whose it is nor with which token it signs."""
    return not (settings.training or settings.agency.name or settings.signing.officer_token)


def steps_set_up(desk: Desk) -> frozenset[SetUpStep]:
    """The steps that are done. Nothing of it is kept for its own sake: the desk itself tells."""
    settings = desk.settings
    with desk.store.snapshot() as records:
        place = place_of(records)
        book = settings.register.book_of(hanoi_day(desk.now()).year)
        numbers = records.register.remaining(book, desk.now())
        tried = records.audit.last(TRIED, "desk")
    ward = (
        settings.agency.name,
        settings.agency.code,
        settings.officer.name,
        settings.copy.lookup_url,
    )
    device = settings.scanning.device
    trial = desk.scanner.book.trials.get(device) if device else None
    done = {
        SetUpStep.WARD: all(ward),
        SetUpStep.SCANNER: trial is not None and not trial.get("error"),
        SetUpStep.TOKEN: bool(settings.signing.officer_token),
        SetUpStep.CENTRAL: place is not None and numbers > 0,
        SetUpStep.SIGNATURE: tried is not None and Verdict.TOTAL_PASSED in tried.facts,
    }
    return frozenset(step for step, is_done in done.items() if is_done)


def next_set_up(done: frozenset[SetUpStep]) -> SetUpStep:
    """Where to go on: the first that is not done; with all of them done, the look at everything."""
    return next(step for step in SetUpStep if step not in done)
