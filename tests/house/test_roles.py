"""Every use case that knows its clerk asks whether the clerk may."""

import ast
from pathlib import Path

STATION = Path(__file__).parents[2] / "station"
# Those that ask nobody, and why.
ASKS_NOBODY = {
    "pay_debts.py": "goes by itself, also while nobody is signed in",
    "upkeep.py": "goes by itself as well; what it writes elsewhere only the recovery key opens",
    "inventory.py": "goes by itself as well; nothing in it is anybody's",
    "change_keys.py": "the desk need not open: its door asks, `station/cli/key.py`",
    "fetch_update.py": "goes by itself as well; to install asks the system for an administrator",
    "viewing.py": "whoever looked, looked: the trail says so",
}
# What asks for them: acts on pages are written into one journal.
ASKING = {"require", "Journal", "EditPages", "_must_be_open"}


def _has_clerk(node: ast.ClassDef) -> bool:
    return any(
        isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and field.target.id == "clerk"
        for field in node.body
    )


def _calls(tree: ast.AST) -> set[str]:
    return {
        call.func.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }


def test_each_asks() -> None:
    """A new one that forgets is found here; who asks nobody stands above, with the reason."""
    asks_nobody = set()
    for path in sorted(STATION.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        use_cases = [
            node for node in tree.body if isinstance(node, ast.ClassDef) and _has_clerk(node)
        ]
        # The journal itself asks for whoever writes into it; the desk only hands the clerk on.
        if path.name != "bootstrap.py" and any(not _calls(each) & ASKING for each in use_cases):
            asks_nobody.add(path.name)
    assert asks_nobody == set(ASKS_NOBODY)
