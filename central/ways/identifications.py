"""Who stands at the counter: the desk's side, and what the citizen's phone opens."""

from typing import Annotated, Any

from fastapi import APIRouter, Cookie, Depends, Request
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from central.enrolment import Desk
from central.errors import IdentificationFailed
from central.identifications import CameBack
from central.inside import REFUSALS, Central
from central.pages import Page
from offline_store.identification_wire import (
    PATH_IDENTIFICATIONS,
    PATH_IDENTIFIED,
    PATH_IDENTIFY,
    IdentificationAnswer,
    IdentificationBegun,
    IdentificationForgotten,
    IdentificationOffered,
)
from offline_store.wire import Id

_PAGE = Page.of("identified.html")
_COOKIE = "tramso-browser"
_HTML: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}
# Named here: what is said of an answer by its class would go under this side's own kind, HTML.
_JSON: dict[str, Any] = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
_TOLD: dict[int | str, dict[str, Any]] = {
    404: {"content": _HTML},
    422: {"content": _JSON},
    429: {"content": _JSON},
    502: {"content": _HTML},
}
_STATUS = {
    CameBack.DONE: 200,
    CameBack.DECLINED: 200,
    CameBack.FAILED: 502,
    CameBack.UNKNOWN: 404,
}


def identifications_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]
    asked = central.identifications

    @ways.get(PATH_IDENTIFICATIONS, responses=REFUSALS)
    def offered(desk: AskingDesk) -> IdentificationOffered:
        """Say by whom citizens can be identified."""
        return IdentificationOffered(source=asked.source)

    @ways.post(PATH_IDENTIFICATIONS, responses=REFUSALS)
    def begin(desk: AskingDesk) -> IdentificationBegun:
        """Begin to identify who stands at the desk."""
        return asked.begin(desk)

    @ways.get(PATH_IDENTIFICATIONS + "/{identification}", responses=REFUSALS)
    def look(desk: AskingDesk, identification: Annotated[Id, InPath()]) -> IdentificationAnswer:
        """Say what came of it."""
        return asked.look(desk, identification)

    @ways.delete(PATH_IDENTIFICATIONS + "/{identification}", responses=REFUSALS)
    def forget(
        desk: AskingDesk, identification: Annotated[Id, InPath()]
    ) -> IdentificationForgotten:
        """Forget it: the desk has it, or wants it no more."""
        asked.forget(desk, identification)
        return IdentificationForgotten(id=identification)

    @ways.get(
        PATH_IDENTIFY + "/{identification}",
        response_class=RedirectResponse,
        status_code=303,
        responses=_TOLD | {303: {"description": "To the identity provider"}},
    )
    def open_address(identification: str) -> Response:
        """Send a citizen's browser to the identity provider."""
        try:
            opened = asked.open(identification)
        except IdentificationFailed:
            return _told(CameBack.FAILED, asked.source)
        if opened is None:
            return _told(CameBack.UNKNOWN, asked.source)
        answer = RedirectResponse(
            opened.address, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        )
        answer.set_cookie(
            _COOKIE,
            opened.browser,
            path=PATH_IDENTIFIED,
            secure=asked.over_tls,
            httponly=True,
            samesite="lax",
        )
        return answer

    @ways.get(PATH_IDENTIFIED, response_class=HTMLResponse, responses=_TOLD)
    def come_back(
        request: Request, browser: Annotated[str, Cookie(alias=_COOKIE)] = ""
    ) -> HTMLResponse:
        """Take what a citizen's browser brings back from the identity provider."""
        return _told(asked.come_back(request.query_params, browser), asked.source)

    return ways


def _told(what: CameBack, source: str) -> HTMLResponse:
    return HTMLResponse(_PAGE.render(what=what.value, source=source), _STATUS[what], _PAGE.headers)
