"""Runs a piece of work in a process that dies at its n-th durable step.

python -m tests.integration.offline_store.dying WORK HOME STEP
"""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from offline_store.key_change import change_key
from offline_store.mirror import write_mirror
from offline_store.store import Store

DIED = 9
WORK: dict[str, Callable[[Path], object]] = {
    "open": lambda home: Store.open(home).close(),
    "change-key": change_key,
    "mirror": lambda home: write_mirror(home / "desk", home / "mirror", datetime.now(UTC)),
}


def died_at(work: str, home: Path, step: int) -> bool:
    """Do the work on a home in a process of its own; whether it died, or came to its end."""
    command = [sys.executable, "-m", __name__, work, str(home), str(step)]
    status = subprocess.run(command, cwd=Path(__file__).parents[3], check=False).returncode
    assert status in (0, DIED)
    return status == DIED


def main() -> None:
    """Count the durable steps, and die before the one that is named."""
    left = int(sys.argv[3])

    def dying(call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(DIED)
            return call(*arguments, **options)

        return step

    os.fsync, os.replace, os.unlink = dying(os.fsync), dying(os.replace), dying(os.unlink)
    WORK[sys.argv[1]](Path(sys.argv[2]))


if __name__ == "__main__":
    main()
