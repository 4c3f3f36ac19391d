"""The keys that people chose in place of the window's own, and what says so in its texts."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

FILE_NAME = "window-keys.json"
"""Not `keys.json`: that is what the desk's own key lies sealed in (`offline_store/key_box.py`)."""

Scope = str | None
"""Where a key works: at a place, by its name (`Place`), or everywhere (None)."""

# Texts of these contexts speak of the keys of a place; all others of those that work everywhere.
# By name: whoever translates does not wait for what the places need.
_CONTEXTS: Mapping[str, str] = {
    "Today": "today",
    "Receive": "receive",
    "Dossiers": "dossiers",
    "Scan": "scan",
    "PageTools": "scan",
    "Suggestion": "scan",
    "Note": "scan",
    "Compare": "compare",
    "SecondLook": "compare",
    "Sign": "sign",
    "HandOver": "hand-over",
    "Register": "register",
    "Lots": "lots",
    "Outbox": "outbox",
    "Devices": "devices",
}
_KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+(?:[A-Z0-9]\b|[A-Z][a-z]+\b|F\d+\b)|\bF\d+\b")


class ChosenKeys:
    """Chosen keys by scope and the window's own key, both as Qt writes them: `Ctrl+Left`."""

    def __init__(self) -> None:
        self._chosen: dict[tuple[Scope, str], str] = {}

    def take(self, chosen: Mapping[str, str], key: str) -> None:
        """Take what a file says, in place of what was. key: of the setting, for its error.

        Raises:
            SettingInvalid: a name is none of a place.
        """
        taken: dict[tuple[Scope, str], str] = {}
        for name, value in chosen.items():
            place, slash, own = name.partition("/")
            known = not place or place in _CONTEXTS.values()
            if not (slash and known and isinstance(value, str)):
                raise _invalid(key)
            taken[place or None, own] = value
        self._chosen = taken

    def choose(self, scope: Scope, own: str, key: str) -> None:
        """Let a key do what the window's own key does; its own key itself: as it was."""
        self._chosen.pop((scope, own), None)
        if key != own:
            self._chosen[scope, own] = key

    def key(self, scope: Scope, own: str) -> str:
        """The key that does what the window's own key does there."""
        return self._chosen.get((scope, own), own)

    def items(self) -> Mapping[tuple[Scope, str], str]:
        """All that were chosen."""
        return dict(self._chosen)

    def said(self, context: str, text: str) -> str:
        """A text of the window, with the keys that it names as they were chosen."""
        if not self._chosen:
            return text
        scope = _CONTEXTS.get(context)

        def chosen(found: re.Match[str]) -> str:
            own = found.group()
            return self._chosen.get((scope, own)) or self._chosen.get((None, own)) or own

        return _KEY.sub(chosen, text)

    def read(self, home: Path) -> None:
        """Take what people chose at this desk, where they did.

        Raises:
            SettingInvalid: the file is not as it must be.
        """
        path = home / FILE_NAME
        if not path.is_file():
            return
        try:
            said = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise _invalid(FILE_NAME) from error
        if not isinstance(said, dict):
            raise _invalid(FILE_NAME)
        self.take(said, FILE_NAME)

    def write(self, home: Path) -> None:
        """Keep them for the next time the window opens."""
        said = {f"{scope or ''}/{own}": key for (scope, own), key in self._chosen.items()}
        path = home / FILE_NAME
        draft = path.with_suffix(".part")
        draft.write_text(json.dumps(said, indent=2, ensure_ascii=False), "utf-8")
        draft.replace(path)


def _invalid(key: str) -> Exception:
    from station.errors import SettingInvalid  # the first picture does not wait for it

    return SettingInvalid(key=key, expected='"place/key" = "key"')


CHOSEN = ChosenKeys()
"""The one window's: texts are made in many places, as they are translated in one."""
