"""One counter for the end-to-end tests of a test process."""

from collections.abc import Iterator

import pytest

from tests.demo_desk import Counter, serving_counter


@pytest.fixture(scope="session")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A demo desk whose scanner, time-stamp server and central are running."""
    with serving_counter(tmp_path_factory.mktemp("counter")) as running:
        yield running
