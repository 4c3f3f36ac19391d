"""A citizen is identified by a real OpenID provider: asked by a desk, confirmed with a phone.

What was tampered with, is late, or comes twice fills in nothing, and says why.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from central.app import create_app
from central.enrolment import add_enrolment_code
from central.errors import IdentificationSettingInvalid
from central.home import init
from central.identification_settings import FILE_NAME, read_identification_settings
from central.serve import run_in_thread
from offline_store.central_client import CentralClient, enrol
from offline_store.errors import CentralRefused
from offline_store.identification_wire import IdentificationState
from offline_store.identifying import begin_identification, look_at_identification
from offline_store.records import Requester
from station.bootstrap import open_desk
from station.counter_errors import (
    IdentificationAway,
    IdentificationDeclined,
    IdentificationOver,
    IdentificationUnproven,
)
from station.identify import ToShow
from station.recognition.card_qr import CardData
from tests.demo_desk import free_port
from tests.identified_counter import (
    AGENCY_CODE,
    Counter,
    Phone,
    a_counter,
    place_of,
    with_query,
)
from tests.identity_provider_server import CITIZEN, LEVEL, SECRET
from tests.window_clerk import Clerk, open_window, page
from views.pages.receive import ReceivePage
from views.presenters.counter import Place


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """As it is in earnest; one for all citizens."""
    with a_counter(tmp_path_factory.mktemp("identified")) as made:
        yield made


def test_a_citizen_confirms_with_a_phone(counter: Counter) -> None:
    """Name, number and day of birth with their source; asked by PKCE, with a nonce of its own."""
    assert counter.identify.offered() == "VNeID"
    phone = Phone()
    found = counter.identified(phone)
    assert found is not None
    person = found.requester
    assert (found.source, person.name) == ("VNeID", CITIZEN["HoVaTen"])
    assert (person.id_number, person.birth_date) == (CITIZEN["SoDinhDanh"], "15/04/1999")
    assert phone.told.status_code == 200
    assert "Đã xác nhận" in phone.told.text
    asked = counter.provider.asked[-1]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert len(asked["nonce"][0]) > 20
    assert CITIZEN["HoVaTen"] not in phone.told.text


def test_the_trail_says_who_vouched_for_a_requester(counter: Counter) -> None:
    """Of a dossier that was received with it; nothing of the person is in that line."""
    found = counter.identified(Phone())
    assert found is not None
    dossier = counter.desk.receive(found.requester, "Bằng tốt nghiệp", identified_by=found.source)
    with counter.desk.store.snapshot() as records:
        line = records.audit.last("dossier-received", dossier.id)
    assert line is not None
    assert line.facts == '{"identified_by":"VNeID"}'


def test_nothing_of_a_person_is_logged_or_kept(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither a name nor a number, nor a code or a token, at any level; central's home has none."""
    caplog.set_level(logging.DEBUG)
    # What the provider says of itself is the provider's.
    for name in ("idpyoidc", "cryptojwt"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    phone = Phone()
    assert counter.identified(phone) is not None
    code = parse_qs(urlsplit(phone.brought).query)["code"][0]
    ours = [each for each in caplog.records if each.name.split(".")[0] not in ("urllib3",)]
    told = "\n".join(each.getMessage() for each in ours)
    for secret in (CITIZEN["HoVaTen"], CITIZEN["SoDinhDanh"], code, SECRET):
        assert secret not in told
    planted = [CITIZEN["SoDinhDanh"].encode(), CITIZEN["HoVaTen"].encode(), code.encode()]
    for file in counter.central_home.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not any(each in content for each in planted), file


def test_the_desk_alone_that_began_learns_who_it_is(counter: Counter) -> None:
    """And only until it has taken it."""
    place = enrol(counter.url, add_enrolment_code(counter.central_home, AGENCY_CODE), "Quầy 2")
    with CentralClient(place_of(counter.desk)) as own, CentralClient(place) as other:
        begun = begin_identification(own.line)
        Phone()(ToShow(begun.address, begun.source, begun.lives_s))
        assert look_at_identification(own.line, begun.id).state == IdentificationState.DONE
        seen = look_at_identification(other.line, begun.id)
        assert (seen.state, seen.person) == (IdentificationState.OVER, None)


def test_another_nonce_fills_in_nothing(counter: Counter) -> None:
    """A token that answers another question than this one."""
    phone = Phone(to_provider=lambda address: with_query(address, nonce="another" * 5))
    with pytest.raises(IdentificationUnproven) as refused:
        counter.identified(phone)
    assert refused.value.facts["reason"] == "nonce-wrong"
    assert phone.told.status_code == 502


def test_another_state_changes_nothing(counter: Counter) -> None:
    """Whoever brings it is told so; the citizen can still confirm."""

    def both(to_show: ToShow) -> None:
        stranger = Phone(to_central=lambda address: with_query(address, state="x" * 43))
        stranger(to_show)
        assert stranger.told.status_code == 404
        Phone()(to_show)

    assert counter.identified(both) is not None


def test_another_browser_changes_nothing(counter: Counter) -> None:
    """What a browser brings back counts only where the same one opened the code."""

    def both(to_show: ToShow) -> None:
        caught = Phone().goes(to_show)
        assert requests.get(caught, timeout=20).status_code == 404
        Phone()(to_show)

    assert counter.identified(both) is not None


def test_an_expired_code_fills_in_nothing(counter: Counter) -> None:
    """The provider gives no token for it."""
    with counter.provider.codes_live(-1), pytest.raises(IdentificationUnproven) as refused:
        counter.identified(Phone())
    assert refused.value.facts["reason"] == "code-refused"


def test_a_code_is_worth_something_once(counter: Counter) -> None:
    """Brought once more it changes nothing; brought to another question it is refused."""
    first = Phone()
    assert counter.identified(first) is not None
    assert first.session.get(first.brought, timeout=20).status_code == 404
    used = parse_qs(urlsplit(first.brought).query)["code"][0]
    with pytest.raises(IdentificationUnproven) as refused:
        counter.identified(Phone(to_central=lambda address: with_query(address, code=used)))
    assert refused.value.facts["reason"] == "code-refused"


def test_a_code_of_another_phone_is_refused(counter: Counter) -> None:
    """One that was never used, too: the verifier of PKCE is not that of this question."""
    stop = threading.Event()
    caught: list[str] = []

    def catch(to_show: ToShow) -> None:
        caught.append(Phone().goes(to_show))
        stop.set()

    assert counter.identified(catch, stop) is None
    other = parse_qs(urlsplit(caught[0]).query)["code"][0]
    with pytest.raises(IdentificationUnproven) as refused:
        counter.identified(Phone(to_central=lambda address: with_query(address, code=other)))
    assert refused.value.facts["reason"] == "code-refused"


def test_an_unsigned_token_fills_in_nothing(counter: Counter) -> None:
    """As a provider may be told to make it (`alg: none`)."""
    with counter.provider.signs_by("none"), pytest.raises(IdentificationUnproven) as refused:
        counter.identified(Phone())
    assert refused.value.facts["reason"] == "token-invalid"


def test_another_issuer_fills_in_nothing(tmp_path: Path) -> None:
    """A token that is well but for who made it; by its own word it is not even asked."""
    places = "".join(
        f'{ours} = "{{issuer}}/{theirs}"\n'
        for ours, theirs in (
            ("authorization", "authorization"),
            ("token", "token"),
            ("keys", "jwks.json"),
        )
    )
    with (
        a_counter(tmp_path, 'issuer = "https://sso.example"\n' + places) as counter,
        pytest.raises(IdentificationUnproven) as refused,
    ):
        counter.identified(Phone())
    assert refused.value.facts["reason"] == "issuer-wrong"


def test_a_level_that_is_too_low_is_refused(tmp_path: Path) -> None:
    """Where the settings name which are enough."""
    with (
        a_counter(tmp_path, 'accepted_acr = ["LoA9"]\n') as counter,
        pytest.raises(IdentificationUnproven) as refused,
    ):
        counter.identified(Phone())
    assert refused.value.facts["reason"] == "level-low"


def test_a_person_without_a_number_fills_in_nothing(counter: Counter) -> None:
    """What the provider leaves out is not guessed."""
    with counter.provider.says(SoDinhDanh=""), pytest.raises(IdentificationUnproven) as refused:
        counter.identified(Phone())
    assert refused.value.facts["reason"] == "person-incomplete"


def test_claims_may_be_asked_for_with_the_token(tmp_path: Path) -> None:
    """By settings: another way to sign and to show the secret, and a level that is enough, too."""
    more = (
        'from_userinfo = true\ntoken_login = "client_secret_post"\nalgorithms = ["ES256"]\n'
        f'accepted_acr = ["{LEVEL}"]\n'
    )
    with a_counter(tmp_path, more) as counter, counter.provider.signs_by("ES256"):
        counter.provider.client["token_endpoint_auth_method"] = "client_secret_post"
        found = counter.identified(Phone())
        assert found is not None
        assert found.requester.id_number == CITIZEN["SoDinhDanh"]


def test_a_citizen_may_say_no(counter: Counter) -> None:
    """The desk learns it at once."""
    declined = Phone(to_central=lambda address: with_query(address, error="access_denied", code=""))
    with pytest.raises(IdentificationDeclined):
        counter.identified(declined)
    assert declined.told.status_code == 200


def test_a_provider_that_is_away_is_told_as_that(tmp_path: Path) -> None:
    """When the phone opens the code; the desk goes on waiting, and the clerk takes the card."""
    with (
        a_counter(tmp_path, f'token = "http://127.0.0.1:{free_port()}/token"\n') as counter,
        pytest.raises(IdentificationAway),
    ):
        counter.identified(Phone())


def test_waiting_ends_when_the_clerk_wants_it(counter: Counter) -> None:
    """Central forgets it, and the code opens nothing any more."""
    stop = threading.Event()
    shown: list[str] = []

    def show(to_show: ToShow) -> None:
        shown.append(to_show.address)
        stop.set()

    assert counter.identified(show, stop) is None
    assert requests.get(shown[0], timeout=20).status_code == 404


def test_time_ends(counter: Counter) -> None:
    """A central that forgot it says that its time is over."""

    def forgotten(to_show: ToShow) -> None:
        with CentralClient(place_of(counter.desk)) as own:
            for _ in range(5):
                begin_identification(own.line)

    with pytest.raises(IdentificationOver):
        counter.identified(forgotten)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_citizen_confirms_in_the_window(counter: Counter, qtbot: QtBot) -> None:
    """By key; the code stands on the citizen's screen, and the form says who vouches for it."""
    desk = replace(counter.desk, identify=counter.identify)
    with open_window(desk, qtbot) as window:
        clerk = Clerk(qtbot, window)
        clerk.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        receive = page(window, Place.RECEIVE, ReceivePage)
        tool = receive.card.identify
        clerk.waits(tool.isVisible)
        # Of somebody who stood there before.
        receive.show_requester(Requester("Lê Văn Khác", "001088000321", "01/01/1988", "Phố Khác"))
        receive.presenter.hand.take_code(
            CardData("001088000321", "", "Lê Văn Khác", "01/01/1988", "Nam", "", "")
        )
        shown: list[ToShow | None] = []
        tool.waits.connect(shown.append)
        clerk.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        clerk.waits(lambda: bool(shown))
        assert window.citizen.screen.isVisible()
        assert shown[0] is not None
        Phone()(shown[0])
        clerk.waits(lambda: receive.fields["name"].text() == CITIZEN["HoVaTen"])
        assert receive.fields["id_number"].text() == CITIZEN["SoDinhDanh"]
        assert receive.fields["address"].text() == ""
        assert receive.presenter.hand.code is None
        assert receive.source_says.isVisible()
        assert "VNeID" in receive.source_says.text()
        receive.fields["title"].setText("Bằng tốt nghiệp")
        clerk.press(Qt.Key.Key_F9)
        clerk.waits(lambda: window.counter.place is Place.SCAN and not window.busy)
        work = window.counter.work
        assert work is not None
    with desk.store.snapshot() as records:
        line = records.audit.last("dossier-received", work.dossier.id)
    assert line is not None
    assert line.facts == '{"identified_by":"VNeID"}'


def test_where_nobody_identifies_it_is_not_offered(tmp_path: Path) -> None:
    """A central without the settings; begun all the same, it is refused."""
    home = init(tmp_path / "central").folder
    with run_in_thread(home) as url:
        place = enrol(url, add_enrolment_code(home, AGENCY_CODE), "Quầy 1")
        with closing(open_desk(tmp_path / "desk")) as desk:
            assert desk.identify.offered() == ""
            with desk.store.transaction() as records:
                records.desk.enrol(place)
            assert desk.identify.offered() == ""
            with pytest.raises(CentralRefused) as refused:
                desk.identify(lambda to_show: None, threading.Event())
    assert refused.value.facts["reason"] == "identification-not-offered"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('algorithms = ["none"]', "algorithms"),
        ('algorithms = ["HS256"]', "algorithms"),
        ("algorithms = []", "algorithms"),
        ('public_url = "http://central.example"', "public_url"),
        ('issuer = "ftp://sso.example"', "issuer"),
        ('claims = { nickname = "x" }', "claims"),
        ("lives_s = 1", "lives_s"),
        ('secret_file = "not-there"', "secret_file"),
        ("unknown = 1", "unknown"),
        ("no toml", FILE_NAME),
    ],
)
def test_settings_that_cannot_be_are_refused(tmp_path: Path, line: str, key: str) -> None:
    """Before central serves, with the key: neither anybody's signature nor clear text is taken."""
    home = init(tmp_path / "central").folder
    (home / FILE_NAME).write_text(line + "\n", "utf-8")
    with pytest.raises(IdentificationSettingInvalid) as refused:
        create_app(home)
    assert refused.value.facts == {"key": key}


def test_without_a_file_nothing_is_offered(tmp_path: Path) -> None:
    """Nor is anything built in that would be."""
    assert not read_identification_settings(tmp_path).offered
