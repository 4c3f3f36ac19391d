"""PDF/A before and after signing, by a judge that is not ours."""

import dataclasses
import io
from pathlib import Path

import pikepdf
import pytest

from signing.compose import compose_copy
from signing.sign import pay_debts
from signing.typesetting import find_fonts
from signing.values import CopyDraft, PdfA
from tests.pdfa_judge import judge_or_skip, judged_faults
from tests.signing_fixtures import PracticeDesk


@pytest.fixture(scope="module")
def composed_1b(draft: CopyDraft) -> bytes:
    """A copy of the first part, ready to be signed."""
    return compose_copy(dataclasses.replace(draft, pdfa=PdfA.A_1B), find_fonts())


def metadata(pdf: bytes) -> tuple[bytes, dict[str, str]]:
    """XMP as it stands in the file, and Info."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        info = {key: str(value) for key, value in document.docinfo.items()}
        return document.Root.Metadata.read_raw_bytes(), info


def test_a_strict_judge_finds_no_fault(
    desk: PracticeDesk, timestamps: str, composed_1b: bytes, tmp_path: Path
) -> None:
    """As composed, and as signed twice with time-stamps."""
    judge_or_skip()
    assert judged_faults(composed_1b, tmp_path) == []
    signed = desk.sign(composed_1b, desk.rules(timestamps)).pdf
    assert judged_faults(signed, tmp_path) == []


def test_a_stamp_that_follows_is_the_one_thing_part_1_has_no_place_for(
    desk: PracticeDesk, timestamps: str, composed_1b: bytes, tmp_path: Path
) -> None:
    """A time-stamp over the whole file lies in a field that shows nothing.

    Part 2 lets such a field be without appearance (ISO 19005-2, 6.3.3), part 1 does not; with one,
    verifiers would no longer take it for validation data alone.
    """
    judge_or_skip()
    owing = desk.sign(composed_1b, desk.rules(debt_allowed=True))
    paid = pay_debts(owing.pdf, desk.rules(timestamps), owing.debts)
    assert (owing.debts, paid.debts) == (("timestamp",), ())
    _, *faults = judged_faults(paid.pdf, tmp_path)
    assert {fault.partition(" on page")[0] for fault in faults} == {
        "5.3.1 : Invalid field value in an annotation definition, "
        "widget annotation lacks an appearance dictionary"
    }
    assert judged_faults(owing.pdf, tmp_path) == []


def test_the_judge_finds_what_is_wrong(composed_1b: bytes, tmp_path: Path) -> None:
    """It is no judge that calls everything valid."""
    judge_or_skip()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(composed_1b)) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.beep()")
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert judged_faults(out.getvalue(), tmp_path)


def test_signing_leaves_metadata_as_composed(
    desk: PracticeDesk, timestamps: str, composed: bytes, signed: bytes
) -> None:
    """XMP is not written anew in another form of RDF, and goes on agreeing with Info."""
    assert metadata(signed) == metadata(composed)
