"""After something went wrong: what is kept is looked up, and what is not there is said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from offline_store.errors import NotFound
from offline_store.records import DocumentId, LineState, OutboxState
from offline_store.store import Store
from station.what_is_safe import Safe, WhatIsSafe
from tests.store_fixtures import BOOK, ENTRY, add_dossier, certify, make_block, make_dossier

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


@pytest.fixture
def document(store: Store) -> DocumentId:
    """A paper of two pages, of which one file lies on the disk and one does not."""
    kept = store.files.keep(b"page one")
    dossier = make_dossier(pages=2)
    with store.transaction() as records:
        records.register.add_block(make_block())
    (paper,) = dossier.documents
    first, second = paper.pages
    paper = replace(paper, pages=(replace(first, sha256=kept), second))
    return add_dossier(store, replace(dossier, documents=(paper,)))


def test_pages_are_looked_for(store: Store, document: DocumentId) -> None:
    """A page whose file is gone is not called safe."""
    assert WhatIsSafe(store)(document) == Safe("Giấy khai sinh", pages=1, lost=1)


def test_a_number_and_a_copy_are_told(store: Store, document: DocumentId) -> None:
    """First the number that is kept for it, then the signed copy and its way to central."""
    with store.transaction() as records:
        records.register.reserve(BOOK, document, ENTRY, NOW)
    safe = WhatIsSafe(store)(document)
    assert safe.line is not None
    assert (safe.line.number, safe.line.state, safe.signed) == (1, LineState.RESERVED, False)
    with store.transaction() as records:
        records.register.cancel(BOOK, 1, "token-lost")
    certify(store, document, b"%PDF-1.7 signed")
    safe = WhatIsSafe(store)(document)
    assert safe.line is not None
    assert (safe.line.number, safe.line.state) == (2, LineState.SIGNED)
    assert (safe.signed, safe.sent, safe.waiting) == (True, OutboxState.QUEUED, 1)
    assert WhatIsSafe(store)(None) == Safe(waiting=1)


def test_a_copy_that_is_gone_is_said(store: Store, document: DocumentId) -> None:
    """Nobody is told that it is safe."""
    certify(store, document, b"%PDF-1.7 signed")
    with store.snapshot() as records:
        copy = records.dossiers.document(document).copy
    assert copy is not None
    store.files.path(copy.sha256).unlink()
    safe = WhatIsSafe(store)(document)
    assert (safe.signed, safe.copy_lost) == (False, True)


def test_no_such_paper(store: Store) -> None:
    """Is said."""
    with pytest.raises(NotFound):
        WhatIsSafe(store)(DocumentId("none"))
