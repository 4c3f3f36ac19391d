"""What the doctor finds has words in the window."""

import ast
import inspect

import pytest

from station import card_reader_check, doctor
from station.desk_check import Check, Status
from views.check_names import check_name, check_words
from views.problem_texts import PROBLEMS

CHECKS = [
    call
    for module in (doctor, card_reader_check)
    for call in ast.walk(ast.parse(inspect.getsource(module)))
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Check"
]
CODES = sorted(
    str(call.args[4].value)
    for call in CHECKS
    if len(call.args) > 4 and isinstance(call.args[4], ast.Constant)
)


def test_the_codes_are_found() -> None:
    """As many as the doctor has of its own."""
    assert len(CODES) == 26


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_its_words(code: str) -> None:
    """What is ill, and what to do."""
    assert code in PROBLEMS


def test_what_is_well_says_nothing_to_do() -> None:
    """And a finding that nobody named here yet keeps its id."""
    assert check_words(Check("disk", Status.OK, "9 MiB free")) == ""
    assert check_name(Check("new-one", Status.OK, "")) == "new-one"
