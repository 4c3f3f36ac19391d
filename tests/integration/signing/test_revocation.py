"""What revocation data makes of a verdict: fresh, too old, another's, or none at all."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from signing.practice.authority import PracticeAuthority
from signing.values import Revocation, Verdict, VerificationReport
from signing.verification import verify_pdf
from tests.signing_fixtures import PracticeDesk

NOW = datetime.now(UTC)


def judged(desk: PracticeDesk, pdf: bytes, folder: Path, octets: bytes) -> VerificationReport:
    """The verdict with this list at hand."""
    (folder / "list.crl").write_bytes(octets)
    return verify_pdf(pdf, (desk.trust, folder))


def states(report: VerificationReport) -> set[Revocation]:
    """What is said of each signature's chain."""
    return {signature.revocation for signature in report.signatures}


def test_fresh_list_makes_it_certain(desk: PracticeDesk, signed: bytes, tmp_path: Path) -> None:
    """With a list of today the certificates are known to be good."""
    report = judged(desk, signed, tmp_path, desk.authority.revoke(at=NOW))

    assert (report.verdict, states(report)) == (Verdict.TOTAL_PASSED, {Revocation.GOOD})


def test_old_list_leaves_it_open(desk: PracticeDesk, signed: bytes, tmp_path: Path) -> None:
    """A list that ran out before the signature was made says nothing about that time."""
    old = desk.authority.revoke(at=NOW, issued=NOW - timedelta(days=60))
    report = judged(desk, signed, tmp_path, old)

    assert (report.verdict, states(report)) == (Verdict.INDETERMINATE, {Revocation.STALE})
    for signature in report.signatures:
        assert signature.subindication == "TRY_LATER"
        assert "revocation-stale" in signature.problems


def test_list_that_ran_out_later_still_counts(
    desk: PracticeDesk, signed: bytes, tmp_path: Path
) -> None:
    """Weeks on, the list that was fresh at the stamped time is as good as it was."""
    (tmp_path / "list.crl").write_bytes(desk.authority.revoke(at=NOW))
    report = verify_pdf(signed, (desk.trust, tmp_path), at=NOW + timedelta(days=20))

    assert (report.verdict, states(report)) == (Verdict.TOTAL_PASSED, {Revocation.GOOD})


def test_list_of_another_authority_says_nothing(
    desk: PracticeDesk, signed: bytes, tmp_path: Path
) -> None:
    """Neither another's list nor a forged one under the right name is believed."""
    other = PracticeAuthority.create("Cơ quan khác").revoke(at=NOW)
    report = judged(desk, signed, tmp_path, other)
    assert (report.verdict, states(report)) == (Verdict.TOTAL_PASSED, {Revocation.UNKNOWN})

    forged = PracticeAuthority.create().revoke(at=NOW)
    report = judged(desk, signed, tmp_path, forged)
    assert Revocation.GOOD not in states(report)


@pytest.mark.parametrize("hours", [-1, 1])
def test_revocation_counts_from_its_day(
    desk: PracticeDesk, signed: bytes, tmp_path: Path, hours: int
) -> None:
    """Revoked before the stamped time: not passed. After it: passed, and known to be so."""
    with desk.open() as session:
        certificate = session.key("officer").certificate
    at = NOW + timedelta(hours=hours)
    report = judged(desk, signed, tmp_path, desk.authority.revoke(certificate, at=at))
    officer, agency = report.signatures

    assert agency.revocation == Revocation.GOOD
    if hours < 0:
        assert officer.revocation == Revocation.REVOKED
        assert officer.verdict is not Verdict.TOTAL_PASSED
        assert "REVOKED" in str(officer.subindication)
