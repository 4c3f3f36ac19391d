"""`python -m central update …`: the updates that desks are offered."""

import argparse
import json
import sys
from pathlib import Path

from offline_store.update_wire import Offer

WORDS = {
    "init": "make a repository of updates and its keys",
    "offer": "offer a package to rings of desks",
    "withdraw": "offer a package no more",
    "renew": "sign anew, before what was signed runs out",
    "list": "what is offered",
}


def add_update_words(parser: argparse.ArgumentParser) -> None:
    """Declare the words below `update`."""
    words = parser.add_subparsers(dest="update_word", required=True)
    for word, text in WORDS.items():
        sub = words.add_parser(word, help=text)
        sub.add_argument("--home", type=Path, required=True, metavar="DIR")
        sub.add_argument("--json", action="store_true")
        if word != "list":
            sub.add_argument("--keys", type=Path, required=True, metavar="DIR")
            sub.add_argument("--password-file", type=Path, metavar="FILE")
        if word in ("offer", "withdraw"):
            sub.add_argument("--package", type=Path, required=True, metavar="FILE")
        if word == "offer":
            sub.add_argument("--ring", action="append", required=True, metavar="NAME")


def run_update_word(args: argparse.Namespace) -> None:
    """Do what was asked for and say so.

    Raises:
        CentralSideError: nothing was changed. OSError: a file cannot be read.
    """
    # Loaded when it is asked for, as in `central/ways/updates.py`.
    from central.update_repository import UpdateRepository

    repository = UpdateRepository(args.home)
    if args.update_word == "list":
        offers = repository.offers()
        lines = [_line(each) for each in offers] or ["nothing is offered"]
        _print(args.json, {"offers": [_told(each) for each in offers]}, lines)
        return
    password = _password(args.password_file)
    match args.update_word:
        case "init":
            root = str(repository.make(args.keys, password))
            _print(args.json, {"root": root}, [root])
        case "offer":
            offer = repository.offer(args.package, args.ring, args.keys, password)
            _print(args.json, _told(offer), [_line(offer)])
        case "withdraw":
            repository.withdraw(args.package.name, args.keys, password)
            _print(args.json, {"file": args.package.name}, [args.package.name])
        case _:
            until = repository.renew(args.keys, password).isoformat()
            _print(args.json, {"until": until}, [until])


def _told(offer: Offer) -> dict[str, object]:
    return {
        "file": offer.file,
        "version": offer.version,
        "kind": offer.kind.value,
        "rings": list(offer.rings),
    }


def _line(offer: Offer) -> str:
    return f"{offer.file}  {' '.join(offer.rings)}"


def _password(file: Path | None) -> bytes | None:
    return None if file is None else file.read_text("utf-8").partition("\n")[0].encode()


def _print(as_json: bool, document: dict[str, object], lines: list[str]) -> None:
    sys.stdout.write((json.dumps(document) if as_json else "\n".join(lines)) + "\n")
