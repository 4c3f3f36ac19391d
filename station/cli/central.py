"""`tramso central …`: this desk's dealings with central, and the reference central itself.

Enrol and lease are the desk's. What makes or runs a central is passed on to the program `central`,
started as a process of its own: nothing at the station imports it.
"""

import argparse
import contextlib
import signal
import subprocess
from pathlib import Path
from typing import Any

from offline_store.key_box import KeyBox
from offline_store.records import NumberBlock, ReturnedBlock
from station.bootstrap import open_desk
from station.cli.central_account import account_arguments, add_account_words
from station.cli.central_update import add_update_words, update_arguments
from station.cli.output import DONE, add_json, emit
from station.cli.recovery_key import add_recovery_key, ask_recovery_key
from station.cli.sign_in import require_administrator, signed_in_desk
from station.errors import InputInvalid
from station.join_central import JoinCentral
from station.programs import central_program
from station.written import iso


def add_command(commands: Any, word: str, common: argparse.ArgumentParser) -> None:
    """Declare the command and its words."""
    parser = commands.add_parser(word, parents=[common], help="enrol, lease; or run a central")
    words = parser.add_subparsers(dest="word", metavar="WORD", required=True)

    enrolling = words.add_parser("enrol", parents=[common], help="give this desk its place")
    add_json(enrolling)
    enrolling.add_argument("--url", default="", metavar="URL", help="default: the setting's")
    enrolling.add_argument(
        "--code", default="", metavar="CODE", help="one-time, from central; default: the setting's"
    )
    enrolling.add_argument("--name", default="desk", metavar="NAME", help="this desk's name there")
    add_recovery_key(enrolling)
    enrolling.set_defaults(run=_enrol)

    leasing = words.add_parser("lease", parents=[common], help="lease a block of register numbers")
    add_json(leasing)
    leasing.add_argument("--book", metavar="BOOK", help="default: this year's")
    leasing.add_argument("--size", type=int, metavar="N", help="default: the setting's")
    leasing.set_defaults(run=_lease)

    returning = words.add_parser(
        "return", parents=[common], help="give back every register number that was not used"
    )
    add_json(returning)
    returning.set_defaults(run=_return)

    making = words.add_parser("init", parents=[common], help="make a central in a folder")
    making.add_argument(
        "--database", default="", metavar="URL", help="a PostgreSQL database; without: a file there"
    )
    making.add_argument(
        "--bucket", default="", metavar="URL", help="an S3 bucket for the files; without: a folder"
    )
    making.set_defaults(run=_pass_on)
    inviting = words.add_parser("invite", parents=[common], help="make a one-time enrolment code")
    inviting.add_argument("--agency", required=True, metavar="CODE", help="such as H26.99.1")
    inviting.add_argument(
        "--agency-name", default="", metavar="NAME", help="as the look-up page shows it"
    )
    inviting.set_defaults(run=_pass_on)
    serving = words.add_parser("serve", parents=[common], help="run a central")
    serving.add_argument("--host", default="127.0.0.1", metavar="HOST")
    serving.add_argument("--port", type=int, default=8765, metavar="N", help="0 takes any free one")
    serving.add_argument(
        "--tls-name",
        action="append",
        default=[],
        metavar="NAME",
        help="a name or address by which desks know it; with any, it speaks TLS",
    )
    serving.set_defaults(run=_pass_on)
    revoking = words.add_parser("revoke", parents=[common], help="refuse a desk from now on")
    revoking.add_argument("--station", required=True, metavar="ID", help="its id at central")
    revoking.set_defaults(run=_pass_on)
    restoring = words.add_parser(
        "restored", parents=[common], help="say that central came back from a backup"
    )
    restoring.add_argument(
        "--skip", type=int, default=1000, metavar="N", help="numbers of each book not to lease"
    )
    restoring.add_argument(
        "--no-wait", action="store_true", help="lease before each desk has said what it holds"
    )
    restoring.set_defaults(run=_pass_on)
    catalogues = words.add_parser(
        "catalogue", parents=[common], help="publish a catalogue of procedures"
    )
    catalogues.add_argument("--agency", required=True, metavar="CODE", help="such as H26.99.1")
    what = catalogues.add_mutually_exclusive_group(required=True)
    what.add_argument("--publish", type=Path, metavar="FILE.json", help="sign it; it holds now")
    what.add_argument("--out", type=Path, metavar="FILE", help="write out the one that holds")
    catalogues.set_defaults(run=_pass_on)
    paying = words.add_parser(
        "paid", parents=[common], help="tell the desks of a transfer that was reconciled"
    )
    paying.add_argument("--agency", required=True, metavar="CODE", help="such as H26.99.1")
    paying.add_argument("--dossier", required=True, metavar="CODE", help="the dossier's code")
    paying.add_argument("--vnd", required=True, metavar="N", help="in đồng")
    paying.add_argument("--reference", required=True, metavar="TEXT", help="of the transfer")
    paying.add_argument("--at", metavar="TIME", help="ISO 8601 with offset; default: now")
    paying.set_defaults(run=_pass_on)
    exporting = words.add_parser(
        "export", parents=[common], help="send dossiers for procedures to the national system"
    )
    exporting.set_defaults(run=_pass_on)
    listing = words.add_parser(
        "lots", parents=[common], help="lots of dossiers that desks digitise, with their figures"
    )
    listing.add_argument("--agency", default="", metavar="CODE", help="only this one's")
    listing.set_defaults(run=_pass_on)
    counting = words.add_parser(
        "fleet", parents=[common], help="how the desks stand, by their own last word"
    )
    counting.add_argument("--agency", default="", metavar="CODE", help="of this one alone")
    counting.set_defaults(run=_pass_on)
    queueing = words.add_parser(
        "queue-page", parents=[common], help="the address where citizens take numbers"
    )
    queueing.add_argument("--agency", required=True, metavar="CODE", help="such as H26.99.1")
    queueing.add_argument("--anew", action="store_true", help="the old address holds no more")
    queueing.set_defaults(run=_pass_on)
    accounts = add_account_words(words, common, _pass_on)
    updates = add_update_words(words, common, _pass_on)
    for sub in (
        making,
        inviting,
        serving,
        revoking,
        restoring,
        catalogues,
        paying,
        exporting,
        listing,
        counting,
        queueing,
        *accounts,
        *updates,
    ):
        add_json(sub)
        sub.add_argument(
            "--central-home", type=Path, required=True, metavar="DIR", help="central's own data"
        )


def _enrol(args: argparse.Namespace) -> int:
    with contextlib.closing(open_desk(args.home)) as desk:
        told = desk.settings.sync
        url, code = args.url or told.central_url, args.code or told.enrol_code
        if not url or not code:
            raise InputInvalid(field="code" if url else "url")
        join = JoinCentral(desk.store, desk.clerk, desk.now)
        place = join(url, code, args.name, lambda: _require_owner(args))
    document = {"central": place.central_url, "station": place.station, "agency": place.agency}
    emit(args, document, [f"enrolled as {place.station} at {place.central_url}"])
    return DONE


def _require_owner(args: argparse.Namespace) -> None:
    """Another central says who may sign in here: not for everybody to choose.

    Where no administrator can sign in any more, since the old central is gone, the recovery key
    from the ward's safe stands for one.
    """
    if args.recovery_key_file is not None or args.recovery_key_stdin:
        KeyBox.read(args.home).open_by_recovery(ask_recovery_key(args))
    else:
        require_administrator(args)


def _lease(args: argparse.Namespace) -> int:
    with signed_in_desk(args) as desk:
        blocks = desk.synchronise.lease(args.book or desk.certify.book(desk.now()), args.size)
    rows = [_block(block) for block in blocks]
    # The first block's own keys stand for the whole where there is one, which is the usual.
    emit(args, {**rows[0], "blocks": rows}, [_block_line(block) for block in blocks])
    return DONE


def _return(args: argparse.Namespace) -> int:
    with signed_in_desk(args, create=False) as desk:
        returned = desk.synchronise.give_numbers_back()
    rows = [_block(block) for block in returned]
    lines = [_block_line(block) for block in returned]
    emit(args, {"blocks": rows}, lines or ["no unused numbers are here"])
    return DONE


def _block(block: NumberBlock | ReturnedBlock) -> dict[str, object]:
    row: dict[str, object] = {
        "book": block.book,
        "first": block.first,
        "last": block.last,
        "id": block.id,
    }
    if isinstance(block, NumberBlock):
        row["expires_at"] = iso(block.expires_at)
    return row


def _block_line(block: NumberBlock | ReturnedBlock) -> str:
    return f"{block.book}: {block.first} to {block.last}"


def _pass_on(args: argparse.Namespace) -> int:
    command = [*central_program(), args.word]
    if args.word in ("account", "update"):
        command.append(getattr(args, f"{args.word}_word"))
    command += ["--home", str(args.central_home)]
    if args.word == "account":
        command += account_arguments(args)
    if args.word == "update":
        command += update_arguments(args)
    if args.word == "init" and args.database:
        command += ["--database", args.database]
    if args.word == "init" and args.bucket:
        command += ["--bucket", args.bucket]
    if args.word == "invite":
        command += ["--agency", args.agency, "--agency-name", args.agency_name]
    if args.word == "catalogue":
        way = "publish" if args.publish is not None else "out"
        command += ["--agency", args.agency, f"--{way}={getattr(args, way)}"]
    if args.word == "paid":
        command += [f"--agency={args.agency}", f"--dossier={args.dossier}", f"--vnd={args.vnd}"]
        command += [f"--reference={args.reference}", *([f"--at={args.at}"] if args.at else [])]
    if args.word == "lots" and args.agency:
        command.append(f"--agency={args.agency}")
    if args.word == "fleet" and args.agency:
        command += ["--agency", args.agency]
    if args.word == "queue-page":
        command += ["--agency", args.agency, *(["--anew"] if args.anew else [])]
    if args.word == "restored":
        command += ["--skip", str(args.skip), *(["--no-wait"] if args.no_wait else [])]
    if args.word == "revoke":
        command += ["--station", args.station]
    if args.word == "serve":
        command += [word for name in args.tls_name for word in ("--tls-name", name)]
        command += ["--host", args.host, "--port", str(args.port)]
    if args.json:
        command.append("--json")
    return _until_it_ends(command)


def _until_it_ends(command: list[str]) -> int:
    """Run central; whoever ends this program by a plain kill ends central with it."""
    with subprocess.Popen(command) as process:
        signal.signal(signal.SIGTERM, lambda number, frame: process.terminate())
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The terminal's Ctrl-C has reached central as well.
            return process.wait()
