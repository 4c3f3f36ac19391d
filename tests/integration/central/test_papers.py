"""Papers that a clerk signed, on their way to central: receipt, verdict, later versions, purge."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from central.database import Database
from central.handlings import handling as told_handling
from central.home import Home
from central.tables import paper as paper_table
from offline_store.central_client import CentralClient
from offline_store.errors import CentralFailed, CentralRefused, FileMissing, RecordRefused
from offline_store.handling import Axis, Standing
from offline_store.handling_wire import HandlingOnWire
from offline_store.paper_wire import PaperSubmission
from offline_store.purge import PurgeReport
from offline_store.purgeable import Purgeable
from offline_store.records import DocumentId, DossierId, Enrolment, OutboxState
from offline_store.submissions import offer_of
from offline_store.tables import page, purged
from signing.pin import Pin
from signing.practice.timestamp_server import TimestampIdentity, timestamp_server
from signing.values import Verdict
from signing.verification import verify_pdf
from station.bootstrap import Desk, open_desk, with_settings
from station.dossier_states import Business
from station.hanoi_time import utc_now
from station.settings import AgencySettings, Settings, SigningSettings, StoreSettings
from tests.described_papers import OWNER, described
from tests.integration.central.conftest import AGENCY_CODE, change
from tests.scanner_fixtures import draw_page
from tests.signing_fixtures import OFFICER, PIN, PracticeDesk

SQLITE = pytest.mark.on_sqlite


@pytest.fixture
def clerk(tmp_path: Path, place: Enrolment, desk: PracticeDesk) -> Iterator[Desk]:
    """A desk with its place at that central, whose clerk has the officer's key."""
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code=AGENCY_CODE),
        signing=SigningSettings(
            officer_module=str(desk.module),
            officer_token=desk.token,
            clerk_key="officer",
            trust_folder=str(desk.trust),
        ),
        store=StoreSettings(keyring=False, retention_days=0),
    )
    with closing(open_desk(tmp_path / "clerk", settings=settings)) as opened:
        with opened.store.transaction() as records:
            records.desk.enrol(place)
        yield opened


def sign(desk: Desk, papers: tuple[DocumentId, ...]) -> None:
    """Sign them all, each well."""
    made = desk.sign_papers_stack(papers, {desk.settings.signing.officer_token: Pin(PIN)})
    assert [each.error for each in made] == [None] * len(papers)


def at_central(central_home: Path) -> list[PaperSubmission]:
    """The papers that stand there, as they were told, by paper, then in the order of receiving."""
    database = Database(Home(central_home))
    try:
        with database.snapshot() as connection:
            rows = connection.execute(
                select(paper_table)
                .where(paper_table.c.stands == 1)
                .order_by(paper_table.c.component, paper_table.c.received_at)
            ).all()
    finally:
        database.close()
    return [PaperSubmission.model_validate_json(row.body) for row in rows]


def test_signed_papers_arrive_with_what_is_said_of_them(
    clerk: Desk, desk: PracticeDesk, tmp_path: Path, central_home: Path
) -> None:
    """Receipt and verdict for each; description and code beside the file; the dossier names it."""
    dossier, papers = described(clerk, tmp_path, 2)
    sign(clerk, papers)

    report = clerk.synchronise()

    assert (report.sent, report.accepted, report.without_verdict) == (2, 2, 0)
    assert all(item.stands for item in report.items)
    there = at_central(central_home)
    assert [(each.component, each.described.code) for each in there] == [
        (1, f"{OWNER}.GT.01.01"),
        (2, f"{OWNER}.GT.02.01"),
    ]
    first = there[0]
    assert (first.dossier, first.described.owner_id, first.signed.signer) == (
        dossier,
        OWNER,
        OFFICER,
    )
    with CentralClient(_place(clerk)) as client:
        pdf = client.fetch_blob(first.signed.sha256)
        assert client.holdings().count == 2
    assert verify_pdf(pdf, (desk.trust,)).verdict is Verdict.TOTAL_PASSED
    told = _told(central_home, dossier)
    assert [part.sha256 for part in told.components] == [each.signed.sha256 for each in there]
    assert clerk.synchronise().sent == 0


@SQLITE
def test_a_paper_that_falls_is_parked_and_judged_again_when_cured(
    clerk: Desk, tmp_path: Path, central_home: Path
) -> None:
    """Central trusted nobody that day; the same item under another body is never taken."""
    aside = central_home / "aside"
    (central_home / "trust").rename(aside)
    (central_home / "trust").mkdir()
    _, papers = described(clerk, tmp_path, 1)
    sign(clerk, papers)
    (fallen,) = clerk.synchronise().items
    assert (fallen.state, fallen.error) == (OutboxState.REFUSED, "signature-not-valid")
    shutil.rmtree(central_home / "trust")
    aside.rename(central_home / "trust")

    assert clerk.synchronise.retry_refused() == 1
    (after,) = clerk.synchronise(at_once=True).items
    assert (after.stands, after.receipt) == (True, fallen.receipt)
    with clerk.store.snapshot() as records:
        offered = offer_of(records, after.id, _place(clerk).station)
    assert isinstance(offered, PaperSubmission)
    with CentralClient(_place(clerk)) as client:
        client.submit(offered)
        with pytest.raises(CentralRefused) as refused:
            client.submit(offered.model_copy(update={"component": 7}))
    assert refused.value.facts["reason"] == "key-reused"


@SQLITE
def test_a_time_stamp_that_was_owed_follows_as_a_later_version(
    clerk: Desk, desk: PracticeDesk, tmp_path: Path, central_home: Path
) -> None:
    """The ledger names the paper by its code; what is paid goes as an item of its own."""
    _, papers = described(clerk, tmp_path, 1)
    sign(clerk, papers)
    clerk.synchronise()
    (owing,) = clerk.pay_debts.owing()
    assert owing.copy.code == f"{OWNER}.GT.01.01"
    with timestamp_server(TimestampIdentity.create(desk.authority)) as url:
        signing = replace(clerk.settings.signing, timestamp_servers=(url,))
        paying = with_settings(clerk, replace(clerk.settings, signing=signing))
        assert len(paying.pay_debts().paid) == 1
    assert clerk.synchronise().accepted == 1
    before, after = at_central(central_home)
    assert (after.signed.level, after.files) == ("B-T", (after.signed.sha256, *before.files))
    assert clerk.pay_debts.owing() == ()


@SQLITE
def test_papers_go_with_their_whole_dossier_or_not_at_all(
    clerk: Desk, tmp_path: Path, central_home: Path
) -> None:
    """Shown first; over, received, standing; what lay in the pile goes behind them."""
    dossier, papers = described(clerk, tmp_path, 2)
    pile = clerk.sort_pile.open(dossier)
    clerk.import_pages(pile.id, (draw_page(tmp_path / "card.png", 5, (200, 300)),))
    for number in (3, 4, 7, 8):
        clerk.checklist(dossier, number, Standing.NOT_NEEDED, "theo quy định")
    sign(clerk, papers[:1])
    clerk.synchronise()
    assert clerk.purge.preview() == ()  # in work, and one is not signed
    sign(clerk, papers[1:])
    clerk.synchronise()
    assert clerk.purge.preview() == ()  # in work
    with clerk.store.transaction() as records:
        for state in (Business.RECEIVED, Business.WITHDRAWN):
            records.handling.change(dossier, Axis.BUSINESS, state, utc_now(), "clerk", "")
    with pytest.raises(RecordRefused), clerk.store.transaction() as records:
        records.dossiers.connection.execute(
            purged.insert().values(document_id=pile.id, at=utc_now())
        )

    with clerk.store.transaction() as records:
        connection = records.dossiers.connection
        (before,) = connection.scalars(select(page.c.kept_at).where(page.c.document_id == pile.id))
        scanned = page.update().where(page.c.document_id == pile.id)
        connection.execute(scanned.values(kept_at=_soon() + timedelta(days=1)))
    assert _previewed(clerk) == ()  # scanned a moment ago
    with clerk.store.transaction() as records:
        records.dossiers.connection.execute(scanned.values(kept_at=before))

    shown = _previewed(clerk)
    assert [(each.document_id, each.pages) for each in shown] == [
        (papers[0], 1),
        (papers[1], 1),
        (pile.id, 1),
    ]
    change(central_home, "UPDATE paper SET stands = 0, reason = 'x' WHERE component = 2")
    assert [each.document_id for each in _purge(clerk).kept] == [*papers, pile.id]
    change(central_home, "UPDATE paper SET stands = 1, reason = NULL WHERE component = 2")
    report = _purge(clerk)

    assert [each.document_id for each in report.purged] == [*papers, pile.id]
    with clerk.store.snapshot() as records:
        kept = [records.signed_papers.of(paper) for paper in papers]
        assert [records.descriptions.of(paper) is None for paper in papers] == [False, False]
        documents = records.dossiers.all_documents(dossier)
        acts = [line.act for line in records.audit.lines()]
        assert records.audit.verify() is None
    assert all(each.purged_at is not None for each in documents if each.pages)
    assert acts.count("document-purged") == 3
    for each in kept:
        assert each is not None
        with pytest.raises(FileMissing):
            clerk.store.files.read(each.sha256)
    assert clerk.purge.preview() == ()


@SQLITE
def test_a_central_that_knows_no_papers_is_told_all_the_rest(
    clerk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper waits. Lots that central fails to take hold up nothing either."""
    _, papers = described(clerk, tmp_path, 1)
    sign(clerk, papers)

    def failing(*_: object) -> int:
        raise CentralFailed(status=500)

    monkeypatch.setattr("offline_store.central_client.PATH_PAPERS", "/api/v1/not-yet")
    monkeypatch.setattr("station.synchronise.tell_lots", failing)
    report = clerk.synchronise()
    assert (report.sent, report.accepted, report.queued) == (1, 0, 1)
    assert report.told is not None
    assert report.trouble is not None
    assert report.trouble.code == "central-failed"
    with clerk.store.snapshot() as records:
        assert records.told_handlings.to_tell([Axis.BUSINESS], 10) == ()


def _previewed(desk: Desk) -> tuple[Purgeable, ...]:
    """What would go a minute from now: central's clock may say when it received what."""
    return replace(desk.purge, now=_soon).preview()


def _purge(desk: Desk) -> PurgeReport:
    return replace(desk.purge, now=_soon)()


def _soon() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=1)


def _place(desk: Desk) -> Enrolment:
    with desk.store.snapshot() as records:
        return records.desk.enrolment()


def _told(central_home: Path, dossier: DossierId) -> HandlingOnWire:
    database = Database(Home(central_home))
    try:
        with database.snapshot() as connection:
            row = connection.execute(
                select(told_handling).where(told_handling.c.dossier == dossier)
            ).one()
    finally:
        database.close()
    return HandlingOnWire.model_validate_json(row.body)
