"""The end of the trail, which the chain cannot prove by itself, is known at central."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from offline_store.central_client import CentralClient
from offline_store.store import Store
from offline_store.trail_head import tell_head
from tests.store_fixtures import NOON


def _now() -> datetime:
    return datetime.now(UTC)


def _append(store: Store, count: int, who: str = "clerk") -> None:
    with store.transaction() as records:
        for number in range(count):
            records.audit.append(NOON, who, "test-line", str(number))


def test_a_trail_that_only_grew_holds(store: Store, client: CentralClient) -> None:
    """However often central is told, and with nothing new in between."""
    assert tell_head(store, client, _now) is None
    for _ in range(3):
        _append(store, 2)
        for told in (tell_head(store, client, _now), tell_head(store, client, _now)):
            assert told is not None
            assert told.cut_at is None


def test_lines_cut_off_the_end_are_missed(
    store: Store, client: CentralClient, tmp_path: Path
) -> None:
    """The chain of a trail without its last lines is whole; central knows better, and says it."""
    _append(store, 5)
    tell_head(store, client, _now)
    with Store.open(tmp_path / "other", keyring_wanted=False) as shorter:
        _append(shorter, 3)
        told = tell_head(shorter, client, _now)
        assert told is not None
        assert told.cut_at == 5
        with shorter.snapshot() as records:
            assert records.audit.verify() is None
        _append(shorter, 4, "another")
        told = tell_head(shorter, client, _now)
        assert told is not None
        assert told.cut_at is None, "central goes on from what it was told last"


def test_a_line_written_anew_is_missed(store: Store, client: CentralClient, tmp_path: Path) -> None:
    """As many lines as before, in a chain that holds: but not the same lines."""
    _append(store, 4)
    tell_head(store, client, _now)
    with Store.open(tmp_path / "other", keyring_wanted=False) as rewritten:
        _append(rewritten, 6, "somebody else")
        told = tell_head(rewritten, client, _now)
    assert told is not None
    assert told.cut_at == 4


def test_a_wrong_clock_is_measured(store: Store, client: CentralClient) -> None:
    """By central's clock, to within the time that the question takes."""
    _append(store, 1)
    told = tell_head(store, client, lambda: _now() + timedelta(hours=1))
    assert told is not None
    assert timedelta(minutes=59) < told.clock_ahead < timedelta(minutes=61)
