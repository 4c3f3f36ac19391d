"""Desk and central are killed, the line fails in every way: everything arrives, once, whole."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from central.enrolment import add_enrolment_code
from central.home import init
from central.serve import run_in_thread
from offline_store.central_client import CentralClient, enrol
from offline_store.leasing import lease_block
from offline_store.store import Store
from offline_store.sync import send_due, send_what_central_lost
from offline_store.verdicts import standing
from signing.compose import compose_copy
from signing.typesetting import find_fonts
from signing.values import CopyDraft, Statement
from tests.faulty_line import CLEAN, Fault, FaultyLine, faulty_line, random_fault
from tests.signing_fixtures import AGENCY, OFFICER, PracticeDesk, draw_page
from tests.store_fixtures import BOOK, add_dossier, certify, make_dossier

ROOT = Path(__file__).parents[2]
AGENCY_CODE = "H26.19.5"
MOST_ROUNDS = 400


@dataclass(slots=True)
class World:
    """A desk with certified copies, a central in a process of its own, and what befell them."""

    home: Path
    central: Path
    copies: dict[str, bytes]
    faults: Counter[str]
    days: int = 0

    @contextmanager
    def serving(self) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
        """Central while the block runs, unless it is killed before."""
        command = [sys.executable, "-m", "central", "serve", "--home", str(self.central)]
        with subprocess.Popen(
            [*command, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                assert process.stdout is not None
                yield json.loads(process.stdout.readline())["url"], process
            finally:
                process.kill()

    def waiting(self) -> int:
        """How many items central has not signed for, or has not said that they stand."""
        with Store.open(self.home, create=False) as store, store.snapshot() as records:
            return sum(not item.stands for item in records.outbox.items())

    def losses(self) -> list[str]:
        """What is not at central exactly once with the very bytes, and what is broken here."""
        found: list[str] = []
        with closing(sqlite3.connect(self.central / "central.db")) as database:
            rows = database.execute("SELECT copy_sha256, number, item FROM submission").fetchall()
        if sorted(row[0] for row in rows) != sorted(self.copies):
            found.append("copies")
        if sorted(row[1] for row in rows) != list(range(1, len(self.copies) + 1)):
            found.append("numbers")
        for sha256, data in self.copies.items():
            blob = self.central / "blobs" / sha256[:2] / sha256
            if not blob.is_file() or blob.read_bytes() != data:
                found.append(f"bytes of {sha256}")
        with Store.open(self.home, create=False) as store, store.snapshot() as records:
            items = {item.id for item in records.outbox.items() if item.receipt}
            if items != {row[2] for row in rows}:
                found.append("receipts")
            if records.audit.verify() is not None:
                found.append("audit")
            found += [sha for sha in self.copies if store.files.read(sha) != self.copies[sha]]
        return found


def make_world(folder: Path, desk: PracticeDesk, count: int) -> World:
    """A desk that has certified `count` documents while central was away."""
    central = init(folder / "central")
    shutil.copytree(desk.trust, central.trust, dirs_exist_ok=True)
    page = draw_page(folder / "page.png")
    rules = desk.rules(debt_allowed=True)
    copies: dict[str, bytes] = {}
    with Store.open(folder / "desk") as store:
        with run_in_thread(central.folder) as url:
            place = enrol(url, add_enrolment_code(central.folder, AGENCY_CODE), "Quầy 1")
            with store.transaction() as records:
                records.desk.enrol(place)
            with CentralClient(place) as client:
                lease_block(store, client, BOOK, count)
        for number in range(1, count + 1):
            draft = CopyDraft(
                title="Trích lục khai sinh",
                pages=(page,),
                statement=Statement(
                    number=number,
                    book=BOOK,
                    certified_at=datetime.now(UTC),
                    agency=AGENCY.upper(),
                    signer_name=OFFICER,
                    signer_title=("PHÓ CHỦ TỊCH",),
                ),
                code=f"TS-{number:06d}",
                lookup_url="http://127.0.0.1/c/x",
                watermark="",
            )
            pdf = desk.sign(compose_copy(draft, find_fonts()), rules).pdf
            document = add_dossier(store, make_dossier(f"H26-261122-{number:04d}"))
            certify(store, document, pdf, at=datetime.now(UTC))
            copies[hashlib.sha256(pdf).hexdigest()] = pdf
    return World(folder / "desk", central.folder, copies, Counter())


def send_here(world: World, url: str, timeout_s: float = 60.0) -> None:
    """One run of the outbox in this process."""
    with Store.open(world.home, create=False) as store:
        with store.snapshot() as records:
            place = replace(records.desk.enrolment(), central_url=url)
        with CentralClient(place, timeout_s=timeout_s) as client:
            send_due(store, client, datetime.now(UTC) + timedelta(days=world.days))


def one_round(
    world: World, chance: Random, line: FaultyLine, central: "subprocess.Popen[str]"
) -> None:
    """A run of the outbox, in which the line, the desk or central may fail."""
    kind = chance.choice(["line"] * 4 + ["desk killed", "central killed"])
    if kind != "line":
        world.faults[kind] += 1
    # Whatever waits for its next attempt is due the day after; now and then the clock jumps.
    jump = chance.choice([1] * 8 + [-2, 40])
    if jump != 1:
        world.faults["clock jumps"] += 1
    world.days = max(0, world.days + jump)
    if kind == "line":
        send_here(world, line.url, timeout_s=5)
        return
    command = [
        sys.executable,
        "-m",
        "tests.faults.desk_round",
        str(world.home),
        line.url,
        str(world.days),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        desk.stdout.readline()  # it has begun
        threading.Event().wait(chance.uniform(0, 1))
        (desk if kind == "desk killed" else central).kill()
        desk.wait(120)


def until_judged(client: CentralClient, copies: dict[str, str]) -> None:
    """Wait until central says of each of these that it stands."""
    for _ in range(600):
        if len(standing(client, copies)) == len(copies):
            return
        threading.Event().wait(0.1)
    raise AssertionError("central does not say that all of them stand")


def until_sent(world: World, chance: Random) -> None:
    """Rounds until central has signed for everything."""
    for _ in range(MOST_ROUNDS):
        with (
            world.serving() as (url, central),
            faulty_line(url, lambda: random_fault(chance)) as line,
        ):
            while central.poll() is None and world.waiting():
                one_round(world, chance, line, central)
        world.faults.update(name for name in line.met if name != CLEAN.name)
        if not world.waiting():
            return


@pytest.mark.parametrize(
    ("count", "seed"),
    [(8, 20261122), pytest.param(300, None, marks=pytest.mark.marathon)],
    ids=["bounded", "marathon"],
)
def test_everything_arrives_once(
    tmp_path: Path, desk: PracticeDesk, count: int, seed: int | None
) -> None:
    """Whatever was killed or cut, each copy is at central once, its number its own."""
    seed = seed if seed is not None else Random().randrange(1 << 32)
    world = make_world(tmp_path, desk, count)
    until_sent(world, Random(seed))
    losses = world.losses()
    report = f"seed {seed}: faults tried {dict(world.faults)}, losses {len(losses)}"
    sys.stdout.write(f"{report}\n")
    assert (world.waiting(), losses) == (0, []), report


def test_requests_that_come_late_and_out_of_order_change_nothing(
    tmp_path: Path, desk: PracticeDesk
) -> None:
    """Each connection's requests arrive after those of a later one, with which all was done."""
    world = make_world(tmp_path, desk, 4)
    late, first = Fault("late", late=True), [True] * 3
    with world.serving() as (url, _):
        with faulty_line(url, lambda: late if first and first.pop() else CLEAN) as line:
            for _ in range(MOST_ROUNDS):
                if not world.waiting():
                    break
                world.days += 1
                send_here(world, line.url, timeout_s=5)
            assert line.met.count("late") == 3
        assert (world.waiting(), world.losses()) == (0, [])
        assert line.held == []


def test_a_central_from_yesterdays_backup_gets_back_what_it_lost(
    tmp_path: Path, desk: PracticeDesk
) -> None:
    """It forgot what it had signed for; the desk sees it at the next comparison and sends it."""
    world = make_world(tmp_path, desk, 3)
    backup = tmp_path / "yesterday"
    shutil.copytree(world.central, backup)
    with world.serving() as (url, _):
        send_here(world, url)
    assert (world.waiting(), world.losses()) == (0, [])
    shutil.rmtree(world.central)
    shutil.copytree(backup, world.central)
    with world.serving() as (url, _), Store.open(world.home, create=False) as store:
        with store.snapshot() as records:
            place = replace(records.desk.enrolment(), central_url=url)
        with CentralClient(place) as client:
            assert send_what_central_lost(store, client) == (3, ())
            assert send_what_central_lost(store, client) == (0, ())
            with store.snapshot() as records:
                copies = records.outbox.receipted_copies()
            until_judged(client, copies)
    assert world.losses() == []
