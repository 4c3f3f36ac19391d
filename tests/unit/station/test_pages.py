"""Page acts: whatever was done to pages can be taken back, down to what was scanned."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from offline_store.errors import OtherPaperFirst
from offline_store.records import Page, PageId, Reading, Word
from offline_store.store import Store
from scanners.clean_up import CleanUpSteps, clean_up
from scanners.jpeg_damage import DAMAGED
from scanners.page_looks import BLANK, NEARLY_BLANK
from scanners.png import encode_png
from station.errors import AlreadyCertified, InputInvalid, PageNotBlank
from station.page_journal import how_it_was_made
from station.pages import Cut
from station.scan_profiles import PROFILES
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


def test_both_sides_lie_in_the_middle_of_a_sheet(parts: Parts, three: tuple[Page, ...]) -> None:
    """At their own size, pixel for pixel, with as much white between them as around."""
    sides = [parts.store.files.read(page.sha256) for page in three[:2]]
    merged = parts.pages.merge([page.id for page in three[:2]], (10.0, 20.0))

    assert (merged.dpi, merged.width, merged.height) == (300, 118, 236)
    with Image.open(io.BytesIO(parts.store.files.read(merged.sha256))) as picture:
        sheet = np.asarray(picture.convert("RGB"))
    gap, top = (236 - sum(page.height for page in three[:2])) // 3, 0
    left = (118 - max(page.width for page in three[:2])) // 2
    rest = sheet.copy()
    for page, side in zip(three[:2], sides, strict=True):
        top += gap
        there = np.s_[top : top + page.height, left : left + page.width]
        with Image.open(io.BytesIO(side)) as picture:
            assert (sheet[there] == np.asarray(picture.convert("RGB"))).all()
        rest[there] = 255
        top += page.height
    assert (rest == 255).all()

    parts.pages.undo(merged.document_id)
    too_small = parts.pages.merge([page.id for page in three[:2]], (2.0, 2.0))
    assert too_small.height == sum(page.height for page in three[:2])


def test_a_lost_part_is_told_of_whatever_is_made_of_the_page(
    parts: Parts, three: tuple[Page, ...], tmp_path: Path
) -> None:
    """Turned, laid together with a whole one, cut in two: and no empty half is offered as blank."""
    with Image.open(draw_page(tmp_path / "drawn.png", 1, (620, 877))) as drawn:
        drawn.convert("RGB").save(tmp_path / "lost.jpg", dpi=(300, 300))
    data = (tmp_path / "lost.jpg").read_bytes()
    middle = len(data) // 2
    (tmp_path / "lost.jpg").write_bytes(data[:middle] + bytes(4096) + data[middle + 4096 :])
    (lost,) = parts.import_pages(three[0].document_id, (tmp_path / "lost.jpg",))
    assert DAMAGED in lost.warnings

    turned = parts.pages.rotate(lost.id, 180)
    together = parts.pages.merge([three[0].id, turned.id])
    halves = parts.pages.split(together.id, Cut.ROWS, together.height - 20)

    for page in (turned, together, *halves):
        assert DAMAGED in page.warnings
        assert not {BLANK, NEARLY_BLANK} & set(page.warnings)
    with pytest.raises(PageNotBlank):
        parts.blank_sides.remove([halves[1].id])


def test_pages_given_to_a_new_paper_come_back_from_either(
    parts: Parts, three: tuple[Page, ...]
) -> None:
    """What was compared goes along; once its pages are back, the new paper is none any more."""
    document_id = three[0].document_id
    compared = parts.compare.mark(three[2].id)

    new = parts.give_pages([three[2].id, three[1].id])

    assert [page.id for page in new.pages] == [three[2].id, three[1].id]
    assert new.pages[0].compared_at == compared.compared_at
    assert _papers(parts, three) == [(1, 1), (2, 2)]
    parts.pages.undo(new.id)
    assert _papers(parts, three) == [(1, 3)]
    assert [page.id for page in parts.document_of(three[0]).pages] == [page.id for page in three]
    parts.pages.redo(document_id)
    assert _papers(parts, three) == [(1, 1), (2, 2)]


def test_two_papers_become_one_and_keep_how_pages_were_made(
    parts: Parts, three: tuple[Page, ...]
) -> None:
    """The paper that gave all drops out, and the others move up; the journals are read as one."""
    second = parts.give_pages([three[1].id])
    third = parts.give_pages([three[2].id])
    turned = parts.pages.rotate(three[1].id, 90)

    joined = parts.give_pages([turned.id], third.id)

    assert _papers(parts, three) == [(1, 1), (2, 2)]
    assert joined.position == 2
    whole = parts.pages.dossier_history(second.dossier_id)
    (made,) = how_it_was_made(whole, joined.pages[1])
    assert (made.act, made.of) == ("page-rotated", (three[1].sha256,))
    parts.pages.undo(third.id)
    assert _papers(parts, three) == [(1, 1), (2, 1), (3, 1)]


def test_an_act_on_two_papers_waits_for_later_ones(parts: Parts, three: tuple[Page, ...]) -> None:
    """It goes back only when nothing was done in the other paper since; the paper is named."""
    new = parts.give_pages([three[2].id])
    parts.pages.rotate(three[2].id, 90)

    with pytest.raises(OtherPaperFirst) as refused:
        parts.pages.undo(three[0].document_id)

    assert refused.value.facts == {"document": 2}
    parts.pages.undo(new.id)
    parts.pages.undo(three[0].document_id)
    assert _papers(parts, three) == [(1, 3)]


def test_pages_go_only_to_an_open_paper_of_the_dossier(
    parts: Parts, three: tuple[Page, ...]
) -> None:
    """Not to their own, not to another citizen's, and not to or from a signed one."""
    document_id = three[0].document_id
    for stranger in (document_id, parts.received().id):
        with pytest.raises(InputInvalid):
            parts.give_pages([three[0].id], stranger)
    new = parts.give_pages([three[0].id])
    with parts.store.transaction() as records:
        records.register.add_block(make_block())
    certify(parts.store, document_id, b"%PDF-1.7 signed")

    with pytest.raises(AlreadyCertified):
        parts.give_pages([three[0].id], document_id)
    with pytest.raises(AlreadyCertified):
        parts.pages.undo(new.id)


def _papers(parts: Parts, pages: tuple[Page, ...]) -> list[tuple[int, int]]:
    """Position and number of pages of each paper of the dossier."""
    with parts.store.snapshot() as records:
        document = records.dossiers.document(pages[0].document_id)
        documents = records.dossiers.get(document.dossier_id).documents
    return [(each.position, len(each.pages)) for each in documents]


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


def test_old_papers_and_cards_keep_their_look() -> None:
    """Their tone belongs to them: only how they lie is put right; office sheets become white."""
    steps = {name: profile.clean_up for name, profile in PROFILES.items()}

    assert steps["office-sheets"] == CleanUpSteps()
    for name in ("fragile-original", "identity-card"):
        assert steps[name] == CleanUpSteps(light=False, white=False)
