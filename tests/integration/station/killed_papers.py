"""A stack of papers signed by a process that kills itself at a durable step.

    python -m tests.integration.station.killed_papers HOME LOG STEP

The steps are those of `tests.end2end.killed_job`.
"""

import os
import sys
from pathlib import Path

from signing.pin import Pin
from station.bootstrap import open_desk
from tests.end2end.killed_job import DESK, LOG, STEP, watch_durable_steps
from tests.signing_fixtures import PIN


def main() -> None:
    """Sign whatever waits, until killed."""
    home, log, step = sys.argv[1:]
    os.environ.update({LOG: log, STEP: step, DESK: str(os.getpid())})
    desk = open_desk(Path(home))
    with desk.store.snapshot() as records:
        dossiers = [dossier.id for dossier in records.dossiers.list()]
    papers = [document.id for _, document in desk.sign_papers.waiting(dossiers)]
    watch_durable_steps()
    desk.sign_papers_stack(papers, {desk.settings.signing.officer_token: Pin(PIN)})


if __name__ == "__main__":
    main()
