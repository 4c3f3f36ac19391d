"""The door `tramso-desk`, and `python -m views`."""

import sys


def main() -> int:
    """Open the window and return its exit status."""
    # Imported here: each judge of files and each reader of pages imports this module anew, and
    # needs nothing of the window.
    from views.app import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
