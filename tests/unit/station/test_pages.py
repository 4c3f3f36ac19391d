"""Page acts: whatever was done to pages can be taken back, down to what was scanned."""

import hashlib
import io
from dataclasses import replace
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
from PIL import Image, ImageCms

from offline_store.records import Page, PageId, Reading, Word
from offline_store.store import Store
from scanners.clean_up import CleanUpSteps, clean_up
from scanners.png import encode_png
from station.errors import AlreadyCertified, InputInvalid
from station.page_journal import how_it_was_made
from station.pages import Cut
from tests.scanner_fixtures import draw_page, read_pixels
from tests.store_fixtures import certify, make_block
from tests.unit.station.desk_parts import Parts, SetClock

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.integer]]


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    """Use cases on a new store."""
    return Parts(store, tmp_path / "spool", SetClock())


def noise(seed: int, width: int = 12, height: int = 8) -> Pixels:
    """A small picture unlike any other."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def write(folder: Path, seed: int, **size: int) -> Path:
    """The picture as a file."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{seed}.png"
    path.write_bytes(encode_png(noise(seed, **size), 300))
    return path


def pixels_of(store: Store, page: Page) -> Pixels:
    """The pixels of a page as they are kept."""
    data = np.frombuffer(store.files.read(page.sha256), np.uint8)
    pixels = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    assert pixels is not None
    return np.asarray(pixels)


class PageActs(RuleBasedStateMachine):
    """Any sequence of acts, arrivals, undo and redo, beside a list of arrays that does the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="tramso-pages-")
        self.store = Store.open(Path(self.folder.name) / "home")
        self.parts = Parts(self.store, Path(self.folder.name) / "spool", SetClock())
        self.received = self.parts.received()
        self.model: list[Pixels] = []
        self.past: list[list[Pixels]] = []
        self.future: list[list[Pixels]] = []
        self.seed = 0

    def teardown(self) -> None:
        """Close the store and drop its folder."""
        self.store.close()
        self.folder.cleanup()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages as they are kept."""
        return self.parts.document(self.received).pages

    def did(self, model: list[Pixels]) -> None:
        """An act was done: what was taken back before is forgotten."""
        self.past.append(self.model)
        self.future = []
        self.model = model

    @initialize()
    def first_page(self) -> None:
        """There is always a scan to begin with."""
        self.arrive()

    @rule()
    def arrive(self) -> None:
        """A scanned page joins the end, now and in whatever is given back."""
        self.seed += 1
        path = write(Path(self.folder.name) / "in", self.seed)
        self.parts.import_pages(self.received.id, (path,))
        new = noise(self.seed)
        self.model = [*self.model, new]
        self.past = [[*each, new] for each in self.past]
        self.future = [[*each, new] for each in self.future]

    @precondition(lambda self: self.model)
    @rule(data=st.data(), degrees=st.sampled_from([90, 180, 270]))
    def rotate(self, data: st.DataObject, degrees: int) -> None:
        """Turn a page."""
        at = data.draw(st.integers(0, len(self.model) - 1))
        self.parts.pages.rotate(self.pages[at].id, degrees)
        changed = list(self.model)
        changed[at] = np.rot90(changed[at], -degrees // 90)
        self.did(changed)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def crop(self, data: st.DataObject) -> None:
        """Keep a box of a page."""
        at = data.draw(st.integers(0, len(self.model) - 1))
        height, width = self.model[at].shape[:2]
        x = data.draw(st.integers(0, width - 1))
        y = data.draw(st.integers(0, height - 1))
        wide = data.draw(st.integers(1, width - x))
        high = data.draw(st.integers(1, height - y))
        self.parts.pages.crop(self.pages[at].id, (x, y, wide, high))
        changed = list(self.model)
        changed[at] = changed[at][y : y + high, x : x + wide]
        self.did(changed)

    @precondition(lambda self: any(each.shape[1] > 1 for each in self.model))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        """Cut a page into left and right."""
        wide = [n for n, each in enumerate(self.model) if each.shape[1] > 1]
        at = data.draw(st.sampled_from(wide))
        cut = data.draw(st.integers(1, self.model[at].shape[1] - 1))
        self.parts.pages.split(self.pages[at].id, Cut.COLUMNS, cut)
        halves = [self.model[at][:, :cut], self.model[at][:, cut:]]
        self.did([*self.model[:at], *halves, *self.model[at + 1 :]])

    @precondition(lambda self: len(self.model) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        """Lay two pages under each other."""
        order = data.draw(st.permutations(range(len(self.model))))[:2]
        self.parts.pages.merge([self.pages[n].id for n in order])
        top, bottom = (self.model[n] for n in order)
        width = max(top.shape[1], bottom.shape[1])
        sheet = np.full((top.shape[0] + bottom.shape[0], width, 3), 255, np.uint8)
        sheet[: top.shape[0], : top.shape[1]] = top
        sheet[top.shape[0] :, : bottom.shape[1]] = bottom
        changed: list[Pixels] = []
        for n, each in enumerate(self.model):
            if n == order[0]:
                changed.append(sheet)
            elif n != order[1]:
                changed.append(each)
        self.did(changed)

    @precondition(lambda self: len(self.model) > 1)
    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        """Put all pages into another order."""
        order = data.draw(st.permutations(range(len(self.model))))
        self.parts.pages.reorder(self.received.id, [self.pages[n].id for n in order])
        if list(order) != sorted(order):
            self.did([self.model[n] for n in order])

    @precondition(lambda self: len(self.model) > 1)
    @rule(data=st.data())
    def replace(self, data: st.DataObject) -> None:
        """Put one page in the place of another."""
        old, new = data.draw(st.permutations(range(len(self.model))))[:2]
        self.parts.pages.replace(self.pages[old].id, [self.pages[new].id])
        changed = list(self.model)
        changed[old] = changed[new]
        del changed[new]
        self.did(changed)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        """Take a page out."""
        at = data.draw(st.integers(0, len(self.model) - 1))
        self.parts.pages.remove(self.pages[at].id)
        self.did([*self.model[:at], *self.model[at + 1 :]])

    @rule(depth=st.integers(1, 5))
    def undo(self, depth: int) -> None:
        """Take back the last acts."""
        for _ in range(depth):
            undone = self.parts.pages.undo(self.received.id)
            assert (undone is None) == (not self.past)
            if self.past:
                self.future.append(self.model)
                self.model = self.past.pop()

    @rule(depth=st.integers(1, 5))
    def redo(self, depth: int) -> None:
        """Do acts again."""
        for _ in range(depth):
            redone = self.parts.pages.redo(self.received.id)
            assert (redone is None) == (not self.future)
            if self.future:
                self.past.append(self.model)
                self.model = self.future.pop()

    @invariant()
    def pages_equal_the_model(self) -> None:
        """Order and pixels of all pages are those of the model."""
        pages = self.pages
        assert [page.position for page in pages] == list(range(1, len(self.model) + 1))
        for page, expected in zip(pages, self.model, strict=True):
            assert (page.height, page.width) == expected.shape[:2]
            assert np.array_equal(pixels_of(self.store, page), expected)


def _model_settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=14,
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


@pytest.fixture
def three(parts: Parts, tmp_path: Path) -> tuple[Page, ...]:
    """Three pages of one document."""
    document = parts.received()
    files = tuple(write(tmp_path / "in", seed, width=40, height=30) for seed in (1, 2, 3))
    return parts.import_pages(document.id, files)


def test_a_removed_page_comes_back_with_what_was_read_and_compared(
    parts: Parts, three: tuple[Page, ...]
) -> None:
    """Undo gives back the page's reading, the clerk's corrections and the comparison."""
    reading = Reading("tesseract", (Word("Giấy", (1, 2, 3, 4), 0.25, 0, read_as="Giây"),))
    with parts.store.transaction() as records:
        records.dossiers.keep_reading(three[1].id, reading)
    before = parts.compare.mark(three[1].id)

    parts.compare.remove(three[1].id)
    parts.pages.undo(three[1].document_id)

    with parts.store.snapshot() as records:
        assert before == records.dossiers.page(three[1].id)


def test_a_turned_page_must_be_read_and_compared_again(
    parts: Parts, three: tuple[Page, ...]
) -> None:
    """What was read and compared belongs to the picture as it lay; redo gives it back."""
    document = three[0].document_id
    parts.compare.mark(three[0].id)
    turned = parts.pages.rotate(three[0].id, 90)
    assert (turned.compared_at, turned.width, turned.height) == (None, 30, 40)

    compared = parts.compare.mark(three[0].id)
    parts.pages.undo(document)
    parts.pages.redo(document)

    with parts.store.snapshot() as records:
        assert compared == records.dossiers.page(three[0].id)


def test_the_journal_leads_from_a_working_picture_to_its_scans(
    parts: Parts, three: tuple[Page, ...]
) -> None:
    """Each act names the pictures it was made of, down to the scanned files."""
    document_id = three[0].document_id
    parts.pages.rotate(three[0].id, 90)
    merged = parts.pages.merge([three[0].id, three[2].id])
    cropped = parts.pages.crop(merged.id, (0, 0, 20, 20))

    made = how_it_was_made(parts.pages.history(document_id), cropped)

    assert [each.act for each in made] == ["page-rotated", "pages-merged", "page-cropped"]
    assert made[0].of == (three[0].sha256,)
    assert made[1].of == (made[0].sha256, three[2].sha256)
    assert made[2] == replace(
        made[2], sha256=cropped.sha256, of=(merged.sha256,), facts={"box": "[0, 0, 20, 20]"}
    )
    for page in three:
        data = parts.store.files.read(page.sha256)
        assert hashlib.sha256(data).hexdigest() == page.sha256


def test_clean_up_is_one_act_that_can_be_taken_back(parts: Parts, tmp_path: Path) -> None:
    """The scan stays, every cleaned page says how it was made, and the same is made again."""
    files = tuple(draw_page(tmp_path / f"{n}.png", n, (620, 877)) for n in (1, 2))
    for path in files:  # as if the paper were grey
        path.write_bytes(encode_png((read_pixels(path) * 0.9).astype(np.uint8), 75))
    scans = parts.import_pages(parts.received().id, files)
    for page in scans:
        parts.compare.mark(page.id)

    cleaned = parts.clean_pages([page.id for page in scans], CleanUpSteps())

    assert [page.id for page in cleaned] == [page.id for page in scans]
    history = parts.pages.history(scans[0].document_id)
    for page, scan in zip(cleaned, scans, strict=True):
        (made,) = how_it_was_made(history, page)
        assert (made.act, made.of) == ("pages-cleaned", (scan.sha256,))
        assert made.facts["degrees"] == 0.0
        again = clean_up(parts.store.files.read(scan.sha256), scan.dpi, CleanUpSteps())
        assert again is not None
        assert hashlib.sha256(again.picture.data).hexdigest() == page.sha256
        assert page.compared_at is None
        assert page.thumbnail not in (None, scan.thumbnail)
    assert len(history) == 1
    parts.pages.undo(scans[0].document_id)
    assert [page.sha256 for page in parts.document_of(scans[0]).pages] == [
        scan.sha256 for scan in scans
    ]
    assert parts.clean_pages.propose(scans[0].id, CleanUpSteps(light=False, white=False)) is None


def test_a_colour_profile_survives_the_turning(parts: Parts, tmp_path: Path) -> None:
    """The device's own profile goes along with the pixels."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "profiled.jpg"
    Image.fromarray(noise(1)).save(path, icc_profile=profile, dpi=(300, 300))
    (page,) = parts.import_pages(parts.received().id, (path,))

    turned = parts.pages.rotate(page.id, 90)

    with Image.open(io.BytesIO(parts.store.files.read(turned.sha256))) as picture:
        assert picture.info["icc_profile"] == profile


@pytest.mark.parametrize("box", [(0, 0, 0, 5), (-1, 0, 5, 5), (0, 0, 41, 5), (39, 29, 2, 1)])
def test_a_box_outside_the_page_is_refused(
    parts: Parts, three: tuple[Page, ...], box: tuple[int, int, int, int]
) -> None:
    """Nothing is changed, and the field is named."""
    with pytest.raises(InputInvalid) as refused:
        parts.pages.crop(three[0].id, box)

    assert refused.value.facts == {"field": "box"}
    assert parts.pages.history(three[0].document_id) == ()


def test_pages_move_together(parts: Parts, three: tuple[Page, ...]) -> None:
    """Several pages go after another one, in the order given."""
    first, second, third = (page.id for page in three)
    parts.pages.move([third, first], after=second)

    with parts.store.snapshot() as records:
        pages = records.dossiers.document(three[0].document_id).pages
    assert [second, third, first] == [page.id for page in pages]
    with pytest.raises(InputInvalid):
        parts.pages.move([first], after=PageId("nobody"))


def test_signed_pages_change_no_more(parts: Parts, three: tuple[Page, ...]) -> None:
    """Neither an act nor its undoing reaches the pages of a certified copy."""
    document_id = three[0].document_id
    parts.pages.rotate(three[0].id, 180)
    with parts.store.transaction() as records:
        records.register.add_block(make_block())
    certify(parts.store, document_id, b"%PDF-1.7 signed")

    with pytest.raises(AlreadyCertified):
        parts.pages.remove(three[1].id)
    with pytest.raises(AlreadyCertified):
        parts.pages.undo(document_id)


@pytest.mark.parametrize("turned", [True, False])
def test_fronts_and_backs_of_two_runs_come_together(
    parts: Parts, tmp_path: Path, turned: bool
) -> None:
    """Odd sides first, then the even ones from either end: each back follows its front."""
    files = tuple(write(tmp_path / "in", seed) for seed in range(6))
    pages = [page.id for page in parts.import_pages(parts.received().id, files)]
    fronts, backs = pages[:3], pages[3:]

    parts.pages.interleave(fronts, backs, turned=turned)

    with parts.store.snapshot() as records:
        document_id = records.dossiers.page(pages[0]).document_id
        order = [page.id for page in records.dossiers.document(document_id).pages]
    expected = backs[::-1] if turned else backs
    assert [side for sheet in zip(fronts, expected, strict=True) for side in sheet] == order
