"""Any acts on the pages of two papers, and any undo and redo, beside a model that does the same."""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from offline_store.errors import OtherPaperFirst
from offline_store.records import DocumentId, Page
from offline_store.store import Store
from scanners.png import encode_png
from station.pages import Cut
from tests.unit.station.desk_parts import Parts, SetClock

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.integer]]
Stack = list[Pixels]
STEPS = 14
DEPTH = STEPS + 2  # further back than there are acts, and further forward


@dataclass(slots=True)
class Act:
    """What one act did to a paper: its pages before and after. shared: with the other paper."""

    before: Stack = field(repr=False)
    after: Stack = field(repr=False)
    shared: int = 0


@dataclass(slots=True)
class Paper:
    """A paper in the model: its pages, acts that stand, acts that were taken back, last first."""

    id: DocumentId
    pages: Stack = field(default_factory=list, repr=False)
    past: list[Act] = field(default_factory=list)
    future: list[Act] = field(default_factory=list)

    def arrived(self, page: Pixels) -> None:
        """A page joins the end, now and in whatever is given back."""
        self.pages = [*self.pages, page]
        for act in (*self.past, *self.future):
            act.before = [*act.before, page]
            act.after = [*act.after, page]


class PageActs(RuleBasedStateMachine):
    """Two papers of one dossier; the second is made of a page of the first."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="tramso-pages-")
        self.store = Store.open(Path(self.folder.name) / "home")
        self.parts = Parts(self.store, Path(self.folder.name) / "spool", SetClock())
        received = self.parts.received()
        self.dossier_id = received.dossier_id
        self.papers = [Paper(received.id)]
        self.shared = 0
        self.seed = 0

    def teardown(self) -> None:
        """Close the store and drop its folder."""
        self.store.close()
        self.folder.cleanup()

    def kept(self, paper: Paper) -> tuple[Page, ...]:
        """The pages of a paper as they are kept."""
        with self.store.snapshot() as records:
            return records.dossiers.document(paper.id).pages

    def drawn(self, data: st.DataObject, least: int = 1) -> Paper | None:
        """One of the papers that have so many pages."""
        able = [paper for paper in self.papers if len(paper.pages) >= least]
        return data.draw(st.sampled_from(able)) if able else None

    def did(self, *changes: tuple[Paper, Stack]) -> None:
        """An act was done: what was taken back before is forgotten."""
        self.shared += 1
        for paper, _ in changes:
            self.forget(paper, len(paper.future))
        for paper, pages in changes:
            shared = self.shared if len(changes) > 1 else 0
            paper.past.append(Act(paper.pages, pages, shared))
            paper.pages = pages

    def forget(self, paper: Paper, count: int) -> None:
        """Forget the acts taken back that would come last, and what goes with them elsewhere."""
        gone, paper.future = paper.future[:count], paper.future[count:]
        for other in self.papers:
            for act in gone:
                shares = [
                    n
                    for n, each in enumerate(other.future)
                    if act.shared and each.shared == act.shared
                ]
                if shares and other is not paper:
                    self.forget(other, shares[0] + 1)

    @initialize()
    def two_papers(self) -> None:
        """Two scans, of which the second becomes a paper of its own."""
        for _ in range(2):
            self.arrive_at(self.papers[0], blank=False)
        second = self.parts.give_pages([self.kept(self.papers[0])[1].id])
        first, given = self.papers[0].pages
        self.papers.append(Paper(second.id))
        self.did((self.papers[0], [first]), (self.papers[1], [given]))

    def arrive_at(self, paper: Paper, *, blank: bool) -> None:
        """Import a page like no other, or a blank one."""
        self.seed += 1
        noise = np.random.default_rng(self.seed).integers(0, 256, (8, 12, 3), np.uint8)
        pixels = np.full((8, 12, 3), 255, np.uint8) if blank else noise
        path = Path(self.folder.name) / f"{self.seed}.png"
        path.write_bytes(encode_png(pixels, 300))
        self.parts.import_pages(paper.id, (path,))
        paper.arrived(pixels)

    @rule(data=st.data(), blank=st.booleans())
    def arrive(self, data: st.DataObject, blank: bool) -> None:
        """A scanned page joins the end of a paper."""
        self.arrive_at(data.draw(st.sampled_from(self.papers)), blank=blank)

    @rule(data=st.data(), degrees=st.sampled_from([90, 180, 270]))
    def rotate(self, data: st.DataObject, degrees: int) -> None:
        """Turn a page."""
        if (paper := self.drawn(data)) is None:
            return
        at = data.draw(st.integers(0, len(paper.pages) - 1))
        self.parts.pages.rotate(self.kept(paper)[at].id, degrees)
        changed = list(paper.pages)
        changed[at] = np.rot90(changed[at], -degrees // 90)
        self.did((paper, changed))

    @rule(data=st.data())
    def stand_upright(self, data: st.DataObject) -> None:
        """Turn several pages, each by its own degrees, in one act."""
        if (paper := self.drawn(data)) is None:
            return
        places = st.integers(0, len(paper.pages) - 1)
        turns = data.draw(st.dictionaries(places, st.sampled_from([90, 180, 270]), min_size=1))
        kept = self.kept(paper)
        self.parts.pages.stand_upright({kept[at].id: degrees for at, degrees in turns.items()})
        changed = list(paper.pages)
        for at, degrees in turns.items():
            changed[at] = np.rot90(changed[at], -degrees // 90)
        self.did((paper, changed))

    @rule(data=st.data())
    def crop(self, data: st.DataObject) -> None:
        """Keep a box of a page."""
        if (paper := self.drawn(data)) is None:
            return
        at = data.draw(st.integers(0, len(paper.pages) - 1))
        height, width = paper.pages[at].shape[:2]
        x = data.draw(st.integers(0, width - 1))
        y = data.draw(st.integers(0, height - 1))
        wide = data.draw(st.integers(1, width - x))
        high = data.draw(st.integers(1, height - y))
        self.parts.pages.crop(self.kept(paper)[at].id, (x, y, wide, high))
        changed = list(paper.pages)
        changed[at] = changed[at][y : y + high, x : x + wide]
        self.did((paper, changed))

    @rule(data=st.data(), cut=st.sampled_from(Cut), second_first=st.booleans())
    def split(self, data: st.DataObject, cut: Cut, second_first: bool) -> None:
        """Cut a page in two."""
        axis = 1 if cut is Cut.COLUMNS else 0
        if (paper := self.drawn(data)) is None:
            return
        able = [n for n, each in enumerate(paper.pages) if each.shape[axis] > 1]
        if not able:
            return
        at = data.draw(st.sampled_from(able))
        page = paper.pages[at]
        pixels = data.draw(st.integers(1, page.shape[axis] - 1))
        self.parts.pages.split(self.kept(paper)[at].id, cut, pixels, second_first=second_first)
        halves = np.split(page, [pixels], axis=axis)
        if second_first:
            halves.reverse()
        self.did((paper, [*paper.pages[:at], *halves, *paper.pages[at + 1 :]]))

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        """Lay two pages under each other."""
        if (paper := self.drawn(data, 2)) is None:
            return
        order = data.draw(st.permutations(range(len(paper.pages))))[:2]
        pages = self.kept(paper)
        self.parts.pages.merge([pages[n].id for n in order])
        top, bottom = (paper.pages[n] for n in order)
        width = max(top.shape[1], bottom.shape[1])
        sheet = np.full((top.shape[0] + bottom.shape[0], width, 3), 255, np.uint8)
        sheet[: top.shape[0], : top.shape[1]] = top
        sheet[top.shape[0] :, : bottom.shape[1]] = bottom
        changed = [sheet if n == order[0] else each for n, each in enumerate(paper.pages)]
        del changed[order[1]]
        self.did((paper, changed))

    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        """Put all pages into another order."""
        if (paper := self.drawn(data, 2)) is None:
            return
        order = data.draw(st.permutations(range(len(paper.pages))))
        pages = self.kept(paper)
        self.parts.pages.reorder(paper.id, [pages[n].id for n in order])
        if list(order) != sorted(order):
            self.did((paper, [paper.pages[n] for n in order]))

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        """Put a page after another one, or before all."""
        if (paper := self.drawn(data, 2)) is None:
            return
        at = data.draw(st.integers(0, len(paper.pages) - 1))
        rest = [n for n in range(len(paper.pages)) if n != at]
        place = data.draw(st.integers(0, len(rest)))
        pages = self.kept(paper)
        after = pages[rest[place - 1]].id if place else None
        self.parts.pages.move([pages[at].id], after)
        order = [*rest[:place], at, *rest[place:]]
        if order != sorted(order):
            self.did((paper, [paper.pages[n] for n in order]))

    @rule(data=st.data(), turned=st.booleans())
    def interleave(self, data: st.DataObject, turned: bool) -> None:
        """Put fronts and backs together, sheet by sheet."""
        if (paper := self.drawn(data, 2)) is None:
            return
        sides = data.draw(st.permutations(range(len(paper.pages))))
        sheets = data.draw(st.integers(1, len(sides) // 2))
        fronts, backs = sides[:sheets], sides[sheets : 2 * sheets]
        pages = self.kept(paper)
        self.parts.pages.interleave(
            [pages[n].id for n in fronts], [pages[n].id for n in backs], turned=turned
        )
        behind = backs[::-1] if turned else backs
        together = [side for sheet in zip(fronts, behind, strict=True) for side in sheet]
        at = min(together)
        rest = [n for n in range(len(paper.pages)) if n not in together]
        order = [*(n for n in rest if n < at), *together, *(n for n in rest if n > at)]
        if order != sorted(order):
            self.did((paper, [paper.pages[n] for n in order]))

    @rule(data=st.data())
    def replace(self, data: st.DataObject) -> None:
        """Put one page in the place of another."""
        if (paper := self.drawn(data, 2)) is None:
            return
        old, new = data.draw(st.permutations(range(len(paper.pages))))[:2]
        pages = self.kept(paper)
        self.parts.pages.replace(pages[old].id, [pages[new].id])
        changed = list(paper.pages)
        changed[old] = changed[new]
        del changed[new]
        self.did((paper, changed))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Take pages out."""
        if (paper := self.drawn(data)) is None:
            return
        going = data.draw(st.sets(st.integers(0, len(paper.pages) - 1), min_size=1, max_size=2))
        pages = self.kept(paper)
        self.parts.pages.remove(*(pages[n].id for n in going))
        self.did((paper, [each for n, each in enumerate(paper.pages) if n not in going]))

    @rule(data=st.data())
    def remove_blank(self, data: st.DataObject) -> None:
        """Take blank sides out with their evidence."""
        if (paper := self.drawn(data)) is None:
            return
        blank = [n for n, each in enumerate(paper.pages) if (each == 255).all()]
        if not blank:
            return
        pages = self.kept(paper)
        self.parts.blank_sides.remove([pages[n].id for n in blank])
        self.did((paper, [each for n, each in enumerate(paper.pages) if n not in blank]))

    @rule(data=st.data())
    def give(self, data: st.DataObject) -> None:
        """Give pages to the other paper."""
        if (paper := self.drawn(data)) is None:
            return
        other = next(each for each in self.papers if each is not paper)
        order = data.draw(st.permutations(range(len(paper.pages))))
        going = order[: data.draw(st.integers(1, len(order)))]
        pages = self.kept(paper)
        self.parts.give_pages([pages[n].id for n in going], other.id)
        given = [paper.pages[n] for n in going]
        staying = [each for n, each in enumerate(paper.pages) if n not in going]
        self.did((paper, staying), (other, [*other.pages, *given]))

    @precondition(lambda self: len(self.papers) > 1)
    @rule(data=st.data(), depth=st.integers(1, DEPTH))
    def undo(self, data: st.DataObject, depth: int) -> None:
        """Take back the last acts of a paper."""
        paper = data.draw(st.sampled_from(self.papers))
        for _ in range(depth):
            acts = self.together(paper, [each.past for each in self.papers])
            if acts is None:
                with pytest.raises(OtherPaperFirst):
                    self.parts.pages.undo(paper.id)
                return
            assert (self.parts.pages.undo(paper.id) is None) == (acts == [])
            for each in acts:
                act = each.past.pop()
                each.future.append(act)
                each.pages = act.before

    @rule(data=st.data(), depth=st.integers(1, DEPTH))
    def redo(self, data: st.DataObject, depth: int) -> None:
        """Do acts of a paper again."""
        paper = data.draw(st.sampled_from(self.papers))
        for _ in range(depth):
            acts = self.together(paper, [each.future for each in self.papers])
            if acts is None:
                with pytest.raises(OtherPaperFirst):
                    self.parts.pages.redo(paper.id)
                return
            assert (self.parts.pages.redo(paper.id) is None) == (acts == [])
            for each in acts:
                act = each.future.pop()
                each.past.append(act)
                each.pages = act.after

    def together(self, paper: Paper, stacks: list[list[Act]]) -> list[Paper] | None:
        """The papers whose next act goes with this one's; None where another comes first."""
        own = stacks[self.papers.index(paper)]
        if not own:
            return []
        shared = own[-1].shared
        if not shared:
            return [paper]
        fits = all(stack and stack[-1].shared == shared for stack in stacks)
        return list(self.papers) if fits else None

    @invariant()
    def pages_equal_the_model(self) -> None:
        """Order and pixels of all pages are those of the model, and papers stand without gaps."""
        for paper in self.papers:
            pages = self.kept(paper)
            assert [page.position for page in pages] == list(range(1, len(paper.pages) + 1))
            for page, expected in zip(pages, paper.pages, strict=True):
                assert (page.height, page.width) == expected.shape[:2]
                data = np.frombuffer(self.store.files.read(page.sha256), np.uint8)
                pixels = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
                assert pixels is not None
                assert np.array_equal(pixels, expected)
        with self.store.snapshot() as records:
            documents = records.dossiers.get(self.dossier_id).documents
        assert [each.position for each in documents] == list(range(1, len(documents) + 1))
        shown = {each.id for each in documents}
        assert {paper.id for paper in self.papers if paper.pages} <= shown


def _model_settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def test_any_acts_and_any_undo_equal_the_model() -> None:
    """A few short histories, on every change."""
    run_state_machine_as_test(PageActs, settings=_model_settings(5))


@pytest.mark.marathon
@pytest.mark.timeout(3600)
def test_many_acts_and_any_undo_equal_the_model() -> None:
    """The same, for as long as a marathon allows."""
    run_state_machine_as_test(PageActs, settings=_model_settings(400))
