"""A file that the system refuses, as an error with a code."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from station.errors import FileRefused


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn what the system says of a file into FileRefused, with its own word as the reason."""
    try:
        yield
    except OSError as error:
        name = Path(os.fsdecode(error.filename)).name if error.filename is not None else ""
        reason = errno.errorcode.get(error.errno or 0, "")
        raise FileRefused(file=name, reason=reason) from error
