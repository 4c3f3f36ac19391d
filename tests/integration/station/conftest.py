"""A desk that signs with real tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from station.bootstrap import Desk
from tests.integration.station.signing_desk import open_signing_desk
from tests.pkcs11_spy import spy
from tests.signing_fixtures import PracticeDesk, desk

__all__ = ["desk", "spy"]


@pytest.fixture
def counter(desk: PracticeDesk, tmp_path: Path) -> Iterator[Desk]:
    """An open desk with ten numbers; its time-stamps are owed."""
    opened = open_signing_desk(tmp_path / "home", desk, desk.module)
    yield opened
    opened.close()
