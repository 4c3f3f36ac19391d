"""The practice desk, its paper, its time-stamp server and a signed copy."""

from collections.abc import Iterator

import pytest

from signing.compose import compose_copy
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.typesetting import find_fonts
from signing.values import CopyDraft
from tests.signing_fixtures import PracticeDesk, desk, draft

__all__ = ["desk", "draft"]


@pytest.fixture(scope="session")
def timestamps(desk: PracticeDesk) -> Iterator[str]:
    """The URL of a running time-stamp server."""
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        yield url


@pytest.fixture(scope="session")
def composed(draft: CopyDraft) -> bytes:
    """A copy ready to be signed."""
    return compose_copy(draft, find_fonts())


@pytest.fixture(scope="session")
def signed(desk: PracticeDesk, timestamps: str, composed: bytes) -> bytes:
    """A copy with both signatures and their time-stamps."""
    return desk.sign(composed, desk.rules(timestamps)).pdf
