"""Files that presenters write: what the system refuses is an error with a code."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from station.errors import FileRefused
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn what the system says of a file into FileRefused, with its own word as the reason."""
    try:
        yield
    except OSError as error:
        name = Path(os.fsdecode(error.filename)).name if error.filename is not None else ""
        reason = errno.errorcode.get(error.errno or 0, "")
        raise FileRefused(file=name, reason=reason) from error


def save_to(target: Path, make: Callable[[], bytes], counter: Counter, jobs: Jobs) -> None:
    """Make a file and write it, elsewhere; then say that it is saved, or why not."""

    def write() -> None:
        made = make()
        with refusals_told():
            target.write_bytes(made)

    def written(_: None) -> None:
        counter.note(NoteCode.SAVED, file=target.name)

    jobs.start(write, written, counter.report)
