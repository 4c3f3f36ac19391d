"""Under which name the frozen program runs says which program it is."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

import central.__main__
import station.cli.main
import views.app
from installer import door
from station.programs import central_program, window_program


@pytest.mark.parametrize(
    ("words", "program"),
    [
        (("/opt/tramso/tramso", "doctor"), "command line"),
        (("/usr/bin/tramso-desk",), "window"),
        (("tramso-central", "serve"), "central"),
        # The window starts its workers as itself.
        ((r"tramso-desk.exe", "scan-worker"), "command line"),
        (("/opt/tramso/tramso-desk", "token-worker"), "command line"),
    ],
)
def test_the_name_says_the_program(
    words: Sequence[str], program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each name opens its own program; a worker is the command line's, whoever starts it."""
    opened = list[str]()
    for module, name in (
        (station.cli.main, "command line"),
        (views.app, "window"),
        (central.__main__, "central"),
    ):
        monkeypatch.setattr(module, "main", partial(_open, opened, name))
    monkeypatch.setattr(sys, "argv", list(words))
    assert door.main() == 0
    assert opened == [program]


def _open(opened: list[str], name: str) -> int:
    opened.append(name)
    return 0


def test_a_frozen_program_finds_those_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Window and central of a frozen program are the names beside it."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "tramso"))
    assert central_program() == (str(tmp_path / "tramso"), "-m", "central")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert central_program() == (str(tmp_path / "tramso-central"),)
    assert window_program() == (str(tmp_path / "tramso-desk"),)
