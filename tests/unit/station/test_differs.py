"""A place that is not as on the original: its page is not compared until that is settled."""

import json
from pathlib import Path

import pytest
from PIL import Image

from offline_store.errors import NotFound
from offline_store.records import Page, Reading, Word
from offline_store.spots import Spot, SpotKind
from offline_store.store import Store
from station.errors import PageDiffers
from tests.unit.station.desk_parts import Parts, SetClock

WORDS = tuple(
    Word(text, (10 * at, 0, 9, 9), 0.1, 0) for at, text in enumerate(("số", "117", "của"))
)

SPOTS = (Spot(SpotKind.PHOTO, (5, 5, 60, 90)), Spot(SpotKind.SEAL, (90, 200, 80, 80)))


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """The use cases of a desk."""
    return Parts(store, tmp_path / "spool", SetClock())


@pytest.fixture
def page(parts: Parts, tmp_path: Path) -> Page:
    """A page that was read."""
    file = tmp_path / "page.png"
    Image.new("L", (300, 400), "white").save(file, dpi=(100, 100))
    (page,) = parts.import_pages(parts.received().id, (file,))
    with parts.store.transaction() as records:
        records.dossiers.keep_reading(page.id, Reading("test", WORDS, spots=SPOTS))
    return page


def differing(parts: Parts, page: Page) -> list[str]:
    """The words of the page, as it is kept now, that are not as on the original."""
    reading = parts.document_of(page).pages[0].reading
    assert reading is not None
    return [word.text for word in reading.words if word.differs]


def test_a_page_with_a_difference_is_not_compared(parts: Parts, page: Page) -> None:
    """The mark is kept; the refusal names page and count; taken back, the page may be compared."""
    parts.compare.differs(page.id, 1)

    assert differing(parts, page) == ["117"]
    with pytest.raises(PageDiffers) as refused:
        parts.compare.mark(page.id)
    assert refused.value.facts == {"page": 1, "count": 1}

    parts.compare.differs(page.id, 1, differs=False)

    assert differing(parts, page) == []
    assert parts.compare.mark(page.id).compared_at is not None


def test_a_difference_seen_late_takes_the_comparison_back(parts: Parts, page: Page) -> None:
    """What was said to be the same is not; the trail says both."""
    parts.compare.mark(page.id)
    seen = parts.compare.differs(page.id, 2)

    assert seen.compared_at is None
    with parts.store.snapshot() as records:
        acts = [line.act for line in records.audit.lines()]
    assert acts[-2:] == ["page-compared", "word-differs"]


def test_a_corrected_word_keeps_its_mark(parts: Parts, page: Page) -> None:
    """What was read wrong may differ as well."""
    parts.compare.differs(page.id, 1)
    parts.correct.word(page.id, 1, "118")

    assert differing(parts, page) == ["118"]


def test_a_seal_that_differs_counts_as_a_word_does(parts: Parts, page: Page) -> None:
    """Kept with its kind on the trail, counted with the words; what is no spot is refused."""
    parts.compare.differs(page.id, 0)
    seen = parts.compare.spot_differs(page.id, 1)

    assert seen.reading is not None
    assert [spot.differs for spot in seen.reading.spots] == [False, True]
    with pytest.raises(PageDiffers) as refused:
        parts.compare.mark(page.id)
    assert refused.value.facts == {"page": 1, "count": 2}
    with parts.store.snapshot() as records:
        last = list(records.audit.lines())[-1]
    assert (last.act, json.loads(last.facts)) == ("spot-differs", {"kind": "seal", "spot": 1})
    with pytest.raises(NotFound):
        parts.compare.spot_differs(page.id, 2)
