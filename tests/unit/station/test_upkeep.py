"""What a desk does for itself: once a day it looks at its database, and keeps its second copy."""

from datetime import timedelta
from pathlib import Path

import pytest

from offline_store.errors import MirrorAway, StoreDamaged
from offline_store.key_change import make_recovery_key
from offline_store.store import Store
from station.settings import StoreSettings
from station.upkeep import Upkeep, mirror_age
from tests.store_fixtures import NOON


def upkeep(store: Store, tmp_path: Path, settings: StoreSettings | None = None) -> Upkeep:
    """Of the desk of that store, at noon."""
    given = settings or StoreSettings(mirror=str(tmp_path / "mirror"))
    return Upkeep(tmp_path / "home", store, given, "Quầy 1", lambda: NOON)


def test_the_database_is_looked_at_once_a_day(store: Store, tmp_path: Path) -> None:
    """Also by a program that starts anew in between; each look stands on the trail."""
    at = NOON
    done = []
    for hours in (0, 1, 22, 1, 1, 24, -200):
        at += timedelta(hours=hours)
        kept = upkeep(store, tmp_path)
        kept.now = lambda at=at: at  # type: ignore[misc]
        done.append(kept.check_if_due())
    # A clock that was put back does not put the next look off for years.
    assert done == [True, False, False, True, False, True, True]
    with store.snapshot() as records:
        assert [line.act for line in records.audit.lines()] == ["store-checked"] * 4
        assert records.audit.verify() is None


def test_a_damaged_database_goes_over_no_copy(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second copy may be the last whole one."""

    def damaged(self: Store) -> None:
        raise StoreDamaged

    make_recovery_key(tmp_path / "home")
    monkeypatch.setattr(Store, "check", damaged)
    with pytest.raises(StoreDamaged):
        upkeep(store, tmp_path)()
    assert not (tmp_path / "mirror").exists()
    with store.snapshot() as records:
        assert records.audit.lines() == ()


def test_the_second_copy_is_kept_at_its_pace(store: Store, tmp_path: Path) -> None:
    """Not at each look; a failure waits as long; without a folder nothing is copied."""
    make_recovery_key(tmp_path / "home")
    kept = upkeep(store, tmp_path)
    assert kept() is not None
    assert kept() is None
    kept.now = lambda: NOON + timedelta(minutes=10)
    assert kept() is not None
    assert mirror_age(kept.settings, NOON + timedelta(minutes=15)) == timedelta(minutes=5)

    (tmp_path / "a-file").write_bytes(b"")
    away = upkeep(store, tmp_path, StoreSettings(mirror=str(tmp_path / "a-file" / "mirror")))
    with pytest.raises(MirrorAway):
        away()
    assert away() is None
    assert mirror_age(away.settings, NOON) is None
    assert upkeep(store, tmp_path, StoreSettings())() is None
