"""docs/commands.md names every command, word and option of `tramso`."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from station.cli.main import build_parser

EVERYWHERE = {"--help", "--home", "--json", "--sign-in-file", "--sign-in-stdin"}
DOCUMENT = Path(__file__).parents[2] / "docs/commands.md"


def _parsers(
    parser: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    yield words, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, sub in action.choices.items():
                yield from _parsers(sub, (*words, word))


def _sections() -> dict[str, str]:
    """The text under each heading such as "## `tramso dossier new`"."""
    sections: dict[str, str] = {}
    heading = ""
    for line in DOCUMENT.read_text("utf-8").splitlines():
        if line.startswith("## `tramso"):
            heading = line.strip("# `")
        sections[heading] = sections.get(heading, "") + line + "\n"
    return sections


def test_every_command_and_option_is_documented() -> None:
    """A command or option that exists and is not described is a defect, and so is a ghost."""
    sections = _sections()
    missing = []
    for words, parser in _parsers(build_parser()):
        if parser._subparsers is not None or not words:
            continue
        name = " ".join(("tramso", *words))
        text = sections.get(name, "")
        if not text:
            missing.append(name)
        options = {option for action in parser._actions for option in action.option_strings}
        named = {option for option in options if option.startswith("--")}
        missing += [
            f"{name} {option}" for option in sorted(named - EVERYWHERE) if f"`{option}" not in text
        ]
    assert missing == []


def test_no_ghost_is_documented() -> None:
    """Every heading names a command that exists."""
    known = {" ".join(("tramso", *words)) for words, _ in _parsers(build_parser())}
    assert sorted(heading for heading in _sections() if heading and heading not in known) == []
