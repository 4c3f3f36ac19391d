"""Fetch the newest version that central offers to this desk's ring; nothing is installed by it.

Only what IT signed is taken, only what is newer than what is here, and what was fetched waits
verified below the desk's home. Whatever is wrong leaves the version that is here at work, and is
told: by this call, on the audit trail, and by the doctor, from a file of the last look.
"""

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from errno import errorcode
from pathlib import Path
from typing import TYPE_CHECKING

from offline_store.durable import make_folder, room_on_disk, write_whole
from offline_store.errors import Fact, StoreError
from offline_store.store import Store
from offline_store.update_wire import Offer
from station.errors import StationError
from station.hanoi_time import Clock
from station.installed_package import InstalledPackage, PackageVersion
from station.settings import Settings
from station.update_errors import UpdateMissing, UpdateOlder, UpdatesUnused, UpdateUntrusted

if TYPE_CHECKING:
    from station.update_line import UpdateLine

log = logging.getLogger(__name__)

FOLDER = "updates"
_LAST = "last-look.json"
_FETCHED, _REFUSED = "update-fetched", "update-refused"


@dataclass(frozen=True, slots=True)
class LastLook:
    """How the last look went. version: what is newer than what is here; empty: nothing is.

    fetched: whether its package lies here, verified. code, facts: of what was wrong, as errors have
    them; empty code: nothing was.
    """

    at: datetime
    version: str = ""
    fetched: bool = False
    code: str = ""
    facts: Mapping[str, Fact] | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A version that is newer than what is here.

    path: of its package, once that is fetched; sha256: what it was signed as, in hexadecimal.
    """

    offer: Offer
    installed: PackageVersion
    path: Path | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FetchUpdate:
    """Asks central under the desk's own place. Needs no clerk."""

    home: Path
    store: Store
    settings: Settings
    clerk: str
    now: Clock
    installed: Callable[[], InstalledPackage | None]

    def look(self) -> Update | None:
        """The newest version offered to this ring; None: what is here is the newest.

        Raises:
            UpdatesUnused, UpdateUntrusted, UpdateMissing, UpdateOlder; NotEnrolled, CentralError.
        """
        here = self._here()
        with self._line() as line:
            return self._newest(line, here)

    def __call__(self, *, fetch: bool = True) -> Update | None:
        """The same, its package fetched and verified; what waited of an older version goes.

        fetch: else it is only remembered that it is offered.

        Raises:
            As `look`; StoreFull.
        """
        before = last_look(self.home)
        try:
            update = self._fetched() if fetch else self.look()
        except (StationError, StoreError) as error:
            self._remember(LastLook(self.now(), code=error.code, facts=error.facts))
            # What IT signed for is one thing, a line that is down another.
            refused = isinstance(error, UpdateUntrusted | UpdateOlder)
            if refused and (before is None or before.code != error.code):
                self._on_the_trail(_REFUSED, error.code)
            raise
        if update is None:
            self._remember(LastLook(self.now()))
            return None
        version, path = update.offer.version, update.path
        waits = before is not None and (before.version, before.fetched) == (version, True)
        self._remember(LastLook(self.now(), version, fetched=waits or path is not None))
        if path is not None and not waits:
            self._on_the_trail(_FETCHED, version)
        return update

    def to_install(self) -> Update | None:
        """The same for the system's installer, which runs with an administrator's rights.

        Whom it trusts is then no clerk's to say: the root must be of the machine's file, of the
        installation or of the policy.

        Raises:
            As `__call__`; UpdatesUnused (`root-of-desk`) before anything is fetched.
        """
        if self.settings.given_by.get("updates.root") == "desk":
            raise UpdatesUnused(reason="root-of-desk")
        return self()

    def now_and_then(self, *, fetch: bool) -> None:
        """The same where updates are used, it is time to look and within the hours; else nothing.

        What goes wrong is remembered for the doctor and logged: it stops nobody's work.
        """
        try:
            if self._is_time(fetch=fetch):
                self(fetch=fetch)
        except (StationError, StoreError) as error:
            log.warning("update code=%s", error.code)
        except OSError as error:
            # The framework writes what it saw itself.
            log.warning("update code=%s", errorcode.get(error.errno or 0))

    def _is_time(self, *, fetch: bool) -> bool:
        told, now = self.settings.updates, self.now()
        if not told.root or self.installed() is None:
            return False
        hours, before = told.open_hours(), last_look(self.home)
        if fetch and hours is not None and not hours.contain(now):
            return False
        every = timedelta(hours=told.every_h)
        # A clock that was put back must not put the next look off for years.
        recent = before is not None and timedelta(0) <= now - before.at < every
        waits = before is not None and bool(before.version) and not before.fetched
        return not recent or (fetch and waits)

    def _fetched(self) -> Update | None:
        here = self._here()
        with self._line() as line:
            update = self._newest(line, here)
            if update is None:
                self._clear(None)
                return None
            with room_on_disk():
                fetched = line.package(update.offer)
            self._clear(fetched.path)
            return replace(update, path=fetched.path, sha256=fetched.sha256)

    def _newest(self, line: "UpdateLine", here: InstalledPackage) -> Update | None:
        ring = self.settings.updates.ring
        mine = [offer for offer in line.offers() if offer.kind is here.kind and ring in offer.rings]
        if not mine:
            raise UpdateMissing(ring=ring)
        newest = max(mine, key=lambda offer: PackageVersion.parse(offer.version))
        version = PackageVersion.parse(newest.version)
        if version < here.version:
            raise UpdateOlder(offered=str(version), installed=str(here.version))
        return None if version == here.version else Update(newest, here.version)

    def _on_the_trail(self, act: str, what: str) -> None:
        log.info("%s %s", act, what)
        with self.store.transaction() as records:
            records.audit.append(self.now(), self.clerk, act, what)

    def _here(self) -> InstalledPackage:
        here = self.installed()
        if here is None:
            raise UpdatesUnused(reason="no-package")
        return here

    def _line(self) -> "UpdateLine":
        if not self.settings.updates.root:
            raise UpdatesUnused(reason="no-root")
        try:
            root = Path(self.settings.updates.root).read_bytes()
        except OSError as error:
            raise UpdatesUnused(reason="root-unreadable") from error
        with self.store.snapshot() as records:
            records.training.refuse()
            place = records.desk.enrolment()
        limit = float(self.settings.sync.answer_limit_s)
        # Loaded when it is asked for: most commands, and a desk without updates, never do.
        from station.update_line import UpdateLine

        return UpdateLine(place, root, self.home / FOLDER, limit)

    def _clear(self, kept: Path | None) -> None:
        """Let packages go that nobody will install any more, and parts of some."""
        for path in (self.home / FOLDER / "packages").glob("*tramso_*"):
            if path != kept:
                path.unlink(missing_ok=True)

    def _remember(self, look: LastLook) -> None:
        document = {
            "at": look.at.isoformat(),
            "version": look.version,
            "fetched": look.fetched,
            "code": look.code,
            "facts": dict(look.facts or {}),
        }
        with room_on_disk():
            make_folder(self.home / FOLDER)
            write_whole(self.home / FOLDER / _LAST, json.dumps(document).encode())


def last_look(home: Path) -> LastLook | None:
    """How the last look for updates went; None: there was none, or nobody can tell any more."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((home / FOLDER / _LAST).read_text("utf-8"))
        return LastLook(
            datetime.fromisoformat(said["at"]),
            str(said["version"]),
            bool(said["fetched"]),
            str(said["code"]),
            dict(said["facts"]),
        )
    return None
