"""Central as a process of its own, over TLS or plainly, on a home that is there."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(home: Path, *more: str) -> Iterator[str]:
    """Serve while the block runs; yields the address. more: further words for `central serve`."""
    command = [sys.executable, "-m", "central", "serve", "--home", str(home), "--port", "0", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield str(json.loads(process.stdout.readline())["url"])
        finally:
            process.terminate()
