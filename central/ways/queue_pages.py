"""The citizens' side of the queue: a number at a kiosk or on a phone, and the board in the hall."""

import re
import secrets
from typing import Any
from urllib.parse import parse_qs

import segno
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from central.errors import Refused
from central.fetching import form_of
from central.inside import Central
from central.pages import Page
from central.queue import MOST_WAITING, TicketSeen, see_board, see_ticket, take_ticket
from central.queue_doors import agency_at
from offline_store.queue_wire import PATH_QUEUE_PAGE, PATH_QUEUE_TAKE, ticket_code
from offline_store.wire import Reason

_PAGE = Page.of("queue.html")
_HTML: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}
# Named here: what is said of an answer by its class would go under this side's own kind, HTML.
_JSON: dict[str, Any] = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
_TOLD: dict[int | str, dict[str, Any]] = {
    404: {"content": _HTML},
    422: {"content": _JSON},
    429: {"content": _JSON},
}
_TAKEN = _TOLD | {
    303: {"description": "To the ticket"},
    413: {"content": _JSON},
    503: {"content": _HTML},
}
_ONCE = re.compile(r"[0-9a-f]{32}")
_TICKET_S, _BOARD_S, _KIOSK_S, _DOOR_S = 15, 5, 20, 60


def queue_pages_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()

    @ways.get(PATH_QUEUE_PAGE + "/{key}", response_class=HTMLResponse, responses=_TOLD)
    def door(key: str, kiosk: str = "") -> HTMLResponse:
        """Offer a number; pressed twice it is the same one. `kiosk`: for a screen in the hall."""
        with central.database.snapshot() as connection:
            found = agency_at(connection, key)
            waiting = 0 if found is None else see_board(connection, found[0]).waiting
        if found is None:
            return _lost()
        return _page(
            "door",
            found[1],
            refresh_s=_DOOR_S if kiosk else 0,
            take=f"{PATH_QUEUE_TAKE}/{key}",
            once=secrets.token_hex(16),
            kiosk=bool(kiosk),
            waiting=waiting,
        )

    @ways.post(PATH_QUEUE_TAKE + "/{key}", response_class=RedirectResponse, responses=_TAKEN)
    async def take(key: str, request: Request) -> Response:
        """Give the next number of the day."""
        form = parse_qs(await form_of(request.stream()))
        once, kiosk = form.get("once", [""])[0], bool(form.get("kiosk"))
        if not _ONCE.fullmatch(once):
            raise Refused(422, Reason.REQUEST_MALFORMED, ("once",))

        def answer() -> Response:
            with central.database.transaction() as connection:
                found = agency_at(connection, key)
                if found is None:
                    return _lost()
                if see_board(connection, found[0]).waiting >= MOST_WAITING:
                    back_s = _DOOR_S if kiosk else 0
                    door = f"{PATH_QUEUE_PAGE}/{key}?kiosk=1" if kiosk else ""
                    return _page("full", found[1], 503, refresh_s=back_s, refresh_to=door)
                try:
                    ticket = take_ticket(connection, found[0], once)
                except Refused:
                    return _lost()
            place = f"{PATH_QUEUE_PAGE}/{key}/{ticket.id}" + ("?kiosk=1" if kiosk else "")
            return RedirectResponse(place, 303, {"Cache-Control": "no-store"})

        return await run_in_threadpool(answer)

    @ways.get(PATH_QUEUE_PAGE + "/{key}/board", response_class=HTMLResponse, responses=_TOLD)
    def show_board(key: str) -> HTMLResponse:
        """Show the numbers that were called last, for a screen in the hall."""
        with central.database.snapshot() as connection:
            found = agency_at(connection, key)
            board = None if found is None else see_board(connection, found[0])
        if found is None or board is None:
            return _lost()
        return _page(
            "board", found[1], refresh_s=_BOARD_S, called=board.called, waiting=board.waiting
        )

    @ways.get(PATH_QUEUE_PAGE + "/{key}/{ticket}", response_class=HTMLResponse, responses=_TOLD)
    def show_ticket(key: str, ticket: str, request: Request, kiosk: str = "") -> HTMLResponse:
        """Show a number, its code for the desk, and where it was called."""
        with central.database.snapshot() as connection:
            found = agency_at(connection, key)
            seen = None if found is None else see_ticket(connection, found[0], ticket)
        if found is None or seen is None:
            return _lost()
        # The desk reads the code; from a screen in the hall a phone takes the page along instead.
        own = str(request.url.replace(query=""))
        return _ticket(found[1], seen, own if kiosk else "", f"{PATH_QUEUE_PAGE}/{key}?kiosk=1")

    return ways


def _ticket(agency: str, seen: TicketSeen, own_page: str, door: str) -> HTMLResponse:
    kiosk = bool(own_page)
    code = segno.make(own_page or ticket_code(seen.ticket), error="m", micro=False)
    return _page(
        "ticket",
        agency,
        refresh_s=_KIOSK_S if kiosk else _TICKET_S,
        refresh_to=door if kiosk else "",
        number=f"{seen.ticket.number:03d}",
        counter=seen.counter,
        before=seen.before,
        code=code.svg_inline(scale=6, light="#fff", border=4),
        kiosk=kiosk,
    )


def _lost() -> HTMLResponse:
    return _page("lost", "", 404)


def _page(what: str, agency: str, status: int = 200, **values: object) -> HTMLResponse:
    filled = {"refresh_s": 0, "refresh_to": ""} | values
    page = _PAGE.render(what=what, agency=agency, **filled)
    return HTMLResponse(page, status, _PAGE.headers)
