"""Known weaknesses of the locks: told, accepted with a reason for a time, or honestly unknown."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from installer.weaknesses import (
    LOCKS,
    ROOT,
    Accepted,
    NotChecked,
    accepted,
    judged,
    look,
    main,
    pinned,
    read,
)

DAY = date(2026, 11, 28)
FOUND: dict[str, list[dict[str, object]]] = {
    "dependencies": [
        {"name": "fine", "version": "1.0", "vulns": []},
        {
            "name": "weak",
            "version": "2.0",
            "vulns": [
                {
                    "id": "PYSEC-2026-7",
                    "fix_versions": ["2.1"],
                    "aliases": ["CVE-2026-7", "GHSA-7"],
                    "description": "…",
                }
            ],
        },
    ],
    "fixes": [],
}


def _entry(**changes: object) -> Accepted:
    said = {"id": "CVE-2026-7", "package": "weak", "reason": "never called", "since": DAY}
    return Accepted(**{**said, "until": DAY, **changes})  # type: ignore[arg-type]


def test_a_weakness_is_told_until_somebody_looked_at_it() -> None:
    """Under any of its names, of that package, up to that day."""
    found = read(FOUND).found
    for known in ((), (_entry(package="fine"),), (_entry(id="CVE-2026-8"),)):
        ((line, is_open),) = judged(found, known, DAY)
        assert is_open
        assert "weak 2.0: PYSEC-2026-7 CVE-2026-7 GHSA-7, fixed in 2.1" in line
    ((line, is_open),) = judged(found, (_entry(),), DAY)
    assert (is_open, "never called" in line) == (False, True)
    ((line, is_open),) = judged(found, (_entry(),), DAY + timedelta(days=1))
    assert (is_open, "OPEN again" in line) == (True, True)


def test_what_was_left_out_is_not_taken_for_well() -> None:
    """A package that the database does not know is told, and not counted as good."""
    document = {"dependencies": [*FOUND["dependencies"], {"name": "odd", "skip_reason": "…"}]}
    looked = read(document)
    assert (len(looked.found), looked.left_out) == (1, ("odd",))


def test_every_version_of_the_locks_is_asked_about() -> None:
    """Those of Windows and of the second reader, too; none twice."""
    packages = pinned(*(ROOT / lock for lock in LOCKS))
    assert len(set(packages)) == len(packages)
    assert {"pyqt6", "tuf", "pytwain", "python-sane", "onnxruntime"} <= {
        name for name, _ in packages
    }
    assert all(re.fullmatch(r"[0-9][A-Za-z0-9.+]*", version) for _, version in packages)


def test_without_a_network_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The real tool, with no way out: it says that nothing was checked, and stops nobody."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(NotChecked, match="does not answer"):
        look([("segno", "1.6.6")])
    assert main() == 0
    assert "NOT CHECKED" in capsys.readouterr().out


def test_what_is_accepted_has_a_reason_and_an_end() -> None:
    """At most half a year, of a library that is in a lock."""
    pinned = "\n".join((ROOT / lock).read_text("utf-8") for lock in LOCKS)
    for entry in accepted():
        assert len(entry.reason) >= 20
        assert entry.since <= entry.until <= entry.since + timedelta(days=183)
        assert f"\n{entry.package}==" in pinned
