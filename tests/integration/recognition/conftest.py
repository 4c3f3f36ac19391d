"""The demo's papers, drawn once."""

from pathlib import Path

import pytest

from station.demo.papers import DemoPapers, draw_papers


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> DemoPapers:
    """The papers with what is printed on them."""
    folder: Path = tmp_path_factory.mktemp("papers")
    return draw_papers(folder)
