"""The word `fleet` of `python -m central`: how the desks stand, for whoever looks after them."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from central.inventories import DeskSeen, fleet

_SILENT = timedelta(days=3)
_ENDS_SOON = timedelta(days=30)
_LITTLE_MB = 2000
_FEW_NUMBERS = 20


def add_fleet_word(parser: argparse.ArgumentParser) -> None:
    """Declare its options."""
    parser.add_argument("--agency", default="", metavar="CODE")


def run_fleet_word(args: argparse.Namespace) -> None:
    """Print every desk, with what somebody should look at."""
    now = datetime.now(UTC)
    desks = fleet(args.home, args.agency)
    if args.json:
        sys.stdout.write(json.dumps({"desks": [_row(desk, now) for desk in desks]}) + "\n")
        return
    for desk in desks:
        said = desk.inventory
        version = "-" if said is None else said.version
        told = "never" if desk.told_at is None else f"{desk.told_at:%Y-%m-%d %H:%M}"
        look = ", ".join(warnings(desk, now)) or "well"
        line = f"{desk.agency}  {desk.name}  {desk.station}  {version}  told {told}: {look}"
        sys.stdout.write(line + "\n")


def warnings(desk: DeskSeen, now: datetime) -> Iterator[str]:
    """Codes of what somebody should look at; of a desk that was revoked, that alone."""
    if desk.revoked:
        yield "revoked"
        return
    said = desk.inventory
    if said is None or desk.told_at is None:
        yield "never-told"
        return
    if now - desk.told_at > _SILENT:
        yield "silent"
    for key in said.keys:
        left = key.ends_on - now.date()
        if left <= _ENDS_SOON:
            yield f"certificate-{key.role}-{'ended' if left < timedelta(0) else 'ends-soon'}"
    if said.free_mb < _LITTLE_MB:
        yield "disk-low"
    if said.numbers_left < _FEW_NUMBERS:
        yield "numbers-low"
    if said.refused:
        yield "refused"
    if said.owed_by is not None and said.owed_by < now.date():
        yield "debt-late"
    yield from (f"{each.id}-{each.status}" for each in said.findings if each.status == "fail")


def _row(desk: DeskSeen, now: datetime) -> dict[str, object]:
    said = desk.inventory
    return {
        "station": desk.station,
        "agency": desk.agency,
        "name": desk.name,
        "enrolled_at": desk.enrolled_at.isoformat(timespec="seconds"),
        "revoked": desk.revoked,
        "told_at": None if desk.told_at is None else desk.told_at.isoformat(timespec="seconds"),
        "warnings": list(warnings(desk, now)),
        "inventory": None if said is None else said.model_dump(mode="json"),
    }
