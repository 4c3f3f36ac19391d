"""What each setting means, in a line of English and of Vietnamese (`setting_words.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("setting_words.toml")


@dataclass(frozen=True, slots=True)
class SettingWords:
    """The same in two languages."""

    en: str
    vi: str


@cache
def setting_words() -> Mapping[str, SettingWords]:
    """By key, such as `signing.level`."""
    return _words("keys")


@cache
def section_words() -> Mapping[str, SettingWords]:
    """By section, such as `signing`."""
    return _words("sections")


def _words(table: str) -> Mapping[str, SettingWords]:
    said = tomllib.loads(_FILE.read_text("utf-8"))[table]
    return {key: SettingWords(words["en"], words["vi"]) for key, words in said.items()}
