"""`tramso settings`: what holds at this desk, who said it, and what nobody here may change."""

import argparse
from collections.abc import Mapping
from typing import Any

from station.cli.output import DONE, add_json, emit
from station.desk_settings import read_desk_settings
from station.setting_words import setting_words
from station.settings import Settings, setting_keys, unknown_setting, value_of

BUILT_IN = "built-in"
# Said nowhere: who has it may enrol a desk.
_SECRET = ("sync.enrol_code",)


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        word, parents=[common], help="the settings that hold here, and which are locked"
    )
    parser.add_argument("key", nargs="*", metavar="KEY", help="only these; default: all")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--given", action="store_true", help="only what somebody said")
    only.add_argument("--locked", action="store_true", help="only what this desk may not change")
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = read_desk_settings(args.home)
    known = dict(setting_keys())
    for key in args.key:
        if key not in known:
            raise unknown_setting(key, known)
    told = [
        _told(settings, key)
        for key in known
        if (not args.key or key in args.key)
        and (not args.given or key in settings.given_by)
        and (not args.locked or key in settings.locked)
    ]
    emit(args, {"settings": told}, [_line(each) for each in told])
    return DONE


def _told(settings: Settings, key: str) -> dict[str, object]:
    value = value_of(settings, key)
    if key in _SECRET and value:
        value = None
    return {
        "key": key,
        "value": dict(value) if isinstance(value, Mapping) else value,
        "given_by": settings.given_by.get(key, BUILT_IN),
        "locked": key in settings.locked,
        "meaning": setting_words()[key].en,
    }


def _line(told: Mapping[str, object]) -> str:
    value = told["value"]
    words = "(given)" if value is None else _plain(value)
    locked = ", locked" if told["locked"] else ""
    return f"{told['key']} = {words}  ({told['given_by']}{locked})"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return "; ".join(map(str, value)) or "–"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {each}" for key, each in value.items()) or "–"
    return str(value).replace("\n", "\\n") if value != "" else "–"
