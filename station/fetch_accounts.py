"""Ask central now and then who may sign in here."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from offline_store.account_fetching import fetch_accounts
from offline_store.central_client import CentralClient
from offline_store.errors import CentralError, NotEnrolled
from offline_store.store import Store
from station.central_line import open_central
from station.hanoi_time import Clock
from station.settings import SyncSettings

log = logging.getLogger(__name__)


@dataclass(slots=True)
class FetchAccounts:
    """On a desk's schedule, beside its work.

    What cannot be had is asked for again: accounts hold until their time is over.
    """

    store: Store
    settings: SyncSettings
    now: Clock
    rest: timedelta = timedelta(minutes=15)
    next_at: datetime | None = None

    def __call__(self, client: CentralClient | None = None, *, at_once: bool = False) -> bool:
        """Ask if it is time; whether there is anything new.

        client: a line that is open already; without one, the desk's own is opened.
        """
        now = self.now()
        if not at_once and self.next_at is not None and now < self.next_at <= now + self.rest:
            return False
        self.next_at = now + self.rest
        try:
            if client is not None:
                return fetch_accounts(self.store, client)
            with open_central(self.store, self.settings) as own:
                return fetch_accounts(self.store, own)
        except NotEnrolled:
            return False
        except CentralError as error:
            # An older central knows no accounts, a line may be down: nobody is held up by it.
            log.info("accounts were not had: %s", error.code)
            return False
