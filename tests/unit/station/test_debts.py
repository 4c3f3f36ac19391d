"""What cannot be paid holds up nothing else."""

from datetime import timedelta
from pathlib import Path

from station.copy_signing import CopySigning
from station.pay_debts import PayDebts, PayDebtsNowAndThen
from station.settings import SigningSettings
from tests.unit.station.test_certify import Counter, counter

__all__ = ["counter"]


def test_a_copy_that_cannot_be_paid_is_passed_by(counter: Counter, tmp_path: Path) -> None:
    """It is no PDF that can be read: it stays on the ledger, and the run ends well."""
    (tmp_path / "trust").mkdir()
    copy = counter.certify()(counter.ready(tmp_path / "in").id, {})
    signing = CopySigning(SigningSettings(), tmp_path / "trust", tmp_path / "revocation")
    pay = PayDebts(counter.parts.store, signing, "clerk", counter.parts.clock)

    report = pay()

    assert (report.paid, [each.copy for each in report.owing]) == ((), [copy])


def test_a_desk_that_owes_rests_between_two_tries(counter: Counter, tmp_path: Path) -> None:
    """Unless a person asks; a clock that was set back does not make it rest for ever."""
    (tmp_path / "trust").mkdir()
    counter.certify()(counter.ready(tmp_path / "in").id, {})
    signing = CopySigning(SigningSettings(), tmp_path / "trust", tmp_path / "revocation")
    pay = PayDebtsNowAndThen(PayDebts(counter.parts.store, signing, "c", counter.parts.clock))
    assert pay() is not None
    assert pay() is None
    assert pay(at_once=True) is not None
    counter.parts.clock.at += timedelta(minutes=11)
    assert pay() is not None
    counter.parts.clock.at -= timedelta(days=1)
    assert pay() is not None
