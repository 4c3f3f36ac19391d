"""A stack of a thousand copies takes no more memory than one of ten."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from signing.compose import SIGNATURE_LOOKS, compose_copy
from signing.sign import sign_copy
from signing.typesetting import find_fonts
from signing.values import CopyDraft
from tests.signing_fixtures import PracticeDesk

WARM, ALL = 10, 1000
# What the allocator keeps for itself comes and goes; a copy that stayed would be a hundred kB.
ROOM_KIB = 64 * 1024


def resident_kib() -> int:
    """Memory of this process now, by the system's own account."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


@pytest.mark.marathon
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_flat(desk: PracticeDesk, timestamps: str, draft: CopyDraft) -> None:
    """Between the tenth copy and the thousandth, composed and signed, memory hardly grows."""
    rules = desk.rules(timestamps)
    after_warm = 0
    with desk.open() as session:
        officer, agency = session.key("officer"), session.key("agency")
        for number in range(1, ALL + 1):
            pdf = compose_copy(draft, find_fonts())
            now = datetime.now(UTC)
            assert sign_copy(pdf, officer, agency, SIGNATURE_LOOKS, rules, now).debts == ()
            if number == WARM:
                after_warm = resident_kib()

    assert resident_kib() - after_warm < ROOM_KIB
