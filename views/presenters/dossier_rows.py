"""The lines of a list of dossiers: each paper of each, where it stands, by when it is due."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime

from offline_store.records import Document, DocumentId, Dossier
from station.due import Due, due
from station.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a document of a dossier, light (its pages without words).

    due: by when the citizen is to have the copy; None where nobody waits for it any more.
    """

    dossier: Dossier
    document: Document
    due: Due | None = None


def rows_of(
    dossiers: Iterable[Dossier],
    refused: Container[DocumentId],
    calendar: WorkingTime,
    now: datetime,
) -> tuple[Row, ...]:
    """A line for each document, in the order of the dossiers. refused: to the citizen."""
    return tuple(
        Row(
            dossier,
            document,
            due(calendar, now, dossier, document, refused=document.id in refused),
        )
        for dossier in dossiers
        for document in dossier.documents
    )
