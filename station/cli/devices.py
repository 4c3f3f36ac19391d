"""`tramso devices`: the scanners and tokens that answer."""

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import Any

from scanners.errors import DriverMissing
from scanners.values import Device
from signing.values import Token
from station.bootstrap import open_remembering_scanner
from station.camera import find_cameras
from station.chip.errors import CardServiceMissing
from station.chip.reader import CardReader, find_card_readers
from station.cli.output import DONE, add_json, emit
from station.copy_signing import find_tokens_of
from station.desk_settings import read_desk_settings
from station.hanoi_time import utc_now
from station.settings import Settings
from station.trial_page import TryScanner, trial_options
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="scanners and tokens that answer")
    parser.add_argument("--test", metavar="ID", help="scan one page there and tell what it is like")
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    settings = read_desk_settings(args.home)
    return _test(args, settings) if args.test else _list(args, settings)


def _test(args: argparse.Namespace, settings: Settings) -> int:
    driver = args.test.partition(":")[0]
    with closing(open_remembering_scanner(args.home, settings, utc_now)) as scanner:
        page = TryScanner(scanner)(args.test, trial_options(settings.scanning))
        crashes = scanner.book.crashes.get(driver, 0)
    document = {"device": args.test, **asdict(page), "crashes": crashes}
    emit(args, document, [f"{name:12} {value}" for name, value in document.items()])
    return DONE


def _list(args: argparse.Namespace, settings: Settings) -> int:
    missing: list[str] = []
    scanner = open_remembering_scanner(args.home, settings, utc_now)
    try:
        devices = list(scanner.book.in_fallback_order(tuple(scanner.find_devices())))
    except DriverMissing as error:
        devices = []
        missing.append(str(error.facts.get("driver")))
    finally:
        scanner.close()
    tokens = find_tokens_of(settings.signing)
    cameras = find_cameras()
    readers = _card_readers()
    document = {
        "scanners": [_scanner(device) for device in devices],
        "tokens": [_token(token) for token in tokens],
        "cameras": [asdict(camera) for camera in cameras],
        "card_readers": [asdict(reader) for reader in readers],
        "missing": missing,
        "remembered": [
            {"id": known.device.id, "name": known.device.name, "seen_at": iso(known.seen_at)}
            for known in scanner.book.silent(devices)
        ],
        "crashes": dict(scanner.book.crashes),
    }
    lines = [f"scanner  {device.id}  {device.name}" for device in devices]
    lines += [f"token    {token.label}  {token.serial}  ({token.module.name})" for token in tokens]
    lines += [f"camera   {camera.id}  {camera.name}" for camera in cameras]
    lines += [f"reader   {each.id}{'  (a card lies on it)' * each.card}" for each in readers]
    lines += [f"missing  {name}" for name in missing]
    emit(args, document, lines or ["no scanner, no token and no camera answers"])
    return DONE


def _card_readers() -> tuple[CardReader, ...]:
    """None where the system has no service for them: few desks need one."""
    try:
        return find_card_readers()
    except CardServiceMissing:
        return ()


def _scanner(device: Device) -> dict[str, object]:
    return {
        "id": device.id,
        "name": device.name,
        "driver": device.driver,
        "sources": list(device.sources),
        "resolutions": list(device.resolutions),
        "modes": list(device.modes),
        "brightness": device.brightness,
    }


def _token(token: Token) -> dict[str, object]:
    return {
        "module": str(token.module),
        "label": token.label,
        "serial": token.serial,
        "certificates": list(token.certificates),
        "pin": {
            "count_low": token.pin.count_low,
            "final_try": token.pin.final_try,
            "locked": token.pin.locked,
        },
        "pin_pad": token.pin_pad,
    }
