"""Hand over: the signed copy to the citizen."""

import os
from dataclasses import dataclass
from pathlib import Path

from offline_store.durable import lacks_room, sync_folder
from offline_store.errors import NotFound, StoreFull
from offline_store.records import Document, DocumentId
from offline_store.store import Store
from station.errors import TargetExists
from station.hanoi_time import Clock
from station.people import Act, require


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the signed copy out, and record when.

    Giving out raises SignInNeeded or RoleMissing where the clerk may not.
    """

    store: Store
    clerk: str
    now: Clock

    def pdf(self, document_id: DocumentId) -> bytes:
        """The bytes of the signed copy, checked against their hash.

        Raises:
            NotFound: not certified yet. FileMissing, FileDamaged: the file is not as it was signed.
        """
        return self.store.files.read(_copy_sha256(self._document(document_id)))

    def require_may(self) -> None:
        """See that whoever is signed in may give copies out.

        Raises:
            SignInNeeded, RoleMissing: they may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.HAND_OVER)

    def save(self, document_id: DocumentId, target: Path) -> Path:
        """Write the signed copy to `target` (a folder takes a name from the copy) and record it.

        Raises:
            TargetExists: there is another file of that name. StoreFull: no room at the target.
            OSError: the target cannot be written.
        """
        self.require_may()
        document = self._document(document_id)
        pdf = self.store.files.read(_copy_sha256(document))
        if target.is_dir() and document.copy is not None:
            target = target / f"{document.copy.code}.pdf"
        there = target.read_bytes() if target.exists() else None
        if there is not None and not (there and pdf.startswith(there)):
            raise TargetExists(file=target.name)
        if there != pdf:
            # Nothing, or an earlier version of the same copy, which the later one holds.
            write_out(target, pdf)
        # Also when an earlier call wrote the file and was killed before it could record it.
        if document.handed_over_at is None:
            self.record(document_id)
        return target

    def record(self, document_id: DocumentId) -> None:
        """Record that the citizen has the copy: saved, or printed."""
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.HAND_OVER)
            records.dossiers.set_handed_over(document_id, at)
            records.audit.append(at, self.clerk, "copy-handed-over", document_id)

    def _document(self, document_id: DocumentId) -> Document:
        with self.store.snapshot() as records:
            return records.dossiers.document(document_id)


def write_out(target: Path, pdf: bytes) -> None:
    """Write a file that is whole under its name or not there at all; OSError says why not."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        # Else a stick that is pulled out at once may not know the name yet.
        sync_folder(target.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        if lacks_room(error):
            raise StoreFull from error
        raise  # a stick that fails or was pulled out is no fault of the desk's own disk


def _copy_sha256(document: Document) -> str:
    if document.copy is None:
        raise NotFound(kind="copy", id=document.id)
    return document.copy.sha256
