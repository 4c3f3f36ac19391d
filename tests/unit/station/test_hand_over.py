"""Hand over: the signed file as it is, and never over another."""

from pathlib import Path

import pytest

from offline_store.errors import NotFound
from offline_store.records import DocumentId
from offline_store.store import Store
from station.errors import TargetExists
from station.hand_over import HandOver
from tests.store_fixtures import NOON, add_dossier, certify, make_block, make_dossier


@pytest.fixture
def certified(store: Store) -> DocumentId:
    """A document with a copy; its bytes need not be a PDF here."""
    document_id = add_dossier(store, make_dossier())
    with store.transaction() as records:
        records.register.add_block(make_block())
    certify(store, document_id, b"signed")
    return document_id


def test_saving_records_the_handing_over(
    store: Store, certified: DocumentId, tmp_path: Path
) -> None:
    """The file has the bytes that were signed, and the dossier says when it was given out."""
    path = HandOver(store, "clerk", lambda: NOON).save(certified, tmp_path)

    assert path.read_bytes() == b"signed"
    with store.snapshot() as records:
        assert records.dossiers.document(certified).handed_over_at == NOON


def test_saving_twice_is_the_same_file(store: Store, certified: DocumentId, tmp_path: Path) -> None:
    """The same copy to the same place is no conflict."""
    hand_over = HandOver(store, "clerk", lambda: NOON)
    assert hand_over.save(certified, tmp_path) == hand_over.save(certified, tmp_path)


def test_another_file_is_never_overwritten(
    store: Store, certified: DocumentId, tmp_path: Path
) -> None:
    """Whatever lies there stays."""
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"other")
    with pytest.raises(TargetExists):
        HandOver(store, "clerk", lambda: NOON).save(certified, target)
    assert target.read_bytes() == b"other"


def test_an_unsigned_document_has_nothing_to_hand_over(store: Store, tmp_path: Path) -> None:
    """There is no file before there is a copy."""
    document_id = add_dossier(store, make_dossier())
    with pytest.raises(NotFound):
        HandOver(store, "clerk", lambda: NOON).save(document_id, tmp_path)


def test_a_save_killed_before_its_record_is_recorded_by_the_next(
    store: Store, certified: DocumentId, tmp_path: Path
) -> None:
    """The file is there and the dossier does not say so: saving again says so."""
    with store.snapshot() as records:
        copy = records.dossiers.document(certified).copy
    assert copy is not None
    (tmp_path / f"{copy.code}.pdf").write_bytes(b"signed")

    HandOver(store, "clerk", lambda: NOON).save(certified, tmp_path)

    with store.snapshot() as records:
        assert records.dossiers.document(certified).handed_over_at == NOON


def test_a_folder_that_is_not_there_is_no_full_disk(
    store: Store, certified: DocumentId, tmp_path: Path
) -> None:
    """The system's own reason goes to whoever asked."""
    with pytest.raises(FileNotFoundError):
        HandOver(store, "clerk", lambda: NOON).save(certified, tmp_path / "none" / "copy.pdf")
