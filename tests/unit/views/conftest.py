"""A real desk without devices, and the counter of its window."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from offline_store.records import Document, Reading, Requester, Word
from station.bootstrap import Desk, open_desk
from station.settings import AgencySettings, Settings, StoreSettings
from tests.unit.views.scripted import CounterScreen, JobsAtOnce
from views.presenters.counter import Counter


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own, with an agency and no devices."""
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
        store=StoreSettings(keyring=False),
    )
    with closing(open_desk(tmp_path / "desk", settings=settings)) as desk:
        yield desk


@pytest.fixture
def screen() -> CounterScreen:
    """What the counter asked the window for."""
    return CounterScreen()


@pytest.fixture
def counter(desk: Desk, screen: CounterScreen) -> Counter:
    """The counter, with jobs that run at once."""
    return Counter(desk, screen, JobsAtOnce())


@pytest.fixture
def document(desk: Desk, tmp_path: Path) -> Document:
    """A document of two pages; its words are 'giống', 'ngờ', 'chắc', 'lạ' on each."""
    received = desk.receive(Requester("Nguyễn Văn An"), "Trích lục khai sinh", 2)
    document_id = received.documents[0].id
    files = []
    for shade in (240, 250):
        files.append(tmp_path / f"page-{shade}.png")
        Image.new("RGB", (300, 400), (shade, shade, shade)).save(files[-1], dpi=(300, 300))
    for page in desk.import_pages(document_id, tuple(files)):
        words = tuple(
            Word(text, (20 + 60 * at, 40, 50, 20), doubt, 0)
            for at, (text, doubt) in enumerate(
                (("giống", 0.01), ("ngờ", 0.4), ("chắc", 0.02), ("lạ", 0.9))
            )
        )
        with desk.store.transaction() as records:
            records.dossiers.keep_reading(page.id, Reading("test", words))
    with desk.store.snapshot() as records:
        return records.dossiers.document(document_id)
