"""The desk's keys on disk: `keys.json`, each key sealed under what may open it.

Openers: the secret in the keyring or in `desk.key` (see `key_places`), and the recovery key. Each
seals with AES-256-GCM under a key derived from it; box, key and opener are bound to the sealing.
The recovery key itself is nowhere on disk.
"""

import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from offline_store.desk_key import DeskKey, DeskKeys, derived
from offline_store.durable import write_whole
from offline_store.errors import DeskKeyMissing, RecoveryKeyWrong, StoreDamaged
from offline_store.key_places import KeyPlace, find_secret, forget_secret, put_secret
from offline_store.recovery_key import new_recovery_key, recovery_secret

FILE_NAME = "keys.json"
_FORMAT = 1
_RECOVERY = "recovery"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A desk key as it lies on disk: its id, and by opener what that opener can open."""

    id: bytes
    openers: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class KeyBox:
    """What `keys.json` says; the current key first. place: where the daily opener lies."""

    id: str
    place: KeyPlace
    keys: tuple[SealedKey, ...]

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery key opens everything."""
        return all(_RECOVERY in key.openers for key in self.keys)

    @classmethod
    def create(cls, home: Path, *, keyring_wanted: bool) -> Self:
        """Make a desk's first key and write its box."""
        keys = DeskKeys((DeskKey.new(),))
        return cls.closed_over(home, keys, keyring_wanted=keyring_wanted)

    @classmethod
    def closed_over(
        cls, home: Path, keys: DeskKeys, recovery: str | None = None, *, keyring_wanted: bool
    ) -> Self:
        """Write a new box for keys that are known, under a new secret and a printed recovery key.

        Raises:
            RecoveryKeyWrong: it is mistyped.
        """
        box = str(uuid4())
        place, secret = put_secret(home, box, keyring_wanted=keyring_wanted)
        made = cls(box, place, tuple(SealedKey(key.id, {}) for key in keys))
        made = made._with_opener(place.value, secret, keys)
        if recovery is not None:
            made = made._with_opener(_RECOVERY, recovery_secret(recovery), keys)
        made.write(home)
        return made

    @classmethod
    def read(cls, source: Path | bytes) -> Self:
        """The box in a home, or in these bytes.

        Raises:
            DeskKeyMissing: there is none. StoreDamaged: it is no such file.
        """
        try:
            said = json.loads(
                (source / FILE_NAME).read_bytes() if isinstance(source, Path) else source
            )
            if said["format"] != _FORMAT:
                raise StoreDamaged
            keys = tuple(
                SealedKey(
                    bytes.fromhex(key["id"]),
                    {name: b64decode(sealed) for name, sealed in key["openers"].items()},
                )
                for key in said["keys"]
            )
            return cls(str(said["box"]), KeyPlace(said["place"]), keys)
        except FileNotFoundError:
            raise DeskKeyMissing from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreDamaged from error

    def write(self, home: Path) -> None:
        """Write the box into a home, whole or not at all."""
        write_whole(home / FILE_NAME, self.to_bytes())

    def to_bytes(self) -> bytes:
        """The box as `read` reads it."""
        keys = [
            {
                "id": key.id.hex(),
                "openers": {name: b64encode(by).decode() for name, by in key.openers.items()},
            }
            for key in self.keys
        ]
        said = {"format": _FORMAT, "box": self.id, "place": self.place.value, "keys": keys}
        return (json.dumps(said, indent=1) + "\n").encode()

    def open(self, home: Path) -> DeskKeys:
        """The keys, by the secret of this computer.

        Raises:
            DeskKeyMissing: its place does not give the secret, or gives another one.
        """
        secret = find_secret(home, self.id, self.place)
        if secret is None:
            raise DeskKeyMissing(place=self.place.value)
        try:
            return self._opened(self.place.value, secret)
        except InvalidTag:
            raise DeskKeyMissing(place=self.place.value) from None

    def open_by_recovery(self, typed: str) -> DeskKeys:
        """The keys, by the recovery key.

        Raises:
            RecoveryKeyWrong: mistyped, or another one. Facts: reason.
        """
        secret = recovery_secret(typed)
        if not self.has_recovery:
            raise RecoveryKeyWrong(reason="none-made")
        try:
            return self._opened(_RECOVERY, secret)
        except InvalidTag:
            raise RecoveryKeyWrong(reason="another-one") from None

    def with_new_recovery(self, keys: DeskKeys) -> tuple[Self, str]:
        """The box under a new recovery key, and its text; an earlier one opens it no more."""
        text = new_recovery_key()
        return self._with_opener(_RECOVERY, recovery_secret(text), keys), text

    def for_recovery_alone(self) -> Self:
        """The box as it goes into a backup: only the recovery key opens it."""
        return replace(
            self,
            keys=tuple(
                replace(key, openers={_RECOVERY: key.openers[_RECOVERY]}) for key in self.keys
            ),
        )

    def with_key_in_front(self, home: Path, keys: DeskKeys, new: DeskKey) -> Self:
        """The box with a new current key, under the daily opener; the recovery key is to be made.

        Raises:
            DeskKeyMissing: the daily opener is not there.
        """
        secret = find_secret(home, self.id, self.place)
        if secret is None:
            raise DeskKeyMissing(place=self.place.value)
        larger = replace(self, keys=(SealedKey(new.id, {}), *self.keys))
        return larger._with_opener(self.place.value, secret, DeskKeys((new, *keys)))

    def with_current_alone(self) -> Self:
        """The box without its earlier keys."""
        return replace(self, keys=self.keys[:1])

    def forget(self, home: Path) -> None:
        """Take the daily secret out of its place."""
        forget_secret(home, self.id, self.place)

    def _with_opener(self, opener: str, secret: bytes, keys: DeskKeys) -> Self:
        cipher = AESGCM(derived(secret, f"opener {opener}"))
        sealed = []
        for each, key in zip(self.keys, keys, strict=True):
            nonce = secrets.token_bytes(_NONCE_BYTES)
            closed = nonce + cipher.encrypt(nonce, key.secret, self._bound(key.id, opener))
            sealed.append(SealedKey(key.id, {**each.openers, opener: closed}))
        return replace(self, keys=tuple(sealed))

    def _opened(self, opener: str, secret: bytes) -> DeskKeys:
        cipher = AESGCM(derived(secret, f"opener {opener}"))
        keys = []
        for each in self.keys:
            closed = each.openers.get(opener, b"")
            if len(closed) <= _NONCE_BYTES:
                raise InvalidTag
            nonce, sealed = closed[:_NONCE_BYTES], closed[_NONCE_BYTES:]
            secret_of_key = cipher.decrypt(nonce, sealed, self._bound(each.id, opener))
            keys.append(DeskKey(each.id, secret_of_key))
        return DeskKeys(tuple(keys))

    def _bound(self, key_id: bytes, opener: str) -> bytes:
        return f"{self.id}|{key_id.hex()}|{opener}".encode()
