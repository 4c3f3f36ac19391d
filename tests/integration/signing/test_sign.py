"""Signing with real tokens and a real time-stamp server, judged by programs of others."""

import dataclasses
import io
import os
import shutil
import subprocess
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.errors import CertificateRefused, CopyRefused, TokenRefused
from signing.pin import Pin
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.sign import sign_copy
from signing.tokens import open_token
from signing.typesetting import find_fonts
from signing.values import CopyDraft, Level, PdfA, Verdict
from signing.verification import verify_pdf
from tests.pdfa_rules import pdfa_faults
from tests.signing_fixtures import AGENCY, OFFICER, PIN, PracticeDesk


def pdfsig(pdf: bytes, folder: Path, *options: str) -> str:
    """What poppler's judge says."""
    file = folder / "judged.pdf"
    file.write_bytes(pdf)
    # Without a home, no certificate store of this user has a say.
    done = subprocess.run(
        ["pdfsig", *options, str(file)], capture_output=True, check=False, env={"PATH": os.defpath}
    )
    return done.stdout.decode("utf-8")


def contents_of(pdf: bytes) -> list[bytes]:
    """The CMS of each signature, with its padding."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [bytes(field["/V"]["/Contents"]) for field in document.Root.AcroForm.Fields]


def test_copy_bears_two_stamped_signatures(
    desk: PracticeDesk, timestamps: str, composed: bytes
) -> None:
    """Officer first, then agency, both with time-stamps, both passed, all of the file covered."""
    before = datetime.now(UTC) - timedelta(seconds=2)
    copy = desk.sign(composed, desk.rules(timestamps))
    report = verify_pdf(copy.pdf, (desk.trust,))

    assert (copy.level, copy.debts) == (Level.B_T, ())
    assert copy.pdf.startswith(composed), "signing only appends"
    assert (report.verdict, report.pdfa, report.problems) == (Verdict.TOTAL_PASSED, "2b", ())
    officer, agency = report.signatures
    assert (officer.signer, agency.signer) == (OFFICER, AGENCY)
    assert tuple(look.field for look in SIGNATURE_LOOKS) == (officer.field, agency.field)
    assert (officer.covers_whole_file, officer.changed_after) == (False, ("signature",))
    assert (agency.covers_whole_file, agency.changed_after) == (True, ())
    for signature in report.signatures:
        assert (
            signature.verdict,
            signature.subindication,
            signature.level,
        ) == (Verdict.TOTAL_PASSED, None, "B-T")
        assert signature.timestamped_at is not None
        assert before < signature.timestamped_at < datetime.now(UTC) + timedelta(seconds=2)
        assert copy.signed_at.replace(microsecond=0) == signature.signed_at


def test_signed_copy_is_still_pdfa(signed: bytes, tmp_path: Path) -> None:
    """Signatures, their appearances and fonts keep the rules of PDF/A-2b; qpdf finds no fault."""
    (tmp_path / "signed.pdf").write_bytes(signed)
    checked = subprocess.run(
        ["qpdf", "--check", tmp_path / "signed.pdf"], capture_output=True, check=False
    )

    assert pdfa_faults(signed) == []
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_signed_copy_of_the_first_part_keeps_its_rules(
    desk: PracticeDesk, timestamps: str, draft: CopyDraft, tmp_path: Path
) -> None:
    """A PDF/A-1b copy is one after signing, too."""
    composed = compose_copy(dataclasses.replace(draft, pdfa=PdfA.A_1B), find_fonts())
    copy = desk.sign(composed, desk.rules(timestamps))
    report = verify_pdf(copy.pdf, desk.trust)

    assert pdfa_faults(copy.pdf, part="1") == []
    assert (report.verdict, report.pdfa) == (Verdict.TOTAL_PASSED, "1b")


def test_signatures_show_who_and_when(signed: bytes, tmp_path: Path) -> None:
    """The appearances say signer, agency and Vietnamese time in words that can be read."""
    (tmp_path / "signed.pdf").write_bytes(signed)
    text = subprocess.run(
        ["pdftotext", "-f", "2", "-layout", tmp_path / "signed.pdf", "-"],
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")

    for line in (f"Ký bởi: {OFFICER}", f"Ký bởi: {AGENCY}", f"Cơ quan: {AGENCY}"):
        assert line in text
    with pikepdf.open(io.BytesIO(signed)) as document:
        years = {str(field["/V"]["/M"])[2:6] for field in document.Root.AcroForm.Fields}
    assert f"{years.pop()}" in text
    assert "+07:00" in text


def test_another_program_finds_both_valid(signed: bytes, tmp_path: Path) -> None:
    """Poppler's pdfsig finds both signatures valid and the whole document signed."""
    said = pdfsig(signed, tmp_path, "-nocert")

    assert said.count("Signature is Valid.") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    assert said.count("Total document signed") == 1


@pytest.mark.skipif(shutil.which("certutil") is None, reason="needs libnss3-tools")
def test_another_program_trusts_the_whole_chain(
    desk: PracticeDesk, signed: bytes, tmp_path: Path
) -> None:
    """Given the root, pdfsig trusts both certificates."""
    base = tmp_path / "nss"
    base.mkdir()
    certutil = shutil.which("certutil")
    root = next(desk.trust.glob("*.pem"))
    for arguments in (
        ["-N", "--empty-password"],
        ["-A", "-n", "root", "-t", "CT,CT,CT", "-i", str(root)],
    ):
        subprocess.run([str(certutil), "-d", f"sql:{base}", *arguments], check=True)
    said = pdfsig(signed, tmp_path, "-nssdir", f"sql:{base}")

    assert said.count("Signature is Valid.") == 2
    assert said.count("Certificate is Trusted.") == 2


def test_signature_names_its_certificate(signed: bytes) -> None:
    """Both signatures carry SHA-256, ESS signingCertificateV2, a time-stamp and the root."""
    for content in contents_of(signed):
        for oid in ("2a864886f70d010910022f", "2a864886f70d010910020e", "608648016503040201"):
            assert bytes.fromhex(oid) in content
        assert content.count("Cơ quan chứng thực số THỰC HÀNH".encode()) >= 3
        assert len(content) == 32768


def test_only_the_own_chain_is_embedded(
    desk: PracticeDesk, composed: bytes, tmp_path: Path
) -> None:
    """A folder full of other authorities' roots does not swell the signature."""
    for number in range(12):
        other = PracticeAuthority.create(f"Cơ quan khác {number}")
        other.write_trust(tmp_path).rename(tmp_path / f"{number}.pem")
    rules = desk.rules(debt_allowed=True)
    copy = desk.sign(composed, dataclasses.replace(rules, issuers=(tmp_path, desk.trust)))

    assert "Cơ quan khác".encode() not in contents_of(copy.pdf)[0]
    assert "Cơ quan chứng thực số THỰC HÀNH".encode() in contents_of(copy.pdf)[0]


def test_curve_key_signs_as_well(desk: PracticeDesk, timestamps: str, composed: bytes) -> None:
    """A P-256 key beside an RSA key gives a valid copy."""
    label = f"curve-{uuid.uuid4().hex[:6]}"
    desk.new_key(desk.token, label, Subject(OFFICER, AGENCY), curve=True)
    copy = desk.sign(composed, desk.rules(timestamps), keys=(label, "agency"))

    assert verify_pdf(copy.pdf, (desk.trust,)).verdict == Verdict.TOTAL_PASSED


def test_two_tokens_sign_one_copy(desk: PracticeDesk, timestamps: str, composed: bytes) -> None:
    """The agency's key may lie on a token of its own."""
    label = f"A-{uuid.uuid4().hex[:8]}"
    desk.new_token(label)
    desk.new_key(label, "con dấu", Subject(AGENCY, AGENCY))
    with desk.open() as mine, open_token(desk.module, label, Pin(PIN)) as other:
        copy = sign_copy(
            composed,
            mine.key("officer"),
            other.key("con dấu"),
            SIGNATURE_LOOKS,
            desk.rules(timestamps),
            datetime.now(UTC),
        )

    assert verify_pdf(copy.pdf, (desk.trust,)).verdict == Verdict.TOTAL_PASSED


def test_expired_certificate_signs_nothing(desk: PracticeDesk, composed: bytes) -> None:
    """An agency certificate past its end is refused before the officer's signature is made."""
    label = f"old-{uuid.uuid4().hex[:6]}"
    now = datetime.now(UTC)
    past = (now - timedelta(days=400), now - timedelta(days=35))
    desk.new_key(desk.token, label, Subject(AGENCY, AGENCY), validity=past)

    with pytest.raises(CertificateRefused) as refused:
        desk.sign(composed, desk.rules(debt_allowed=True), keys=("officer", label))
    assert {"reason": "expired", "certificate": label} == refused.value.facts


def test_certificate_of_the_future_signs_nothing(desk: PracticeDesk, composed: bytes) -> None:
    """A certificate before its beginning is refused."""
    label = f"new-{uuid.uuid4().hex[:6]}"
    now = datetime.now(UTC)
    future = (now + timedelta(days=1), now + timedelta(days=35))
    desk.new_key(desk.token, label, Subject(OFFICER, AGENCY), validity=future)

    with pytest.raises(CertificateRefused) as refused:
        desk.sign(composed, desk.rules(debt_allowed=True), keys=(label, "agency"))
    assert {"reason": "not-yet-valid", "certificate": label} == refused.value.facts


def test_certificate_for_other_use_signs_nothing(desk: PracticeDesk, composed: bytes) -> None:
    """A certificate for encryption only is refused."""
    label = f"enc-{uuid.uuid4().hex[:6]}"
    usage = x509.KeyUsage(False, False, True, False, False, False, False, False, False)
    soft_token.create_key(
        desk.module,
        desk.token,
        PIN,
        label,
        lambda key: desk.authority.issue(Subject(OFFICER, AGENCY), key, usage=usage),
    )

    with pytest.raises(CertificateRefused) as refused:
        desk.sign(composed, desk.rules(debt_allowed=True), keys=(label, "agency"))
    assert {"reason": "key-usage", "certificate": label} == refused.value.facts


def test_only_the_enrolled_certificate_signs(desk: PracticeDesk, composed: bytes) -> None:
    """With a fingerprint given, that certificate signs and no other does."""
    rules = desk.rules(debt_allowed=True)
    with desk.open() as session:
        mine = session.key("officer").certificate.fingerprint(SHA256()).hex()
        agency = session.key("agency")
        right = session.key("officer", fingerprint=mine.upper())
        assert sign_copy(composed, right, agency, SIGNATURE_LOOKS, rules, datetime.now(UTC))
        wrong = session.key("officer", fingerprint="00" * 32)
        with pytest.raises(CertificateRefused) as refused:
            sign_copy(composed, wrong, agency, SIGNATURE_LOOKS, rules, datetime.now(UTC))
    assert refused.value.facts == {"reason": "not-pinned", "certificate": "officer"}


def test_key_of_another_certificate_is_noticed(desk: PracticeDesk, composed: bytes) -> None:
    """A key that does not belong to the certificate is found out by its first signature."""
    with desk.open() as session:
        officer, agency = session.key("officer"), session.key("agency")
        mixed = dataclasses.replace(officer, sign_on_token=agency.sign_on_token)
        with pytest.raises(TokenRefused) as refused:
            mixed.sign(b"data")
    assert {"token": desk.token, "status": "wrong-signature"} == refused.value.facts


def test_what_is_no_pdf_is_not_signed(desk: PracticeDesk) -> None:
    """Bytes that are no PDF are refused."""
    with pytest.raises(CopyRefused) as refused:
        desk.sign(b"no pdf at all", desk.rules(debt_allowed=True))
    assert refused.value.facts == {"reason": "not-signable"}
