"""B-LT and B-LTA with a real list, a real OCSP responder and a real time-stamp server."""

import dataclasses
import io
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.errors import CopyRefused
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, PublicKey, Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.revocation import RevocationCache
from signing.sign import SigningRules, pay_debts
from signing.values import Level, Revocation, SignedCopy, Verdict
from signing.verification import verify_pdf
from tests.pdfa_rules import pdfa_faults
from tests.revocation_server import RevocationServer, revocation_server
from tests.signing_fixtures import AGENCY, OFFICER, PIN, PracticeDesk


@dataclass(frozen=True, slots=True)
class Pki:
    """An authority whose list and responder answer, two keys under it, and its time-stamps."""

    desk: PracticeDesk
    server: RevocationServer
    trust: Path
    keys: tuple[str, str]
    certificates: tuple[x509.Certificate, ...]
    timestamps: str

    def rules(self, level: Level, cache: Path, *urls: str) -> SigningRules:
        """How the desk signs under this authority."""
        return dataclasses.replace(
            self.desk.rules(*(urls or (self.timestamps,)), debt_allowed=True),
            issuers=(self.trust,),
            level=level,
            revocations=RevocationCache(cache, limit_s=5),
        )

    def sign(self, pdf: bytes, rules: SigningRules) -> SignedCopy:
        """Sign with this authority's keys."""
        return self.desk.sign(pdf, rules, self.keys)


@pytest.fixture(scope="module", params=["list", "ocsp"])
def pki(
    desk: PracticeDesk, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pki]:
    """The same authority with a list only, and with a responder."""
    with revocation_server() as server:
        authority = PracticeAuthority.create(
            f"Cơ quan {request.param}",
            crl_url=f"{server.url}list.crl",
            ocsp_url=server.url if request.param == "ocsp" else "",
        )
        server.authority = authority
        keys = (f"o-{uuid.uuid4().hex[:6]}", f"a-{uuid.uuid4().hex[:6]}")
        for label, subject in zip(
            keys, (Subject(OFFICER, AGENCY), Subject(AGENCY, AGENCY)), strict=True
        ):
            start = datetime.now(UTC) - timedelta(days=1)
            certify = partial(_issue, authority, subject, (start, start + timedelta(days=30)))
            made = soft_token.create_key(desk.module, desk.token, PIN, label, certify)
            server.known.append(made)
        identity = TimestampIdentity.create(authority)
        server.known.append(x509.load_pem_x509_certificate(identity.certificate))
        trust = tmp_path_factory.mktemp("trust")
        authority.write_trust(trust)
        with timestamp_server(identity) as url:
            yield Pki(desk, server, trust, keys, tuple(server.known), url)


def _issue(
    authority: PracticeAuthority,
    subject: Subject,
    validity: tuple[datetime, datetime],
    key: PublicKey,
) -> x509.Certificate:
    return authority.issue(subject, key, validity=validity)


@pytest.fixture(autouse=True)
def fresh(pki: Pki) -> None:
    """Nothing revoked, everything reachable."""
    pki.server.revoked.clear()
    pki.server.asked.clear()
    pki.server.reachable = True


def test_copy_reaches_the_highest_level(pki: Pki, composed: bytes, tmp_path: Path) -> None:
    """With everything at hand the copy is B-LTA at once, still PDF/A, and others agree."""
    copy = pki.sign(composed, pki.rules(Level.B_LTA, tmp_path / "cache"))
    report = verify_pdf(copy.pdf, (pki.trust,))

    assert (copy.level, copy.debts) == (Level.B_LTA, ())
    assert report.verdict == Verdict.TOTAL_PASSED
    assert [s.level for s in report.signatures] == ["B-LTA", "B-LTA"]
    assert {s.revocation for s in report.signatures} == {Revocation.GOOD}
    assert report.problems == ()
    assert pdfa_faults(copy.pdf) == []
    (tmp_path / "copy.pdf").write_bytes(copy.pdf)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "copy.pdf"], check=False)
    assert checked.returncode == 0
    said = subprocess.run(
        ["pdfsig", "-nocert", tmp_path / "copy.pdf"], capture_output=True, check=False
    ).stdout.decode()
    assert said.count("Signature is Valid.") >= 2


def test_kept_data_serves_offline(pki: Pki, composed: bytes, tmp_path: Path) -> None:
    """The second copy needs no authority: what was fetched is still fresh."""
    rules = pki.rules(Level.B_LT, tmp_path / "cache")
    assert pki.sign(composed, rules).level == Level.B_LT
    asked = len(pki.server.asked)
    pki.server.reachable = False
    again = pki.sign(composed, rules)

    assert (again.level, again.debts) == (Level.B_LT, ())
    assert asked == len(pki.server.asked)


def test_missing_data_is_owed_and_paid(pki: Pki, composed: bytes, tmp_path: Path) -> None:
    """Without the authority the copy is B-T and owes; paying appends and changes nothing."""
    rules = pki.rules(Level.B_LTA, tmp_path / "cache")
    pki.server.reachable = False
    copy = pki.sign(composed, rules)
    asked = len(pki.server.asked)
    still = pay_debts(copy.pdf, rules)
    assert asked == len(pki.server.asked), "asked a moment after it failed"
    rules = pki.rules(Level.B_LTA, tmp_path / "cache")
    pki.server.reachable = True
    paid = pay_debts(copy.pdf, rules)

    assert (copy.level, copy.debts) == (Level.B_T, ("revocation",))
    assert (still.pdf, still.level, still.debts) == (copy.pdf, Level.B_T, ("revocation",))
    assert (paid.level, paid.debts) == (Level.B_LTA, ())
    assert paid.pdf.startswith(copy.pdf)
    assert verify_pdf(paid.pdf, (pki.trust,)).verdict == Verdict.TOTAL_PASSED
    assert copy.signed_at.replace(microsecond=0) == paid.signed_at
    assert pay_debts(paid.pdf, rules).pdf == paid.pdf


def test_missing_time_stamp_is_paid_by_one_over_the_file(
    pki: Pki, composed: bytes, tmp_path: Path
) -> None:
    """A copy signed offline gets its time by a document time-stamp, and then all the rest."""
    offline = dataclasses.replace(pki.rules(Level.B_LTA, tmp_path / "cache"), timestamp_urls=())
    copy = pki.sign(composed, offline)
    stamped = pay_debts(copy.pdf, pki.rules(Level.B_T, tmp_path / "cache"))
    lasting = pay_debts(stamped.pdf, pki.rules(Level.B_LTA, tmp_path / "cache"))

    assert (copy.level, copy.debts) == (Level.B_B, ("timestamp",))
    assert (stamped.level, stamped.debts) == (Level.B_T, ())
    assert (lasting.level, lasting.debts) == (Level.B_LTA, ())
    assert lasting.pdf.startswith(stamped.pdf)
    for pdf, level in ((stamped.pdf, "B-T"), (lasting.pdf, "B-LTA")):
        report = verify_pdf(pdf, (pki.trust,))
        assert report.verdict == Verdict.TOTAL_PASSED
        assert report.problems == ()
        assert [s.level for s in report.signatures] == [level] * 2
        assert all(s.timestamped_at is not None for s in report.signatures)


def test_a_debt_outlives_rules_that_ask_for_less(pki: Pki, composed: bytes, tmp_path: Path) -> None:
    """What a copy owes is got for it, though copies that are made now would not owe it."""
    pki.server.reachable = False
    owing = pki.sign(composed, pki.rules(Level.B_LT, tmp_path / "cache"))
    lower = pki.rules(Level.B_B, tmp_path / "cache")
    still = pay_debts(owing.pdf, lower, owing.debts)
    pki.server.reachable = True
    paid = pay_debts(owing.pdf, pki.rules(Level.B_B, tmp_path / "cache"), owing.debts)

    assert (still.pdf, still.debts) == (owing.pdf, ("revocation",))
    assert (paid.level, paid.debts) == (Level.B_LT, ())
    offline = dataclasses.replace(pki.rules(Level.B_LTA, tmp_path / "cache"), timestamp_urls=())
    unstamped = pki.sign(composed, offline)
    stamped = pay_debts(unstamped.pdf, pki.rules(Level.B_B, tmp_path / "cache"), unstamped.debts)
    assert (stamped.level, stamped.debts) == (Level.B_T, ())


def test_revoked_signer_never_becomes_long_term(pki: Pki, composed: bytes, tmp_path: Path) -> None:
    """Data that says "revoked" does not make a copy last."""
    pki.server.revoked[pki.certificates[0]] = datetime.now(UTC) - timedelta(days=1)
    copy = pki.sign(composed, pki.rules(Level.B_LT, tmp_path / "cache"))

    assert (copy.level, copy.debts) == (Level.B_T, ("revocation",))
    report = verify_pdf(copy.pdf, (pki.trust, tmp_path / "cache"))
    assert report.verdict is not Verdict.TOTAL_PASSED
    assert "REVOKED" in str(report.signatures[0].subindication)


def test_long_term_copy_outlives_its_certificates(
    pki: Pki, composed: bytes, tmp_path: Path
) -> None:
    """Half a year later, with the signers' certificates long expired, B-LTA still passes."""
    copy = pki.sign(composed, pki.rules(Level.B_LTA, tmp_path / "cache"))
    later = datetime.now(UTC) + timedelta(days=200)

    assert verify_pdf(copy.pdf, (pki.trust,), at=later).verdict == Verdict.TOTAL_PASSED


def test_store_names_every_signature(pki: Pki, composed: bytes, tmp_path: Path) -> None:
    """The store holds certificates and data, once each, with an entry for each signature."""
    copy = pki.sign(composed, pki.rules(Level.B_LT, tmp_path / "cache"))
    store = PdfFileReader(io.BytesIO(copy.pdf)).root["/DSS"]

    assert len(store["/VRI"]) == 2
    assert len(store["/Certs"]) == 4
    data = len(store.get("/CRLs", ())) + len(store.get("/OCSPs", ()))
    assert data == (3 if "/OCSPs" in store else 1)


def test_unsigned_copy_owes_nothing_and_is_refused(pki: Pki, composed: bytes) -> None:
    """Debts of what was never signed cannot be paid."""
    for pdf in (composed, b"no pdf"):
        with pytest.raises(CopyRefused) as refused:
            pay_debts(pdf, pki.rules(Level.B_T, Path("unused")))
        assert refused.value.facts == {"reason": "not-signed"}
