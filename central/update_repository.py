"""The repository of updates (TUF): packages that IT offers to desks, each signed for.

`metadata/` and `targets/` are what desks fetch (consistent snapshots). Four roles, Ed25519: *root*
says which keys count and *targets* what is offered; their keys lie in a folder of IT's own, which
central never needs to run. *snapshot* and *timestamp* say that this is the newest state; their key
lies here, and they are signed anew by themselves (`fresh`). Whoever has the machine of central, and
with it that key, can offer nothing, but can say an old state to be the newest until what *targets*
said runs out; whoever stands on the line alone, without the key, for as long as *timestamp* holds.

One at a time: whoever changes something holds `lock.db`.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from central.errors import CentralMissing, UpdateRefused
from central.home import Home
from central.update_keys import OFFLINE_ROLES, load_signer, make_signers
from central.update_place import FOLDER, METADATA, ONLINE_KEY, TARGETS
from offline_store.update_wire import MOST_OFFERS, OFFERS, Offer, Offers

# How long each role's word holds. The offline ones are renewed by hand: `tramso central update
# renew`; the others when half of it is over.
_HOLDS = {
    "root": timedelta(days=730),
    "targets": timedelta(days=60),
    "snapshot": timedelta(days=30),
    "timestamp": timedelta(days=7),
}
# After a backup was put back, desks may have seen later numbers than are known here.
_LEAP = 1000
_LOCK_LIMIT_S = 60.0

Clock = Callable[[], datetime]
_Said = TypeVar("_Said", Root, Targets, Snapshot, Timestamp)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class UpdateRepository:
    """The one of the central at a home that `init` made. now: the clock."""

    def __init__(self, folder: Path, now: Clock = _now) -> None:
        self._home = Home(folder)
        self._folder = folder / FOLDER
        self.metadata = folder / METADATA
        self.targets = folder / TARGETS
        self._online_key = folder / ONLINE_KEY
        self._now = now

    def make(self, keys: Path, password: bytes | None) -> Path:
        """Make it, empty, and return the root that desks are told to trust.

        Args:
            keys: an empty or new folder for the keys of root and targets; goes into the safe.
            password: under which they are written; None: in clear.

        Raises:
            CentralMissing: no central was made at that home.
            UpdateRefused: it is there already (reason `there-already`), or the keys are.
        """
        if not self._home.receipt_key.is_file():
            raise CentralMissing
        if self.metadata.exists() or any((keys / f"{role}.pem").exists() for role in OFFLINE_ROLES):
            raise UpdateRefused(reason="there-already")
        self._folder.mkdir(exist_ok=True)
        signers = make_signers(keys, password, self._online_key)
        for folder in (self.metadata, self.targets):
            folder.mkdir(exist_ok=True)
        root = Root(consistent_snapshot=True, expires=self._until("root"))
        for role, signer in signers.items():
            root.add_key(signer.public_key, role)
        with self._alone():
            self._write("root", root, signers["root"], bump=0)
            self._publish(Offers(), Targets(), signers["targets"], bump=0)
        return self.metadata / "1.root.json"

    def offer(
        self, package: Path, rings: Sequence[str], keys: Path, password: bytes | None
    ) -> Offer:
        """Offer a package to these rings of desks, and to no other any more.

        Raises:
            UpdateRefused: its name is none of a package, it differs from one that was offered
                under that name, or the keys are others.
        """
        try:
            offer = Offer(file=package.name, rings=tuple(sorted(set(rings))))
        except ValidationError:
            raise UpdateRefused(reason="not-a-package") from None
        with self._alone():
            targets, signer = self._offline("targets", Targets, keys, password)
            about = TargetFile.from_file(package.name, str(package), ["sha256"])
            before = targets.targets.get(package.name)
            if before is not None and before.hashes != about.hashes:
                raise UpdateRefused(reason="another-file")
            kept = [each for each in self.offers() if each.file != offer.file]
            if len(kept) >= MOST_OFFERS:
                raise UpdateRefused(reason="too-many")
            self._lay(package, about)
            targets.targets[package.name] = about
            self._publish(Offers(offers=(*kept, offer)), targets, signer)
        return offer

    def withdraw(self, file: str, keys: Path, password: bytes | None) -> None:
        """Offer it to nobody any more.

        Raises:
            UpdateRefused: it is not offered, or the keys are others.
        """
        with self._alone():
            targets, signer = self._offline("targets", Targets, keys, password)
            kept = [each for each in self.offers() if each.file != file]
            about = targets.targets.pop(file, None)
            if about is None:
                raise UpdateRefused(reason="not-offered")
            self._publish(Offers(offers=tuple(kept)), targets, signer)
            self._target_file(about).unlink(missing_ok=True)

    def renew(self, keys: Path, password: bytes | None) -> datetime:
        """Say again what root and targets say, for as long as they hold; until when that is.

        Numbers leap, so that no desk takes it for older than what it saw before central was put
        back from a backup; those of root go one by one (TUF 5.3).

        Raises:
            UpdateRefused: the keys are others, or there is no repository.
        """
        with self._alone():
            root, signer = self._offline("root", Root, keys, password)
            root.expires = self._until("root")
            self._write("root", root, signer)
            targets, signer = self._offline("targets", Targets, keys, password)
            self._publish(Offers(offers=self.offers()), targets, signer, bump=_LEAP)
        return self._until("targets")

    def offers(self) -> tuple[Offer, ...]:
        """What is offered now.

        Raises:
            UpdateRefused: there is no repository.
        """
        about = self._signed("targets", Targets).targets.get(OFFERS)
        if about is None:
            return ()
        return Offers.model_validate_json(self._target_file(about).read_bytes()).offers

    def fresh(self) -> None:
        """Sign anew what the key that lies here signs, where half of its time is over."""
        if not self._online_key.is_file() or not self._is_half_over():
            return
        with self._alone():
            if self._is_half_over():
                self._say_newest()

    def _is_half_over(self) -> bool:
        said = (self._signed("timestamp", Timestamp), self._signed("snapshot", Snapshot))
        return any(each.expires - self._now() < _HOLDS[each.type] / 2 for each in said)

    def _publish(
        self, offers: Offers, targets: Targets, signer: CryptoSigner, *, bump: int = 1
    ) -> None:
        content = offers.model_dump_json(indent=1).encode()
        about = TargetFile.from_data(OFFERS, content, ["sha256"])
        _write_whole(self._target_file(about), content)
        targets.targets[OFFERS] = about
        targets.expires = self._until("targets")
        self._write("targets", targets, signer, bump=bump)
        self._say_newest(bump)

    def _say_newest(self, bump: int = 1) -> None:
        """Snapshot and timestamp, in this order: whoever looks in between finds the old ones."""
        signer = load_signer(self._online_key, None)
        self._say("snapshot", Snapshot(meta={"targets.json": self._about("targets")}), signer, bump)
        self._say("timestamp", Timestamp(snapshot_meta=self._about("snapshot")), signer, bump)

    def _say(self, role: str, said: _Said, signer: CryptoSigner, bump: int) -> None:
        path = self._newest(role)
        before = path.is_file()
        said.version = Metadata.from_file(str(path)).signed.version if before else 1
        said.expires = self._until(role)
        self._write(role, said, signer, bump=bump if before else 0)

    def _about(self, role: str) -> MetaFile:
        """What the role above says of this one's last word."""
        content = self._newest(role).read_bytes()
        version = Metadata.from_bytes(content).signed.version
        return MetaFile(version, len(content), {"sha256": hashlib.sha256(content).hexdigest()})

    def _write(self, role: str, said: _Said, signer: CryptoSigner, *, bump: int = 1) -> None:
        said.version += bump
        document = Metadata(said)
        document.sign(signer)
        name = f"{role}.json" if role == "timestamp" else f"{said.version}.{role}.json"
        _write_whole(self.metadata / name, document.to_bytes(JSONSerializer(compact=False)))

    def _offline(
        self, role: str, kind: type[_Said], keys: Path, password: bytes | None
    ) -> tuple[_Said, CryptoSigner]:
        """What a role of IT's keys says now, and what signs it anew."""
        said = self._signed(role, kind)
        signer = load_signer(keys / f"{role}.pem", password)
        if signer.public_key.keyid not in self._signed("root", Root).roles[role].keyids:
            raise UpdateRefused(reason="key-wrong")
        return said, signer

    def _signed(self, role: str, kind: type[_Said]) -> _Said:
        if not self.metadata.is_dir():
            raise UpdateRefused(reason="no-repository")
        said = Metadata.from_file(str(self._newest(role))).signed
        assert isinstance(said, kind)
        return said

    def _newest(self, role: str) -> Path:
        """The file of a role's last word; where it said none yet, that of its first."""
        if role == "timestamp":
            return self.metadata / "timestamp.json"
        numbers = [
            int(path.name.partition(".")[0]) for path in self.metadata.glob(f"*.{role}.json")
        ]
        return self.metadata / f"{max(numbers, default=1)}.{role}.json"

    def _target_file(self, about: TargetFile) -> Path:
        return self.targets / f"{about.hashes['sha256']}.{about.path}"

    def _lay(self, package: Path, about: TargetFile) -> None:
        part = self.targets / f".{package.name}.part"
        shutil.copyfile(package, part)
        part.replace(self._target_file(about))

    def _until(self, role: str) -> datetime:
        return self._now() + _HOLDS[role]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # A lock of SQLite's: it goes with the process that holds it, on every system.
        if not self.metadata.is_dir():
            raise UpdateRefused(reason="no-repository")
        place = self._folder / "lock.db"
        with closing(sqlite3.connect(place, timeout=_LOCK_LIMIT_S, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield


def _write_whole(target: Path, content: bytes) -> None:
    """Under its name whole or not at all: desks read it at any moment."""
    part = target.with_name(f".{target.name}-{os.getpid()}")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
