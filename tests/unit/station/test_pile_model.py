"""Whatever is done with a pile, and taken back: every page is somewhere, and nowhere twice."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from offline_store.errors import OtherPaperFirst
from offline_store.records import DossierId, PageId
from offline_store.store import Store
from station.errors import InputInvalid, NotToBeDigitised
from tests.unit.station.test_pile import CARD, CERTIFICATE, LETTER, PLAN, Desk, with_catalogue
from tests.unit.station.test_pile_offers import APPLICATION, BIRTH

PAPERS = (APPLICATION, CERTIFICATE, PLAN, BIRTH, CARD, LETTER)
PAGES = st.integers(0, len(PAPERS) - 1)
ACTS = st.lists(
    st.one_of(
        st.just(("confirm", 0, 0)),
        st.tuples(st.just("give"), PAGES, st.integers(1, 8)),
        st.tuples(st.just("undo"), PAGES, st.just(0)),
        st.tuples(st.just("redo"), PAGES, st.just(0)),
    ),
    min_size=3,
    max_size=10,
)


@contextmanager
def a_desk() -> Iterator[Desk]:
    """A desk of its own."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "home") as store:
        with_catalogue(store)
        yield Desk(store, Path(folder))


def where(desk: Desk, dossier_id: DossierId) -> dict[PageId, int]:
    """The component of each page, 0 for the pile; fails where one is in two."""
    with desk.store.snapshot() as records:
        documents = records.dossiers.get(dossier_id).documents
    pages = [(page.id, document.component) for document in documents for page in document.pages]
    assert len({page_id for page_id, _ in pages}) == len(pages)
    return {page_id: component for page_id, component in pages if component is not None}


@settings(max_examples=8, deadline=None)
@given(acts=ACTS)
def test_every_page_is_somewhere_and_nowhere_twice(acts: list[tuple[str, int, int]]) -> None:
    """In the pile or in the component it was given to last; what is only shown gets none."""
    with a_desk() as desk:
        dossier = desk.received()
        pages = [page.id for page in desk.put(dossier, *PAPERS).pages]
        model = [dict.fromkeys(pages, 0)]
        taken_back: list[dict[PageId, int]] = []
        for act, number, component in acts:
            now, page = model[-1], pages[number]
            if act == "confirm":
                offers = desk.pile.offers(dossier.id)
                given_now = {o.page.id: o.component for o in offers if o.clear and o.component}
                assert desk.pile.confirm(dossier.id, offers) is not None
                if given_now:
                    model.append({**now, **given_now})
                    taken_back = []
            elif act == "give":
                try:
                    desk.pile.give(dossier.id, [page], component)
                except InputInvalid:
                    assert now[page] != 0
                except NotToBeDigitised:
                    assert component == 8
                else:
                    assert (now[page], component != 8) == (0, True)
                    model.append({**now, page: component})
                    taken_back = []
            else:
                _again(desk, page, act, model, taken_back)
            assert where(desk, dossier.id) == model[-1]


def _again(
    desk: Desk,
    page: PageId,
    act: str,
    model: list[dict[PageId, int]],
    taken_back: list[dict[PageId, int]],
) -> None:
    """Undo or redo where that page is: the last act there, if it is the last everywhere."""
    with desk.store.snapshot() as records:
        document_id = records.dossiers.page(page).document_id
    edits = desk.parts.pages
    try:
        done = edits.undo(document_id) if act == "undo" else edits.redo(document_id)
    except OtherPaperFirst:
        return
    if done is None:
        return
    if act == "undo":
        taken_back.append(model.pop())
    else:
        model.append(taken_back.pop())
