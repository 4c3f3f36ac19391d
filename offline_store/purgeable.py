"""What may go from a desk."""

from dataclasses import dataclass
from datetime import datetime

from offline_store.records import DocumentId, DossierId, OutboxId


@dataclass(frozen=True, slots=True)
class Purgeable:
    """A document that may go: whose, what, how many pages, and since when central has it.

    item: under which it was sent. A dossier's pile was not: None, and neither has it a hash or a
    moment. whole_dossier: it goes with all of that dossier, or not at all; None for a copy.
    """

    document_id: DocumentId
    item: OutboxId | None
    dossier_code: str
    title: str
    pages: int
    copy_sha256: str
    received_at: datetime | None
    whole_dossier: DossierId | None = None
