"""The demo by itself: what `./dev demo` leaves where there is no display."""

import json
import subprocess
from pathlib import Path

from tests.demo_desk import TRAMSO
from tests.scanner_fixtures import needs_sane

LEFT_OF_EACH_COPY = {
    "pdf",
    "verification.json",
    "verification.txt",
    "register.json",
    "register.txt",
    "receipt.jws",
    "receipt.json",
    "text.txt",
}


@needs_sane
def test_the_main_job_runs_by_itself(tmp_path: Path) -> None:
    """Two papers become two valid copies, each with its papers, and every screen a picture."""
    done = subprocess.run(
        [*TRAMSO, "demo", "--run", "--out", str(tmp_path), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = [Path(name) for name in json.loads(done.stdout)["files"]]

    copies = [path.stem for path in files if path.suffix == ".pdf"]
    assert len(copies) == 2
    for copy in copies:
        left = {path.name.partition(".")[2] for path in files if path.name.startswith(copy)}
        assert left == LEFT_OF_EACH_COPY
        report = json.loads((tmp_path / f"{copy}.verification.json").read_text("utf-8"))
        assert report["verdict"] == "TOTAL-PASSED"
    screens = {path.stem for path in files if path.suffix == ".png"}
    assert {"today", "receive", "scan", "compare", "sign", "hand-over", "register"} <= screens
    assert all(path.stat().st_size for path in files)
