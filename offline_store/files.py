"""Page files and signed copies, asked for by the SHA-256 of their bytes, sealed on the disk."""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock
from uuid import uuid4

from offline_store.desk_key import DeskKeys
from offline_store.durable import BINARY, begin_writing, make_folder, room_on_disk, sync_folder
from offline_store.errors import FileDamaged, FileMissing
from offline_store.outgoing import Outgoing
from offline_store.plain_copy import plain_copy
from offline_store.sealing import CHUNK_BYTES, SealBroken, key_id_of, seal, unseal

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ABANDONED_AFTER_S = 24 * 3600
_HASHED_AT_ONCE = 2
_KEPT_AT_ONCE = 2

# What is to be kept: a file, bytes, or bytes that come in pieces of any length.
Source = Path | bytes | Iterator[bytes]


class Files:
    """A folder of sealed files that never change. Any thread, any process may use it.

    A file lies at `ab/abcd…`, a keyed hash of its SHA-256. It is first written under `incoming`,
    then renamed: a name that exists is a whole file. plain: where copies in clear may lie for as
    long as somebody reads them, on systems that cannot keep them in memory.
    """

    def __init__(self, folder: Path, keys: DeskKeys, plain: Path) -> None:
        self._folder = folder
        self._keys = keys
        self._in_clear = plain
        self._hashing = ThreadPoolExecutor(_HASHED_AT_ONCE, thread_name_prefix="hash")
        self._keeping = ThreadPoolExecutor(_KEPT_AT_ONCE, thread_name_prefix="keep")
        self._incoming = folder / "incoming"
        self._renaming = Lock()
        with room_on_disk():
            make_folder(self._incoming)
            self._make_folders()
        self._sweep()

    def keep(self, source: Source) -> str:
        """Keep these bytes durably and return their SHA-256; keeping them again changes nothing.

        Raises:
            StoreFull: no room; nothing half-written stays.
        """
        with room_on_disk():
            temporary = self._incoming / uuid4().hex
            try:
                sha256 = self._write_sealed(temporary, source)
                target = self._at(self._keys.current.file_name(sha256))
                # Windows renames to no file that somebody reads: of threads that keep the same, one
                # looks while no other renames.
                with self._renaming:
                    # Not left alone unread: a file damaged since is healed by keeping it again.
                    if not (target.is_file() and self._is_whole(target, sha256)):
                        temporary.replace(target)
                sync_folder(target.parent)
            finally:
                temporary.unlink(missing_ok=True)
        return sha256

    def keep_together(self, *sources: Source) -> tuple[str, ...]:
        """Keep several as `keep` does, at once: the disk makes them durable in the time of one.

        Raises:
            StoreFull: no room; some of them may be kept.
        """
        *others, last = sources
        begun = [self._keeping.submit(self.keep, each) for each in others]
        # All have ended when this is over: whoever owns a source may close it then.
        try:
            kept = self.keep(last)
        finally:
            wait(begun)
        return (*(each.result() for each in begun), kept)

    def path(self, sha256: str) -> Path:
        """Where the file lies sealed, or would lie.

        Raises:
            FileMissing: that is no SHA-256 in lower-case hex.
        """
        if not _SHA256.fullmatch(sha256):
            raise FileMissing(sha256=sha256)
        places = [self._at(key.file_name(sha256)) for key in self._keys]
        return next((place for place in places if place.exists()), places[0])

    def size(self, sha256: str) -> int:
        """How many bytes the file takes sealed, a little more than it has; 0 where there is none.

        Raises:
            FileMissing: that is no SHA-256 in lower-case hex.
        """
        try:
            return self.path(sha256).stat().st_size
        except OSError:
            return 0

    def read(self, sha256: str) -> bytes:
        """The bytes of that SHA-256, checked.

        Raises:
            FileMissing: there is no such file.
            FileDamaged: it cannot be read, or its bytes are no longer those that were kept.
        """
        try:
            with self.path(sha256).open("rb") as file:
                data = b"".join(unseal(file, self._keys))
        except FileNotFoundError:
            raise FileMissing(sha256=sha256) from None
        except OSError as error:
            raise FileDamaged(sha256=sha256, errno=error.errno) from error
        except SealBroken as error:
            raise FileDamaged(sha256=sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileDamaged(sha256=sha256)
        return data

    def outgoing(self, sha256: str) -> Outgoing:
        """The bytes of that SHA-256, to be sent to whoever checks the hash.

        Each is read when its turn comes, and proven by the seal: no other byte comes out of a file
        of this desk's than was kept in it. That the file is this one is for the other side to say.

        Raises:
            FileMissing, FileDamaged: as `read`; in the middle, too.
        """
        return Outgoing(self.path(sha256), sha256, self._keys)

    def plain_copy(self, sha256: str) -> AbstractContextManager[Path]:
        """A path under which the file can be read in clear while the block runs.

        For readers that take nothing but a path; whoever can takes `read`.

        Raises:
            FileMissing, FileDamaged: as `read`.
        """
        return self.plain(self.read(sha256))

    def plain(self, data: bytes) -> AbstractContextManager[Path]:
        """A path under which these bytes, kept or not, can be read while the block runs."""
        return plain_copy(data, self._in_clear)

    def sealed(self) -> Iterator[Path]:
        """Every sealed file where it lies, in no order."""
        for folder in self._folder.iterdir():
            if len(folder.name) == 2:
                yield from (path for path in folder.iterdir() if path.is_file())

    def set_aside(self, path: Path) -> None:
        """Put a damaged file where nobody takes it for a whole one: `damaged/`."""
        aside = self._folder / "damaged"
        make_folder(aside)
        path.replace(aside / path.name)
        sync_folder(aside)

    def reseal(self) -> int:
        """Seal everything under the current key that is not yet; return how many files were.

        Nobody else may have the desk open. What does not open under any key is set aside.
        """
        done = 0
        for path in tuple(self.sealed()):
            with path.open("rb") as file:
                if key_id_of(file) == self._keys.current.id:
                    continue
                file.seek(0)
                try:
                    data = b"".join(unseal(file, self._keys))
                except SealBroken:
                    data = None
            if data is None:
                self.set_aside(path)
                continue
            self.keep(data)
            path.unlink()
            done += 1
        return done

    def _make_folders(self) -> None:
        """Make every folder at once, so that no page waits for one to become durable."""
        names = [f"{number:02x}" for number in range(256)]
        if not (self._folder / names[-1]).is_dir():
            for name in names:
                (self._folder / name).mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder)

    def _at(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _write_sealed(self, target: Path, source: Source) -> str:
        digest = hashlib.sha256()
        descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, 0o600)
        file = os.fdopen(descriptor, "wb")

        def hashed() -> Iterator[bytes | memoryview]:
            # A chunk is hashed on another core while the one before it is sealed and written, and
            # the disk has begun with those before that.
            before: Future[None] | None = None
            written = 0
            for chunk in _chunks(source):
                if before is not None:
                    before.result()
                before = self._hashing.submit(digest.update, chunk)
                if (now := file.tell()) > written:
                    begin_writing(descriptor, written, now - written)
                    written = now
                yield chunk
            if before is not None:
                before.result()

        with file:
            seal(hashed(), file, self._keys.current)
            file.flush()
            os.fsync(file.fileno())
        return digest.hexdigest()

    def _is_whole(self, path: Path, sha256: str) -> bool:
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                for chunk in unseal(file, self._keys):
                    digest.update(chunk)
        except (OSError, SealBroken):
            return False
        return digest.hexdigest() == sha256

    def _sweep(self) -> None:
        """Remove what a killed program left half-written; a younger file may still be growing."""
        limit = time.time() - _ABANDONED_AFTER_S
        for abandoned in self._incoming.iterdir():
            try:
                if abandoned.stat().st_mtime < limit:
                    abandoned.unlink()
            except FileNotFoundError:
                continue  # another program swept it


def _chunks(source: Source) -> Iterator[bytes | memoryview]:
    if isinstance(source, bytes):
        whole = memoryview(source)
        for start in range(0, len(whole), CHUNK_BYTES):
            yield whole[start : start + CHUNK_BYTES]
    elif isinstance(source, Path):
        with source.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    else:
        held = b""
        for piece in source:
            held = held + piece if held else piece
            while len(held) >= CHUNK_BYTES:
                yield held[:CHUNK_BYTES]
                held = held[CHUNK_BYTES:]
        if held:
            yield held
