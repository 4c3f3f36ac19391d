"""The words of `tramso key`, as IT types them: each act stands on the trail, no key does."""

import io
import json
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from station.bootstrap import open_desk
from station.cli.main import main
from station.settings import FILE_NAME

Tramso = Callable[..., Any]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A desk whose key lies in a file."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / FILE_NAME).write_text(
        '[agency]\nname = "UBND"\ncode = "H26.99.1"\n[store]\nkeyring = false\n', "utf-8"
    )
    open_desk(folder).close()
    return folder


@pytest.fixture
def tramso(home: Path) -> Tramso:
    """Runs a command with --json; gives its document, or the error's code and the status."""

    def run(*words: str) -> Any:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--home", str(home), *words, "--json"])
        if status == 0:
            return json.loads(out.getvalue())
        return status, json.loads(err.getvalue())["error"]["code"]

    return run


def test_each_act_on_keys_is_on_the_trail(tramso: Tramso, home: Path, tmp_path: Path) -> None:
    """Recovery key, new key, and the key given anew by the last recovery key alone."""
    first = tramso("key", "recovery")["recovery_key"]
    second = tramso("key", "rotate")["recovery_key"]
    assert first != second
    typed = tmp_path / "typed"
    typed.write_text(f"{first}\n", "utf-8")
    assert tramso("key", "recover", "--recovery-key-file", str(typed)) == (3, "recovery-key-wrong")
    typed.write_text(f"{second}\n", "utf-8")
    assert tramso("key", "recover", "--recovery-key-file", str(typed)) == {"place": "file"}

    with closing(open_desk(home, create=False)) as desk, desk.store.snapshot() as records:
        lines = records.audit.lines()
    acts = [line.act for line in lines]
    assert acts == ["recovery-key-made", "key-changed", "key-recovered"]
    assert not any(second in str(line) or first in str(line) for line in lines)
    assert tramso("audit", "verify") == {"ok": True, "first_broken": None}
    assert tramso("key", "show") == {"place": "file", "recovery": True, "changing": False}
