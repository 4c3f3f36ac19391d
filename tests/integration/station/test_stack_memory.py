"""A stack of a thousand copies takes no more memory than one of ten."""

import sys
from pathlib import Path

import pytest

from offline_store.records import Requester
from signing.pin import Pin
from station.sign_stack import StackState
from tests.integration.station.signing_desk import open_signing_desk
from tests.scanner_fixtures import draw_pages
from tests.signing_fixtures import PIN, PracticeDesk

WARM, ALL = 10, 1000
# What the allocator keeps for itself comes and goes; a copy that stayed would be a hundred kB.
ROOM_KIB = 64 * 1024


def resident_kib() -> int:
    """Memory of this process now, by the system's own account."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


@pytest.mark.marathon
# Half an hour is not enough where others work on the machine.
@pytest.mark.timeout(0)
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_flat(desk: PracticeDesk, tmp_path: Path) -> None:
    """Between the tenth copy of one login and the thousandth, memory hardly grows."""
    counter = open_signing_desk(tmp_path / "home", desk, desk.module, numbers=ALL)
    documents = []
    pages = draw_pages(tmp_path / "sheets", 1)
    for number in range(1, ALL + 1):
        received = counter.receive(Requester("Nguyễn Thị Thử"), f"Giấy số {number}")
        document = received.documents[0].id
        for page in counter.import_pages(document, tuple(pages)):
            counter.compare.mark(page.id)
        documents.append(document)
    seen: list[int] = []

    copies = counter.sign_stack(
        documents,
        {desk.token: Pin(PIN)},
        lambda copy: seen.append(resident_kib()) if copy.state is StackState.SIGNED else None,
    )

    assert all(copy.state is StackState.SIGNED for copy in copies)
    counter.close()
    assert seen[-1] - seen[WARM - 1] < ROOM_KIB, (seen[WARM - 1], seen[-1])
