"""Which files begin with which: looked at outside of the work that asks, once."""

import hashlib
from pathlib import Path

import pytest

from central.beginnings import Beginnings, NotLookedAt
from central.blob_folder import BlobFolder
from central.blobs import Blobs

OLD = b"%PDF signed" * 200_000
FILES = {
    "old": OLD,
    "grown": OLD + b"a time-stamp",
    "other": OLD[:-1] + b"X" + b"a time-stamp",
    "short": OLD[:-1],
}
NAMES = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}


@pytest.fixture
def place(tmp_path: Path) -> BlobFolder:
    """These files, as central keeps them."""
    place = BlobFolder(tmp_path / "blobs")
    (tmp_path / "blobs" / "parts").mkdir(parents=True)
    for name, content in FILES.items():
        whole = tmp_path / "blobs" / "parts" / name
        whole.write_bytes(content)
        place.put(whole, NAMES[name])
    return place


@pytest.mark.parametrize(
    ("name", "begins"), [("grown", True), ("old", True), ("other", False), ("short", False)]
)
def test_a_file_begins_with_another_or_does_not(
    place: BlobFolder, tmp_path: Path, name: str, begins: bool
) -> None:
    """Byte for byte, to the last one; and it is not read again for the next who asks."""
    beginnings = Beginnings(Blobs(tmp_path / "blobs", place))
    turns = list[None]()

    def turn() -> bool:
        turns.append(None)
        return beginnings.begins_with(NAMES[name], NAMES["old"])

    assert beginnings.looking(turn) is begins
    # The first turn ended without an answer: nothing is read within one.
    assert len(turns) == 2
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.unlink()
    assert beginnings.looking(turn) is begins
    assert len(turns) == 3


def test_nothing_is_read_by_who_asks(place: BlobFolder, tmp_path: Path) -> None:
    """A writer's turn that asks of files nobody has compared ends."""
    beginnings = Beginnings(Blobs(tmp_path / "blobs", place))
    with pytest.raises(NotLookedAt):
        beginnings.begins_with(NAMES["grown"], NAMES["old"])
