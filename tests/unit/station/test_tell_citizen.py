"""What a citizen may see of their dossier, and what they agreed to."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from offline_store.errors import NotFound
from offline_store.records import DossierId, Requester
from station.bootstrap import Desk, open_desk
from station.consent import Purpose, Said
from station.errors import SignInNeeded
from station.payment_settings import PaymentSettings
from station.settings import AgencySettings, Settings, StoreSettings
from station.vietqr import read_vietqr, vietqr_text
from tests.account_fixtures import everybody
from tests.scanner_fixtures import draw_pages

ASKS = Requester("Nguyễn Văn An", "001099000123", email="an@example.vn")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that is paid by transfer."""
    settings = Settings(
        agency=AgencySettings(name="Phường Thử Nghiệm", code="H26.99.1"),
        store=StoreSettings(keyring=False),
        payment=PaymentSettings("970405", "1500201234567"),
    )
    with closing(open_desk(tmp_path / "desk", settings=settings)) as desk:
        yield desk


def test_a_fee_is_told_once_it_is_known(desk: Desk, tmp_path: Path) -> None:
    """Before the pages are there nobody is asked for money; then the code asks for that much."""
    dossier = desk.receive(ASKS, "Bằng tốt nghiệp", 2)
    sees = desk.tell_citizen(dossier.id)
    assert (sees.vnd, sees.transfer, sees.paid) == (None, None, False)
    desk.import_pages(
        dossier.documents[0].id, tuple(draw_pages(tmp_path / "paper", 3, size=(620, 877)))
    )
    sees = desk.tell_citizen(dossier.id)
    assert sees.vnd == 2 * (2_000 + 2_000 + 1_000)
    assert sees.transfer is not None
    told = read_vietqr(vietqr_text(sees.transfer))
    assert (told.bank, told.account, told.vnd) == ("970405", "1500201234567", 10_000)
    assert told.purpose == dossier.code[:25]


def test_consents_are_apart_from_each_other(desk: Desk) -> None:
    """The latest answer to a question stands, and says nothing of another or another dossier."""
    one = desk.receive(ASKS, "Bằng tốt nghiệp", 1).id
    other = desk.receive(ASKS, "Học bạ", 1).id
    assert desk.ask_consent.answers(one) == {}
    desk.ask_consent.record(one, Purpose.MAIL, True, Said.ON_SCREEN)
    desk.ask_consent.record(one, Purpose.COPIES, False, Said.ALOUD)
    assert desk.ask_consent.answers(one) == {Purpose.MAIL: True, Purpose.COPIES: False}
    desk.ask_consent.record(one, Purpose.MAIL, False, Said.ALOUD)
    assert desk.ask_consent.answers(one) == {Purpose.MAIL: False, Purpose.COPIES: False}
    assert desk.ask_consent.answers(other) == {}
    with desk.store.snapshot() as records:
        kept = [line for line in records.audit.lines() if line.act.startswith("consent-")]
        assert records.audit.verify() is None
    assert [(line.act, line.facts) for line in kept] == [
        ("consent-mail-given", '{"said":"screen"}'),
        ("consent-copies-refused", '{"said":"aloud"}'),
        ("consent-mail-refused", '{"said":"aloud"}'),
    ]


def test_nobody_keeps_an_answer_of_no_dossier(desk: Desk) -> None:
    """Nor does one who is not signed in, where people sign in."""
    with pytest.raises(NotFound):
        desk.ask_consent.record(DossierId("none"), Purpose.MAIL, True, Said.ALOUD)
    dossier = desk.receive(ASKS, "Bằng tốt nghiệp", 1).id
    everybody(desk.store)
    with pytest.raises(SignInNeeded):
        desk.ask_consent.record(dossier, Purpose.MAIL, True, Said.ALOUD)
    assert desk.ask_consent.answers(dossier) == {}
