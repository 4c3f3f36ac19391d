"""A worker loads what it works with and nothing else: it starts beside a clerk who waits."""

import subprocess
import sys

import pytest

from tests.demo_desk import ROOT

# What only the desk itself needs: its start takes a second, and 80 MB more in each process.
OF_THE_DESK = {"pydantic", "pyhanko", "sqlalchemy", "sqlcipher3", "station.bootstrap", "typst"}


@pytest.mark.parametrize(
    ("word", "besides"),
    [
        ("scan-worker", {"pkcs11", "zxingcpp"}),
        ("token-worker", {"cv2", "numpy", "PIL", "requests"}),
        ("verify", {"pkcs11", "requests", "sane"}),
    ],
)
def test_a_program_that_is_started_often_loads_little(word: str, besides: set[str]) -> None:
    """The parser of the command alone, as the program starts itself."""
    done = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys; from station.cli.main import build_parser; "
            f"build_parser(({word!r},)); print(*sys.modules, sep='\\n')",
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    loaded = set(done.stdout.split())
    assert "station.cli.main" in loaded
    assert loaded & (OF_THE_DESK | besides) == set()
