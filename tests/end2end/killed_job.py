"""The main job in a process that kills itself, its scan worker with it, at a durable step.

    python -m tests.end2end.killed_job HOME LOG [STEP]

Each durable step (bytes of a file made durable, a file given its name, a change of the database
committed) is written to LOG before it is made; at STEP, the process is killed before it. Started
again on the same home, the job goes on from what it finds there, as a clerk would.
"""

import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from functools import wraps
from pathlib import Path
from threading import Event, Lock
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

import station.workers
from offline_store.records import Document, Requester
from scanners.practice.escl_scanner import VirtualScanner, sane_config
from scanners.values import Mode, ScanOptions, Source
from scanners.worker import main as serve_scanner
from signing.pin import Pin
from station.bootstrap import Desk, open_desk
from station.demo.desk import PIN

LOG, STEP, DESK = "KILLED_JOB_LOG", "KILLED_JOB_STEP", "KILLED_JOB_DESK"
SCAN_WORKER = "scan-worker"
_counting = Lock()
# Windows knows one way to kill, and takes any signal for it.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_CHANGE = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) (\w+)")


def reach(name: str) -> None:
    """Note a durable step that is about to be made; die if it is the one to die at.

    A step is named `what#n`: the n-th of its name, counted over the desk and its worker.
    """
    log = Path(os.environ[LOG])
    # Several threads may make files durable at once: a step is counted before the next one is.
    with _counting:
        earlier = log.read_text("utf-8").splitlines() if log.exists() else []
        step = f"{name}#{1 + sum(line.startswith(f'{name}#') for line in earlier)}"
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{step}\n")
        if step == os.environ[STEP]:
            if (desk := int(os.environ[DESK])) != os.getpid():
                os.kill(desk, KILL)
            os.kill(os.getpid(), KILL)


def watch_durable_steps() -> None:
    """From here on, every durable step of this process is noted before it is made."""
    os.fsync = _noted(os.fsync, lambda descriptor: "sync")
    os.replace = _noted(os.replace, lambda source: f"name in {_place(source)}")
    os.rename = _noted(os.rename, lambda source: f"name in {_place(source)}")
    changes: list[str] = []

    def executed(connection: Connection, cursor: object, statement: str, *more: object) -> None:
        if (change := _CHANGE.match(statement)) is not None:
            changes.append(" ".join(change.groups()).lower())

    event.listen(Engine, "before_cursor_execute", executed)
    commit = SQLiteDialect_pysqlite.do_commit

    def noted_commit(dialect: SQLiteDialect_pysqlite, connection: Any) -> None:
        if changes:
            name = changes[0]
            if "insert into audit" in changes:
                cursor = connection.cursor()
                cursor.execute("SELECT act FROM audit ORDER BY sequence DESC LIMIT 1")
                (name,) = cursor.fetchone()
                cursor.close()
            changes.clear()
            reach(f"commit {name}")
        commit(dialect, connection)  # type: ignore[no-untyped-call]  # SQLAlchemy

    SQLiteDialect_pysqlite.do_commit = noted_commit  # type: ignore[method-assign, assignment]


def _noted(call: Callable[..., None], name: Callable[[Any], str]) -> Callable[..., None]:
    @wraps(call)
    def noted(first: Any, *more: Any, **options: Any) -> None:
        reach(name(first))
        call(first, *more, **options)

    return noted


def _place(path: Path) -> str:
    """Which of the desk's folders a file lies in."""
    return next((part for part in path.parts if part in ("spool", "files")), "elsewhere")


def do_job(desk: Desk, sheets: list[Path]) -> None:
    """One paper, from receiving it to central's receipt, from wherever the desk stands."""
    with desk.store.snapshot() as records:
        known = records.dossiers.list()
        remaining = records.register.remaining(desk.certify.book(desk.now()), desk.now())
    if not known and not remaining:
        desk.synchronise.lease(desk.certify.book(desk.now()), 5)
    dossier = known[0] if known else desk.receive(Requester("Nguyễn Văn An", ""), "Bằng kỹ sư")
    document = dossier.documents[0]
    if document.copy is None:
        _scan(desk, document, sheets)
        for page in desk.read(document.id, lambda page_id, reading: None):
            if page.compared_at is None:
                desk.compare.mark(page.id)
        desk.certify(document.id, {token: Pin(PIN) for token in desk.signing.tokens_needed()})
    desk.synchronise()


def _scan(desk: Desk, document: Document, sheets: list[Path]) -> None:
    """Keep what an interrupted scan finished; the clerk puts in the sheets that are missing."""
    kept = len(document.pages) + len(list(desk.capture.recover(document.id)))
    if kept == len(sheets):
        return
    with VirtualScanner([sheets[kept:]]) as scanner:
        sane_config(desk.home / "sane", scanner.url)
        (device,) = desk.scanner.find_devices()
        options = ScanOptions(Source.FEEDER, dpi=150, mode=Mode.GRAY)
        capture = desk.capture(document.id, device.id, options, lambda page: None, Event())
    if capture.stopped is not None:
        raise capture.stopped


def main() -> int:
    """Do the job, or serve its scanner."""
    watch_durable_steps()
    if sys.argv[1:] == [SCAN_WORKER]:
        return serve_scanner()
    home = Path(sys.argv[1])
    step = sys.argv[3] if len(sys.argv) > 3 else ""
    os.environ.update({LOG: sys.argv[2], STEP: step, DESK: str(os.getpid())})
    worker = (sys.executable, "-m", "tests.end2end.killed_job", SCAN_WORKER)
    station.workers.scan_worker_command = lambda: worker
    with closing(open_desk(home, create=False)) as desk:
        do_job(desk, sorted((home / "sheets").iterdir()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
