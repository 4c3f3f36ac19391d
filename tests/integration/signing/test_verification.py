"""The verdict on any PDF: whole, foreign, changed, broken."""

import io
import random
import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from signing.errors import CertificateRefused, NotAPdf
from signing.practice.authority import PracticeAuthority, Subject
from signing.values import Verdict
from signing.verification import verify_pdf
from tests.signing_fixtures import AGENCY, OFFICER, PracticeDesk

CONTENTS = re.compile(rb"/Contents <([0-9A-Fa-f]{1000,})>")


def increment(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Append a revision, as any PDF program may."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko
    return out.getvalue()


def flip(pdf: bytes, at: int) -> bytes:
    """One bit turned."""
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def _number(value: int) -> generic.NumberObject:
    return generic.NumberObject(value)  # type: ignore[no-untyped-call]  # pyHanko


def _repaint(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    content = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    page[generic.pdf_name("/Contents")] = content
    writer.update_container(page)


def _drop_page(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    del pages["/Kids"][0]
    pages[generic.pdf_name("/Count")] = _number(1)
    writer.update_container(pages)


def _annotate(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    note = writer.add_object(
        generic.DictionaryObject(  # type: ignore[no-untyped-call]  # pyHanko
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Rect"): generic.ArrayObject(
                    [_number(n) for n in (0, 0, 500, 500)]
                ),
                generic.pdf_name("/Contents"): generic.TextStringObject("không đúng"),
            }
        )
    )
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([note])
    writer.update_container(page)


def _cover_with_field(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec("Cover", on_page=0, box=(0, 0, 595, 842)))


def _swap(pdf: bytes) -> bytes:
    first, second = CONTENTS.finditer(pdf)
    return (
        pdf[: first.start(1)]
        + second.group(1)
        + pdf[first.end(1) : second.start(1)]
        + first.group(1)
        + pdf[second.end(1) :]
    )


def _rewrite(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


TAMPERED: dict[str, Callable[[bytes], bytes]] = {
    "first byte of the picture": lambda pdf: flip(pdf, pdf.index(b"\xff\xd8\xff") + 700),
    "officer's revision": lambda pdf: (
        flip(pdf, pdf.index(b"/CertifyingOfficer") + 3)
        if b"/CertifyingOfficer" in pdf
        else flip(pdf, pdf.index(b"CertifyingOfficer") + 3)
    ),
    "inside the signature": lambda pdf: flip(pdf, next(CONTENTS.finditer(pdf)).start(1) + 600),
    "agency's revision": lambda pdf: flip(pdf, len(pdf) - 300),
    "signatures swapped": _swap,
    "second signature wiped": lambda pdf: (
        pdf[: (m := list(CONTENTS.finditer(pdf))[1]).start(1)]
        + b"0" * len(m.group(1))
        + pdf[m.end(1) :]
    ),
    "page repainted": lambda pdf: increment(pdf, _repaint),
    "page dropped": lambda pdf: increment(pdf, _drop_page),
    "note over the page": lambda pdf: increment(pdf, _annotate),
    "empty field over the page": lambda pdf: increment(pdf, _cover_with_field),
    "page added by rewriting": _rewrite,
    "bytes at the end": lambda pdf: pdf + b"\n% more\n",
    "bytes at the start": lambda pdf: b"% more\n" + pdf,
    "end cut off": lambda pdf: pdf[:-200],
    "half of it": lambda pdf: pdf[: len(pdf) // 2],
}


@pytest.mark.parametrize("how", TAMPERED)
def test_changed_copy_never_passes(desk: PracticeDesk, signed: bytes, how: str) -> None:
    """Whatever was done to the file after signing, it is not TOTAL-PASSED."""
    changed = TAMPERED[how](signed)
    assert changed != signed

    assert verify_pdf(changed, (desk.trust,)).verdict is not Verdict.TOTAL_PASSED


def test_changed_bytes_are_a_hash_failure(desk: PracticeDesk, signed: bytes) -> None:
    """A bit of the picture turned breaks both signatures."""
    changed = flip(signed, signed.index(b"\xff\xd8\xff") + 700)
    report = verify_pdf(changed, (desk.trust,))

    assert report.verdict == Verdict.TOTAL_FAILED
    assert [s.subindication for s in report.signatures] == ["HASH_FAILURE"] * 2


def test_later_change_is_named(desk: PracticeDesk, signed: bytes) -> None:
    """A page repainted after signing leaves the bytes intact and fails all the same."""
    report = verify_pdf(increment(signed, _repaint), (desk.trust,))

    assert report.verdict == Verdict.TOTAL_FAILED
    assert report.problems == ("changed-after-last-signature",)
    assert [s.changed_after for s in report.signatures] == [("other",)] * 2
    for signature in report.signatures:
        assert "page-content-changed" in signature.problems
    assert [s.subindication for s in report.signatures] == ["FORMAT_FAILURE"] * 2


def test_random_damage_never_passes_and_never_raises(
    desk: PracticeDesk, signed: bytes, composed: bytes
) -> None:
    """Files damaged in many places give a verdict or are no PDF: never TOTAL-PASSED."""
    chance = random.Random(20261122)
    holes = [range(*found.span(1)) for found in CONTENTS.finditer(signed)]
    for _ in range(60):
        damaged = bytearray(signed)
        # Most hits go to the objects that signing appended: there the structure is.
        places = [
            chance.randrange(len(composed) if chance.random() < 0.8 else 0, len(signed))
            for _ in range(chance.randint(1, 20))
        ]
        for place in places:
            damaged[place] ^= chance.randrange(1, 256)
        if all(any(place in hole for hole in holes) for place in places):
            continue  # the padding of a signature means nothing
        try:
            report = verify_pdf(bytes(damaged), (desk.trust,))
        except NotAPdf:
            continue
        assert report.verdict is not Verdict.TOTAL_PASSED, places


def test_foreign_trust_is_no_chain(desk: PracticeDesk, signed: bytes, tmp_path: Path) -> None:
    """Under another authority, or none, the signatures are intact and nobody's."""
    PracticeAuthority.create("Một cơ quan khác").write_trust(tmp_path / "other")
    for trust in ((tmp_path / "other",), ()):
        report = verify_pdf(signed, trust)
        assert report.verdict == Verdict.INDETERMINATE
        assert [s.subindication for s in report.signatures] == ["NO_CERTIFICATE_CHAIN_FOUND"] * 2
        assert all("timestamp-not-trusted" in s.problems for s in report.signatures)


def test_same_name_is_not_the_same_authority(
    desk: PracticeDesk, signed: bytes, tmp_path: Path
) -> None:
    """A root that only bears the right name is not trusted."""
    PracticeAuthority.create().write_trust(tmp_path / "namesake")

    assert verify_pdf(signed, (tmp_path / "namesake",)).verdict is not Verdict.TOTAL_PASSED


def test_unsigned_is_undecided(desk: PracticeDesk, composed: bytes) -> None:
    """A PDF without signatures is INDETERMINATE, and says why."""
    report = verify_pdf(composed, (desk.trust,))

    assert (
        report.verdict,
        report.signatures,
        report.pdfa,
        report.problems,
    ) == (Verdict.INDETERMINATE, (), "2b", ("unsigned",))


def test_locked_file_is_undecided(desk: PracticeDesk, composed: bytes) -> None:
    """A PDF under a password is not judged."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(composed)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert verify_pdf(out.getvalue(), (desk.trust,)).problems == ("encrypted",)


def test_what_is_no_pdf_says_so(tmp_path: Path) -> None:
    """A file of another kind, an empty one and a missing one are no PDF."""
    (tmp_path / "text.pdf").write_text("xin chào")
    (tmp_path / "empty.pdf").touch()
    for name in ("text.pdf", "empty.pdf", "gone.pdf"):
        with pytest.raises(NotAPdf) as error:
            verify_pdf(tmp_path / name, ())
        assert {"file": name} == error.value.facts


def test_hostile_structures_end_in_a_verdict(desk: PracticeDesk) -> None:
    """Deep nesting, endless page trees and cross-reference loops neither hang nor raise."""
    deep = b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"]" * 50_000 + b"\nendobj\n"
    loop = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/AcroForm<</Fields 2 0 R>>>>\nendobj\n"
        b"2 0 obj\n[2 0 R]\nendobj\n"
    )
    for body in (deep, loop):
        table = body + (
            b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n"
            + f"{body.find(b'2 0 obj') % 10**10:010} 00000 n \n".encode()
            + b"trailer\n<</Size 3/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(body), len(body))
        )
        assert verify_pdf(table, (desk.trust,)).verdict is not Verdict.TOTAL_PASSED


def test_stamped_signature_outlives_its_certificate(
    desk: PracticeDesk, timestamps: str, composed: bytes
) -> None:
    """After its certificate's end a stamped signature still passes, an unstamped one does not."""
    label = f"day-{uuid.uuid4().hex[:6]}"
    now = datetime.now(UTC)
    desk.new_key(
        desk.token,
        label,
        Subject(OFFICER, AGENCY),
        validity=(now - timedelta(days=1), now + timedelta(days=1)),
    )
    later = now + timedelta(days=30)
    stamped = desk.sign(composed, desk.rules(timestamps), keys=(label, "agency")).pdf
    bare = desk.sign(composed, desk.rules(debt_allowed=True), keys=(label, "agency")).pdf

    assert verify_pdf(stamped, (desk.trust,), at=later).verdict == Verdict.TOTAL_PASSED
    report = verify_pdf(bare, (desk.trust,), at=later)
    assert report.verdict == Verdict.INDETERMINATE
    assert report.signatures[0].subindication in ("OUT_OF_BOUNDS_NO_POE", "EXPIRED")


def test_revoked_certificate_fails_from_that_day(
    desk: PracticeDesk, timestamps: str, composed: bytes, tmp_path: Path
) -> None:
    """Revoked before the stamped time: not passed. Revoked after it: still passed."""
    label = f"rev-{uuid.uuid4().hex[:6]}"
    desk.new_key(desk.token, label, Subject(OFFICER, AGENCY))
    with desk.open() as session:
        certificate = session.key(label).certificate
    pdf = desk.sign(composed, desk.rules(timestamps), keys=(label, "agency")).pdf
    now = datetime.now(UTC)

    (tmp_path / "early.crl").write_bytes(
        desk.authority.revoke(certificate, at=now - timedelta(hours=1))
    )
    report = verify_pdf(pdf, (desk.trust, tmp_path / "early.crl"))
    assert report.verdict is not Verdict.TOTAL_PASSED
    assert "REVOKED" in str(report.signatures[0].subindication)
    assert report.signatures[1].verdict == Verdict.TOTAL_PASSED

    (tmp_path / "late.crl").write_bytes(
        desk.authority.revoke(certificate, at=now + timedelta(hours=1))
    )
    later = now + timedelta(hours=2)
    report = verify_pdf(pdf, (desk.trust, tmp_path / "late.crl"), at=later)
    assert report.verdict == Verdict.TOTAL_PASSED


def test_unreadable_trust_is_no_silent_distrust(signed: bytes, tmp_path: Path) -> None:
    """A broken file in the trust folder is an error, not a verdict."""
    (tmp_path / "root.pem").write_text("no certificate")
    with pytest.raises(CertificateRefused) as refused:
        verify_pdf(signed, (tmp_path,))
    assert refused.value.facts == {"reason": "unreadable", "certificate": "root.pem"}
