"""What a desk does for itself now and then: look at its whole database, keep its second copy."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from offline_store.mirror import Mirrored, mirrored_at, write_mirror
from offline_store.store import Store
from station.hanoi_time import Clock
from station.settings import StoreSettings

log = logging.getLogger(__name__)

_CHECKED = "store-checked"
_STORE = "store"


@dataclass(slots=True)
class Upkeep:
    """Does what is due. For one thread at a time; needs no clerk."""

    home: Path
    store: Store
    settings: StoreSettings
    clerk: str
    now: Clock
    _tried_at: datetime | None = field(default=None, init=False)

    def __call__(self) -> Mirrored | None:
        """Check the database if it is time to, then bring the second copy up to date.

        Raises:
            StoreDamaged: the database does not pass; nothing is copied over a copy that may.
            MirrorAway, RecoveryKeyNotMade, StoreFull: the second copy stays as it was.
        """
        self.check_if_due()
        return self.mirror_if_due()

    def check_if_due(self) -> bool:
        """Look at the whole database where the last look is long ago; on the audit trail.

        Raises:
            StoreDamaged: it does not pass.
        """
        now = self.now()
        with self.store.snapshot() as records:
            last = records.audit.last(_CHECKED, _STORE)
        every = timedelta(hours=self.settings.check_every_h)
        # A clock that was put back must not put the next look off for years.
        if last is not None and timedelta(0) <= now - last.at < every:
            return False
        self.store.check()
        with self.store.transaction() as records:
            records.audit.append(now, self.clerk, _CHECKED, _STORE)
        return True

    def mirror_if_due(self) -> Mirrored | None:
        """Bring the second copy up to date, where the settings name a place and it is time to.

        Raises:
            MirrorAway, RecoveryKeyNotMade, StoreFull: it stays as it was.
        """
        now = self.now()
        if not self.settings.mirror:
            return None
        every = timedelta(seconds=self.settings.mirror_every_s)
        if self._tried_at is not None and timedelta(0) <= now - self._tried_at < every:
            return None
        self._tried_at = now
        return self.mirror(Path(self.settings.mirror))

    def mirror(self, folder: Path) -> Mirrored:
        """Bring the copy in a folder up to date now.

        Raises:
            MirrorAway, RecoveryKeyNotMade, StoreFull: it stays as it was.
        """
        mirrored = write_mirror(self.home, folder, self.now())
        log.info("mirrored files=%d bytes=%d", mirrored.files, mirrored.copied)
        return mirrored


def mirror_age(settings: StoreSettings, now: datetime) -> timedelta | None:
    """How old the second copy is; None: there is none, or it cannot be read now."""
    made_at = mirrored_at(Path(settings.mirror))
    return None if made_at is None else now - made_at
