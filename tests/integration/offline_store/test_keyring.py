"""The desk's secret in a real Secret Service, on a session bus of the test's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

WORK = """
import sys
from pathlib import Path
import keyring
from offline_store.errors import DeskKeyMissing
from offline_store.key_box import KeyBox
from offline_store.store import Store

home = Path(sys.argv[1])
with Store.open(home) as store:
    kept = store.files.keep(b"page")
box = KeyBox.read(home)
print(box.place.value, (home / "desk.key").exists())
with Store.open(home, create=False) as store:
    print(store.files.read(kept).decode())
keyring.delete_password("TramSo", box.id)
try:
    Store.open(home)
except DeskKeyMissing as error:
    print(error.facts["place"])
"""


@pytest.mark.skipif(
    any(shutil.which(program) is None for program in NEEDED), reason="no Secret Service here"
)
def test_the_secret_lies_with_the_system_and_nowhere_else(tmp_path: Path) -> None:
    """A desk opens by its user's keyring; without that entry it does not, and says where it is."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"
    } | {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_RUNTIME_DIR": str(runtime)}
    unlock = 'printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
    work = [sys.executable, "-c", WORK, str(tmp_path / "home")]
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", unlock, "sh", *work],
        cwd=Path(__file__).parents[3],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.split() == ["keyring", "False", "page", "keyring"], done.stderr
