"""The sample of procedures, with a code for each type of paper, as an agency's own would have."""

import json
from importlib.resources import files
from pathlib import Path


def coded_catalogue(target: Path) -> Path:
    """Write it as JSON; a procedure's papers are `GT.01`, `GT.02` and so on."""
    catalogue = json.loads((files("station") / "sample_procedures.json").read_text("utf-8"))
    for procedure in catalogue["procedures"]:
        for number, component in enumerate(procedure["components"], start=1):
            component["code"] = f"GT.{number:02}"
    target.write_text(json.dumps(catalogue), "utf-8")
    return target
