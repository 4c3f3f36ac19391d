"""A program killed at any durable step leaves a store that goes on where it stood."""

import subprocess
import sys
from pathlib import Path

import pytest

from offline_store.records import LineState, OutboxState
from offline_store.store import Store
from tests.store_fixtures import BOOK, NOON

# Does the work of one copy; at the step named, it says so and waits to be killed.
WORK = """
import sys, time
from pathlib import Path
from offline_store.records import CertifiedCopy
from offline_store.store import Store
from tests.store_fixtures import BOOK, ENTRY, NOON, make_block, make_dossier

def reach(step):
    if step == sys.argv[2]:
        print("reached", flush=True)
        time.sleep(600)

store = Store.open(Path(sys.argv[1]))
dossier = make_dossier()
document = dossier.documents[0].id
with store.transaction() as records:
    records.dossiers.add(dossier)
    records.register.add_block(make_block())
    reach("in-dossier")
reach("after-dossier")
with store.transaction() as records:
    records.register.reserve(BOOK, document, ENTRY, NOON)
    reach("in-reserve")
reach("after-reserve")
sha256 = store.files.keep(b"%PDF signed")
reach("after-file")
with store.transaction() as records:
    records.dossiers.keep_copy(
        CertifiedCopy(document, BOOK, 1, "TS-000001", sha256, "B-T", NOON)
    )
    records.register.sign(BOOK, 1, NOON)
    reach("in-copy")
    item = records.outbox.enqueue(document, NOON)
reach("after-copy")
with store.transaction() as records:
    records.outbox.mark_sending(item.id)
    reach("in-sending")
reach("after-sending")
"""

EXPECTED = {
    "in-dossier": (0, [], None, None),
    "after-dossier": (1, [], None, None),
    "in-reserve": (1, [], None, None),
    "after-reserve": (1, [LineState.RESERVED], None, None),
    "after-file": (1, [LineState.RESERVED], None, None),
    "in-copy": (1, [LineState.RESERVED], None, None),
    "after-copy": (1, [LineState.SIGNED], b"%PDF signed", OutboxState.QUEUED),
    "in-sending": (1, [LineState.SIGNED], b"%PDF signed", OutboxState.QUEUED),
    "after-sending": (1, [LineState.SIGNED], b"%PDF signed", OutboxState.SENDING),
}


@pytest.mark.parametrize("step", EXPECTED)
def test_killed_at_a_step_the_store_stands_at_the_last_commit(tmp_path: Path, step: str) -> None:
    """What was committed is there, what was not is gone, and an unconfirmed item is due."""
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(tmp_path), step],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "reached\n"
        worker.kill()

    with Store.open(tmp_path, create=False) as store:
        with store.snapshot() as records:
            dossiers = records.dossiers.list()
            states = [line.state for line in records.register.lines(BOOK)]
            due = records.outbox.due(NOON)
        document = dossiers[0].documents[0] if dossiers else None
        copy = document.copy if document else None
        item = document.outbox if document else None
        found = (
            len(dossiers),
            states,
            store.files.read(copy.sha256) if copy else None,
            item.state if item else None,
        )
    assert EXPECTED[step] == found
    assert ([item] if item else []) == list(due)
