"""`tramso card …`: what an identity card says, and whether a personal number fits a person."""

import argparse
import contextlib
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from station.bootstrap import open_reader
from station.check_card import CardCheck, CheckCard
from station.cli import face
from station.cli.camera_options import add_camera, camera_of
from station.cli.card_chip import declare_chip_options, read_chip_command
from station.cli.card_words import card_fields, mismatch_lines, sighting_fields
from station.cli.ctrl_c import INTERRUPTED, stopped_by_ctrl_c
from station.cli.output import ANSWER_NO, DONE, add_json, emit
from station.cli.sign_in import signed_in_desk
from station.desk_settings import read_desk_settings
from station.errors import InputInvalid
from station.hanoi_time import hanoi_day, utc_now
from station.read_card import ReadCard
from station.recognition.card_qr import CardData, read_card_qr
from station.recognition.kinds import KINDS_FOLDER, load_kinds
from station.recognition.personal_id import doubts_of, read_personal_id
from station.watch_card import WatchForCard

_MOST_TEXT = 65_536  # bytes of standard input that are looked at


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="what an identity card says")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)

    def add(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = words.add_parser(name, parents=[common], help=text)
        add_json(sub)
        sub.set_defaults(run=run)
        return sub

    read = add("read", _read, "from a picture of the card")
    read.add_argument("picture", type=Path, metavar="PICTURE")
    check = add("check", _check, "whether its code, its lines and its print agree")
    check.add_argument("pictures", nargs="+", type=Path, metavar="PICTURE")
    check.add_argument("--earlier", action="store_true", help="and with earlier dossiers")
    add("text", _text, "from the text of its QR code, on standard input")
    watch = add("watch", _watch, "from a webcam or a film")
    add_camera(watch)
    chip = add("chip", read_chip_command, "from its chip, on a card reader")
    declare_chip_options(chip)
    face.add_words(add)
    number = add("id", _id, "whether a personal number fits")
    number.add_argument("number", metavar="NUMBER")
    number.add_argument("--born", default="", metavar="DD/MM/YYYY", help="or the year alone")
    number.add_argument("--sex", choices=("Nam", "Nữ"), default="")


def _read(args: argparse.Namespace) -> int:
    return _say(args, ReadCard()(args.picture))


def _check(args: argparse.Namespace) -> int:
    if args.earlier:
        with signed_in_desk(args, create=False) as desk:
            return _say_check(args, desk.check_card(*args.pictures))
    settings = read_desk_settings(args.home)
    kinds = load_kinds(args.home / KINDS_FOLDER)
    with contextlib.closing(open_reader(settings)) as reader:
        return _say_check(args, CheckCard(reader, kinds)(*args.pictures))


def _say_check(args: argparse.Namespace, check: CardCheck) -> int:
    document = {
        "qr": None if check.code is None else card_fields(check.code),
        "mrz": None if check.zone is None else asdict(check.zone),
        "printed": dict(check.printed),
        "mismatches": [
            {"field": each.field, "sightings": [sighting_fields(s) for s in each.sightings]}
            for each in check.mismatches
        ],
    }
    lines = mismatch_lines(check.mismatches)
    emit(args, document, lines or ["everything agrees"])
    return ANSWER_NO if check.mismatches else DONE


def _text(args: argparse.Namespace) -> int:
    given = sys.stdin.buffer.read(_MOST_TEXT)
    try:
        text = given.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputInvalid(field="stdin") from error
    return _say(args, read_card_qr(text))


def _watch(args: argparse.Namespace) -> int:
    cards = read_desk_settings(args.home).cards
    watch = WatchForCard(cards.camera, args.limit_s or cards.camera_limit_s)
    with stopped_by_ctrl_c() as stop:
        card = watch(camera_of(args), stop=stop)
    return INTERRUPTED if card is None else _say(args, card)


def _id(args: argparse.Namespace) -> int:
    rules = read_desk_settings(args.home).cards.id_rules()
    today = hanoi_day(utc_now())
    doubts = doubts_of(args.number, born=args.born, sex=args.sex, today=today, rules=rules)
    said = read_personal_id(args.number)
    document = {"says": None if said is None else asdict(said), "doubts": list(doubts)}
    lines = [] if said is None else [f"{said.sex}, {said.birth_year}, {said.province}"]
    emit(args, document, [*lines, *(f"doubt    {doubt}" for doubt in doubts)])
    return ANSWER_NO if doubts else DONE


def _say(args: argparse.Namespace, card: CardData) -> int:
    rules = read_desk_settings(args.home).cards.id_rules()
    doubts = doubts_of(
        card.id_number,
        born=card.birth_date,
        sex=card.sex,
        today=hanoi_day(utc_now()),
        rules=rules,
    )
    lines = [f"{name:14} {value}" for name, value in asdict(card).items() if value]
    emit(
        args,
        {"qr": card_fields(card), "doubts": list(doubts)},
        [*lines, *(f"doubt {d}" for d in doubts)],
    )
    return DONE
