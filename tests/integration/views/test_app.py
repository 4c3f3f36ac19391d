"""The door `tramso-desk` as a process: what it says where there is no window to be had."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtGui import QImage

from station.bootstrap import Desk, open_desk
from station.settings import FILE_NAME
from views.app import ROOMS, log_to
from views.presenters.counter import Place


def started(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program's end, with no display but the one given."""
    known = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    known.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "views", *words],
        env={**known, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def desk_at(home: Path, settings: str = "") -> Path:
    """A home with settings that need no keyring."""
    home.mkdir()
    (home / FILE_NAME).write_text(f"[store]\nkeyring = false\n{settings}", "utf-8")
    return home


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":987"}])
def test_without_a_display_it_says_so(tmp_path: Path, display: dict[str, str]) -> None:
    """Exit status 3 and a sentence, no traceback and no abort."""
    ended = started("--home", str(tmp_path / "desk"), **display)

    assert ended.returncode == 3
    assert "no display" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_damaged_desk_is_told_in_words(tmp_path: Path) -> None:
    """The store does not open: its code and its cure, and nothing is written over it."""
    home = desk_at(tmp_path / "desk")
    open_desk(home).close()
    (home / "store.db").write_bytes(b"this is no database" * 400)

    ended = started("--home", str(home), "--screens", str(tmp_path / "out"))

    assert ended.returncode == 3
    assert "tramso-desk: store-damaged" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (home / "store.db").read_bytes() == b"this is no database" * 400


def test_wrong_settings_are_told_in_words(tmp_path: Path) -> None:
    """An unknown key names the nearest known one."""
    home = desk_at(tmp_path / "desk", "[agency]\nnmae = 'x'\n")

    ended = started("--home", str(home), "--screens", str(tmp_path / "out"))

    assert ended.returncode == 3
    assert "agency.name" in ended.stderr


@pytest.mark.parametrize("language", ["vi", "en"])
def test_screens_of_every_place_are_saved(tmp_path: Path, language: str) -> None:
    """One picture for each place, of the size asked for, and a clean end."""
    home, out = desk_at(tmp_path / "desk"), tmp_path / "out"

    ended = started(
        "--home", str(home), "--screens", str(out), "--language", language, "--size", "900x600"
    )

    assert ended.returncode == 0, ended.stderr
    assert {path.stem for path in out.iterdir()} == {place.value for place in Place}
    for path in out.iterdir():
        assert (QImage(str(path)).width(), QImage(str(path)).height()) == (900, 600)


def test_screens_are_sharp_where_everything_is_twice_as_large(desk: Desk, tmp_path: Path) -> None:
    """On a desk with work in each state, at twice the pixels, Qt has nothing to complain of."""
    (desk.home / FILE_NAME).write_text("[store]\nkeyring = false\n", "utf-8")
    out = tmp_path / "out"

    ended = started(
        "--home",
        str(desk.home),
        "--screens",
        str(out),
        "--size",
        "1024x640",
        QT_SCALE_FACTOR="2",
        QT_QPA_PLATFORM="offscreen",
    )

    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert {path.stem for path in out.iterdir()} == {place.value for place in Place}
    for path in out.iterdir():
        assert (QImage(str(path)).width(), QImage(str(path)).height()) == (2048, 1280)


def test_the_log_keeps_what_our_rooms_say_and_nothing_of_libraries(tmp_path: Path) -> None:
    """A library's words may name the people on certificates: they are not written down."""
    before = {room: logging.getLogger(room).level for room in ROOMS}
    log_to(tmp_path / "logs")
    try:
        logging.getLogger("signing.tokens").warning("token-library-failed")
        logging.getLogger("pyhanko.sign.validation").warning("subject Nguyễn Văn An")
        logging.getLogger().error("subject Nguyễn Văn An")
    finally:
        for room in ROOMS:
            logger = logging.getLogger(room)
            logger.setLevel(before[room])
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
                handler.close()

    (line,) = (tmp_path / "logs" / "desk.log").read_text("utf-8").splitlines()
    assert line.endswith("WARNING signing.tokens token-library-failed")
