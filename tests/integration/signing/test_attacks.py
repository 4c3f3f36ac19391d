"""Published attacks on signed PDFs, made on copies of ours: none passes, and each gets its name."""

import asyncio
import io
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.functions import async_sign_pdf
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata

from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.token_signer import TokenSigner
from signing.values import Verdict, VerificationReport
from signing.verification import verify_pdf
from tests.signing_fixtures import AGENCY, OFFICER, PIN, PracticeDesk

Change = Callable[[IncrementalPdfFileWriter], None]


def increment(pdf: bytes, change: Change) -> bytes:
    """Append a revision, as any PDF program may."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko
    return out.getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> Any:
    """The first page's dictionary."""
    return writer.root["/Pages"]["/Kids"][0]


def problems_of(report: VerificationReport) -> set[str]:
    """All that is said against the file and its signatures."""
    return {*report.problems, *(p for s in report.signatures for p in s.problems)}


def _overlaid(pdf: bytes) -> bytes:
    """A paper prepared for an attack: a white picture hides part of it when it is signed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        cover = document.make_stream(b"1 1 1 rg 60 500 400 200 re f")
        cover["/Type"] = pikepdf.Name.XObject
        cover["/Subtype"] = pikepdf.Name.Form
        cover["/BBox"] = [0, 0, 595, 842]
        name = page.add_resource(cover, pikepdf.Name.XObject)
        page.contents_add(f"q {name} Do Q".encode())
        document.save(out, static_id=True)
    return out.getvalue()


def test_shadow_hide(desk: PracticeDesk, composed: bytes) -> None:
    """A cover that was signed is taken away afterwards, and what it hid appears."""
    signed = desk.sign(_overlaid(composed), desk.rules(debt_allowed=True)).pdf
    assert verify_pdf(signed, desk.trust).verdict == Verdict.TOTAL_PASSED

    def uncover(writer: IncrementalPdfFileWriter) -> None:
        forms = first_page(writer)["/Resources"]["/XObject"]
        for name in forms:
            form = forms[name]
            if form.get("/Subtype") == "/Form" and b"60 500 400 200 re" in form.data:
                form._data = b" "
                form._encoded_data = None
                writer.mark_update(forms.raw_get(name).reference)

    report = verify_pdf(increment(signed, uncover), desk.trust)
    assert report.verdict == Verdict.TOTAL_FAILED
    assert "picture-changed" in problems_of(report)


def test_shadow_replace(desk: PracticeDesk, signed: bytes) -> None:
    """A font is exchanged after signing, so that the same codes show other letters."""

    def exchange(writer: IncrementalPdfFileWriter) -> None:
        last = writer.root["/Pages"]["/Kids"][1]
        fonts = last["/Resources"]["/Font"]
        font = fonts[next(iter(fonts))]
        font[generic.pdf_name("/Encoding")] = generic.pdf_name("/Identity-V")
        writer.update_container(font)

    report = verify_pdf(increment(signed, exchange), desk.trust)
    assert report.verdict == Verdict.TOTAL_FAILED
    assert "font-changed" in problems_of(report)


def test_shadow_hide_and_replace(desk: PracticeDesk, composed: bytes) -> None:
    """The new table points to another version of the page that was hidden in the signed bytes."""

    def other_content(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        page["/Contents"]._data = b"0 0 500 500 re f"
        page["/Contents"]._encoded_data = None
        writer.mark_update(page.raw_get("/Contents").reference)

    signed = desk.sign(increment(composed, other_content), desk.rules(debt_allowed=True)).pdf
    assert verify_pdf(signed, desk.trust).verdict == Verdict.TOTAL_PASSED
    reader = PdfFileReader(io.BytesIO(signed))
    number = reader.root["/Pages"]["/Kids"][0].raw_get("/Contents").idnum
    hidden = signed.index(b"\n%d 0 obj" % number) + 1
    trailer = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)", signed, re.S)[-1]
    entries = re.sub(rb"/Prev\s+\d+", b"", trailer[0])
    attacked = signed + (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<<%s /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (number, hidden, entries, int(trailer[1]), len(signed))
    )

    report = verify_pdf(attacked, desk.trust)
    assert report.verdict == Verdict.TOTAL_FAILED
    assert "hidden-object-shown" in problems_of(report)


def test_object_removed(desk: PracticeDesk, signed: bytes) -> None:
    """An object that was signed is declared free."""
    reader = PdfFileReader(io.BytesIO(signed))
    number = reader.root["/Pages"]["/Kids"][0].raw_get("/Contents").idnum
    trailer = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)", signed, re.S)[-1]
    entries = re.sub(rb"/Prev\s+\d+", b"", trailer[0])
    attacked = signed + (
        b"xref\n%d 1\n%010d 00001 f \ntrailer\n<<%s /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (number, 0, entries, int(trailer[1]), len(signed))
    )

    report = verify_pdf(attacked, desk.trust)
    assert report.verdict is not Verdict.TOTAL_PASSED
    assert problems_of(report)


@pytest.mark.parametrize("ending", [b"", b"trailer\n<</Root 1 0 R>>\n", b"startxref\n0\n%%EOF\n"])
def test_incremental_saving_without_a_table(
    desk: PracticeDesk, signed: bytes, ending: bytes
) -> None:
    """Objects appended without a proper table, which forgiving readers would take all the same."""
    reader = PdfFileReader(io.BytesIO(signed))
    number = reader.root["/Pages"]["/Kids"][0].raw_get("/Contents").idnum
    body = b"%d 0 obj\n<</Length 16>>\nstream\n0 0 500 500 re f\nendstream\nendobj\n" % number

    report = verify_pdf(signed + body + ending, desk.trust)
    assert report.verdict is not Verdict.TOTAL_PASSED
    assert problems_of(report)


def test_signature_wrapping(desk: PracticeDesk, signed: bytes) -> None:
    """The hole that is left out of the hash is made larger than the signature."""
    *_, last = re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", signed)
    first, length, second, rest = (int(number) for number in last.groups())
    moved = b"/ByteRange [%d %d %d %d]" % (first, length, second + 40, rest - 40)
    attacked = (
        signed[: last.start()] + moved.ljust(last.end() - last.start()) + signed[last.end() :]
    )

    report = verify_pdf(attacked, desk.trust)
    assert report.verdict == Verdict.TOTAL_FAILED
    assert "signature-wrapped" in problems_of(report)


@pytest.mark.parametrize(
    ("pattern", "forged"),
    [
        (rb"/Contents <[0-9a-fA-F]{1000,}>", b"/Contents null"),
        (rb"/Contents <[0-9a-fA-F]{1000,}>", b"/Contents <00>"),
        (rb"/Contents <[0-9a-fA-F]{1000,}>", b""),
        (rb"/ByteRange \[[\d ]+\]", b"/ByteRange null"),
        (rb"/ByteRange \[[\d ]+\]", b"/ByteRange [0 -1 -1 -1]"),
        (rb"/ByteRange \[[\d ]+\]", b"/ByteRange [-1 2 3 4]"),
        (rb"/ByteRange \[[\d ]+\]", b""),
        (rb"/SubFilter /ETSI.CAdES.detached", b"/SubFilter /none"),
        (rb"/Type /Sig", b"/Type /Non"),
    ],
)
def test_universal_forgery(
    desk: PracticeDesk, signed: bytes, pattern: bytes, forged: bytes
) -> None:
    """What a careless reader takes for "nothing to check" is never a pass."""
    for found in re.finditer(pattern, signed):
        width = found.end() - found.start()
        attacked = signed[: found.start()] + forged.ljust(width) + signed[found.end() :]
        report = verify_pdf(attacked, desk.trust)
        assert report.verdict is not Verdict.TOTAL_PASSED
        assert problems_of(report)


@pytest.fixture(scope="module")
def certified(desk: PracticeDesk, composed: bytes) -> bytes:
    """A paper under a certifying signature that allows form filling and further signatures."""
    with desk.open() as session:
        signer = TokenSigner(session.key("officer"), (), debt_allowed=True)
        metadata = PdfSignatureMetadata(
            field_name="Author",
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        )
        out = asyncio.run(
            async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(composed)), metadata, signer)
        )
    return bytes(out.getvalue())


def test_evil_annotation(desk: PracticeDesk, certified: bytes) -> None:
    """A note laid over a certified page is no filling of a form."""

    def annotate(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        note = generic.DictionaryObject(  # type: ignore[no-untyped-call]  # pyHanko
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Rect"): generic.ArrayObject(
                    [generic.NumberObject(n) for n in (0, 0, 500, 500)]  # type: ignore[no-untyped-call]
                ),
            }
        )
        page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
        writer.update_container(page)

    assert verify_pdf(certified, desk.trust).verdict == Verdict.TOTAL_PASSED
    report = verify_pdf(increment(certified, annotate), desk.trust)
    assert report.verdict == Verdict.TOTAL_FAILED
    assert "annotation-added" in problems_of(report)


def test_sneaky_signature(desk: PracticeDesk, certified: bytes) -> None:
    """A stranger's signature whose picture covers the page makes the file as weak as itself."""
    stranger = PracticeAuthority.create("Cơ quan của kẻ gian")
    label = f"sneak-{uuid.uuid4().hex[:6]}"
    soft_token.create_key(
        desk.module,
        desk.token,
        PIN,
        label,
        lambda key: stranger.issue(Subject("Kẻ gian", AGENCY), key),
    )
    with desk.open() as session:
        out = asyncio.run(
            async_sign_pdf(
                IncrementalPdfFileWriter(io.BytesIO(certified)),
                PdfSignatureMetadata(
                    field_name="Sneaky", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
                ),
                TokenSigner(session.key(label), (), debt_allowed=True),
                new_field_spec=SigFieldSpec("Sneaky", on_page=0, box=(0, 0, 595, 842)),
            )
        )
    report = verify_pdf(bytes(out.getvalue()), desk.trust)

    assert report.verdict is not Verdict.TOTAL_PASSED
    assert report.signatures[-1].subindication == "NO_CERTIFICATE_CHAIN_FOUND"


def test_copy_without_the_agency_is_not_whole(desk: PracticeDesk, signed: bytes) -> None:
    """Cut back to the officer's revision, a copy of ours says whose signature is missing."""
    officer = PdfFileReader(io.BytesIO(signed)).embedded_regular_signatures[0]
    end = sum(int(number) for number in list(officer.byte_range)[2:])
    report = verify_pdf(signed[:end], desk.trust)

    assert [s.verdict for s in report.signatures] == [Verdict.TOTAL_PASSED]
    assert report.signatures[0].signer == OFFICER
    assert (report.verdict, report.problems) == (
        Verdict.INDETERMINATE,
        ("agency-signature-missing",),
    )


def test_report_time_is_not_in_doubt(desk: PracticeDesk, signed: bytes) -> None:
    """Judged at a moment before it was signed, a copy does not pass as of that moment."""
    early = datetime(2020, 1, 1, tzinfo=UTC)

    assert verify_pdf(signed, desk.trust, at=early).verdict is not Verdict.TOTAL_PASSED
