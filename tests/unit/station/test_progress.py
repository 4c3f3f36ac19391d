"""Where a dossier stands, derived from what is kept."""

from dataclasses import replace

from offline_store.records import CertifiedCopy, Document, OutboxId, OutboxItem, OutboxState
from station.progress import Light, Step, done_steps, light, next_step
from tests.store_fixtures import BOOK, NOON, make_dossier


def _document() -> Document:
    return make_dossier(pages=2).documents[0]


def _compared(document: Document) -> Document:
    return replace(
        document, pages=tuple(replace(page, compared_at=NOON) for page in document.pages)
    )


def _signed(document: Document, state: OutboxState, verdict: str | None = None) -> Document:
    copy = CertifiedCopy(document.id, BOOK, 1, "AAAA", "00" * 32, "B-T", NOON)
    item = OutboxItem(OutboxId("1"), document.id, state, NOON, verdict=verdict)
    return replace(_compared(document), copy=copy, outbox=item)


def test_a_new_document_waits_for_its_pages() -> None:
    """Nothing but receiving is done."""
    assert next_step(replace(_document(), pages=())) is Step.SCAN


def test_one_page_not_compared_holds_the_document() -> None:
    """All pages must be compared, not most."""
    document = _compared(_document())
    half = replace(
        document, pages=(document.pages[0], replace(document.pages[1], compared_at=None))
    )
    assert (next_step(half), next_step(document)) == (Step.COMPARE, Step.SIGN)


def test_the_three_lights() -> None:
    """Here, on the way, safe: and neither a receipt alone nor a refusal is safe."""
    lights = [light(_signed(_document(), state)) for state in OutboxState]
    assert light(_document()) is Light.HERE
    assert lights == [Light.ON_THE_WAY, Light.ON_THE_WAY, Light.ON_THE_WAY, Light.REFUSED]
    assert light(_signed(_document(), OutboxState.ACCEPTED, "verdict")) is Light.SAFE


def test_sync_may_be_done_before_handing_over() -> None:
    """The steps need not end in order: the next one is the first that is not done."""
    document = _signed(_document(), OutboxState.ACCEPTED, "verdict")
    assert Step.SYNC in done_steps(document)
    assert next_step(document) is Step.HAND_OVER
    assert next_step(replace(document, handed_over_at=NOON)) is None
