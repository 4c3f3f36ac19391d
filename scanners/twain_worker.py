"""The worker for TWAIN's 32-bit data sources: a 32-bit Python with pytwain and nothing else.

Most scanners of an older make come with a 32-bit source only, which no 64-bit program can load.
Started as `python -m scanners.twain_worker` by `TwainDriver`, it speaks the lines of
`worker_messages`; its pages are bitmaps, which the 64-bit worker packs, looks at and makes durable.
"""

import sys

from scanners.serving import serve
from scanners.twain_transfer import TwainTransfer

PREFIX_32 = "twain32:"


def main() -> int:
    """Serve one scan worker until it closes the pipe; return the exit status."""
    return serve(lambda may_open: {PREFIX_32: TwainTransfer(PREFIX_32, may_open)})


if __name__ == "__main__":
    sys.exit(main())
