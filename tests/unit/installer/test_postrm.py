"""What `apt purge` does with desks, as far as it goes without a system to purge."""

import os
import subprocess
from pathlib import Path

import pytest

POSTRM = Path(__file__).parents[3] / "installer/deb/postrm"


@pytest.mark.skipif(os.name != "posix", reason="a package of Debian's")
def test_what_could_not_be_deleted_is_said_and_what_a_link_leads_to_goes(tmp_path: Path) -> None:
    """One desk behind a link, one that does not go: the first goes whole, the second is told."""
    linked, stuck = (tmp_path / f"home/{name}/.local/share/tramso" for name in "ab")
    real = tmp_path / "data/desk"
    for desk in (real, stuck):
        desk.mkdir(parents=True)
        (desk / "store.db").touch()
    linked.parent.mkdir(parents=True)
    linked.symlink_to(real)
    text = POSTRM.read_text("utf-8")
    functions = text[text.index("desks() {") : text.index("said_twice() {")]
    begin = text.index('echo "$found" | while')
    deleting = text[begin : text.index("        else\n", text.index("done\n", begin) - 1)]
    script = f"""set -e
getent() {{ printf 'a:x:1:1::%s/home/a:/bin/sh\\nb:x:1:1::%s/home/b:/bin/sh\\n' "$0" "$0"; }}
runuser() {{ shift 3; "$@"; }}
rm() {{ case "$*" in */home/b/*) return 1 ;; esac; command rm "$@"; }}
{functions}
found=$(desks)
{deleting}
"""
    said = subprocess.run(
        ["/bin/sh", "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    ).stderr
    assert not real.exists()
    assert not linked.is_symlink()
    assert (stuck / "store.db").exists()
    assert f"{real} was deleted" in said
    assert f"{stuck} could not be deleted" in said
