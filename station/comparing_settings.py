"""The settings of comparing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComparingSettings:
    """How comparing is accompanied.

    budget_s: how long one copy is meant to take, shown beside the time used; 0: nothing is shown.
    record_viewing: whether the trail says which page was looked at, how long, and how large.
    """

    budget_s: int = 180
    record_viewing: bool = True
