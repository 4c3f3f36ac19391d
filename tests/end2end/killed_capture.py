"""A desk that takes a pile of pages into a document, says each page kept, and can be killed.

`python -m tests.end2end.killed_capture HOME DOCUMENT SCRIPT`: recovers what a kill left, then scans
the script's pages through a real scan worker. Prints `kept SHA256` for each page, then `ended`.
"""

import sys
from pathlib import Path
from threading import Event

from offline_store.records import DocumentId, Page
from offline_store.store import Store
from scanners.values import ScanOptions
from scanners.worker_process import ScanWorker
from station.capture import CapturePages
from station.hanoi_time import utc_now
from tests.scanner_fixtures import WORKER


def main() -> None:
    """Capture once."""
    home, document, script = Path(sys.argv[1]), DocumentId(sys.argv[2]), sys.argv[3]

    def said(page: Page) -> None:
        sys.stdout.write(f"kept {page.sha256}\n")
        sys.stdout.flush()

    with Store.open(home) as store, ScanWorker(WORKER) as worker:
        capture = CapturePages(store, worker, home / "spool", "clerk", utc_now)
        capture(document, f"script:{script}", ScanOptions(), said, Event())
    sys.stdout.write("ended\n")


if __name__ == "__main__":
    main()
