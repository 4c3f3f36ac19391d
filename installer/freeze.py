"""The frozen program: one folder with its own Python, by PyInstaller and `tramso.spec`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Links to the one program, which asks under what name it runs (installer/door.py).
NAMES = ("tramso-desk", "tramso-central")


def freeze(work: Path, moment: int) -> Path:
    """Make the program anew below `work` and return its folder.

    moment: seconds since 1970 that stand for the time of the build. The same sources, libraries
    and moment give the same bytes.
    """
    for name in ("frozen", "work"):
        shutil.rmtree(work / name, ignore_errors=True)
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", str(work / "frozen"), "--workpath", str(work / "work")),
            str(ROOT / "installer" / "tramso.spec"),
        ],
        cwd=ROOT,
        # The order of sets goes into compiled code.
        env={**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(moment)},
        check=True,
    )
    folder = frozen_before(work)
    for name in NAMES:
        (folder / name).symlink_to("tramso")
    return folder


def frozen_before(work: Path) -> Path:
    """The folder of the program that was made last below `work`."""
    return work / "frozen" / "tramso"
