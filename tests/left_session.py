"""A capture's folder as a crash of the desk leaves it."""

from pathlib import Path

from offline_store.records import DocumentId
from offline_store.store import Store
from station.interrupted import live_session


def left_session(store: Store, spool: Path, document_id: DocumentId) -> Path:
    """Make the folder of a capture at which nobody is any more."""
    with live_session(store, spool, document_id) as folder:
        return folder
