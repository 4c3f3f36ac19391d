"""A real central over HTTP, desks enrolled with it, and copies signed by a practice token."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from central.enrolment import add_enrolment_code
from central.home import init
from central.serve import run_in_thread
from offline_store.central_client import CentralClient, enrol
from offline_store.records import Enrolment
from signing.compose import compose_copy
from signing.typesetting import find_fonts
from signing.values import CopyDraft, Statement
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


@pytest.fixture
def central_home(tmp_path: Path, desk: PracticeDesk) -> Path:
    """A new central that trusts the practice authority."""
    home = init(tmp_path / "central")
    shutil.copytree(desk.trust, home.trust, dirs_exist_ok=True)
    return home.folder


@pytest.fixture
def central_url(central_home: Path) -> Iterator[str]:
    """That central, serving."""
    with run_in_thread(central_home) as url:
        yield url


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
