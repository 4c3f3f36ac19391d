"""A folder on the disk that the project lies on: the system's temporary one is often memory."""

import tempfile
from pathlib import Path

_OUT = Path(__file__).parents[1] / "out"


def folder_on_disk() -> "tempfile.TemporaryDirectory[str]":
    """An empty folder below `out/`, gone when its block ends."""
    _OUT.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="tramso-bench-", dir=_OUT)
