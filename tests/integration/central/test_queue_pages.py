"""The pages where citizens take numbers: a kiosk, a phone, the board; at a real central."""

import re
from pathlib import Path

import numpy as np
import pytest
import requests
import segno
import zxingcpp
from limits import RateLimitItemPerMinute

from central.errors import AgencyUnknown
from central.queue import MOST_WAITING
from central.queue_doors import open_door
from central.rate_limit import LIMITS
from offline_store.central_client import CentralClient
from offline_store.queue_wire import PATH_QUEUE_PAGE, read_ticket_code, ticket_code
from tests.integration.central.conftest import AGENCY_CODE, change
from tests.signing_fixtures import AGENCY


@pytest.fixture
def database_url() -> None:
    """Central keeps its records in a file: which database it has makes no difference here."""


@pytest.fixture
def door(client: CentralClient, central_home: Path, central_url: str) -> str:
    """The address at the agency's door."""
    return f"{central_url}/q/{open_door(central_home, AGENCY_CODE)}"


def form_of(page: str) -> dict[str, str]:
    """The fields of the page's form."""
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))


def takes(door: str, central_url: str, kiosk: bool = False) -> requests.Response:
    """Open the door's page and press its button."""
    page = requests.get(door + ("?kiosk=1" if kiosk else ""), timeout=20)
    assert page.status_code == 200
    action = re.search(r'action="([^"]+)"', page.text)
    assert action is not None
    return requests.post(central_url + action[1], form_of(page.text), timeout=20)


def code_on(page: str) -> str:
    """What the page's QR code says, read off its drawing."""
    drawn = re.search(r'<svg[^>]*viewBox="0 0 (\d+) \1"|<svg[^>]*width="(\d+)"', page)
    path = re.search(r'class="qrline"[^>]*? d="([^"]+)"|d="([^"]+)" class="qrline"', page)
    if drawn is None or path is None:
        raise AssertionError(page)
    side = 6
    rows: dict[tuple[int, int], int] = {}
    x = y = 0.0
    for letter, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[1] or path[2]):
        values = [float(each) for each in re.findall(r"-?[\d.]+", numbers)]
        if letter == "M":
            x, y = values
        elif letter == "m":
            x, y = x + values[0], y + values[1]
        else:
            rows[int(x), int(y)] = int(values[0])
            x += values[0]
    size = max(left + long for (left, _), long in rows.items()) + 4
    picture = np.full((size * side, size * side), 255, np.uint8)
    for (left, top), long in rows.items():
        picture[top * side : (top + 1) * side, left * side : (left + long) * side] = 0
    found = zxingcpp.read_barcode(picture)
    assert found is not None
    return str(found.text)


def test_a_citizen_takes_a_number_and_is_called(
    door: str, central_url: str, client: CentralClient
) -> None:
    """Its page shows the number, who is before, the code that the desk reads, and the counter."""
    client.take_ticket()
    page = takes(door, central_url)
    assert page.status_code == 200
    assert AGENCY in page.text
    assert '<p class="number">002</p>' in page.text
    assert "Còn 1 người trước" in page.text
    ticket = read_ticket_code(code_on(page.text))
    assert ticket is not None
    called = client.call("3", ticket)
    assert called.ticket is not None
    assert (called.ticket.number, called.ticket.id) == (2, page.url.rpartition("/")[2])
    assert "Mời đến quầy 3" in requests.get(page.url, timeout=20).text


def test_a_button_that_is_pressed_twice_gives_one_number(
    door: str, central_url: str, client: CentralClient
) -> None:
    """The same form, sent again."""
    page = requests.get(door, timeout=20).text
    sent = form_of(page)
    address = door.replace("/q/", "/q-new/")
    first, again = (requests.post(address, sent, timeout=20) for _ in range(2))
    assert first.url == again.url
    assert client.take_ticket().number == 2


def test_a_kiosk_comes_back_to_its_start(door: str, central_url: str) -> None:
    """Its code is the ticket's own page, for the phone to take along."""
    page = takes(door, central_url, kiosk=True)
    assert page.url.endswith("?kiosk=1")
    assert f"url=/q/{door.rpartition('/')[2]}?kiosk=1" in page.text
    own = code_on(page.text)
    assert own == page.url.partition("?")[0]
    assert "Đưa mã này cho cán bộ" in requests.get(own, timeout=20).text


def test_the_board_shows_what_was_called_last(
    door: str, central_url: str, client: CentralClient
) -> None:
    """The last first, with its counter; numbers and nothing else."""
    assert "Chưa gọi số nào" in requests.get(door + "/board", timeout=20).text
    for _ in range(3):
        client.take_ticket()
    client.call("1")
    client.call("Quầy <2>")
    page = requests.get(door + "/board", timeout=20).text
    assert re.findall(r"<td>(\d{3})</td><td>([^<]+)</td>", page) == [
        ("002", "Quầy &lt;2&gt;"),
        ("001", "1"),
    ]
    assert "Đang chờ: 1 người" in page


def test_an_address_holds_until_it_is_replaced(
    door: str, central_home: Path, central_url: str
) -> None:
    """Asked for again it is the same; the old one then finds nothing, and nor does a wrong one."""
    assert open_door(central_home, AGENCY_CODE) == door.rpartition("/")[2]
    new = open_door(central_home, AGENCY_CODE, anew=True)
    assert requests.get(door, timeout=20).status_code == 404
    assert requests.get(f"{central_url}/q/{new}", timeout=20).status_code == 200
    sent = {"once": "0" * 32}
    assert requests.post(door.replace("/q/", "/q-new/"), sent, timeout=20).status_code == 404
    with pytest.raises(AgencyUnknown):
        open_door(central_home, "H26.19.99")


def test_a_ticket_of_another_day_is_none(door: str, central_url: str, central_home: Path) -> None:
    """Nor can its form be sent again."""
    page = requests.get(door, timeout=20).text
    ticket = requests.post(door.replace("/q/", "/q-new/"), form_of(page), timeout=20)
    change(central_home, "UPDATE queue_ticket SET day = '2026-01-01'")
    assert requests.get(ticket.url, timeout=20).status_code == 404
    again = requests.post(door.replace("/q/", "/q-new/"), form_of(page), timeout=20)
    assert again.status_code == 404


def test_a_hall_that_is_full_gives_no_more(
    door: str, central_url: str, central_home: Path, client: CentralClient
) -> None:
    """Whoever floods it holds up nobody for the day: the counter still gives numbers."""
    client.take_ticket()
    change(
        central_home,
        "INSERT INTO queue_ticket (id, agency, day, number, taken_at) "
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < "
        f"{MOST_WAITING}) SELECT 'x' || i, agency, day, i, taken_at FROM queue_ticket, n",
    )
    assert takes(door, central_url).status_code == 503
    form = {"once": "0" * 32, "kiosk": "1"}
    kiosk = requests.post(door.replace("/q/", "/q-new/"), form, timeout=20).text
    assert f'content="60;url={PATH_QUEUE_PAGE}/' in kiosk, "a screen goes back by itself"
    assert client.take_ticket().number == MOST_WAITING + 1


def test_who_asks_too_often_waits(door: str, central_url: str) -> None:
    """An address takes thirty numbers in a minute."""
    address = door.replace("/q/", "/q-new/")
    answers = {requests.post(address, {"once": "no"}, timeout=20).status_code for _ in range(31)}
    assert answers == {422, 429}


def test_a_screen_that_asks_too_often_comes_back(
    door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody stands before the board to load it again."""
    few = tuple((kind, RateLimitItemPerMinute(1)) for kind, _ in LIMITS)
    monkeypatch.setattr("central.rate_limit.LIMITS", few)
    answers = [requests.get(door + "/board", timeout=20) for _ in range(2)]
    assert (answers[1].status_code, answers[1].headers["Refresh"]) == (429, "60")


def test_a_browser_loads_nothing_else(door: str) -> None:
    """No script, no frame, nothing from elsewhere."""
    headers = requests.get(door, timeout=20).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert headers["Cache-Control"] == "no-store"


def test_what_the_code_says_is_what_the_desk_reads(client: CentralClient) -> None:
    """The library's drawing of a ticket's code, as this file reads it."""
    ticket = client.take_ticket()
    drawn = segno.make(ticket_code(ticket), error="m", micro=False)
    assert code_on(drawn.svg_inline(scale=6, light="#fff", border=4)) == ticket_code(ticket)
