"""Which component of a procedure's dossier each page of its pile is offered to. Proposals only.

Where separator sheets lie in a pile, they alone say where a paper begins; else what is printed on
the pages does. A page that two components claim, and what follows it, is offered to neither: that
is for the clerk to say.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from offline_store.handling import ComponentMark, Standing
from offline_store.procedure_wire import Component, Form
from offline_store.records import Page, PageId
from station.checklist import GROUNDS_ON_PAPER
from station.page_numbers import printed_number
from station.page_order import goes_on
from station.pile_evidence import Claims, claims_on, evidence_behind, is_blank, together
from station.recognition.copy_marks import says_secret
from station.recognition.kinds import Kind
from station.recognition.text import text_of
from station.separators import Separator

CLEAR = 0.5
"""An offer with this doubt or more is for the clerk to decide, page by page."""

_LEAST = 0.3  # evidence below that is none
_LATER_PAGE = 0.5  # what a claim weighs on the later pages between two sheets
_RIVAL = 0.6  # of the strongest claim: from there on a second one contests the page
_SHOWN_ONLY, _SECRET, _PAPER_COPY = GROUNDS_ON_PAPER

SIGNED = "signed"
"""Why no page may be given to a component whose paper is signed: its pages no longer change."""


class Reason(StrEnum):
    """By what a page is offered to a component, or why to none."""

    TITLE = "title"
    KIND = "kind"
    PAGE_NUMBER = "page-number"
    TEXT_GOES_ON = "text-goes-on"
    BLANK_BACK = "blank-back"
    FOLLOWS = "follows"
    SEPARATOR = "separator"
    CONTESTED = "contested"
    OTHER_DOSSIER = "other-dossier"
    UNKNOWN = "unknown"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Offer:
    """To which component a page of the pile is offered.

    component: its position in the procedure's list, from 1; None where it is offered to none.
    doubt: 0 to 1, that this is wrong; 1 where there is no component. claims: evidence of every
    component that claims it, strongest first. refused: why it may not be given to that component, a
    ground of GROUNDS_ON_PAPER, SIGNED or what the checklist says of it; empty where it may.
    separator: what the sheet says, where it is one, or the blank back of one. first: it looks like
    a paper's first page. kind: of paper, as recognised; empty for none.
    """

    page: Page
    component: int | None
    doubt: float
    reason: Reason
    claims: tuple[tuple[int, float], ...] = ()
    refused: str = ""
    separator: Separator | None = None
    first: bool = False
    kind: str = ""
    sheets_back: bool = False

    @property
    def clear(self) -> bool:
        """Whether one key may confirm it."""
        return self.component is not None and self.doubt < CLEAR and not self.refused


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the papers of a pile are for.

    code: the dossier's. marks: what was said of its components. held: components, from 1, that have
    pages already. signed: those whose paper is signed.
    """

    code: str
    components: Sequence[Component]
    marks: Sequence[ComponentMark]
    kinds: Sequence[Kind]
    held: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()


def offers_for(
    pile: Sequence[Sequence[Page]], separators: Mapping[PageId, Separator], wanted: Wanted
) -> tuple[Offer, ...]:
    """Offer the pages of a pile, document by document, in their order.

    separators: the sheets among them.
    """
    offers: list[Offer] = []
    for pages in pile:
        claims = {page.id: claims_on(page, wanted.components, wanted.kinds) for page in pages}
        if any(page.id in separators for page in pages):
            offers += _by_sheets(pages, separators, claims, wanted)
        else:
            offers += _by_recognition(pages, claims, wanted)
    return tuple(_refused(tuple(_not_too_many(offers, wanted)), wanted))


def refusal(asked: Component, mark: ComponentMark | None) -> str:
    """Why no page may be given to a component as it stands; empty where one may."""
    if asked.form is Form.SHOWN:
        return _SHOWN_ONLY
    if mark is None or mark.standing in (Standing.SCAN, Standing.SUPPLEMENT):
        return ""
    return mark.why if mark.standing is Standing.ON_PAPER else mark.standing.value


def _by_sheets(
    pages: Sequence[Page],
    separators: Mapping[PageId, Separator],
    claims: Mapping[PageId, Claims],
    wanted: Wanted,
) -> list[Offer]:
    """The pages between two sheets are one paper, whose claims count together."""
    offers: list[Offer] = []
    group: list[Page] = []
    elsewhere = False
    before: Separator | None = None
    for page in pages:
        sheet, behind = separators.get(page.id), before
        before = sheet
        if sheet is None and behind is not None and is_blank(page):
            back = Offer(page, None, 1.0, Reason.SEPARATOR, separator=behind, sheets_back=True)
            offers.append(back)
            continue
        if sheet is None:
            group.append(page)
            continue
        offers += _group(group, claims, elsewhere=elsewhere)
        group = []
        elsewhere = sheet.dossier not in ("", wanted.code)
        offers.append(Offer(page, None, 1.0, Reason.SEPARATOR, separator=sheet))
    return [*offers, *_group(group, claims, elsewhere=elsewhere)]


def _group(
    group: Sequence[Page], claims: Mapping[PageId, Claims], *, elsewhere: bool
) -> list[Offer]:
    if elsewhere:
        return [Offer(page, None, 1.0, Reason.OTHER_DOSSIER) for page in group]
    evidence: dict[int, float] = {}
    for page in group:
        # The first page that says anything says the most.
        share = _LATER_PAGE if evidence else 1.0
        said = {component: share * weight for component, weight in claims[page.id].of.items()}
        evidence = _stronger(evidence, said)
    offers = []
    for number, page in enumerate(group):
        own = claims[page.id]
        if number and own.first:  # a paper begins within the group, or so it looks
            evidence = _stronger(evidence, own.of)
        offer = _decided(page, evidence, own, Reason.TITLE if own.of else Reason.SEPARATOR)
        offers.append(replace(offer, first=number == 0))
    return offers


@dataclass(frozen=True, slots=True)
class _Paper:
    """The paper that the page before belongs to: evidence by component, empty for none."""

    before: Page | None = None
    evidence: Mapping[int, float] = field(default_factory=dict)


def _by_recognition(
    pages: Sequence[Page], claims: Mapping[PageId, Claims], wanted: Wanted
) -> list[Offer]:
    offers = []
    paper = _Paper()
    for page in pages:
        own = claims[page.id]
        evidence = dict(own.of)
        behind: dict[int, float] = {}
        if paper.before is not None:
            for component, so_far in paper.evidence.items():
                kind = _kind_of(wanted, component)
                says = evidence_behind(paper.before, page, kind, first=own.first)
                behind[component] = so_far * says
                evidence[component] = together(evidence.get(component, 0.0), behind[component])
        offer = _decided(page, evidence, own, _reason(paper.before, page, own, evidence, behind))
        offers.append(offer)
        now = dict(offer.claims)
        if offer.component is not None and offer.doubt < CLEAR:
            so_far = paper.evidence.get(offer.component, 0.0)
            now = {offer.component: max(so_far, now[offer.component])}
        paper = _Paper(page, now)
    return offers


def _decided(page: Page, evidence: Mapping[int, float], own: Claims, reason: Reason) -> Offer:
    """The strongest claim gets the page, if no other is nearly as strong."""
    ranked = sorted(evidence.items(), key=lambda claim: (-claim[1], claim[0]))
    claims = tuple((each, round(weight, 3)) for each, weight in ranked if weight >= _LEAST)
    if not claims:
        blank = is_blank(page)
        none = Reason.UNREAD if page.reading is None and not blank else Reason.UNKNOWN
        return Offer(page, None, 1.0, none, first=own.first, kind=own.kind)
    (best, weight), second = claims[0], claims[1][1] if len(claims) > 1 else 0.0
    if second >= _RIVAL * weight:
        return Offer(page, None, 1.0, Reason.CONTESTED, claims, first=own.first, kind=own.kind)
    doubt = round(1 - weight * weight / (weight + second), 3)
    return Offer(page, best, doubt, reason, claims, first=own.first, kind=own.kind)


def _reason(
    before: Page | None,
    page: Page,
    own: Claims,
    evidence: Mapping[int, float],
    behind: Mapping[int, float],
) -> Reason:
    """What says the most for the component that claims a page most."""
    best = max(evidence, key=lambda component: evidence[component], default=None)
    if best is None or before is None or own.of.get(best, 0.0) >= behind.get(best, 0.0):
        return Reason.TITLE if own.first else Reason.KIND
    if is_blank(page):
        return Reason.BLANK_BACK
    number = printed_number(page)
    if number is not None and number.sure and number.number > 1:
        return Reason.PAGE_NUMBER
    return Reason.TEXT_GOES_ON if goes_on(before, page) > 0 else Reason.FOLLOWS


def _not_too_many(offers: Iterable[Offer], wanted: Wanted) -> Iterator[Offer]:
    """What is more than is asked for may be another paper: that is for the clerk to say."""
    papers: Counter[int] = Counter()
    for offer in offers:
        if offer.component is None:
            yield offer
            continue
        papers[offer.component] += offer.first
        count = wanted.components[offer.component - 1].count
        more = papers[offer.component] > count or offer.component in wanted.held
        yield replace(offer, doubt=max(offer.doubt, CLEAR)) if more else offer


def _refused(offers: Sequence[Offer], wanted: Wanted) -> Iterator[Offer]:
    """What one page of a paper says of itself holds for all of it."""
    papers: list[list[Offer]] = []
    for offer in offers:
        if not papers or offer.first or offer.component != papers[-1][0].component:
            papers.append([])
        papers[-1].append(offer)
    for paper in papers:
        component = paper[0].component
        ground = "" if component is None else _ground(component, paper, wanted)
        yield from (replace(offer, refused=ground) for offer in paper)


def _ground(component: int, paper: Sequence[Offer], wanted: Wanted) -> str:
    if component in wanted.signed:
        return SIGNED
    mark = next((mark for mark in wanted.marks if mark.position == component), None)
    ground = refusal(wanted.components[component - 1], mark)
    if ground:
        return ground
    readings = [offer.page.reading for offer in paper if offer.page.reading is not None]
    if any(says_secret(text_of(reading)) for reading in readings):
        return _SECRET
    return _PAPER_COPY if any("says-copy" in each.warnings for each in readings) else ""


def _stronger(one: Mapping[int, float], other: Mapping[int, float]) -> dict[int, float]:
    """Of each component the stronger claim."""
    return {each: max(one.get(each, 0.0), other.get(each, 0.0)) for each in {**one, **other}}


def _kind_of(wanted: Wanted, component: int) -> Kind | None:
    named = wanted.components[component - 1].kind
    return next((kind for kind in wanted.kinds if kind.id == named), None)
