"""Who may ask central at all, and how often."""

import json

import pytest
import requests
from limits import RateLimitItemPerMinute

from central.openapi import openapi_text
from central.rate_limit import LIMITS
from offline_store.central_client import CentralClient
from offline_store.errors import CentralFailed
from offline_store.identification_wire import PATH_IDENTIFIED, PATH_IDENTIFY
from offline_store.queue_wire import PATH_QUEUE_PAGE, PATH_QUEUE_TAKE
from offline_store.wire import PATH_AUTHORITY, PATH_ENROLMENTS, PATH_LOOKUP, PATH_STATION

pytestmark = pytest.mark.on_sqlite

# What a stranger may ask: the authority that a code names, a place for a code, a copy by its code;
# and what citizens open: pages of the queue, and their way to the identity provider and back.
OPEN = (
    *(PATH_AUTHORITY, PATH_ENROLMENTS, PATH_LOOKUP),
    *(PATH_QUEUE_PAGE + "/", PATH_QUEUE_TAKE + "/", PATH_IDENTIFY + "/", PATH_IDENTIFIED),
)


def test_every_way_in_but_the_open_ones_asks_who_is_there(central_url: str) -> None:
    """Without a credential or with an invented one, whatever the method and the path."""
    paths = json.loads(openapi_text())["paths"]
    closed = [
        (method, path.replace("{sha256}", "ab" * 32))
        for path, methods in paths.items()
        if not path.startswith(OPEN)
        for method in methods
    ]
    assert len(closed) > 8
    for method, path in closed:
        for headers in ({}, {"Authorization": "Bearer invented"}, {"Authorization": "Basic YTpi"}):
            answer = requests.request(
                method,
                f"{central_url}{path}",
                params={"start": 0, "total": 1},
                headers=headers,
            )
            assert answer.status_code == 401, (method, path)


def test_who_asks_too_often_waits(
    client: CentralClient, central_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk takes it as trouble of central's: what it wants to send stays queued."""
    monkeypatch.setattr("central.rate_limit.LIMIT_OF_A_DESK", RateLimitItemPerMinute(3))
    for _ in range(3):
        client.station()
    with pytest.raises(CentralFailed) as failed:
        client.station()
    assert failed.value.facts["status"] == 429
    stranger = requests.get(f"{central_url}{PATH_STATION}")
    assert stranger.status_code == 401, "one that shows something else is counted by itself"


@pytest.mark.parametrize("path", [PATH_ENROLMENTS, f"{PATH_LOOKUP}/TS-1/copy", PATH_STATION])
def test_invented_credentials_gain_nothing(
    path: str, central_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address is counted whatever it shows."""
    few = tuple((kind, RateLimitItemPerMinute(3)) for kind, _ in LIMITS)
    monkeypatch.setattr("central.rate_limit.LIMITS", few)
    statuses = [
        requests.post(
            f"{central_url}{path}", headers={"Authorization": f"Bearer {number}"}
        ).status_code
        for number in range(4)
    ]
    assert 429 not in statuses[:3]
    assert statuses[3] == 429
