"""`./dev audit`: known weaknesses of the libraries in the locks, by pip-audit and PyPI's database.

Wants the network. Where the database does not answer nothing is known, and that is said: it is
neither taken for well nor for a failure. A weakness that was looked at and does no harm here stands
in `weaknesses.toml`, with the reason and until when that holds; everything else that is found is
told, and ends with status 1.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-windows.lock", "requirements-second-reader.lock")
ACCEPTED = Path(__file__).with_name("weaknesses.toml")
_PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ \n;]+)", re.MULTILINE)
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


@dataclass(frozen=True, slots=True)
class Looked:
    """What the database said. left_out: packages that it does not know, or was not asked about."""

    found: tuple[Weakness, ...]
    left_out: tuple[str, ...]


class NotChecked(Exception):
    """The database did not answer: its argument says why."""


def main() -> int:
    """Look, and tell; 0 where nothing is open or nothing could be looked at, else 1."""
    packages = pinned(*(ROOT / lock for lock in LOCKS))
    try:
        looked = look(packages)
    except NotChecked as error:
        _say(f"NOT CHECKED for known weaknesses: {error}")
        return 0
    if looked.left_out:
        names = " ".join(looked.left_out)
        _say(f"NOT CHECKED for known weaknesses: {len(looked.left_out)} libraries: {names}")
    lines = list(judged(looked.found, accepted(), datetime.now(UTC).date()))
    for line, _ in lines:
        _say(line)
    open_ones = sum(is_open for _, is_open in lines)
    checked = len(packages) - len(looked.left_out)
    _say(f"{checked} libraries looked at: {open_ones} open weaknesses, {len(lines)} known")
    return 1 if open_ones else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def pinned(*locks: Path) -> tuple[tuple[str, str], ...]:
    """Every name and version of these locks once; a name may come in several versions."""
    found = set[tuple[str, str]]()
    for lock in locks:
        found.update(_PINNED.findall(lock.read_text("utf-8")))
    return tuple(sorted(found))


def look(packages: Sequence[tuple[str, str]]) -> Looked:
    """What the database knows of these versions.

    Raises:
        NotChecked: it does not answer, or knows none of them, as a mirror of PyPI may.
    """
    found, left_out = list[Weakness](), list[str]()
    waiting = list(packages)
    while waiting:
        # One question asks for one version of a name.
        now = dict(reversed(waiting))
        waiting = [each for each in waiting if now[each[0]] != each[1]]
        looked = read(_asked(now))
        found += looked.found
        left_out += looked.left_out
    if packages and len(left_out) == len(packages):
        raise NotChecked("what answers for PyPI knows none of these libraries: a mirror of it?")
    return Looked(tuple(found), tuple(left_out))


def _asked(versions: Mapping[str, str]) -> Any:
    with tempfile.TemporaryDirectory(prefix="tramso-audit-") as folder:
        asked = Path(folder) / "requirements.txt"
        lines = (f"{name}=={version}\n" for name, version in sorted(versions.items()))
        asked.write_text("".join(lines), "utf-8")
        try:
            done = subprocess.run(
                [
                    *(sys.executable, "-m", "pip_audit", "-r", str(asked)),
                    *("--no-deps", "--disable-pip", "--progress-spinner", "off"),
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
        return json.loads(done.stdout)
    except ValueError:
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise NotChecked(f"the database does not answer ({said[:200]})") from None


def read(document: Any) -> Looked:
    """pip-audit's own JSON.

    Raises:
        KeyError, TypeError: the document is another one.
    """
    found, left_out = list[Weakness](), list[str]()
    for package in document["dependencies"]:
        if "skip_reason" in package:
            left_out.append(package["name"])
            continue
        found += [
            Weakness(
                package["name"],
                package["version"],
                (each["id"], *each["aliases"]),
                tuple(each["fix_versions"]),
            )
            for each in package["vulns"]
        ]
    return Looked(tuple(found), tuple(left_out))


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
