"""Settings of central's home that come from a TOML file: what is not in it is built in."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from central.errors import CentralSideError

Settings = TypeVar("Settings", bound=Any)


def read_settings_file(
    file: Path,
    built_in: Settings,
    invalid: Callable[[str], CentralSideError],
    merged: Collection[str] = (),
) -> Settings:
    """The settings of a dataclass, as a file says them; the built-in ones where there is no file.

    merged: tables of which a file names only what differs.

    Raises:
        What `invalid` makes of a key: no TOML (then the file's name), an unknown key, or a value of
        another shape.
    """
    if not file.is_file():
        return built_in
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise invalid(file.name) from error
    known = {each.name: getattr(built_in, each.name) for each in fields(built_in)}
    values: dict[str, object] = {}
    for key, value in given.items():
        if key not in known:
            raise invalid(key)
        shaped = _shaped(known[key], value, merge=key in merged)
        if shaped is None:
            raise invalid(key)
        values[key] = shaped
    return replace(built_in, **values)


def _shaped(built_in: object, value: object, *, merge: bool) -> object | None:
    """The value as the built-in one is; None where it is of another shape."""
    if isinstance(built_in, tuple):
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
    elif isinstance(built_in, Mapping):
        if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            return {**built_in, **value} if merge else dict(value)
    elif type(value) is type(built_in):
        return value
    return None
