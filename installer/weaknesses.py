"""`./dev audit`: known weaknesses of the libraries in the locks, by pip-audit and PyPI's database.

Wants the network. Where the database does not answer nothing is known, and that is said: it is
neither taken for well nor for a failure. A weakness that was looked at and does no harm here stands
in `weaknesses.toml`, with the reason and until when that holds; everything else that is found is
told, and ends with status 1.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-windows.lock", "requirements-second-reader.lock")
ACCEPTED = Path(__file__).with_name("weaknesses.toml")
_ANSWER_LIMIT_S = 15
_LIMIT_S = 300.0


@dataclass(frozen=True, slots=True)
class Weakness:
    """One that the database knows. ids: its own name, then others'. fixed_in: versions."""

    package: str
    version: str
    ids: tuple[str, ...]
    fixed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """One that does no harm here. until: the last day on which that counts."""

    id: str
    package: str
    reason: str
    since: date
    until: date


class NotChecked(Exception):
    """The database did not answer: its argument says why."""


def main() -> int:
    """Look, and tell; 0 where nothing is open or nothing could be looked at, else 1."""
    open_ones = 0
    for lock in LOCKS:
        try:
            found = weaknesses(ROOT / lock)
        except NotChecked as error:
            _say(f"{lock}: NOT CHECKED for known weaknesses: {error}")
            continue
        lines = list(judged(found, accepted(), datetime.now(UTC).date()))
        for line, is_open in lines:
            open_ones += is_open
            _say(f"{lock}: {line}")
        if not lines:
            _say(f"{lock}: no known weakness")
    return 1 if open_ones else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def weaknesses(lock: Path) -> tuple[Weakness, ...]:
    """What the database knows of the versions in a lock.

    Raises:
        NotChecked: it does not answer.
    """
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "-r", str(lock)),
                *("--require-hashes", "--disable-pip", "--progress-spinner", "off"),
                *("--format", "json", "--timeout", str(_ANSWER_LIMIT_S)),
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotChecked("the database answers too slowly") from None
    try:
        return read(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError):
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise NotChecked(f"the database does not answer ({said[:200]})") from None


def read(document: Any) -> tuple[Weakness, ...]:
    """The weaknesses in pip-audit's own JSON.

    Raises:
        NotChecked: a package was left out. KeyError, TypeError: the document is another one.
    """
    found = []
    for package in document["dependencies"]:
        if "skip_reason" in package:
            raise NotChecked(f"{package['name']}: {package['skip_reason']}")
        found += [
            Weakness(
                package["name"],
                package["version"],
                (each["id"], *each["aliases"]),
                tuple(each["fix_versions"]),
            )
            for each in package["vulns"]
        ]
    return tuple(found)


def judged(
    found: Sequence[Weakness], known: Sequence[Accepted], today: date
) -> Iterator[tuple[str, bool]]:
    """Each weakness in a line, and whether it is open: unknown here, or known for too long."""
    for each in found:
        told = f"{each.package} {each.version}: {' '.join(each.ids)}"
        fixed = f", fixed in {' '.join(each.fixed_in)}" if each.fixed_in else ", not fixed yet"
        entry = next((k for k in known if k.id in each.ids and k.package == each.package), None)
        if entry is None:
            yield f"OPEN: {told}{fixed}", True
        elif today > entry.until:
            yield f"OPEN again since {entry.until}: {told}{fixed} ({entry.reason})", True
        else:
            yield f"accepted until {entry.until}: {told} ({entry.reason})", False


def accepted() -> tuple[Accepted, ...]:
    """What was looked at, from `weaknesses.toml`."""
    entries = tomllib.loads(ACCEPTED.read_text("utf-8")).get("accepted", [])
    return tuple(Accepted(**entry) for entry in entries)


if __name__ == "__main__":
    sys.exit(main())
