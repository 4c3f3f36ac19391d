"""The pile: pages of a whole dossier, scanned or imported in one go, given to its components.

What is offered is in `pile_offers.py`. A page that nobody gave to a component stays in the pile.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from offline_store.handling import Axis, Handling, Standing
from offline_store.page_edits import Change
from offline_store.records import Document, DocumentId, DossierId, Page, PageId
from offline_store.store import Records, Store
from station.checklist import GROUNDS_ON_PAPER, component_at, mark_component, mark_of
from station.dossier_states import OVER
from station.errors import (
    ComponentSettled,
    HandlingOver,
    InputInvalid,
    NotToBeDigitised,
    PagesChanged,
)
from station.hanoi_time import Clock
from station.page_journal import must_be_open
from station.people import Act, require
from station.pile_document import pile_document, piles
from station.pile_offers import SIGNED, Offer, Wanted, offers_for, refusal
from station.recognition.kinds import Kind
from station.separators import Separator, separator_on

PILE_GIVEN = "pile-given"


@dataclass(frozen=True, slots=True)
class SortPile:
    """Offer the pages of a pile to the components of its dossier, and give them as confirmed.

    Undo in the pile or in any of these components takes an act back; what was said of the
    components then stays said.
    """

    store: Store
    kinds: Sequence[Kind]
    clerk: str
    now: Clock
    # Pictures that were looked at already, before or after they were read: which separator each is.
    _sheets: dict[tuple[str, bool], Separator | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def open(self, dossier_id: DossierId) -> Document:
        """The document into which the pile is scanned or imported; made where there is none.

        Raises:
            NotFound: the dossier is for no procedure. HandlingOver: nobody handles it any more.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.PAGES)
            _must_be_handled(records, dossier_id)
            return pile_document(records, dossier_id)

    def offers(self, dossier_id: DossierId) -> tuple[Offer, ...]:
        """What the pages in the pile are offered to, in their order; changes nothing.

        About 0.2 s a page the first time: each is looked at for being a separator sheet. A page
        that was not read is offered to none.

        Raises:
            NotFound: the dossier is for no procedure.
        """
        with self.store.snapshot() as records:
            handling = records.handling.get(dossier_id)
            dossier = records.dossiers.get(dossier_id)
            pile = [
                records.dossiers.document(document.id).pages
                for document in piles(records, dossier_id)
            ]
        found = ((page.id, self._sheet(page)) for pages in pile for page in pages)
        separators = {page_id: sheet for page_id, sheet in found if sheet is not None}
        held = frozenset(
            document.component
            for document in dossier.documents
            if document.component and document.pages
        )
        components, marks = handling.procedure.components, handling.marks
        signed = _signed(dossier.documents)
        wanted = Wanted(dossier.code, components, marks, self.kinds, held, signed)
        return offers_for(pile, separators, wanted)

    def _sheet(self, page: Page) -> Separator | None:
        seen = page.sha256, page.reading is not None
        if seen not in self._sheets:
            self._sheets[seen] = separator_on(self.store, page)
        return self._sheets[seen]

    def confirm(self, dossier_id: DossierId, offers: Sequence[Offer]) -> Mapping[int, int]:
        """Give every page that is offered clearly; return how many pages each component got.

        offers: as the clerk saw them. A separator sheet goes out once no page behind it stays. What
        is offered to a component that was signed meanwhile stays.

        Raises:
            PagesChanged: the pile is another one than was offered; nothing is done.
            HandlingOver: nobody handles the dossier any more. NotFound: it is for no procedure.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        given: defaultdict[int, list[PageId]] = defaultdict(list)
        with self.store.transaction() as records:
            require(records, self.clerk, Act.PAGES)
            seen = [(offer.page.id, offer.page.sha256) for offer in offers]
            here = _pages(records, dossier_id)
            if seen != [(page.id, page.sha256) for page in here]:
                raise PagesChanged
            signed = _signed(records.dossiers.all_documents(dossier_id))
            offers = [
                replace(offer, refused=SIGNED) if offer.component in signed else offer
                for offer in offers
            ]
            for offer in offers:
                if offer.clear:
                    assert offer.component is not None
                    given[offer.component].append(offer.page.id)
            self._give(records, dossier_id, given, _spent_sheets(offers))
        return {component: len(pages) for component, pages in given.items()}

    def give(self, dossier_id: DossierId, page_ids: Sequence[PageId], component: int) -> Document:
        """Give pages, in this order, to a component, whatever they were offered to; return it.

        component: from 1. What the clerk's eyes say goes before what was recognised; a component
        of which no page may be there refuses them all the same.

        Raises:
            InputInvalid: no page, one named twice, or one that is not in the pile; field `pages`.
            NotToBeDigitised, ComponentSettled: the component takes no pages.
            AlreadyCertified: it is signed.
            NotFound: there is no such page or component. HandlingOver: nobody handles the dossier.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.PAGES)
            here = {page.id for page in _pages(records, dossier_id)}
            if not page_ids or len(set(page_ids)) != len(page_ids) or not set(page_ids) <= here:
                raise InputInvalid(field="pages")
            self._give(records, dossier_id, {component: page_ids}, frozenset())
            mark = mark_of(records.handling.get(dossier_id), component)
            assert mark is not None
            assert mark.document_id is not None
            return records.dossiers.document(mark.document_id)

    def _give(
        self,
        records: Records,
        dossier_id: DossierId,
        given: Mapping[int, Sequence[PageId]],
        sheets: frozenset[PageId],
    ) -> None:
        if not given and not sheets:
            return
        require(records, self.clerk, Act.RECEIVE)
        at = self.now()
        takers: dict[int, DocumentId] = {}
        for component in given:
            handling = _must_be_handled(records, dossier_id)
            _must_take(handling, component)
            marked = mark_component(records, self.clerk, at, dossier_id, component, Standing.SCAN)
            mark = mark_of(marked, component)
            assert mark is not None
            assert mark.document_id is not None
            # What was signed and is at central has these pages and no others.
            must_be_open(records.dossiers.document(mark.document_id, with_readings=False))
            takers[component] = mark.document_id
        going = {page_id for pages in given.values() for page_id in pages} | sheets
        page_of = {page.id: page for page in _pages(records, dossier_id)}
        changes = [
            *_out_of(piles(records, dossier_id), going),
            *(
                _into(records, takers[component], [page_of[page_id] for page_id in pages])
                for component, pages in given.items()
            ),
        ]
        pages, papers = len(going - sheets), len(given)
        records.page_edits.edit_together(changes, at=at, who=self.clerk, act=PILE_GIVEN)
        records.audit.append(at, self.clerk, PILE_GIVEN, dossier_id, pages=pages, components=papers)


def _out_of(documents: Iterable[Document], going: set[PageId]) -> Iterable[Change]:
    """What happens to the documents of the pile; one without pages has no place any more."""
    for document in documents:
        touched = tuple(page.id for page in document.pages if page.id in going)
        staying = tuple(page.id for page in document.pages if page.id not in going)
        if touched:
            yield Change(document.id, touched, (), staying, dissolves=not staying)


def _into(records: Records, taker: DocumentId, pages: Sequence[Page]) -> Change:
    there = [page.id for page in records.dossiers.light_pages(taker)]
    put = tuple(replace(page, document_id=taker) for page in pages)
    return Change(taker, (), put, (*there, *(page.id for page in pages)))


def _must_be_handled(records: Records, dossier_id: DossierId) -> Handling:
    handling = records.handling.get(dossier_id)
    state = handling.state(Axis.BUSINESS)
    if state in OVER:
        raise HandlingOver(state=state)
    return handling


def _must_take(handling: Handling, component: int) -> None:
    asked = component_at(handling, component)
    ground = refusal(asked, mark_of(handling, component))
    if ground in GROUNDS_ON_PAPER:
        raise NotToBeDigitised(component=component, ground=ground)
    if ground:
        raise ComponentSettled(component=component, standing=ground)


def _signed(documents: Iterable[Document]) -> frozenset[int]:
    return frozenset(each.component for each in documents if each.component and each.fixed)


def _pages(records: Records, dossier_id: DossierId) -> list[Page]:
    """All pages in the pile, with their readings."""
    return [
        page
        for document in piles(records, dossier_id)
        for page in records.dossiers.document(document.id).pages
    ]


def _spent_sheets(offers: Sequence[Offer]) -> frozenset[PageId]:
    """Separator sheets, and their backs, behind which all goes, up to the next or the document."""
    spent: list[PageId] = []
    for number, offer in enumerate(offers):
        if offer.separator is None or offer.sheets_back:
            continue
        sheet, behind = [offer.page.id], []
        for other in offers[number + 1 :]:
            if other.sheets_back:
                sheet.append(other.page.id)
                continue
            if other.separator is not None or other.page.document_id != offer.page.document_id:
                break
            behind.append(other.clear)
        if all(behind):
            spent += sheet
    return frozenset(spent)
