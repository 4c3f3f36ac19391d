"""`tramso scan`: pages from a device, into a folder or into a dossier."""

import argparse
import contextlib
from pathlib import Path
from threading import Event
from typing import Any

from offline_store.errors import StoreError
from offline_store.records import Page
from scanners.driver import never
from scanners.errors import ScannerError
from scanners.values import Mode, PageFile, ScanOptions, Source
from station.cli.find import find_document, find_dossier
from station.cli.numbers import positive
from station.cli.output import DONE, FAILED, add_json, emit, emit_error
from station.cli.sign_in import signed_in_desk
from station.desk_settings import read_desk_settings
from station.scan_profiles import PAPERS, PROFILES, on_paper, options_for
from station.workers import open_scanner


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(word, parents=[common], help="pages from a device")
    add_json(parser)
    parser.add_argument("--device", metavar="ID", help="as `tramso devices` names it")
    parser.add_argument("--source", choices=[source.value for source in Source])
    parser.add_argument("--dpi", type=positive, metavar="N")
    parser.add_argument("--profile", choices=list(PROFILES), help="kind of paper")
    parser.add_argument("--paper", choices=list(PAPERS), help="its size")
    parser.add_argument("--brightness", type=int, metavar="N", help="-100 to 100")
    parser.add_argument("--mode", choices=[mode.value for mode in Mode])
    parser.add_argument("--pages", type=positive, metavar="N", help="stop after so many sides")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option that only this driver knows",
    )
    parser.add_argument(
        "--on-button", action="store_true", help="wait until a button at the device is pressed"
    )
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, metavar="DIR", help="write the pages there")
    target.add_argument("--dossier", metavar="DOSSIER", help="add the pages to this dossier")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--document", type=int, default=1, metavar="N", help="which of its papers")
    where.add_argument("--pile", action="store_true", help="onto the pile of a procedure's dossier")
    parser.add_argument(
        "--continue",
        dest="goes_on",
        action="store_true",
        help="after a jam: drop sheets that were scanned before it",
    )
    parser.set_defaults(run=_run, error=parser.error)


def _run(args: argparse.Namespace) -> int:
    settings = read_desk_settings(args.home)
    scanning = settings.scanning
    pairs = [option.partition("=") for option in args.option]
    if any(not name or not sign for name, sign, _ in pairs):
        args.error("--option takes NAME=VALUE")
    if args.pile and args.dossier is None:
        args.error("--pile is of a --dossier")
    if args.brightness is not None and abs(args.brightness) > 100:
        args.error("--brightness takes -100 to 100")
    usual = ScanOptions(
        source=Source(scanning.source) if scanning.source else None,
        dpi=scanning.dpi,
        mode=Mode(scanning.mode),
    )
    if args.profile:
        usual = options_for(PROFILES[args.profile], None)
    options = ScanOptions(
        source=Source(args.source) if args.source else usual.source,
        dpi=args.dpi or usual.dpi,
        mode=Mode(args.mode) if args.mode else usual.mode,
        page_limit=args.pages,
        area_mm=usual.area_mm,
        find_paper=usual.find_paper,
        brightness=args.brightness,
        driver_options=tuple((name, value) for name, _, value in pairs),
    )
    if args.paper:
        options = on_paper(options, args.paper)
    device = args.device or scanning.device
    if not device:
        args.error("--device is needed: see `tramso devices`")
    into = _into_dossier if args.out is None else _into_folder
    pages, stopped = into(args, device, options)
    document = {
        "pages": pages,
        "stopped": None
        if stopped is None
        else {"code": stopped.code, "after_page": len(pages), "facts": stopped.facts},
    }
    names = [f"{page['path'] or page['sha256']}" for page in pages]
    sizes = [f"{page['width']} × {page['height']}" for page in pages]
    emit(args, document, [f"{name}  {size}" for name, size in zip(names, sizes, strict=True)])
    if stopped is not None:
        emit_error(args.json, stopped)
        return FAILED
    return DONE


def _into_folder(
    args: argparse.Namespace, device: str, options: ScanOptions
) -> tuple[list[dict[str, object]], ScannerError | StoreError | None]:
    args.out.mkdir(parents=True, exist_ok=True)
    scanner = open_scanner(read_desk_settings(args.home))
    pages: list[dict[str, object]] = []
    try:
        if args.on_button:
            scanner.wait_for_button(device, never)
        with contextlib.closing(scanner.scan(device, options, args.out)) as files:
            for file in files:
                pages.append(_page(file, file.path))
                if file.thumbnail is not None:  # for a window, which is not here
                    file.thumbnail.unlink()
    except ScannerError as error:
        return pages, error
    finally:
        scanner.close()
    return pages, None


def _into_dossier(
    args: argparse.Namespace, device: str, options: ScanOptions
) -> tuple[list[dict[str, object]], ScannerError | StoreError | None]:
    with signed_in_desk(args, create=False) as desk:
        if args.pile:
            document = desk.sort_pile.open(find_dossier(desk.store, args.dossier).id)
        else:
            document = find_document(desk.store, args.dossier, args.document)
        if args.on_button:
            desk.scanner.wait_for_button(device, never)
        capturing = desk.continue_capture if args.goes_on else desk.capture
        capture = capturing(document.id, device, options, lambda page: None, Event())
        # Inside the store pages are encrypted: there is no file to name.
        pages = [_page(page, None) for page in (*capture.recovered, *capture.pages)]
    return pages, capture.stopped


def _page(page: Page | PageFile, path: Path | None) -> dict[str, object]:
    return {
        "path": None if path is None else str(path),
        "sha256": page.sha256,
        "width": page.width,
        "height": page.height,
        "dpi": page.dpi,
        "warnings": list(page.warnings),
    }
