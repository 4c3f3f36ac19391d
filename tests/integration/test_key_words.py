"""The words of `tramso key`, as IT types them: each act stands on the trail, no key does."""

from contextlib import closing
from pathlib import Path

import pytest

from station.bootstrap import open_desk
from tests.integration.conftest import Tramso


@pytest.fixture
def home(home: Path) -> Path:
    """A desk with a store."""
    open_desk(home).close()
    return home


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
