"""A real central over HTTP, desks enrolled with it, and copies signed by a practice token."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from central.database import Database, use_postgresql
from central.enrolment import add_enrolment_code
from central.home import Home, init
from central.serve import run_in_thread
from offline_store.central_client import CentralClient, enrol
from offline_store.records import Enrolment
from signing.compose import compose_copy
from signing.typesetting import find_fonts
from signing.values import CopyDraft, Statement
from station.bootstrap import Desk, open_desk
from station.settings import AgencySettings, Settings, StoreSettings
from tests.postgresql_server import PostgresqlServer, postgresql_server
from tests.signing_fixtures import AGENCY, OFFICER, PracticeDesk, draw_page
from tests.signing_fixtures import desk as desk
from tests.store_fixtures import BOOK
from tests.store_fixtures import store as store

AGENCY_CODE = "H26.19.5"


@pytest.fixture(scope="session")
def signed_copies(
    desk: PracticeDesk, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, ...]:
    """Three copies, each with both signatures, without time-stamps."""
    draft = CopyDraft(
        title="Trích lục khai sinh",
        pages=(draw_page(tmp_path_factory.mktemp("papers") / "page.png"),),
        statement=Statement(
            number=1,
            book=BOOK,
            certified_at=datetime.now(UTC),
            agency=AGENCY.upper(),
            signer_name=OFFICER,
            signer_title=("PHÓ CHỦ TỊCH",),
        ),
        code="TS-000001",
        lookup_url="http://127.0.0.1/c/TS-000001",
        watermark="",
    )
    rules = desk.rules(debt_allowed=True)
    numbered = (
        replace(draft, statement=replace(draft.statement, number=number), code=f"TS-{number:06d}")
        for number in (1, 2, 3)
    )
    return tuple(desk.sign(compose_copy(each, find_fonts()), rules).pdf for each in numbered)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A PostgreSQL of this run's own."""
    with TemporaryDirectory(prefix="pg-") as folder, postgresql_server(Path(folder)) as server:
        yield server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try on both databases what asks something of them: all but what says `on_sqlite`."""
    if "database_url" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("on_sqlite") is not None
        chosen = ("sqlite",) if alone else ("sqlite", "postgresql")
        metafunc.parametrize("database_url", chosen, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Where a central keeps its records: in a file of its home, or in a PostgreSQL."""
    if request.param == "sqlite":
        return None
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
def central_home(tmp_path: Path, desk: PracticeDesk, database_url: str | None) -> Path:
    """A new central that trusts the practice authority."""
    home = init(tmp_path / "central")
    if database_url is not None:
        use_postgresql(home, database_url)
    shutil.copytree(desk.trust, home.trust, dirs_exist_ok=True)
    return home.folder


@pytest.fixture
def central_url(central_home: Path) -> Iterator[str]:
    """That central, serving."""
    with run_in_thread(central_home) as url:
        yield url


def change(central_home: Path, statement: str) -> None:
    """Change central's records behind its back."""
    database = Database(Home(central_home))
    try:
        with database.transaction() as connection:
            connection.exec_driver_sql(statement)
    finally:
        database.close()


@pytest.fixture
def place(central_home: Path, central_url: str) -> Enrolment:
    """A desk's place at that central."""
    code = add_enrolment_code(central_home, AGENCY_CODE, AGENCY)
    return enrol(central_url, code, "Quầy 1")


@pytest.fixture
def client(place: Enrolment) -> Iterator[CentralClient]:
    """That desk's line to central."""
    with CentralClient(place, timeout_s=20) as opened:
        yield opened


@pytest.fixture
def counter(tmp_path: Path, place: Enrolment) -> Iterator[Desk]:
    """A desk with its place at that central."""
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code=AGENCY_CODE),
        store=StoreSettings(keyring=False),
    )
    with closing(open_desk(tmp_path / "desk", settings=settings)) as desk:
        with desk.store.transaction() as records:
            records.desk.enrol(place)
        yield desk
