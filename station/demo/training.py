"""Make and run what a desk to train at works with: papers, scanners, a soft token, time-stamps."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from json import dumps
from pathlib import Path
from uuid import uuid4

from offline_store.records import NumberBlock
from offline_store.store import Store
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from station.demo.invented import OFFICER
from station.demo.papers import DemoPapers, draw_papers
from station.hanoi_time import Clock, hanoi_day, utc_now
from station.training import (
    TOKEN,
    TRAINING_PIN,
    TrainingGear,
    keep_gear,
    training_agency,
    training_settings,
)

_NUMBERS_A_YEAR = 9999


@contextmanager
def training_services(home: Path, agency: str, now: Clock = utc_now) -> Iterator[None]:
    """Make what is missing of the desk to train at, and run its time-stamp server.

    agency: the real one's name. The first call takes seconds: papers are drawn, keys are made. The
    desk is opened within the block, as any other.

    Raises:
        RecordRefused: at that home is a desk that does real work.
        TokenLibraryMissing: SoftHSM2 is not installed. CopyRefused: no fonts.
    """
    _mark(home, now())
    practice = home / "practice"
    environment = soft_token.prepare_folder(practice / "token")
    os.environ.update(environment)
    made = practice / "made"
    if not made.exists():
        _write_scanners(practice / "scanners", draw_papers(papers_folder(home)))
        _make_keys(home, practice, agency)
        made.touch()
    with timestamp_server(TimestampIdentity.read(practice)) as url:
        scanners = tuple(sorted(str(path) for path in (practice / "scanners").glob("*.json")))
        library = str(soft_token.library())
        keep_gear(home, TrainingGear(agency, url, library, environment, scanners))
        _fill_book(home, now)
        yield


def papers_folder(home: Path) -> Path:
    """Where pictures to train with lie, an identity card of nobody among them."""
    return home / "practice" / "papers"


def _mark(home: Path, at: datetime) -> None:
    """First of all: from then on nothing leaves it, whatever comes in between."""
    with closing(Store.open(home, keyring_wanted=False)) as store, store.transaction() as records:
        records.training.begin(at)


def _fill_book(home: Path, now: Clock) -> None:
    """Numbers of this year's book, which no central leases."""
    at = now()
    book = training_settings(home).register.book_of(hanoi_day(at).year)
    with closing(Store.open(home, keyring_wanted=False)) as store, store.transaction() as records:
        if not records.register.remaining(book, at):
            records.register.add_block(NumberBlock(str(uuid4()), book, 1, _NUMBERS_A_YEAR, at))


def _make_keys(home: Path, practice: Path, agency: str) -> None:
    """Two keys made on the token and certified; the authority's own key is never written down."""
    module = soft_token.library()
    authority = PracticeAuthority.create()
    soft_token.create_token(module, TOKEN, TRAINING_PIN)
    named = training_agency(agency)
    for label, subject in (("officer", Subject(OFFICER, named)), ("agency", Subject(named, named))):
        certify = partial(authority.issue, subject)
        soft_token.create_key(module, TOKEN, TRAINING_PIN, label, certify)
    TimestampIdentity.create(authority).write(practice)
    authority.write_trust(home / "trust")


def _write_scanners(folder: Path, papers: DemoPapers) -> None:
    """Three piles: one page, two pages, and one in which a sheet sticks once."""
    folder.mkdir(parents=True, exist_ok=True)
    one, two = (papers.birth_extract,), papers.diploma
    piles: tuple[tuple[str, tuple[Path, ...], Mapping[str, object]], ...] = (
        ("Máy quét tập huấn 1: một trang", one, {}),
        ("Máy quét tập huấn 2: hai trang", two, {}),
        ("Máy quét tập huấn 3: kẹt giấy", (*one, *two), {"jam_at": 2, "once": True}),
    )
    for number, (name, pages, more) in enumerate(piles, 1):
        script = {"name": name, "pages": [f"../papers/{page.name}" for page in pages], **more}
        text = dumps(script, ensure_ascii=False)
        (folder / f"scanner-{number}.json").write_text(text, "utf-8")
