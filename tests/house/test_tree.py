"""The shape of the tree: sizes, names, locks, and the walls between the rooms."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("station", "scanners", "signing", "views", "offline_store", "central")
PLANTS = [
    ("station/planted.py", "import views.app", "The window stands on the station"),
    ("scanners/planted.py", "import station.errors", "The window stands on the station"),
    ("signing/planted.py", "import offline_store.records", "The window stands on the station"),
    ("station/planted.py", "import central.app", "Nothing at the station imports central"),
    ("central/planted.py", "import station.errors", "Central knows only the wire"),
    ("central/planted.py", "import offline_store.store", "Central knows only the wire"),
    ("station/planted.py", "import PyQt6.QtCore", "PyQt6 only in views"),
    ("views/presenters/planted.py", "import PyQt6.QtCore", "No Qt in presenters"),
    ("views/planted.py", "import sqlalchemy", "SQLAlchemy only in offline_store and central"),
    ("station/planted.py", "import pkcs11", "pyHanko and PKCS#11 only in signing"),
]


def _sources() -> list[Path]:
    return [
        path
        for room in (*ROOMS, "installer", "tests", "benchmarks")
        for path in (ROOT / room).rglob("*.py")
    ]


def test_no_module_is_longer_than_400_lines() -> None:
    """A longer module holds more than one thing."""
    long = {
        str(path.relative_to(ROOT)): count
        for path in _sources()
        if (count := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def test_no_drawer_modules() -> None:
    """A module is named for what it is; these names hold anything."""
    drawers = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [str(path) for path in _sources() if path.stem in drawers] == []


def test_locks_pin_by_hash_and_name_no_index() -> None:
    """Every pinned package has its hashes; no lock says where to fetch from."""
    for kind in ("", "-dev", "-build", "-package", "-second-reader", "-faces"):
        name = f"requirements{kind}.lock"
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text, name
        for entry in re.split(r"\n(?=[A-Za-z0-9])", text.strip()):
            assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_central_imports_of_ours_only_what_it_may() -> None:
    """The contract in pyproject.toml names what is forbidden; this names what is allowed."""
    allowed = {"central", "offline_store.wire", "offline_store.central_tls"}
    allowed |= {"offline_store.account_wire", "offline_store.procedure_wire"}
    allowed |= {"offline_store.handling_wire"}
    allowed |= {"offline_store.copies_wire", "offline_store.queue_wire"}
    allowed |= {"offline_store.lot_wire", "offline_store.paper_wire"}
    allowed |= {"offline_store.payment_wire", "offline_store.passwords", "offline_store.series"}
    allowed |= {"offline_store.verdict_wire", "offline_store.update_wire"}
    allowed |= {"offline_store.bundle_wire"}
    allowed |= {"offline_store.identification_wire", "offline_store.inventory_wire"}
    allowed |= {"signing.verification", "signing.values", "signing.errors"}
    ours = tuple(f"{room}." for room in ROOMS)
    found = {
        module
        for path in (ROOT / "central").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for module in _imported(node)
        if module.startswith(ours) and module.partition(".")[0] != "central"
    }
    assert sorted(found - allowed) == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return [name.name for name in node.names] if isinstance(node, ast.Import) else []


@pytest.mark.parametrize(
    ("place", "line", "contract"), PLANTS, ids=[f"{p} {s}" for p, s, _ in PLANTS]
)
def test_a_planted_violation_is_caught(
    place: str, line: str, contract: str, tmp_path: Path
) -> None:
    """Each import contract breaks when somebody imports through its wall."""
    for room in ROOMS:
        shutil.copytree(
            ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "*.qm")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / place).write_text(f'"""Planted."""\n\n{line}\n', "utf-8")

    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    broken = [row for row in done.stdout.splitlines() if row.endswith("BROKEN")]
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(contract in row for row in broken), done.stdout


def test_what_the_documents_point_to_is_there() -> None:
    """A link or picture of a document leads to a file of the project."""
    lost = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert lost == []


def test_each_decision_has_its_own_number() -> None:
    """In the file's name and in its title, counting up without a gap."""
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert numbers == [f"{number:04d}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        assert path.read_text("utf-8").startswith(f"# {path.name[:4]}: ")
