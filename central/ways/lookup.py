"""The citizens' side: what is registered under a code, and the copy again."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from central.fetching import Fetched, ask_for_copy, id_number_of
from central.inside import Central
from central.lookup import SECURITY_HEADERS, find_copy, lookup_page
from central.uploaded_file import sha256_of_upload
from offline_store.wire import PATH_LOOKUP

_HTML: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}
# Named here: what is said of an answer by its class would go under this side's own kind, HTML.
_JSON: dict[str, Any] = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
_PDF: dict[str, Any] = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
_PAGE: dict[int | str, dict[str, Any]] = {404: {"content": _HTML}, 429: {"content": _JSON}}
_CHECKED = _PAGE | {413: {"content": _JSON}, 422: {"content": _JSON}}
# 429: a few wrong numbers, and nobody gets this copy for a while; or too many requests.
_FETCHED: dict[int | str, dict[str, Any]] = {
    200: {"content": _PDF},
    403: {"content": _HTML},
    404: {"content": _HTML},
    413: {"content": _JSON},
    429: {"content": _HTML | _JSON},
}
_FETCH_STATUS = {Fetched.UNKNOWN: 404, Fetched.WRONG_NUMBER: 403, Fetched.TOO_MANY_TRIES: 429}


def lookup_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()

    @ways.get(PATH_LOOKUP + "/{code}", response_class=HTMLResponse, responses=_PAGE)
    def look_up(code: str) -> HTMLResponse:
        """Show what is registered under a copy's identity code (404: nothing is)."""
        with central.database.snapshot() as connection:
            copy = find_copy(connection, code)
        return HTMLResponse(lookup_page(copy), 404 if copy is None else 200, SECURITY_HEADERS)

    @ways.post(PATH_LOOKUP + "/{code}", response_class=HTMLResponse, responses=_CHECKED)
    async def check_file(code: str, request: Request) -> HTMLResponse:
        """Say whether a file is the registered one; the file is not kept."""
        given = await sha256_of_upload(request.headers.get("Content-Type", ""), request.stream())

        def answer() -> HTMLResponse:
            with central.database.snapshot() as connection:
                copy = find_copy(connection, code)
            same = None if copy is None else given in copy.sha256s
            page = lookup_page(copy, same)
            return HTMLResponse(page, 404 if copy is None else 200, SECURITY_HEADERS)

        return await run_in_threadpool(answer)

    @ways.post(PATH_LOOKUP + "/{code}/copy", response_model=None, responses=_FETCHED)
    async def fetch_copy(code: str, request: Request) -> Response:
        """Give the signed copy to who knows its code and the requester's ID number."""
        given = await id_number_of(request.stream())

        def answer() -> Response:
            with central.database.transaction() as connection:
                fetched, sha256 = ask_for_copy(connection, code, given)
                copy = find_copy(connection, code)
            if fetched is Fetched.GIVEN:
                name = {"Content-Disposition": f'attachment; filename="{code}.pdf"'}
                return central.blobs.response(sha256, "application/pdf", SECURITY_HEADERS | name)
            return HTMLResponse(
                lookup_page(copy, fetched=fetched), _FETCH_STATUS[fetched], SECURITY_HEADERS
            )

        return await run_in_threadpool(answer)

    return ways
