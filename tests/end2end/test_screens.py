"""Every place at every size, in both themes and languages: seen whole, and reached by Tab.

The pictures stay below `out/screens`.
"""

import json
import os
import shutil
import subprocess
import sys

import pytest
from PyQt6.QtGui import QImage

from tests.demo_desk import ROOT, Counter, certify

PAIRS = ("light-vi", "dark-en"), ("dark-vi", "light-en")
SIZES = {"1366x768": (1366, 768, 1), "1920x1080": (1920, 1080, 1), "200 %": (683, 384, 2)}


@pytest.mark.parametrize(
    ("size", "pairs"),
    [
        # All four pairs are seen, two at each size; in the marathon each at every size.
        ("1366x768", PAIRS[0]),
        ("200 %", PAIRS[1]),
        *(
            pytest.param(size, PAIRS[0] + PAIRS[1], marks=pytest.mark.marathon, id=f"{size}-all")
            for size in SIZES
        ),
    ],
)
def test_every_place_is_seen_whole(desk: Counter, size: str, pairs: tuple[str, ...]) -> None:
    """No word is clipped, no control cut off or out of Tab's reach, and Qt has no complaint."""
    assert certify(desk, desk.pin).status == 0
    for title, name in (
        ("Bằng tốt nghiệp đại học và bảng điểm", "Nguyễn Đặng Thị Phương Quỳnh"),
        ("Giấy chứng nhận đăng ký xe", "Trần Thị Bích Hường"),
    ):
        made = desk.tramso("dossier", "new", "--title", title, "--name", name, "--copies", "3")
        assert made.status == 0, made.err
    width, height, scale = SIZES[size]
    out = ROOT / "out" / "screens" / size.replace(" ", "")
    for pair in pairs:
        shutil.rmtree(out / pair, ignore_errors=True)

    ended = subprocess.run(
        [
            *(sys.executable, "-m", "tests.screens_walk"),
            *(str(desk.home), str(out), f"{width}x{height}", *pairs),
        ],
        env={
            **os.environ,
            **desk.device_environment(),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=140 * len(pairs),
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["complaints"] == []
    assert tuple(told["faults"]) == pairs
    faults = [f"{which} {fault}" for which, each in told["faults"].items() for fault in each]
    assert "\n".join(faults) == ""
    for which in told["faults"]:
        pictures = {path.stem: path for path in (out / which).iterdir()}
        assert set(pictures) == set(told["places"])
        for path in pictures.values():
            picture = QImage(str(path))
            assert (picture.width(), picture.height()) == (width * scale, height * scale)


def test_on_two_4k_screens_the_citizen_has_their_own(desk: Counter) -> None:
    """At 200 %: the clerk's window fills one, what the citizen sees the other."""
    out = ROOT / "out" / "screens" / "two-4k"
    shutil.rmtree(out, ignore_errors=True)
    ended = subprocess.run(
        [sys.executable, "-m", "tests.two_screens", str(desk.home), str(out)],
        env={**os.environ, **desk.device_environment(), "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=140,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["screens"] == {"clerk": [1920, 1080], "citizen": [1920, 1080]}
    for name in ("clerk", "citizen"):
        assert told[name]["screen"] == name
        # Whoever maximises the clerk's window may leave a rim.
        assert told[name]["pixels"] == pytest.approx([3840, 2160], abs=8)
