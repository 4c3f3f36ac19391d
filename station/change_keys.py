"""Acts on the key under which the desk's data lies, each on the audit trail."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from offline_store import key_change
from offline_store.key_places import KeyPlace
from offline_store.store import Store
from station.hanoi_time import Clock

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class ChangeKeys:
    """A recovery key made or used, the key itself changed. The desk need not be open."""

    home: Path
    keyring_wanted: bool
    clerk: str
    now: Clock

    def make_recovery_key(self) -> str:
        """A new recovery key, to be printed now; see `offline_store.key_change`."""
        return self._on_trail("recovery-key-made", lambda: key_change.make_recovery_key(self.home))

    def recover(self, typed: str, who: Callable[[], str]) -> KeyPlace:
        """Give this computer's user the desk's key anew, by the recovery key.

        who: says, once the desk opens again, as whom that stands on the trail.
        """
        return self._on_trail(
            "key-recovered",
            lambda: key_change.recover(self.home, typed, keyring_wanted=self.keyring_wanted),
            who,
        )

    def change_key(self) -> str:
        """Encrypt everything under a new key, and return a new recovery key."""
        return self._on_trail("key-changed", lambda: key_change.change_key(self.home))

    def _on_trail(
        self, act: str, do: Callable[[], Done], who: Callable[[], str] | None = None
    ) -> Done:
        # Afterwards: the trail lies under that key, and before there may be no way to open it.
        done = do()
        clerk = self.clerk if who is None else who()
        with (
            Store.open(self.home, create=False) as store,
            store.transaction() as records,
        ):
            records.audit.append(self.now(), clerk, act, "key")
        return done
