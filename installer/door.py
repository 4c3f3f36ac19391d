"""The one door of the frozen program: which program it is, is said by the name it is started under.

`tramso` is the command line, `tramso-desk` the window, `tramso-central` the reference central; the
names are links to one file, since each such file would hold all of the program's code again.
"""

import multiprocessing
import sys
from pathlib import Path

# What the program starts itself as, under whichever name it runs.
_WORKERS = ("scan-worker", "token-worker")


def main() -> int:
    """Run the program that was asked for and return its exit status."""
    multiprocessing.freeze_support()
    name = Path(sys.argv[0]).stem
    if name == "tramso-desk" and sys.argv[1:2] not in [[worker] for worker in _WORKERS]:
        from views.app import main as window

        return window()
    if name == "tramso-central":
        from central.__main__ import main as central

        return central()
    from station.cli.main import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
