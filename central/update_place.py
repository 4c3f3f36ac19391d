"""Where the repository of updates lies in central's home."""

from pathlib import Path

FOLDER = Path("updates")
METADATA = FOLDER / "metadata"
TARGETS = FOLDER / "targets"
ONLINE_KEY = FOLDER / "online-key.pem"


def is_made(home: Path) -> bool:
    """Whether there is one."""
    return (home / METADATA / "timestamp.json").is_file()
