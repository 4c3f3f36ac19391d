"""Every warning that a page may carry has its words in the window."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from views.page_warnings import PAGE_WARNINGS

ROOT = Path(__file__).parents[2]
# Where pages get their warnings: from devices and files, and from being read.
ROOMS = ("scanners", "station/recognition")
CODE = re.compile(r"[a-z]+(-[a-z]+)*")


def _codes_of(module: ast.Module) -> Iterator[str]:
    """Texts like codes that stand in a tuple or are appended, in functions that speak of warnings.

    A module's own constants count by their value.
    """
    constants = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef) and "warning" in ast.unparse(function).lower():
            asked = {
                inner
                for node in ast.walk(function)
                if isinstance(node, ast.Compare)
                for inner in ast.walk(node)
            }
            for node in ast.walk(function):
                for said in _said(node) if node not in asked else ():
                    value = constants.get(said.id) if isinstance(said, ast.Name) else said
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield value.value


def _said(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Tuple):
        found = node.elts
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "append"
    ):
        found = node.args
    else:
        return []
    return [each for one in found for each in _either(one)]


def _either(said: ast.expr) -> list[ast.expr]:
    return [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]


def _codes() -> set[str]:
    return {
        code
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for code in _codes_of(ast.parse(path.read_text("utf-8")))
        if CODE.fullmatch(code)
    }


def test_every_page_warning_has_its_words() -> None:
    """No warning is dropped in silence for want of words."""
    assert sorted(_codes() - set(PAGE_WARNINGS)) == []


def test_the_codes_are_found() -> None:
    """The search above sees warnings of devices, of files and of reading."""
    assert _codes() >= {
        "dpi-below-rule",
        "dpi-unknown",
        "page-nearly-blank",
        "no-text",
        "says-copy",
    }
