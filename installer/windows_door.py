"""The door of the program under Windows: an assembled Python that behaves as a frozen program.

`tramso.exe` and its fellows (msi/launcher.c) start this module; workers are started as the same
program again, which `sys.frozen` stands for, here and in Python's own `multiprocessing`.
"""

import sys

sys.frozen = True  # type: ignore[attr-defined]  # before anything asks
sys.argv[0] = sys.executable

from installer.door import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
