"""A strict judge of PDF/A-1b that is not ours: Apache PDFBox's preflight, from Debian.

No such judge of PDF/A-2b can be installed by a package manager: veraPDF is in neither Debian nor
PyPI. What composes and signs is the same for both parts; part 2 is checked by `tests/pdfa_rules`.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_JARS = Path("/usr/share/java")
_NEEDED = (
    *("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging"),
    *("javax.activation", "jaxb-api"),
)
_MAIN = "org.apache.pdfbox.preflight.Validator_A1b"


def judge_or_skip() -> None:
    """Skip where the judge cannot be had; in CI it must be."""
    missing = [name for name in _NEEDED if not (_JARS / f"{name}.jar").exists()]
    if shutil.which("java") is None:
        missing.append("java")
    if missing and not os.environ.get("CI"):
        pytest.skip(f"no judge of PDF/A: {', '.join(missing)} missing")


def judged_faults(pdf: bytes, folder: Path) -> list[str]:
    """What the judge says against a file as PDF/A-1b; empty when it calls it valid."""
    file = folder / "judged.pdf"
    file.write_bytes(pdf)
    jars = os.pathsep.join(str(_JARS / f"{name}.jar") for name in _NEEDED)
    asked = subprocess.run(
        ["java", "-Xshare:auto", "-cp", jars, _MAIN, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in (asked.stdout + asked.stderr).splitlines() if line.strip()]
    return [] if said == ["The file judged.pdf is a valid PDF/A-1b file"] else said
