"""`tramso card chip`: what a card's chip says, whether the state wrote it, and what differs."""

import argparse
import contextlib
import sys
from dataclasses import asdict
from pathlib import Path

from station.bootstrap import open_reader
from station.check_card import CardCheck, CheckCard, hold_together
from station.chip.access_keys import NUMBER_DIGITS, AccessKey, NumberKey
from station.chip.passive_authentication import Original, Verdict
from station.cli.card_words import mismatch_lines, sighting_fields
from station.cli.ctrl_c import INTERRUPTED, stopped_by_ctrl_c
from station.cli.numbers import positive
from station.cli.output import ANSWER_NO, DONE, emit
from station.desk_settings import read_desk_settings
from station.errors import InputInvalid
from station.hanoi_time import hanoi_day, utc_now
from station.read_chip import ChipReading, Progress, ReadChip, Stage, key_of
from station.recognition.kinds import KINDS_FOLDER, load_kinds
from station.recognition.mrz import read_mrz
from station.recognition.personal_id import doubts_of
from station.settings import Settings

_MOST_TEXT = 1024  # bytes of standard input that are looked at


def declare_chip_options(parser: argparse.ArgumentParser) -> None:
    """What it opens by, and where it lies."""
    by = parser.add_mutually_exclusive_group(required=True)
    by.add_argument(
        "--picture", nargs="+", type=Path, metavar="PICTURE", help="of the card: code or lines"
    )
    by.add_argument("--number", metavar="ID", help="the personal number")
    by.add_argument(
        "--key-stdin", action="store_true", help="access number or three lines, on standard input"
    )
    parser.add_argument("--reader", default="", metavar="ID", help="as `tramso devices` names it")
    parser.add_argument("--limit-s", type=positive, metavar="N", help="how long to wait for a card")
    parser.add_argument("--portrait", type=Path, metavar="FILE", help="save the portrait there")


def read_chip_command(args: argparse.Namespace) -> int:
    """Run the command."""
    settings = read_desk_settings(args.home)
    check = _check(args, settings)
    key = _key(args, settings, check)
    read = ReadChip(args.home, settings.cards, utc_now)
    with stopped_by_ctrl_c() as stop:
        chip = read(
            key,
            stop=stop,
            told=lambda progress: _tell(args, progress),
            reader=args.reader,
            limit_s=args.limit_s or 0,
        )
    if chip is None:
        return INTERRUPTED
    if args.portrait is not None and chip.portrait is not None:
        args.portrait.write_bytes(chip.portrait.data)
    return _say(args, settings, chip, check)


def _check(args: argparse.Namespace, settings: Settings) -> CardCheck | None:
    if not args.picture:
        return None
    kinds = load_kinds(args.home / KINDS_FOLDER)
    with contextlib.closing(open_reader(settings)) as reader:
        return CheckCard(reader, kinds)(*args.picture)


def _key(args: argparse.Namespace, settings: Settings, check: CardCheck | None) -> AccessKey:
    if args.key_stdin:
        try:
            text = sys.stdin.buffer.read(_MOST_TEXT).decode("ascii").strip()
        except UnicodeDecodeError as error:
            raise InputInvalid(field="stdin") from error
        if len(text) == NUMBER_DIGITS and text.isdecimal():
            return NumberKey(text)
        return key_of(read_mrz(text), "", settings.cards)
    if check is None:
        return key_of(None, args.number, settings.cards)
    number = "" if check.code is None else check.code.id_number
    return key_of(check.zone, number, settings.cards)


def _tell(args: argparse.Namespace, progress: Progress) -> None:
    if progress.stage is Stage.WAITING and not args.json:
        print("lay the card on the reader", file=sys.stderr, flush=True)


def _say(
    args: argparse.Namespace, settings: Settings, chip: ChipReading, check: CardCheck | None
) -> int:
    zone, proof = chip.zone, chip.proof
    doubts = doubts_of(
        zone.id_number,
        born=zone.birth_date,
        sex=zone.sex,
        today=hanoi_day(utc_now()),
        rules=settings.cards.id_rules(),
    )
    details = {} if chip.details is None else chip.details.named()
    differs = hold_together(None, check, chip)
    portrait = chip.portrait
    document = {
        "chip": {
            "access": chip.access,
            "mrz": asdict(zone),
            "details": details,
            "portrait": None
            if portrait is None
            else {
                "format": portrait.format,
                "width": portrait.width,
                "height": portrait.height,
            },
            "lacking": dict(chip.lacking),
        },
        "proof": {
            "verdict": proof.verdict,
            "reasons": list(proof.reasons),
            "issuer": proof.issuer,
            "groups": list(proof.groups),
            "original": proof.chip,
        },
        "mismatches": [
            {"field": each.field, "sightings": [sighting_fields(s) for s in each.sightings]}
            for each in differs
        ],
        "doubts": list(doubts),
    }
    said = {"name": zone.name, "number": zone.id_number, **details}
    lines = [f"{name:14} {value}" for name, value in said.items() if value]
    lines += [f"proof          {proof.verdict} {' '.join(proof.reasons)}".rstrip()]
    lines += [f"original       {proof.chip}"]
    lines += [f"lacking        {file} ({why})" for file, why in chip.lacking.items()]
    emit(args, document, [*lines, *mismatch_lines(differs), *(f"doubt {d}" for d in doubts)])
    proven = proof.verdict is Verdict.PROVEN and proof.chip is not Original.REFUSED
    return DONE if proven and not differs else ANSWER_NO
