"""Where a desk's data lies."""

import os
from pathlib import Path

from platformdirs import user_data_path


def default_home() -> Path:
    """The desk's data when nothing else is said: TRAMSO_HOME, or the system's place for it."""
    given = os.environ.get("TRAMSO_HOME")
    return Path(given) if given else user_data_path("tramso", appauthor=False)
