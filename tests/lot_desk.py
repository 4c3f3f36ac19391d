"""A desk whose people digitise lots: An digitises, Bình types again, Hoa checks."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from offline_store.lot_checks import LotSample
from offline_store.lots import Lot, LotDossier
from offline_store.records import DocumentId, DossierId
from station.bootstrap import Desk, open_desk, seat
from station.digitisation_settings import DigitisationSettings
from station.lot_settings import LotSettings
from station.settings import AgencySettings, Settings, StoreSettings
from tests.scanner_fixtures import draw_page

OPERATOR, TYPIST, CHECKER = "an", "binh", "hoa"
BIRTH = 5  # of the papers of the sample's registration of land
LAND = "9.900001"
SETTINGS = Settings(
    agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
    store=StoreSettings(keyring=False),
    digitisation=DigitisationSettings(
        type_codes={"birth-certificate": "KQ.G15.000001", "land-certificate": "KQ.G19.000007"}
    ),
)


class LotClock:
    """A clock that the test sets; each look at it is half a minute later."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The time, and half a minute passes."""
        self.at += timedelta(seconds=30)
        return self.at


@contextmanager
def lot_desk(
    home: Path, *, lots: LotSettings | None = None, at: datetime | None = None
) -> Iterator[Desk]:
    """A desk with the sample catalogue and An at it, without devices or accounts."""
    clock = LotClock(at or datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
    settings = replace(SETTINGS, lots=lots or LotSettings())
    with closing(open_desk(home, settings=settings, now=clock)) as desk:
        desk.take_catalogue.sample()
        yield seat(desk, OPERATOR)


def open_lot(desk: Desk, name: str = "Khai sinh 1998", *, component: int = BIRTH) -> Lot:
    """A lot of one kind of paper."""
    return desk.lots.open(LAND, name, component=component)


def fill(desk: Desk, lot: Lot, folder: Path, count: int, *, done: bool = True) -> None:
    """Digitise so many dossiers of one small page each."""
    folder.mkdir(exist_ok=True)
    page = draw_page(folder / "page.png", 1, (120, 170))
    for _ in range(count):
        (dossier_id,) = desk.feed_lot(lot.id, (page,))
        if done:
            desk.lots.call_done(dossier_id, describe=True)


def finish(desk: Desk, lot: Lot) -> None:
    """Call all of a lot done, in its present round."""
    for dossier in dossiers_of(desk, lot):
        if dossier.done_at is None:
            desk.lots.call_done(dossier.dossier_id)


def dossiers_of(desk: Desk, lot: Lot) -> tuple[LotDossier, ...]:
    """The dossiers of a lot as they stand."""
    with desk.store.snapshot() as records:
        return records.lots.dossiers(lot.id)


def lot_now(desk: Desk, lot: Lot) -> Lot:
    """A lot as it stands."""
    with desk.store.snapshot() as records:
        return records.lots.get(lot.id)


def sample_of(desk: Desk, lot: Lot, round_: int = 1) -> LotSample:
    """The sample of a round."""
    with desk.store.snapshot() as records:
        found = records.lot_checks.sample(lot.id, round_)
    assert found is not None
    return found


def paper_of(desk: Desk, dossier_id: DossierId, component: int = BIRTH) -> DocumentId:
    """The paper of a dossier that holds that component."""
    with desk.store.snapshot() as records:
        (paper,) = (
            document.id
            for document in records.dossiers.get(dossier_id).documents
            if document.component == component
        )
    return paper
