"""The composed copy, read back by programs that did not make it."""

import io
import pickle
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw

from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.errors import CopyRefused
from signing.page_pictures import _Kept, picture_bytes
from signing.typesetting import find_fonts, undrawable
from signing.values import CopyDraft, PagePicture, PdfA, PlacedWord
from tests.pdfa_rules import pdfa_faults
from tests.signing_fixtures import LINES, draw_page

FONTS = find_fonts()


def text_of(pdf: bytes, *, page: int | None = None, layout: bool = False) -> str:
    """What poppler reads, one page or all."""
    options = ["-f", str(page), "-l", str(page)] if page else []
    options += ["-layout"] if layout else []
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def lines_of(pdf: bytes, page: int) -> list[str]:
    """The lines of a page with single spaces."""
    lines = (" ".join(line.split()) for line in text_of(pdf, page=page, layout=True).splitlines())
    return [line for line in lines if line]


def test_same_draft_gives_the_same_bytes(draft: CopyDraft) -> None:
    """Composing twice, in one process and in another, gives the same file."""
    here = compose_copy(draft, FONTS)

    script = (
        "import pickle, sys; from signing.compose import compose_copy; "
        "from signing.typesetting import find_fonts; "
        "draft = pickle.load(sys.stdin.buffer); "
        "sys.stdout.buffer.write(compose_copy(draft, find_fonts()))"
    )
    there = subprocess.run(
        [sys.executable, "-c", script],
        input=pickle.dumps(draft),
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[3],
    ).stdout

    assert here == compose_copy(draft, FONTS)
    assert here == there


def test_copy_is_pdfa_by_rule(draft: CopyDraft) -> None:
    """Nothing in the composed file breaks a rule of PDF/A-2b."""
    assert pdfa_faults(compose_copy(draft, FONTS)) == []


def test_copy_may_be_of_the_first_part(draft: CopyDraft, tmp_path: Path) -> None:
    """As PDF/A-1b nothing is transparent: words lie under the picture, which shows unchanged."""
    pdf = compose_copy(replace(draft, pdfa=PdfA.A_1B), FONTS)
    plain = compose_copy(replace(draft, watermark=""), FONTS)

    assert pdfa_faults(pdf, part="1") == []
    assert " ".join(LINES).split() == text_of(pdf, page=1).split()
    unmarked = compose_copy(replace(draft, pdfa=PdfA.A_1B, watermark=""), FONTS)
    marks = ImageChops.difference(render(pdf, tmp_path, 2), render(unmarked, tmp_path, 2))
    assert marks.getbbox() is not None, "the watermark is on the statement's page"
    shown = ImageChops.difference(render(pdf, tmp_path, 1), render(plain, tmp_path, 1))
    assert shown.getextrema() == (0, 0)


@pytest.mark.parametrize("pdfa", list(PdfA))
def test_metadata_says_what_the_copy_is(draft: CopyDraft, pdfa: PdfA) -> None:
    """In XMP: the original's name, the agency, number and book, the identity code; Info agrees."""
    pdf = compose_copy(replace(draft, pdfa=pdfa), FONTS)
    said = f"Số chứng thực: {draft.statement.number:02}, quyển số: {draft.statement.book}"
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as xmp:
        assert (xmp["dc:title"], xmp["dc:creator"]) == (draft.title, [draft.statement.agency])
        assert xmp["dc:description"].endswith(said)
        assert xmp["pdf:Keywords"] == str(document.docinfo["/Keywords"])
        assert xmp["pdf:Keywords"].split(", ") == [draft.code, draft.lookup_url]
    assert pdfa_faults(pdf, part=pdfa.value[0]) == []


def test_words_of_the_original_are_found(draft: CopyDraft) -> None:
    """Every word is found in order, composed as in NFC."""
    found = text_of(compose_copy(replace(draft, watermark=""), FONTS), page=1)

    assert " ".join(LINES).split() == found.split()


def test_decomposed_words_are_found_composed(draft: CopyDraft, tmp_path: Path) -> None:
    """A reading in NFD is searchable as people type."""
    page = draft.pages[0]
    words = tuple(replace(w, text=unicodedata.normalize("NFD", w.text)) for w in page.words)
    pdf = compose_copy(replace(draft, watermark="", pages=(replace(page, words=words),)), FONTS)

    assert " ".join(LINES).split() == text_of(pdf, page=1).split()


def test_words_lie_on_the_picture(draft: CopyDraft, tmp_path: Path) -> None:
    """A hidden word has the box of the word in the picture."""
    (tmp_path / "copy.pdf").write_bytes(compose_copy(replace(draft, watermark=""), FONTS))
    boxes = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", "-bbox", tmp_path / "copy.pdf", "-"],
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    places = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" [^>]*>([^<]*)<', boxes)

    points = 72 / 100
    assert [word.text for word in draft.pages[0].words] == [text for *_, text in places]
    for word, (left, right, _) in zip(draft.pages[0].words, places, strict=True):
        assert pytest.approx(word.box[0] * points, abs=1) == float(left)
        assert pytest.approx((word.box[0] + word.box[2]) * points, abs=1) == float(right)


def test_statement_has_the_words_of_the_form(draft: CopyDraft) -> None:
    """The last page says what Mẫu số 01 says, number and date written by the decree."""
    lines = lines_of(compose_copy(draft, FONTS), page=2)

    assert lines[:3] == [
        "Chứng thực bản sao đúng với bản chính",
        "Số chứng thực: 05 quyển số: 01/2026-SCT/BS",
        "Ngày 02 tháng 01 năm 2026",
    ]
    for expected in (
        "Người thực hiện chứng thực",
        "(Ký, ghi rõ họ, tên và đóng dấu)",
        "KT. CHỦ TỊCH",
        "Trần Văn Mẫu",
    ):
        assert any(expected in line for line in lines), expected


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (datetime(2026, 3, 5, tzinfo=UTC), "Ngày 05 tháng 3 năm 2026"),
        (datetime(2026, 2, 28, 16, 59, tzinfo=UTC), "Ngày 28 tháng 02 năm 2026"),
        (datetime(2026, 2, 28, 17, 0, tzinfo=UTC), "Ngày 01 tháng 3 năm 2026"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "Ngày 01 tháng 01 năm 2027"),
    ],
)
def test_date_is_vietnamese(draft: CopyDraft, at: datetime, line: str) -> None:
    """The date is the one in Vietnam; days below 10 and months 1 and 2 have a leading zero."""
    statement = replace(draft.statement, certified_at=at)

    assert line in lines_of(compose_copy(replace(draft, statement=statement), FONTS), page=2)


def test_large_numbers_stay_as_they_are(draft: CopyDraft) -> None:
    """Only numbers of one digit get a zero."""
    statement = replace(draft.statement, number=1234)
    lines = lines_of(compose_copy(replace(draft, statement=statement), FONTS), page=2)

    assert lines[1] == "Số chứng thực: 1234 quyển số: 01/2026-SCT/BS"


def test_each_side_has_its_physical_size(draft: CopyDraft, tmp_path: Path) -> None:
    """An A4 side and a card of 85.6 × 54 mm are printed at 100 %, the statement on A4."""
    Image.new("RGB", (1011, 638), "white").save(tmp_path / "card.png")
    card = PagePicture(tmp_path / "card.png", 1011, 638, 300)
    pdf = compose_copy(replace(draft, pages=(draft.pages[0], card)), FONTS)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        sizes = [tuple(round(float(n), 1) for n in page.mediabox[2:]) for page in document.pages]
    assert sizes == [(595.4, 841.7), (242.6, 153.1), (595.0, 842.0)]


def test_jpeg_goes_through_untouched(draft: CopyDraft, tmp_path: Path) -> None:
    """The very bytes of a JPEG are in the copy: nothing is lost twice."""
    page = draw_page(tmp_path / "page.jpg")
    pdf = compose_copy(replace(draft, pages=(page,)), FONTS)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        assert page.path.read_bytes() == image.read_raw_bytes()


def test_noisy_colour_page_is_small_and_looks_the_same(draft: CopyDraft, tmp_path: Path) -> None:
    """A 300-dpi colour A4 side takes less than 400 kB; its structure is that of the scan."""
    page = draw_scan(tmp_path / "scan.png")
    pdf = compose_copy(replace(draft, pages=(page,)), FONTS)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        raw = image.read_raw_bytes()
    assert len(raw) < 400_000
    with Image.open(page.path) as scan, Image.open(io.BytesIO(raw)) as kept:
        assert scan.size == kept.size
        assert kept.mode == "RGB", "a faint seal is colour"
        assert likeness(scan, kept) > 0.97


def test_encoded_side_is_kept(draft: CopyDraft, tmp_path: Path) -> None:
    """The same side under another name is not encoded twice; what is kept has a bound."""
    page = draw_page(tmp_path / "one.png", ("Một trang riêng",))
    (tmp_path / "two.png").write_bytes(page.path.read_bytes())
    _, first = picture_bytes(page, 1)
    name, again = picture_bytes(replace(page, path=tmp_path / "two.png"), 7)

    assert again is first
    assert name == "side7.jpg"
    kept = _Kept(bound=250)
    for number in range(5):
        kept.keep((bytes([number]), 1, 1, 1), (".jpg", bytes(100)))
    assert [number for number in range(5) if kept.get((bytes([number]), 1, 1, 1))] == [3, 4]


def test_colourless_page_is_kept_in_grey(draft: CopyDraft, tmp_path: Path) -> None:
    """A side scanned in colour without any becomes a grey picture."""
    with Image.open(draft.pages[0].path) as picture:
        picture.convert("L").convert("RGB").save(tmp_path / "grey.png")
    page = replace(draft.pages[0], path=tmp_path / "grey.png")
    pdf = compose_copy(replace(draft, pages=(page,)), FONTS)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        with Image.open(io.BytesIO(image.read_raw_bytes())) as kept:
            assert kept.mode == "L"


def test_bitonal_page_is_group4_and_pixel_for_pixel(draft: CopyDraft, tmp_path: Path) -> None:
    """A black-and-white side loses nothing, gives the same bytes each time, and stays PDF/A."""
    with Image.open(draft.pages[0].path) as picture:
        bitonal = picture.convert("1", dither=Image.Dither.NONE)
        bitonal.save(tmp_path / "bitonal.png")
    page = replace(draft.pages[0], path=tmp_path / "bitonal.png")
    given = replace(draft, pages=(page,), watermark="")
    pdf = compose_copy(given, FONTS)

    assert pdf == compose_copy(given, FONTS)
    assert pdfa_faults(pdf) == []
    (tmp_path / "copy.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdfimages", "-png", "-l", "1", tmp_path / "copy.pdf", tmp_path / "out"], check=True
    )
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        assert image.get("/Filter") == "/CCITTFaxDecode"
    with Image.open(tmp_path / "out-000.png") as seen:
        assert bitonal.convert("L").tobytes() == seen.convert("L").tobytes()


def draw_scan(path: Path) -> PagePicture:
    """An A4 side at 300 dpi as a scanner gives it: cream paper, text, a faint seal, noise."""
    small = draw_page(path.with_name("small.png"))
    with Image.open(small.path) as picture:
        side = picture.resize((2480, 3508), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(side)
    pen.ellipse((1500, 2200, 1900, 2600), outline="#e0b0b0", width=12)
    noise = Image.effect_noise(side.size, 12).convert("RGB")
    ImageChops.add(side, noise, scale=1, offset=-128).save(path, dpi=(300, 300))
    return PagePicture(path, 2480, 3508, 300)


def likeness(one: Image.Image, other: Image.Image) -> float:
    """How much of the structure is common: correlation at half size, where noise is averaged."""
    first, second = (
        np.asarray(each.convert("L").reduce(2), dtype=np.float64).ravel() for each in (one, other)
    )
    return float(np.corrcoef(first, second)[0, 1])


def test_qr_leads_to_the_lookup(draft: CopyDraft, tmp_path: Path) -> None:
    """The QR on the last page says the look-up address."""
    picture = render(compose_copy(draft, FONTS), tmp_path, page=2)

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [draft.lookup_url]


def test_watermark_hides_nothing(draft: CopyDraft, tmp_path: Path) -> None:
    """The watermark is there, and no point of the picture is changed by more than a little."""
    marked = render(compose_copy(draft, FONTS), tmp_path, page=1)
    plain = render(compose_copy(replace(draft, watermark=""), FONTS), tmp_path, page=1)
    difference = ImageChops.difference(marked, plain).histogram()

    assert sum(difference[5:]) > 1000
    assert sum(difference[60:]) == 0


def render(pdf: bytes, folder: Path, page: int) -> Image.Image:
    """A page in grey at 100 dpi, as poppler draws it."""
    number = str(page)
    drawn = subprocess.run(
        ["pdftoppm", "-r", "100", "-gray", "-f", number, "-l", number, "-", folder / "page"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    assert drawn.stderr == b""
    (file,) = folder.glob("page*.pgm")
    with Image.open(file) as picture:
        picture.load()
    file.unlink()
    return picture


def test_strange_letters_are_left_out_of_the_search_layer(draft: CopyDraft) -> None:
    """A misread sign that no font has does not stop the copy."""
    page = draft.pages[0]
    words = (PlacedWord("☂", (10, 10, 20, 20)), PlacedWord("a☃b", (50, 50, 40, 20)), *page.words)
    pdf = compose_copy(replace(draft, pages=(replace(page, words=words),)), FONTS)

    assert "ab" in text_of(pdf, page=1).split()


def test_every_letter_called_drawable_is_drawable(draft: CopyDraft) -> None:
    """The table of letters promises nothing that the fonts cannot keep."""
    letters = [chr(c) for c in range(0x20, 0x2200) if not undrawable(chr(c))]
    assert len(letters) > 400
    words = tuple(PlacedWord(letter, (10, 10, 20, 20)) for letter in letters)
    compose_copy(replace(draft, pages=(replace(draft.pages[0], words=words),)), FONTS)


def test_name_with_unknown_letter_is_refused(draft: CopyDraft) -> None:
    """A name is printed whole or not at all."""
    statement = replace(draft.statement, signer_name="Trần ☂ Mẫu")

    with pytest.raises(CopyRefused) as refused:
        compose_copy(replace(draft, statement=statement), FONTS)
    assert refused.value.facts == {"reason": "letter-missing", "letter": "U+2602"}


def test_title_too_long_for_its_place_is_refused(draft: CopyDraft) -> None:
    """What would run into the statement is refused, never cut."""
    statement = replace(draft.statement, signer_title=("PHÓ CHỦ TỊCH",) * 12)

    with pytest.raises(CopyRefused) as refused:
        compose_copy(replace(draft, statement=statement), FONTS)
    assert refused.value.facts == {"reason": "typesetting-failed"}


def test_bad_pictures_are_refused_by_page(draft: CopyDraft, tmp_path: Path) -> None:
    """A missing, truncated, foreign, huge or exchanged picture is named by its page."""
    whole = draft.pages[0].path.read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.png").write_text("no picture")
    page = draft.pages[0]
    cases = {
        "picture-missing": replace(page, path=tmp_path / "gone.png"),
        "picture-damaged": replace(page, path=tmp_path / "cut.png"),
        "picture-changed": replace(page, width=826),
        "picture-too-large": replace(page, width=20_000, height=20_000),
    }
    for reason, bad in cases.items():
        with pytest.raises(CopyRefused) as refused:
            compose_copy(replace(draft, pages=(page, bad)), FONTS)
        assert {"reason": reason, "page": 2} == refused.value.facts
    with pytest.raises(CopyRefused) as refused:
        compose_copy(replace(draft, pages=(replace(page, path=tmp_path / "text.png"),)), FONTS)
    assert refused.value.facts == {"reason": "picture-damaged", "page": 1}


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK"])
def test_every_kind_of_picture_makes_a_valid_copy(
    draft: CopyDraft, tmp_path: Path, mode: str
) -> None:
    """Bitonal, grey, palette, transparent and CMYK sources all end in PDF/A-2b."""
    suffix = ".jpg" if mode == "CMYK" else ".png"
    with Image.open(draft.pages[0].path) as picture:
        picture.convert(mode).save(tmp_path / f"other{suffix}")
    page = replace(draft.pages[0], path=tmp_path / f"other{suffix}")

    assert pdfa_faults(compose_copy(replace(draft, pages=(page,)), FONTS)) == []


def test_copy_without_pages_is_refused(draft: CopyDraft) -> None:
    """A statement certifies something."""
    with pytest.raises(CopyRefused) as refused:
        compose_copy(replace(draft, pages=()), FONTS)
    assert refused.value.facts == {"reason": "no-pages"}


def test_signatures_have_places_of_their_own() -> None:
    """The two boxes lie on the page and do not touch."""
    (left, bottom, right, top), (left2, bottom2, right2, top2) = (
        look.box for look in SIGNATURE_LOOKS
    )
    assert 0 <= left < right <= 595
    assert 0 <= left2 < right2 <= 595
    assert 0 <= bottom < top <= 842
    assert 0 <= bottom2 < top2 <= 842
    assert right2 < left or right < left2
