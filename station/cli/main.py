"""The door `tramso`: finds the command, runs it, and turns its end into an exit status.

0 done; 1 done and the answer is "no"; 2 wrong use; 3 failed, with code and facts.
"""

import argparse
import contextlib
import errno
import importlib
import io
import logging
import multiprocessing
import os
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from offline_store.errors import StoreFull, StoreReadOnly
from station.cli.output import DONE, FAILED, WRONG_USE, emit_error
from station.cli.sign_in_options import add_sign_in
from station.errors import Defect, FileRefused
from station.paths import default_home
from station.problems import PRODUCT_ERRORS
from station.scratch import use_memory

# The module of each command: only the one that is asked for gets imported, so that `tramso verify`
# does not wait for the scanner's libraries.
COMMANDS = {
    "doctor": "doctor",
    "settings": "settings",
    "devices": "devices",
    "scan": "scan",
    "read": "read",
    "card": "card",
    "identify": "identify",
    "compare": "compare",
    "procedures": "procedures",
    "dossier": "dossier",
    "lot": "lot",
    "certify": "certify",
    "refuse": "refuse",
    "sign": "sign",
    "verify": "verify",
    "register": "register",
    "cash": "cash",
    "debts": "debts",
    "report": "report",
    "queue": "queue",
    "sync": "sync",
    "update": "update",
    "mail": "mail",
    "mend": "mend",
    "audit": "audit",
    "backup": "backup",
    "mirror": "backup",
    "restore": "backup",
    "key": "key",
    "password": "password",
    "purge": "purge",
    "central": "central",
    "demo": "demo",
    "scan-worker": "scan_worker",
    "token-worker": "token_worker",
}


def build_parser(words: Sequence[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """The parser with the named commands; all of them when none is named."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="the desk's data (also TRAMSO_HOME)",
    )
    add_sign_in(common)
    parser = argparse.ArgumentParser(
        prog="tramso", description="The desk of a one-stop counter, without the window."
    )
    parser.add_argument("--version", action="version", version=f"tramso {version('tramso')}")
    parser.add_argument(
        "--home", type=Path, metavar="DIR", default=default_home(), help="the desk's data"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for word in words:
        module = importlib.import_module(f"station.cli.{COMMANDS[word]}")
        module.add_command(commands, word, common)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    # In a frozen build this program is also what its own child processes start as.
    multiprocessing.freeze_support()
    use_memory()
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    # What the rooms log is for a log; on stderr it would stand between a script and the error.
    logging.getLogger().addHandler(logging.NullHandler())
    asked = _command_of(arguments)
    parser = build_parser((asked,) if asked and "--help" not in arguments[:1] else tuple(COMMANDS))
    args = argparse.Namespace()
    try:
        if not all(_is_text(argument) for argument in arguments):
            parser.error("arguments must be UTF-8")
        parser.parse_args(arguments, args)
        status: int = args.run(args)
        sys.stdout.flush()
    except SystemExit as stop:
        return WRONG_USE if stop.code else DONE
    except PRODUCT_ERRORS as error:
        emit_error(getattr(args, "json", False), error)
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away; let the interpreter not trip over it at exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        emit_error(getattr(args, "json", False), _refusal(error))
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last catch: 1 would mean that the answer is no
        emit_error(getattr(args, "json", False), _defect(error))
        return FAILED
    return status


def _command_of(arguments: Sequence[str]) -> str | None:
    """The command asked for; a home that is named like one is not it."""
    options = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    options.add_argument("--home")
    try:
        _, rest = options.parse_known_args(list(arguments))
    except argparse.ArgumentError:
        return None
    return next((word for word in rest if word in COMMANDS), None)


def _defect(error: Exception) -> Defect:
    """A fault of the program as one of its codes: kind and place, never a text with data in it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return Defect(kind=type(error).__name__, place=place)


def _is_text(argument: str) -> bool:
    """Whether an argument's bytes were UTF-8: nothing else can be kept, printed or found again."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refusal(error: OSError) -> FileRefused | StoreFull | StoreReadOnly:
    """What the system said about a path that somebody gave, in our codes."""
    if error.errno == errno.ENOSPC:
        return StoreFull()
    if error.errno == errno.EROFS:
        return StoreReadOnly()
    reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
    name = Path(os.fsdecode(error.filename)).name if error.filename else None
    return FileRefused(file=name, reason=reason)


def _speak_utf8() -> None:
    """Vietnamese on any console: a Windows code page would stop at the first accented letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
