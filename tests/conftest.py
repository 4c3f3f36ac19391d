"""What holds for every test."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# No test may write into the keyring of whoever runs it; subprocesses inherit this. The one test of
# the keyring itself starts one of its own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# No scanner is looked for on the network of whoever runs this; who needs one names its own folder.
os.environ["SANE_CONFIG_DIR"] = str(Path(__file__).parent / "no_scanners")

# Also temporary files stay where the tests' own are.
os.environ.setdefault("TMPDIR", tempfile.gettempdir())

# Without a display, Qt ends the process unless another platform is named.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test measures time, and none fails because the machine had other work.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Leave what every test stands on out of each search for garbage: there is a lot of it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def environment_of_before() -> Iterator[None]:
    """What a desk's settings put into the environment of its process ends with the test."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
