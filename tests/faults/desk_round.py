"""One run of a desk's outbox in a process that may be killed at any moment.

python -m tests.faults.desk_round HOME URL DAYS
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from offline_store.central_client import CentralClient
from offline_store.store import Store
from offline_store.sync import send_due


def main() -> None:
    """Send what is due so many days from now to the address given, not to the enrolment's."""
    with Store.open(Path(sys.argv[1]), create=False) as store:
        with store.snapshot() as records:
            place = replace(records.desk.enrolment(), central_url=sys.argv[2])
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        with CentralClient(place, timeout_s=5) as client:
            send_due(store, client, datetime.now(UTC) + timedelta(days=int(sys.argv[3])))


if __name__ == "__main__":
    main()
