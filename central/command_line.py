"""The words of `python -m central`: make a central, invite a desk, serve, and so on."""

import argparse
import json
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import OperationalError

from central.account_words import add_account_words, run_account_word
from central.blob_bucket import BlobBucket
from central.catalogues import publish, published
from central.database import use_postgresql
from central.enrolment import add_enrolment_code, revoke
from central.errors import (
    AccountInvalid,
    AccountUnknown,
    AgencyUnknown,
    BucketInvalid,
    CatalogueRefused,
    CentralMissing,
    CentralSideError,
    DatabaseUrlInvalid,
    IdentificationSettingInvalid,
    LoginTaken,
    NationalRefused,
    NationalSettingInvalid,
    NationalUnreachable,
    PaymentInvalid,
    SchemaNewer,
    UpdateRefused,
)
from central.fleet_words import add_fleet_word, run_fleet_word
from central.home import init
from central.lots import lots_of
from central.national_export import export
from central.payments import tell_payment
from central.queue_doors import open_door
from central.restored import skip_numbers
from central.serve import serve
from central.update_words import add_update_words, run_update_word
from offline_store.passwords import LEAST_LENGTH
from offline_store.queue_wire import PATH_QUEUE_PAGE

DONE, FAILED = 0, 3
_SENTENCES = {
    CentralMissing.code: "no central here: run `tramso central init` first",
    BucketInvalid.code: (
        "no bucket that answers: s3://bucket or https://host[:port]/bucket, its keys where boto3 "
        "looks for them (environment, ~/.aws); boto3 must be installed"
    ),
    DatabaseUrlInvalid.code: (
        "no address of a database: postgresql://[user@]host[:port]/name, "
        "its password in .pgpass or PGPASSWORD"
    ),
    AccountInvalid.code: (
        "that cannot be its {field}: a login is small letters, digits and . _ - (at least 2), "
        f"a password has at least {LEAST_LENGTH} letters and not the login in it"
    ),
    AccountUnknown.code: "the agency has no account of that login: see `account list`",
    LoginTaken.code: "the agency has that login already, perhaps disabled: see `account list`",
    AgencyUnknown.code: "no desk of that agency was ever invited: see `central invite`",
    CatalogueRefused.code: "the catalogue is not as it must be at {place} ({reason})",
    PaymentInvalid.code: "no such payment, or its reference was told of with other facts",
    NationalSettingInvalid.code: "national.toml is not as it must be: {key}",
    NationalUnreachable.code: "the national system does not answer ({kind}): run it again later",
    NationalRefused.code: "the national system refuses {service}: its code {code}",
    UpdateRefused.code: "updates: {reason}: see `tramso central update` in docs/commands.md",
    IdentificationSettingInvalid.code: "identification.toml is not as it must be: {key}",
    SchemaNewer.code: "a newer central wrote this database: install that one",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one word and return its exit status: 0 done, 2 wrong use, 3 failed."""
    args = _parser().parse_args(argv)
    try:
        match args.word:
            case "init":
                home = init(args.home)
                if args.database:
                    use_postgresql(home, args.database)
                if args.bucket:
                    BlobBucket(args.bucket).check()
                    home.bucket_name.write_text(args.bucket + "\n", "utf-8")
                _print(args.json, {"home": str(home.folder)})
            case "invite":
                code = add_enrolment_code(args.home, args.agency, args.agency_name)
                _print(args.json, {"code": code})
            case "serve":
                logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
                serve(args.home, args.host, args.port, args.tls_name)
            case "restored":
                awaited = skip_numbers(args.home, args.skip, wait=not args.no_wait)
                _print(args.json, {"home": str(args.home), "awaited": awaited})
            case "catalogue":
                _catalogue(args)
            case "export":
                _print(args.json, asdict(export(args.home)))
            case "paid":
                at = args.at or datetime.now(UTC)
                told = tell_payment(
                    args.home, args.agency, args.dossier, args.vnd, args.reference, at
                )
                _print(args.json, {"id": told.id, "sequence": told.sequence})
            case "queue-page":
                path = f"{PATH_QUEUE_PAGE}/{open_door(args.home, args.agency, anew=args.anew)}"
                places = {"page": path, "kiosk": f"{path}?kiosk=1", "board": f"{path}/board"}
                _print(args.json, places)
            case "fleet":
                run_fleet_word(args)
            case "account":
                run_account_word(args)
            case "update":
                run_update_word(args)
            case "lots":
                _lots(args)
            case "revoke":
                if not revoke(args.home, args.station):
                    return _failed(args.json, "not-found", "central knows no such station")
                _print(args.json, {"station": args.station})
    except CentralSideError as error:
        return _failed(args.json, error.code, _SENTENCES[error.code].format_map(error.facts))
    except OperationalError:
        return _failed(args.json, "database-unreachable", "the database does not answer")
    except OSError as error:
        if error.filename is not None:
            return _failed(args.json, "file-refused", f"{error.filename}: {error.strerror}")
        return _failed(args.json, "port-taken", f"cannot listen there: {error.strerror}")
    except KeyboardInterrupt:
        pass
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="central", description="The reference central system.")
    words = parser.add_subparsers(dest="word", required=True)
    add_account_words(words.add_parser("account", help="who may sign in at an agency's desks"))
    add_update_words(words.add_parser("update", help="the updates that desks are offered"))
    for word, text in (
        ("init", "make a central in a folder"),
        ("invite", "make a one-time enrolment code"),
        ("serve", "run until stopped"),
        ("revoke", "refuse a desk from now on"),
        ("catalogue", "publish a catalogue of procedures, or write out the one that holds"),
        ("export", "send dossiers for procedures to the national system"),
        ("paid", "tell the desks of a transfer that a bank or the portal reconciled"),
        ("lots", "lots of dossiers that desks digitise, with their figures"),
        ("fleet", "how the desks stand, by their own last word"),
        ("queue-page", "the address under which citizens take numbers of the queue"),
        ("restored", "after a backup came back: lease no number that may be leased already"),
    ):
        sub = words.add_parser(word, help=text)
        sub.add_argument("--home", type=Path, required=True, metavar="DIR")
        sub.add_argument("--json", action="store_true")
        if word == "invite":
            sub.add_argument("--agency", required=True, metavar="CODE")
            sub.add_argument("--agency-name", default="", metavar="NAME")
        if word == "fleet":
            add_fleet_word(sub)
        if word == "queue-page":
            sub.add_argument("--agency", required=True, metavar="CODE")
            sub.add_argument("--anew", action="store_true")
        if word == "paid":
            sub.add_argument("--agency", required=True, metavar="CODE")
            sub.add_argument("--dossier", required=True, metavar="CODE")
            sub.add_argument("--vnd", type=int, required=True, metavar="N")
            sub.add_argument("--reference", required=True, metavar="TEXT")
            sub.add_argument("--at", type=_moment, metavar="TIME")
        if word == "lots":
            sub.add_argument("--agency", default="", metavar="CODE", help="only this one's")
        if word == "catalogue":
            sub.add_argument("--agency", required=True, metavar="CODE")
            what = sub.add_mutually_exclusive_group(required=True)
            what.add_argument("--publish", type=Path, metavar="FILE.json")
            what.add_argument("--out", type=Path, metavar="FILE")
        if word == "init":
            sub.add_argument("--database", metavar="URL", help="a PostgreSQL database")
            sub.add_argument(
                "--bucket", metavar="URL", help="an S3-compatible bucket for the files"
            )
        if word == "restored":
            sub.add_argument("--skip", type=int, default=1000, metavar="N")
            sub.add_argument("--no-wait", action="store_true")
        if word == "revoke":
            sub.add_argument("--station", required=True, metavar="ID")
        if word == "serve":
            sub.add_argument("--tls-name", action="append", default=[], metavar="NAME")
            sub.add_argument("--host", default="127.0.0.1")
            sub.add_argument("--port", type=int, default=8765)
    return parser


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time with its offset")
    return at


def _lots(args: argparse.Namespace) -> None:
    found = lots_of(args.home, args.agency)
    if args.json:
        rows = [
            {"agency": each.agency, "station": each.station, "told_at": each.told_at}
            | each.told.model_dump(mode="json")
            for each in found
        ]
        sys.stdout.write(json.dumps({"lots": rows}, ensure_ascii=False) + "\n")
        return
    for each in found:
        told = each.told
        done = f"{told.done}/{told.dossiers} dossiers"
        sys.stdout.write(f"{each.agency}  {told.code}  {told.state}  {done}  {told.operator}\n")


def _catalogue(args: argparse.Namespace) -> None:
    if args.publish is not None:
        said = publish(args.home, args.agency, args.publish.read_bytes())
        _print(args.json, {"version": said.version, "issued_at": said.issued_at.isoformat()})
        return
    signed = published(args.home, args.agency)
    if signed is None:
        raise CatalogueRefused(place=args.agency, reason="none-published")
    args.out.write_text(signed + "\n", "ascii")
    _print(args.json, {"file": str(args.out)})


def _print(as_json: bool, document: Mapping[str, str | int]) -> None:
    words = json.dumps(document) if as_json else str(next(iter(document.values())))
    sys.stdout.write(words + "\n")


def _failed(as_json: bool, code: str, text: str) -> int:
    if as_json:
        error = {"error": {"code": code, "retryable": False, "facts": {}}}
        sys.stderr.write(json.dumps(error) + "\n")
    else:
        sys.stderr.write(f"tramso: {text} [{code}]\n")
    return FAILED
