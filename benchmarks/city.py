"""City: the desks of a whole city come back at once; central on PostgreSQL takes a day's work.

The desks are simulated at the wire: each has its place, its numbers and its signed copies, and says
what a desk says (which files are missing, the files, the document), until it has a receipt that it
believes. Central is a process of its own, all that it does included: it verifies both signatures,
beside taking in and after it.
"""

import hashlib
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
from uuid_utils import uuid7

from benchmarks.central_process import serving
from benchmarks.real_disk import folder_on_disk
from benchmarks.rows import Row
from benchmarks.turns import Stopwatch, Turns
from central.authority import Authority
from central.database import Database, use_postgresql
from central.enrolment import Desk, enrol
from central.home import Home, init
from central.leases import lease
from central.receipts import public_pem
from central.tables import agency, enrolment_code
from offline_store.central_client import CentralClient
from offline_store.errors import CentralFailed, CentralUnreachable
from offline_store.receipts import read_receipt
from offline_store.records import Enrolment
from offline_store.wire import (
    CopyOnWire,
    DossierSubmission,
    EnrolRequest,
    LeaseRequest,
    RequesterOnWire,
)
from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.sign import sign_copy
from signing.typesetting import find_fonts
from signing.values import CopyDraft, Statement
from tests.postgresql_server import postgresql_server
from tests.signing_fixtures import (
    AGENCY,
    OFFICER,
    PracticeDesk,
    draw_page,
    make_desk,
)

DESKS = 1260
_AGENCIES = 126  # ten desks each
_BOOK = "01/2026-SCT/BS"
_TRIES = 8
_PEER = "the same rows and bytes written straight to PostgreSQL, 8 connections"
_PEER_CONNECTIONS = 8
_DOSSIERS_EACH = 1
_LOOK_EVERY_S = 0.5
_LOOKS_WITHOUT_CHANGE = 60


@dataclass(frozen=True, slots=True)
class _SimulatedDesk:
    place: Enrolment
    work: tuple[tuple[DossierSubmission, bytes], ...]


def measure(runs: int, desks: int = DESKS) -> tuple[Row, ...]:
    """Dossiers a second; one run, whatever `runs` says: its copies can be taken in only once."""
    with (
        folder_on_disk() as disk,
        tempfile.TemporaryDirectory(prefix="pg-") as short,
        postgresql_server(Path(short), durable=True) as server,
    ):
        folder = Path(disk)
        home = init(folder / "central")
        use_postgresql(home, server.new_database())
        practice = make_desk(folder / "practice")
        shutil.copytree(practice.trust, home.trust, dirs_exist_ok=True)
        city = _city(home, practice, folder, desks)
        with serving(home.folder) as url:
            tried, ours = _drain(city, url)
            with Stopwatch() as judging:
                _wait_for_verdicts(home)
        _require_whole(home, city)
        peer = _straight(server.new_database(), city)
    count = sum(len(desk.work) for desk in city)
    size = sum(len(pdf) for desk in city for _, pdf in desk.work) / 2**20
    turns = Turns((ours,), (peer,))
    note = (
        f"{size:.0f} MiB; all desks on the line at a time; attempts that failed and went "
        f"again: {dict(tried) or 'none'}; every copy there once; until the last signed receipt. "
        f"Both signatures of all of them were judged {judging.seconds:.0f} s later"
    )
    return (turns.rate_row(f"{desks} desks, {count} dossiers", count, "dossiers", _PEER, note),)


def _city(home: Home, practice: PracticeDesk, folder: Path, desks: int) -> list[_SimulatedDesk]:
    page = draw_page(folder / "page.png")
    rules = practice.rules(debt_allowed=True)
    places = list(_places(home, desks))
    work = defaultdict[str, list[tuple[DossierSubmission, bytes]]](list)
    fonts = find_fonts()
    with practice.open() as session:
        keys = session.key("officer"), session.key("agency")
        for at, (place, number) in enumerate(places):
            now = datetime.now(UTC)
            statement = Statement(
                number=number,
                book=_BOOK,
                certified_at=now,
                agency=AGENCY.upper(),
                signer_name=OFFICER,
                signer_title=("PHÓ CHỦ TỊCH",),
            )
            code = f"TS-{at:08d}"
            draft = CopyDraft(
                title="Trích lục khai sinh",
                pages=(page,),
                statement=statement,
                code=code,
                lookup_url=f"http://127.0.0.1/c/{code}",
                watermark="",
            )
            pdf = sign_copy(compose_copy(draft, fonts), *keys, SIGNATURE_LOOKS, rules, now).pdf
            work[place.station].append((_submission(place, number, code, pdf, now), pdf))
    desk_of = {place.station: place for place, _ in places}
    city = [_SimulatedDesk(place, tuple(work[station])) for station, place in desk_of.items()]
    Random(1).shuffle(city)
    return city


def _submission(
    place: Enrolment, number: int, code: str, pdf: bytes, at: datetime
) -> DossierSubmission:
    sha256 = hashlib.sha256(pdf).hexdigest()
    copy = CopyOnWire(
        book=_BOOK,
        number=number,
        code=code,
        sha256=sha256,
        level="B-B",
        signed_at=at,
        signer=OFFICER,
    )
    return DossierSubmission(
        item=str(uuid7()),
        station=place.station,
        dossier_code=f"H26-{code}",
        document_title="Trích lục khai sinh",
        requester=RequesterOnWire(name="Nguyễn Thị Thử", id_number="001099000123"),
        certified_copy=copy,
        files=(sha256,),
    )


def _places(home: Home, desks: int) -> Iterator[tuple[Enrolment, int]]:
    """Each desk's place, once with each of its numbers."""
    key = public_pem(home.load_receipt_key())
    authority = Authority.of(home)
    now = datetime.now(UTC).isoformat()
    with closing(Database(home)) as database, database.transaction() as connection:
        for number in range(min(desks, _AGENCIES)):
            connection.execute(agency.insert().values(code=f"H26.{number}", name="Phường"))
        for number in range(desks):
            code = str(uuid4())
            connection.execute(
                enrolment_code.insert().values(
                    code_sha256=hashlib.sha256(code.encode()).hexdigest(),
                    agency=f"H26.{number % _AGENCIES}",
                    made_at=now,
                )
            )
            answer = enrol(connection, EnrolRequest(code=code, station_name="Quầy"), key, authority)
            asked = LeaseRequest(id=str(uuid4()), book=_BOOK, size=_DOSSIERS_EACH)
            block = lease(connection, Desk(answer.station, answer.agency), asked)
            place = Enrolment("", answer.station, answer.agency, answer.credential, key)
            yield from ((place, number) for number in range(block.first, block.last + 1))


def _wait_for_verdicts(home: Home) -> None:
    """Until central has judged all that it took, or judges no more of it."""
    with closing(Database(home)) as database:
        left, looks = -1, 0
        while left != 0 and looks < _LOOKS_WITHOUT_CHANGE:
            with database.snapshot() as connection:
                now = int(connection.exec_driver_sql("SELECT count(*) FROM held").scalar_one())
            looks = looks + 1 if now == left else 0
            left = now
            time.sleep(_LOOK_EVERY_S if left else 0)


def _drain(city: Sequence[_SimulatedDesk], url: str) -> tuple[Counter[str], float]:
    tried = Counter[str]()

    def work(desk: _SimulatedDesk) -> None:
        place = Enrolment(url, *(desk.place.station, desk.place.agency, desk.place.credential),
                          desk.place.receipt_key)  # fmt: skip
        with CentralClient(place, timeout_s=120) as client:
            for submission, pdf in desk.work:
                _again(partial(_hand_in, client, submission, pdf), tried)

    with ThreadPoolExecutor(len(city)) as threads, Stopwatch() as watch:
        for done in [threads.submit(work, desk) for desk in city]:
            done.result()
    return tried, watch.seconds


def _hand_in(client: CentralClient, submission: DossierSubmission, pdf: bytes) -> None:
    for sha256 in client.missing_blobs(submission.files):
        client.send_blob(sha256, pdf)
    read_receipt(client.submit(submission), client.enrolment.receipt_key, submission)


def _again(hand_in: Callable[[], None], tried: Counter[str]) -> None:
    """As a desk does: what is trouble of central's own goes again, under the same id."""
    for attempt in range(_TRIES):
        try:
            return hand_in()
        except (CentralFailed, CentralUnreachable) as error:
            tried[error.code] += 1
            if attempt + 1 == _TRIES:
                raise


def _require_whole(home: Home, city: Sequence[_SimulatedDesk]) -> None:
    sent = sorted(submission.item for desk in city for submission, _ in desk.work)
    with closing(Database(home)) as database, database.snapshot() as connection:
        rows = connection.exec_driver_sql("SELECT item, copy_sha256 FROM submission").all()
    if sorted(row[0] for row in rows) != sent or len({row[1] for row in rows}) != len(sent):
        raise RuntimeError("central has not each document exactly once")


def _straight(database: str, city: Sequence[_SimulatedDesk]) -> float:
    work = [each for desk in city for each in desk.work]
    with ExitStack() as stack:
        connections = [
            stack.enter_context(psycopg.connect(database)) for _ in range(_PEER_CONNECTIONS)
        ]
        connections[0].execute(
            "CREATE TABLE taken (item TEXT PRIMARY KEY, body TEXT NOT NULL, sha256 TEXT UNIQUE, "
            "file BYTEA NOT NULL)"
        )
        connections[0].commit()

        def write(at: int) -> None:
            for submission, pdf in work[at::_PEER_CONNECTIONS]:
                connections[at].execute(
                    "INSERT INTO taken VALUES (%s, %s, %s, %s)",
                    (submission.item, submission.model_dump_json(), submission.files[0], pdf),
                )
                connections[at].commit()

        with ThreadPoolExecutor(_PEER_CONNECTIONS) as threads, Stopwatch() as watch:
            list(threads.map(write, range(_PEER_CONNECTIONS)))
    return watch.seconds
