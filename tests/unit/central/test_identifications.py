"""Identifications under way: how long what is known of somebody stays."""

from pathlib import Path

from central.enrolment import Desk
from central.identification_settings import IdentificationSettings
from central.identifications import Identifications
from central.identity_provider import IdentityProvider


def test_nothing_outlives_its_time_where_nobody_asks() -> None:
    """It is dropped by itself; what is younger is waited for again."""
    now = 0.0
    settings = IdentificationSettings(
        issuer="https://id.example", client_id="ward", public_url="https://central.example"
    )
    asked = Identifications(settings, IdentityProvider(settings, Path()), lambda: now)
    asked.begin(Desk("S1", "H26.99.1"))
    first = asked._sweeper
    assert first is not None
    assert (first.daemon, first.interval) == (True, settings.lives_s)
    now = 10.0
    asked.begin(Desk("S2", "H26.99.1"))
    assert asked._sweeper is first
    first.cancel()
    now = float(settings.lives_s)
    asked._sweep()
    assert [each.station for each in asked._all.values()] == ["S2"]
    second = asked._sweeper
    assert second is not None
    assert second.interval == 10.0
    second.cancel()
    now += 10
    asked._sweep()
    assert not asked._all
    assert asked._sweeper is not second, "nothing is waited for"
