"""Which installed packages are parts of the program: what it asks for, and what that asks for."""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, distribution
from importlib.metadata import packages_distributions as _owners

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "tramso"


@cache
def parts() -> tuple[Distribution, ...]:
    """The parts, the program itself among them, by name.

    What a part asks for only on other systems, or for an extra nobody asked for, is none.

    Raises:
        PackageNotFoundError: the environment lacks a part.
    """
    found = dict[str, Distribution]()
    waiting = [(PROGRAM, frozenset[str]())]
    asked = set[tuple[str, frozenset[str]]]()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in asked:
            continue
        asked.add((name, extras))
        found[name] = distribution(name)
        waiting += _needs(found[name], extras)
    return tuple(found[name] for name in sorted(found))


def foreign_modules() -> tuple[str, ...]:
    """The modules of this environment that belong to no part, such as those of build tools."""
    ours = {canonicalize_name(part.name) for part in parts()}
    return tuple(
        sorted(
            module
            for module, owners in _owners().items()
            if ours.isdisjoint(canonicalize_name(owner) for owner in owners)
            and module.isidentifier()
        )
    )


def _needs(part: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for text in part.requires or ():
        need = Requirement(text)
        if need.marker is None or any(
            need.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        ):
            yield canonicalize_name(need.name), frozenset(need.extras)
