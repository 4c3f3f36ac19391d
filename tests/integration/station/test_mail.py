"""Copies by e-mail: through a real mail server over TLS, or waiting for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from offline_store.mail_queue import MailState
from offline_store.records import DocumentId
from offline_store.store import Store
from station.citizen_forms import CitizenForm
from station.errors import InputInvalid, SettingInvalid, SettingMissing
from station.hand_over import HandOver
from station.issue_paper import IssuePaper
from station.mail import MailCopies
from station.settings import AgencySettings, CopySettings, MailSettings, Settings
from station.working_time import WorkingTimeSettings, working_time
from tests.mail_server import (
    LATER,
    NOWHERE,
    PASSWORD,
    USER,
    VANISHING,
    MailServer,
    mail_server,
)
from tests.store_fixtures import NOON, add_dossier, certify, make_block, make_dossier
from tests.store_fixtures import store as store
from tests.unit.station.desk_parts import SetClock
from tests.unit.station.test_citizen_papers import Counter

CITIZEN = "cong-dan@example.vn"
PDF = b"%PDF-1.7 a signed copy"


@pytest.fixture(scope="module", params=["tls", "starttls"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MailServer]:
    """A mail server of the one kind and of the other."""
    starttls = request.param == "starttls"
    with mail_server(tmp_path_factory.mktemp("mail"), starttls=starttls) as running:
        yield running


@pytest.fixture
def settings(server: MailServer, request: pytest.FixtureRequest) -> Settings:
    """A desk that knows it."""
    return Settings(
        agency=AgencySettings(name="UBND phường Thử", code="H26.99.1"),
        copy=CopySettings(lookup_url="https://tra-cuu.example.vn/c/{code}"),
        mail=MailSettings(
            server="127.0.0.1",
            port=server.port,
            security=request.node.callspec.params["server"],
            user=USER,
            sender="mot-cua@phuong-thu.example.vn",
            authority=str(server.authority),
            answer_limit_s=20,
        ),
    )


@pytest.fixture
def document(store: Store) -> DocumentId:
    """A certified paper."""
    with store.transaction() as records:
        records.register.add_block(make_block())
    document_id = add_dossier(store, make_dossier("H26-1"))
    certify(store, document_id, PDF)
    return document_id


def issue(store: Store, settings: Settings, clock: SetClock) -> IssuePaper:
    """Papers of dossiers for procedures."""
    return IssuePaper(store, settings, working_time(WorkingTimeSettings()), "clerk", clock)


def _mail(store: Store, settings: Settings) -> MailCopies:
    clock = SetClock(NOON + timedelta(hours=1))
    issuing = issue(store, settings, clock)
    mail = MailCopies(store, settings, HandOver(store, "clerk", clock), issuing, "clerk", clock)
    mail.log_in_with(PASSWORD)
    return mail


def test_a_copy_arrives_whole_and_is_handed_over(
    store: Store, settings: Settings, document: DocumentId, server: MailServer
) -> None:
    """With its code, the look-up address, and the very bytes that were signed."""
    mail = _mail(store, settings)
    queued = mail.queue(document, CITIZEN)
    seen: list[MailState] = []
    server.taken.clear()

    report = mail(lambda item: seen.append(item.state))
    (message,) = server.taken
    assert ([item.state for item in report.items], report.trouble) == ([MailState.SENT], None)
    assert seen == [MailState.SENDING, MailState.SENT]
    assert (message["To"], message["Message-ID"]) == (
        CITIZEN,
        f"<{queued.id}@phuong-thu.example.vn>",
    )
    (attachment,) = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("TS-000001.pdf", PDF)
    text = message.get_body()
    assert text is not None
    assert "https://tra-cuu.example.vn/c/TS-000001" in text.get_content()
    with store.snapshot() as records:
        assert records.dossiers.document(document).handed_over_at is not None
        trail = repr(records.audit.lines())
    assert "copy-mailed" in trail
    assert CITIZEN not in trail
    assert mail().items == (), "what was sent is not sent again"


def test_an_address_that_is_none_is_refused_at_once(
    store: Store, settings: Settings, document: DocumentId
) -> None:
    """Before anything is kept."""
    mail = _mail(store, settings)
    for wrong in ("", "cong-dan", "a@b", "a b@example.vn", "a@example.vn\nBcc: x@example.vn"):
        with pytest.raises(InputInvalid):
            mail.queue(document, wrong)
    with store.snapshot() as records:
        assert records.mail.items() == ()


def test_without_a_server_the_copy_waits(
    store: Store, settings: Settings, document: DocumentId, server: MailServer
) -> None:
    """It waits for longer each time, and goes once the server answers."""
    absent = replace(settings, mail=replace(settings.mail, port=1))
    mail = _mail(store, absent)
    mail.queue(document, CITIZEN)
    report = mail()
    assert report.trouble is not None
    assert report.trouble.code == "mail-unreachable"
    (item,) = report.items
    assert (item.state, item.attempts, item.error) == (MailState.QUEUED, 1, "mail-unreachable")
    assert item.next_attempt_at is not None
    assert mail().items == (), "not before its time"
    assert [each.state for each in _mail(store, settings)(at_once=True).items] == [MailState.SENT]


def test_a_server_that_nobody_vouches_for_gets_nothing(
    store: Store, settings: Settings, document: DocumentId, server: MailServer
) -> None:
    """Nor does one that does not speak TLS: the copy waits."""
    server.taken.clear()
    other = "tls" if settings.mail.security == "starttls" else "starttls"
    for changed in (replace(settings.mail, authority=""), replace(settings.mail, security=other)):
        limited = replace(changed, answer_limit_s=3)
        mail = _mail(store, replace(settings, mail=limited))
        mail.queue(document, CITIZEN)
        report = mail(at_once=True)
        assert report.trouble is not None
        assert report.trouble.code == "mail-unreachable"
    assert server.taken == []


def test_settings_that_cannot_be_right_are_told(
    store: Store, settings: Settings, document: DocumentId
) -> None:
    """A sender with a name in it before anything is kept; a file that is gone when it is wanted."""
    named = replace(settings, mail=replace(settings.mail, sender="Phường <p@example.vn>"))
    with pytest.raises(SettingInvalid):
        _mail(store, named).queue(document, CITIZEN)
    lost = replace(settings, mail=replace(settings.mail, authority="/nowhere/authority.pem"))
    mail = _mail(store, lost)
    mail.queue(document, CITIZEN)
    report = mail()
    assert report.trouble is not None
    assert report.trouble.code == "mail-unreachable"


def test_a_server_that_hangs_up_in_the_middle_costs_one_attempt(
    store: Store, settings: Settings, document: DocumentId, server: MailServer
) -> None:
    """The item waits, as the same message; the others wait with it."""
    mail = _mail(store, settings)
    for address in (VANISHING, CITIZEN):
        mail.queue(document, address)
    report = mail()
    assert report.trouble is not None
    assert [(item.recipient, item.attempts) for item in report.items] == [(VANISHING, 1)]
    with store.snapshot() as records:
        assert [item.attempts for item in records.mail.items()] == [1, 0]


def test_a_wrong_password_stops_the_run(
    store: Store, settings: Settings, document: DocumentId
) -> None:
    """The copy waits, and the report says what IT must cure."""
    mail = _mail(store, settings)
    mail.log_in_with("another")
    mail.queue(document, CITIZEN)
    report = mail()
    assert report.trouble is not None
    assert report.trouble.code == "mail-login-refused"
    assert [item.state for item in report.items] == [MailState.QUEUED]


def test_what_is_refused_is_parked_and_the_rest_goes_on(
    store: Store, settings: Settings, document: DocumentId
) -> None:
    """For good or for now: each item has its own end; a refused one may be queued anew."""
    mail = _mail(store, settings)
    for address in (NOWHERE, LATER, CITIZEN):
        mail.queue(document, address)
    assert [(item.state, item.error) for item in mail().items] == [
        (MailState.REFUSED, "mail-refused"),
        (MailState.QUEUED, "mail-refused"),
        (MailState.SENT, None),
    ]
    assert mail.queue(document, NOWHERE).state is MailState.QUEUED


def test_killed_in_the_middle_the_same_message_goes_again(
    store: Store, settings: Settings, document: DocumentId, server: MailServer
) -> None:
    """Nobody knows whether the server took it: the same Message-ID lets it be told."""
    mail = _mail(store, settings)
    queued = mail.queue(document, CITIZEN)
    with store.transaction() as records:
        records.mail.mark_sending(queued.id)
    server.taken.clear()
    (item,) = mail().items
    assert (item.state, item.attempts) == (MailState.SENT, 2)
    assert [message["Message-ID"] for message in server.taken] == [
        f"<{queued.id}@phuong-thu.example.vn>"
    ]


def test_without_settings_nothing_is_queued(store: Store, document: DocumentId) -> None:
    """The missing setting is named."""
    with pytest.raises(SettingMissing) as missing:
        _mail(store, Settings()).queue(document, CITIZEN)
    assert missing.value.facts["key"] == "mail.server"


def test_a_paper_of_a_procedure_arrives(
    store: Store, settings: Settings, server: MailServer
) -> None:
    """The very bytes that were given out, named by dossier and form; it is no copy."""
    counter = Counter(store, settings)
    paper, pdf = counter.issue(
        counter.dossier.id, CitizenForm.SUPPLEMENT, reason="Thiếu sơ đồ thửa đất"
    )
    mail = _mail(store, settings)
    server.taken.clear()
    queued = mail.queue_paper(paper.id, CITIZEN)
    assert mail.queue_paper(paper.id, CITIZEN).id == queued.id
    report = mail()
    assert [item.state for item in report.items] == [MailState.SENT]
    (message,) = server.taken
    assert message["Subject"] == (
        f"Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: hồ sơ {counter.dossier.code}"
    )
    (attachment,) = message.iter_attachments()
    assert attachment.get_payload(decode=True) == pdf
    assert attachment.get_filename() == f"{counter.dossier.code}-supplement-1.pdf"
