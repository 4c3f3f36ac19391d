"""Which dossiers for procedures a run tells central of."""

from dataclasses import replace
from datetime import timedelta

from offline_store.handling import Axis
from offline_store.records import DossierId
from offline_store.signed_papers import SignedPaper
from station.dossier_states import Sync
from tests.unit.station.test_procedure_dossier import ASKS, BIRTH, Counter
from tests.unit.station.test_procedure_dossier import counter as counter


def test_what_central_refuses_holds_up_nobody(counter: Counter) -> None:
    """It is told again, after the others, and each of many comes to its turn."""
    refused = {counter.receive(ASKS, BIRTH).id for _ in range(4)}
    with counter.store.transaction() as records:
        for each in refused:
            for state in (Sync.ON_THE_WAY, Sync.REFUSED):
                records.handling.change(each, Axis.SYNC, state, counter.clock(), "an", "")
    new = [counter.receive(ASKS, BIRTH).id for _ in range(3)]

    def waiting(limit: int, refused_limit: int) -> tuple[DossierId, ...]:
        with counter.store.snapshot() as records:
            return records.told_handlings.to_tell(
                [Axis.BUSINESS], limit, refused=Sync.REFUSED, refused_limit=refused_limit
            )

    assert waiting(2, 0) == tuple(new[:2])
    first = waiting(10, 3)
    assert list(first[:3]) == new
    assert len(first) == 6
    assert refused == {each for _ in range(200) for each in waiting(0, 1)}


def test_a_paper_whose_signature_is_older_than_what_was_told_is_told_of(counter: Counter) -> None:
    """As one is that was being signed while central was told; so is a time-stamp paid since."""
    dossier = counter.receive(ASKS, BIRTH)
    counter.scan(dossier, 1)
    (document,) = counter.documents(dossier)
    counter.clock.at += timedelta(minutes=10)
    at = counter.clock.at
    paper = SignedPaper(
        document.id, "A.GT.01.01", "ab" * 32, "B-B", at - timedelta(minutes=5), "An", "an"
    )

    def told_and_left() -> tuple[DossierId, ...]:
        with counter.store.transaction() as records:
            records.told_handlings.keep(dossier.id, "ab" * 32, counter.clock.at)
            return records.told_handlings.to_tell([Axis.BUSINESS], 10)

    assert told_and_left() == ()
    with counter.store.transaction() as records:
        records.signed_papers.keep(paper)
        records.outbox.enqueue(document.id, at + timedelta(seconds=1))
        assert records.told_handlings.to_tell([Axis.BUSINESS], 10) == (dossier.id,)
    counter.clock.at = at + timedelta(minutes=1)
    assert told_and_left() == ()
    with counter.store.transaction() as records:
        records.signed_papers.replace(replace(paper, sha256="cd" * 32, level="B-T"))
        records.outbox.enqueue(document.id, at + timedelta(minutes=2))
        assert records.told_handlings.to_tell([Axis.BUSINESS], 10) == (dossier.id,)
