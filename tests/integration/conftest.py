"""The command line, run in the test's process."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

# The desk is imported by the fixtures: the scan room's tests also run where its libraries are not,
# in a Windows Python.

Tramso = Callable[..., Any]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a desk that was not opened yet; its key lies in a file."""
    from station.settings import FILE_NAME

    folder = tmp_path / "home"
    folder.mkdir()
    (folder / FILE_NAME).write_text(
        '[agency]\nname = "UBND"\ncode = "H26.99.1"\n[store]\nkeyring = false\n', "utf-8"
    )
    return folder


@pytest.fixture
def tramso(home: Path) -> Tramso:
    """Runs a command with --json; gives its document, or the status and the error's code.

    Where the answer is "no", the status 1 and the document.
    """
    from station.cli.main import main

    def run(*words: str) -> Any:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--home", str(home), *words, "--json"])
        if status == 0:
            return json.loads(out.getvalue())
        if status == 1:
            return status, json.loads(out.getvalue())
        # Wrong use has words and no code.
        return status, None if status == 2 else json.loads(err.getvalue())["error"]["code"]

    return run
