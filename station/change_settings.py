"""Change keys of a desk's own settings file: looked at as a whole before anything is written."""

import json
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from offline_store.durable import make_folder, room_on_disk, write_whole
from station.settings import FILE_NAME, Settings, read_settings

BEFORE = f"{FILE_NAME}.before"

Value = str | int | bool | tuple[str, ...]


def change_settings(
    home: Path, changes: Mapping[str, Value], machine: Path | None = None
) -> Settings:
    """Put these keys (`section.name`) into the desk's file, and return the settings as they are.

    What the file says already stays, but for its comments; as it was it stays beside it as
    `tramso.toml.before`. machine: the machine's file, if it is not at its usual place.

    Raises:
        SettingUnknown, SettingInvalid, SettingLocked: the file would not be as it must be; nothing
            is written.
        StoreFull, StoreReadOnly: it cannot be written.
    """
    file = home / FILE_NAME
    before = file.read_bytes() if file.is_file() else b""
    read_settings(home, machine)  # what is wrong already is not written anew
    said: dict[str, dict[str, Any]] = tomllib.loads(before.decode("utf-8"))
    for key, value in changes.items():
        section, _, name = key.partition(".")
        said.setdefault(section, {})[name] = value
    text = "".join(_section(name, entries) for name, entries in said.items())
    with tempfile.TemporaryDirectory(prefix="tramso-settings-") as folder:
        (Path(folder) / FILE_NAME).write_text(text, "utf-8")
        changed = read_settings(Path(folder), machine)
    with room_on_disk():
        make_folder(home)
        if before:
            write_whole(home / BEFORE, before)
        write_whole(file, text.encode("utf-8"))
    return changed


def _section(name: str, entries: Mapping[str, Any]) -> str:
    lines = [f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in entries.items())]
    return "\n".join(lines) + "\n\n"


def _toml(value: object) -> str:
    """A value as TOML; its strings are JSON's, but for one sign."""
    if isinstance(value, Mapping):
        inner = (f"{_toml(str(key))} = {_toml(each)}" for key, each in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
