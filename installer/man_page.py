"""The manual page of `tramso`, made of docs/commands.md, which a test holds to the program."""

import re
from collections.abc import Iterator

_HEAD = """\
.TH TRAMSO 1 "{date}" "TramSo {version}" "User Commands"
.SH NAME
tramso \\- the desk of a clerk at a one\\-stop counter, without the window
.SH SYNOPSIS
.B tramso
.RB [ \\-\\-home
.IR DIR ]
.I COMMAND
.RI [ ARGUMENT ...]
.SH DESCRIPTION
"""
_FOOT = """\
.SH FILES
.TP
.I /etc/tramso/tramso.toml
Settings of the machine; the desk's own, in its home, come after them.
.TP
.I ~/.local/share/tramso
The desk's home.
.SH ENVIRONMENT
.TP
.B TRAMSO_HOME
The desk's home.
.SH SEE ALSO
.BR tramso\\-desk (1)
"""


def man_page(commands: str, version: str, date: str) -> str:
    """The page in troff's `man` macros.

    Args:
        commands: docs/commands.md: a title, what holds for all commands, then a section for each.
        version: the program's.
        date: of the page, ISO 8601.
    """
    head = _HEAD.format(date=date, version=version)
    return head + "\n".join(_lines(commands.splitlines()[1:])) + "\n" + _FOOT


def _lines(markdown: list[str]) -> Iterator[str]:
    """Markdown as the document uses it: headings, lists, tables, code between fences."""
    in_code = in_commands = False
    headed = True
    for line in markdown:
        if line.startswith("```"):
            in_code = not in_code
            yield ".RS\n.nf" if in_code else ".fi\n.RE"
        elif in_code:
            yield _escaped(line)
        elif line.startswith("## "):
            if not in_commands:
                yield ".SH COMMANDS"
            in_commands = True
            yield f".SS {_escaped(line.strip('# `'))}"
        elif line.startswith("- "):
            yield f".IP \\(bu 2\n{_text(line[2:])}"
        elif line.startswith("|"):
            if cells := _cells(line):
                yield f".TP\n.B {_text(cells[0])}\n{_text(' '.join(cells[1:]))}"
        elif line.strip():
            yield _text(line) if headed else f".PP\n{_text(line)}"
        headed = line.startswith("## ") or (headed and not line.strip())


def _cells(row: str) -> list[str]:
    """A table's row; nothing for the rule below its head."""
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    return [] if all(set(cell) <= {"-", ":"} for cell in cells) else cells


def _text(markdown: str) -> str:
    """One paragraph: words as code in bold, links as their words."""
    plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", markdown)
    parts = re.split(r"`([^`]+)`", plain)
    told = "".join(
        f"\\fB{_escaped(part)}\\fR" if number % 2 else _escaped(part)
        for number, part in enumerate(parts)
    )
    # A line that begins with a dot or a quotation mark would be an order to troff.
    return f"\\&{told}" if told.startswith((".", "'")) else told


def _escaped(text: str) -> str:
    told = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{told}" if told.startswith((".", "'")) else told
