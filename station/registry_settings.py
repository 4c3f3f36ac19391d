"""Windows: what an installation was told (MSI properties) and what policy says, in the registry.

Both lie under HKEY_LOCAL_MACHINE, which administrators alone write. Each value has a setting's key
for its name, such as `signing.officer_module`. Kinds: REG_SZ; REG_DWORD or REG_SZ for numbers and
yes/no (1, 0); REG_MULTI_SZ, or REG_SZ with semicolons, for lists. Tables of strings have no place
there. An empty REG_SZ says nothing: so an installer writes what it was not told.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from station.errors import SettingInvalid

PROGRAM = r"SOFTWARE\TramSo"
INSTALLED = PROGRAM + r"\Settings"
POLICY = r"SOFTWARE\Policies\TramSo"

Registry = Callable[[str], Mapping[str, object]]

_YES_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def machine_registry(key: str) -> dict[str, object]:
    """The values below a key of HKEY_LOCAL_MACHINE, as 64-bit programs see it; none elsewhere."""
    values: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, access) as opened:
                for number in range(winreg.QueryInfoKey(opened)[1]):
                    name, value, _ = winreg.EnumValue(opened, number)
                    values[name] = value
        except FileNotFoundError:
            pass
    return values


def as_document(values: Mapping[str, object], built_in: Mapping[str, object]) -> dict[str, Any]:
    """The values as a settings file would give them: a table for each section.

    Args:
        values: by key, of the registry's kinds.
        built_in: every setting with its built-in value, whose kind is asked for.

    Raises:
        SettingInvalid: a value is not of the setting's kind.
    """
    document: dict[str, Any] = {}
    for key, value in values.items():
        if value in ("", []):
            continue
        section, _, entry = key.partition(".")
        shaped = _shaped(key, value, built_in[key]) if key in built_in else value
        document.setdefault(section, {})[entry] = shaped
    return document


def _shaped(key: str, value: object, built_in: object) -> object:
    """In the kind of the built-in value, where the registry has none of its own for it."""
    if isinstance(built_in, tuple):
        words = value if isinstance(value, list) else str(value).split(";")
        return [word.strip() for word in words if word.strip()]
    if isinstance(built_in, bool):
        if (told := str(value).strip().lower()) not in _YES_NO:
            raise SettingInvalid(key=key, expected="1 | 0")
        return _YES_NO[told]
    if isinstance(built_in, int) and isinstance(value, str):
        try:
            return int(value)
        except ValueError as error:
            raise SettingInvalid(key=key, expected="int") from error
    if isinstance(built_in, float):
        try:
            return float(str(value))
        except ValueError as error:
            raise SettingInvalid(key=key, expected="float") from error
    return value
