"""Writes what central's HTTP side offers, as OpenAPI: `python -m central.openapi FILE`."""

import json
import sys
import tempfile
from pathlib import Path

from central.app import create_app
from central.home import init


def openapi_text() -> str:
    """The description as indented JSON."""
    with tempfile.TemporaryDirectory() as folder:
        init(Path(folder))
        description = create_app(Path(folder)).openapi()
    return json.dumps(description, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(openapi_text(), encoding="utf-8")
