"""Chips: how long one takes to be read, from the connection to the verdict, by way and suite."""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch
from station.card_settings import CardSettings
from station.chip.access_keys import AccessKey
from station.chip.passive_authentication import Verdict
from station.hanoi_time import utc_now
from station.read_chip import ISSUERS_FOLDER, ChipReading, ReadChip
from tests.chip.chip_files import Authority, chip_groups, make_authority
from tests.chip.software_chip import LINES_KEY, NUMBER_KEY, SoftwareChip, chip_of
from tests.chip.virtual_reader import lacking, laid_on, virtual_reader

_READS_A_RUN = 5
_LIMIT_S = 60
_WAYS: tuple[tuple[str, tuple[int, int, int] | None, AccessKey], ...] = (
    ("PACE, brainpoolP256r1, AES-128", (2, 2, 13), NUMBER_KEY),
    ("PACE, P-256, AES-256", (2, 4, 12), NUMBER_KEY),
    ("BAC, 3DES", None, LINES_KEY),
)

_Read = Callable[[SoftwareChip, AccessKey], tuple[ChipReading | None, float]]


def chip_rows(runs: int) -> tuple[Row, ...]:
    """Five reads a run in each row: on a virtual reader where there is one, and without."""
    with tempfile.TemporaryDirectory() as folder:
        home, authority = Path(folder), make_authority()
        (home / ISSUERS_FOLDER).mkdir()
        (home / ISSUERS_FOLDER / "csca.pem").write_bytes(authority.pem())
        read = ReadChip(home, CardSettings(), utc_now)
        stop = threading.Event()
        rows = _rows(
            "without a reader",
            authority,
            runs,
            lambda chip, key: _timed(lambda: read.over(chip, key, stop)),
        )
        if why := lacking():
            return tuple(replace(row, note=f"{row.note}; {why}") for row in rows)
        with _on_reader(home, read, stop) as on_reader:
            rows += _rows("virtual reader", authority, runs, on_reader)
        return rows


def _rows(where: str, authority: Authority, runs: int, read: _Read) -> tuple[Row, ...]:
    own = ec.generate_private_key(ec.SECP256R1())
    groups = chip_groups(chip_key=own.public_key())
    rows = []
    for name, pace, key in _WAYS:
        chip = chip_of(authority, groups=groups, pace=pace, own_key=own)
        seconds = []
        for _ in range(_READS_A_RUN * runs):
            chip.reset()
            chip.commands.clear()
            said, taken = read(chip, key)
            if said is None or said.proof.verdict is not Verdict.PROVEN:
                raise ValueError("the chip was not read as it should be")
            seconds.append(taken)
        size = sum(map(len, chip.files.values())) / 1024
        note = f"{len(chip.commands)} commands, {size:.0f} KiB, the chip's own time with it"
        rows.append(
            Row(
                f"chip, {where}: {name}",
                "s",
                more_is_better=False,
                ours=Spread.of(tuple(seconds)),
                note=note,
            )
        )
    return tuple(rows)


def _timed(read: Callable[[], ChipReading | None]) -> tuple[ChipReading | None, float]:
    with Stopwatch() as watch:
        said = read()
    return said, watch.seconds


@contextmanager
def _on_reader(folder: Path, read: ReadChip, stop: threading.Event) -> Iterator[_Read]:
    with virtual_reader(folder) as port:

        def on_reader(chip: SoftwareChip, key: AccessKey) -> tuple[ChipReading | None, float]:
            with laid_on(port, chip):
                return _timed(lambda: read(key, stop=stop, limit_s=_LIMIT_S))

        yield on_reader
