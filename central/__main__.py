"""`python -m central`: the door to the reference central. `tramso central …` starts this."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one word and return its exit status."""
    # Imported here: each judge of files imports this module anew, and needs nothing of central.
    from central.command_line import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
