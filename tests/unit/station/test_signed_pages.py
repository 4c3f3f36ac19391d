"""The pages of a signed paper: neither the pile nor anything else changes them."""

import pytest

from offline_store.errors import RecordRefused
from offline_store.handling import Standing
from offline_store.records import Document, Dossier
from offline_store.signed_papers import SignedPaper
from station.checklist import mark_of
from station.errors import AlreadyCertified
from tests.unit.station.test_pile import LETTER, Desk
from tests.unit.station.test_pile import desk as desk
from tests.unit.station.test_pile_offers import APPLICATION, BIRTH


def signed(desk: Desk, dossier: Dossier, component: int) -> Document:
    """Keep a component's paper as signed; return it."""
    with desk.store.transaction() as records:
        mark = mark_of(records.handling.get(dossier.id), component)
        assert mark is not None
        assert mark.document_id is not None
        at = desk.parts.clock.at
        paper = SignedPaper(mark.document_id, "A.GT.01.01", "ab" * 32, "B-T", at, "An", "an")
        records.signed_papers.keep(paper)
        return records.dossiers.document(mark.document_id)


def test_a_signed_paper_takes_no_page_more(desk: Desk) -> None:
    """It is said so, also of what was offered before; the others get theirs."""
    dossier = desk.received()
    desk.put(dossier, APPLICATION)
    desk.confirm(dossier)
    paper = signed(desk, dossier, 1)
    letter = desk.put(dossier, LETTER, APPLICATION).pages[0]
    with pytest.raises(AlreadyCertified):
        desk.pile.give(dossier.id, [letter.id], 1)
    assert [offer.refused for offer in desk.pile.offers(dossier.id)] == ["", "signed"]

    other = desk.received()
    desk.put(other, APPLICATION, BIRTH)
    offers = desk.pile.offers(other.id)
    desk.tick(other.id, 1, Standing.SCAN)
    signed(desk, other, 1)
    assert desk.pile.confirm(other.id, offers) == {5: 1}
    assert sorted(desk.held(other)) == [0, 1, 5]
    assert desk.document(paper.id).pages == paper.pages


def test_nothing_changes_the_pages_of_a_signed_paper(desk: Desk) -> None:
    """Whatever is done past the rules; what is said of a page may still change."""
    dossier = desk.received()
    desk.put(dossier, APPLICATION)
    desk.confirm(dossier)
    paper = signed(desk, dossier, 1)
    page = paper.pages[0].id
    stray = desk.put(dossier, LETTER).pages[0].id
    for statement in (
        f"DELETE FROM page WHERE id = '{page}'",
        f"UPDATE page SET position = 2 WHERE id = '{page}'",
        f"UPDATE page SET sha256 = '{'cd' * 32}' WHERE id = '{page}'",
        f"UPDATE page SET document_id = '{paper.id}', position = 2 WHERE id = '{stray}'",
        f"""
        INSERT INTO page SELECT 'more', '{paper.id}', 2, sha256, width, height, dpi, kept_at,
            warnings, compared_at, compared_by, thumbnail FROM page WHERE id = '{page}'
        """,
    ):
        with pytest.raises(RecordRefused) as refused, desk.store.transaction() as records:
            records.audit.connection.exec_driver_sql(statement)
        assert "page-of-signed-paper" in str(refused.value.__cause__)
    with desk.store.transaction() as records:
        records.dossiers.set_compared(page, desk.parts.clock.at, "an")
