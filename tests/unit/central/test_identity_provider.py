"""What central asks of an identity provider, and how many ask at once."""

from pathlib import Path
from typing import Any

import pytest

from central.errors import IdentificationFailed
from central.identification_settings import IdentificationSettings
from central.identity_provider import IdentityProvider, Proof

PROOF = Proof("state", "nonce", "v" * 43)
ISSUER = "https://id.example"


def provider(monkeypatch: pytest.MonkeyPatch, **published: str) -> IdentityProvider:
    """One that publishes these addresses."""
    made = IdentityProvider(IdentificationSettings(issuer=ISSUER, client_id="ward"), Path())
    said: dict[str, Any] = {"issuer": ISSUER, **published}
    monkeypatch.setattr(made, "_fetch", lambda address: said)
    return made


@pytest.mark.parametrize("place", ["http://id.example/login", "ftp://id.example", ""])
def test_a_published_address_that_others_can_read_is_not_used(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """What a provider publishes is held to what the settings are held to: TLS, or loopback."""
    with pytest.raises(IdentificationFailed):
        provider(monkeypatch, authorization_endpoint=place).address(PROOF)
    for well in ("https://id.example/login", "http://127.0.0.1:9/login"):
        made = provider(monkeypatch, authorization_endpoint=well)
        assert made.address(PROOF).startswith(well)


def test_a_slow_provider_takes_a_few_threads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes on top is told at once; when one is through, the next may ask."""
    made = provider(monkeypatch, authorization_endpoint=ISSUER)

    def ask_within(depth: int) -> None:
        with made._turn():
            if depth:
                ask_within(depth - 1)

    ask_within(7)
    with pytest.raises(IdentificationFailed) as refused:
        ask_within(8)
    assert refused.value.facts == {"reason": "provider-away"}
    assert made.address(PROOF)
