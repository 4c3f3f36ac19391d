"""Prepare the demo desk: papers, a soft token with two certified keys, a central, the settings."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from offline_store.central_client import enrol
from offline_store.errors import NotEnrolled
from scanners.practice.escl_scanner import sane_config
from signing.practice import soft_token
from signing.practice.authority import PracticeAuthority, Subject
from signing.practice.timestamp_server import TimestampIdentity
from station.bootstrap import open_desk
from station.demo.invented import AGENCY, AGENCY_CODE, OFFICER, TITLE
from station.demo.invented import PIN as PIN
from station.demo.papers import DemoPapers, draw_papers
from station.demo.services import CentralProcess, Services, running
from station.settings import FILE_NAME

TOKEN = "TRAMSO DEMO"
CLERK_DAY_NUMBERS = 200


@dataclass(frozen=True, slots=True)
class DemoDesk:
    """Where the demo desk's things lie: below one folder, which may be deleted at any time."""

    out: Path

    @property
    def home(self) -> Path:
        """The desk's home."""
        return self.out / "desk"

    @property
    def devices(self) -> Path:
        """The soft token, the time-stamp server's identity, SANE's private configuration."""
        return self.out / "devices"

    @property
    def central(self) -> CentralProcess:
        """The reference central of the demo."""
        return CentralProcess(self.out / "central")

    @property
    def trust(self) -> Path:
        """The demo authority's certificate, for the desk and for anybody who verifies."""
        return self.home / "trust"


def prepare(out: Path) -> tuple[DemoDesk, DemoPapers]:
    """Make what is missing of a demo desk; a second call finds all of it and is quick.

    Raises:
        TokenLibraryMissing: SoftHSM2 is not installed. CopyRefused: no fonts.
        ServiceLost: central could not be made.
    """
    demo = DemoDesk(out.absolute())
    demo.home.mkdir(parents=True, exist_ok=True)
    papers = draw_papers(demo.out / "papers")
    os.environ.update(soft_token.prepare_folder(demo.devices / "token"))
    made = demo.devices / "made.json"
    if not made.exists():
        _make_keys(demo)
        demo.central.call("init")
        (demo.central.home / "trust").mkdir(exist_ok=True)
        for certificate in demo.trust.iterdir():
            (demo.central.home / "trust" / certificate.name).write_bytes(certificate.read_bytes())
        made.write_text(json.dumps({"token": TOKEN}), "utf-8")
    return demo, papers


@contextmanager
def open_counter(demo: DemoDesk, papers: DemoPapers) -> Iterator[Services]:
    """Run the services round the desk, write its settings, enrol it, and lease numbers.

    Raises:
        ServiceLost: central did not start. CentralError: it refused the desk.
    """
    trays = [[papers.birth_extract], list(papers.diploma)]
    with running(trays, demo.devices, demo.central) as services:
        sane_config(demo.devices / "sane", services.scanner_url)
        _write_settings(demo, services)
        _join_central(demo, services)
        yield services


def _make_keys(demo: DemoDesk) -> None:
    """Two keys made on the token and certified; the authority's own key is never written down."""
    module = soft_token.library()
    authority = PracticeAuthority.create()
    soft_token.create_token(module, TOKEN, PIN)
    for label, subject in (
        ("officer", Subject(OFFICER, AGENCY)),
        ("agency", Subject(AGENCY, AGENCY)),
    ):
        soft_token.create_key(module, TOKEN, PIN, label, partial(authority.issue, subject))
    TimestampIdentity.create(authority).write(demo.devices)
    authority.write_trust(demo.trust)


def _write_settings(demo: DemoDesk, services: Services) -> None:
    def text(value: object) -> str:
        # A JSON string is a TOML basic string, also with a Windows path or an accent in it.
        return json.dumps(value, ensure_ascii=False)

    lines = [
        "# Written by the demo at each start: its services take free ports.",
        "[agency]",
        f"name = {text(AGENCY)}",
        f"code = {text(AGENCY_CODE)}",
        "[officer]",
        f"name = {text(OFFICER)}",
        f"title = {text(list(TITLE))}",
        "[copy]",
        f"lookup_url = {text(services.central_url + '/c/{code}')}",
        "[signing]",
        f"officer_module = {text(str(soft_token.library()))}",
        f"officer_token = {text(TOKEN)}",
        f"timestamp_servers = {text([services.timestamp_url])}",
        "timestamp_limit_s = 20",
        "[scanning]",
        'source = "feeder"',
        # The demo's folder may be deleted at any time: nothing of it stays in anybody's keyring.
        "[store]",
        "keyring = false",
        "[sync]",
        "every_s = 5",
        "[devices.environment]",
        f"SANE_CONFIG_DIR = {text(str(demo.devices / 'sane'))}",
        f"SOFTHSM2_CONF = {text(os.environ['SOFTHSM2_CONF'])}",
    ]
    (demo.home / FILE_NAME).write_text("\n".join(lines) + "\n", "utf-8")


def _join_central(demo: DemoDesk, services: Services) -> None:
    desk = open_desk(demo.home)
    try:
        with desk.store.snapshot() as records:
            try:
                place = records.desk.enrolment()
            except NotEnrolled:
                place = None
        if place is None:
            invitation = demo.central.call(
                "invite", "--agency", AGENCY_CODE, "--agency-name", AGENCY
            )
            place = enrol(services.central_url, invitation["code"], "demo")
        # The same central, but its port is another one at each start.
        place = replace(place, central_url=services.central_url)
        with desk.store.transaction() as records:
            records.desk.enrol(place)
        book = desk.certify.book(desk.now())
        with desk.store.snapshot() as records:
            remaining = records.register.remaining(book, desk.now())
        if remaining <= desk.settings.register.low_numbers:
            desk.synchronise.lease(book, CLERK_DAY_NUMBERS)
    finally:
        desk.close()
