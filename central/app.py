"""Central over HTTP: the desks' side under `/api/v1`, the citizens' side under `/c`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect

from central.body_limit import BodyLimit
from central.errors import Refused
from central.inside import Central
from central.rate_limit import RateLimit
from central.ways.accounts import accounts_ways
from central.ways.blobs import blobs_ways
from central.ways.catalogues import catalogues_ways
from central.ways.dossiers import dossiers_ways
from central.ways.handlings import handlings_ways
from central.ways.identifications import identifications_ways
from central.ways.inventories import inventories_ways
from central.ways.leases import leases_ways
from central.ways.lookup import lookup_ways
from central.ways.lots import lots_ways
from central.ways.payments import payments_ways
from central.ways.places import places_ways
from central.ways.queue import queue_ways
from central.ways.queue_pages import queue_pages_ways
from central.ways.submissions import submissions_ways
from central.ways.updates import updates_ways
from offline_store.wire import API_VERSION, Reason, Refusal

_WAYS = (
    places_ways,
    accounts_ways,
    catalogues_ways,
    leases_ways,
    blobs_ways,
    dossiers_ways,
    payments_ways,
    handlings_ways,
    lots_ways,
    submissions_ways,
    queue_ways,
    updates_ways,
    queue_pages_ways,
    inventories_ways,
    identifications_ways,
    lookup_ways,
)


def create_app(folder: Path) -> FastAPI:
    """Central at a home that `init` made.

    Raises:
        CentralMissing: no central was made there.
    """
    central = Central.open(folder)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        central.judging.start()
        yield
        await to_thread.run_sync(central.judging.stop)
        central.database.close()

    app = FastAPI(
        title="TramSo central",
        version=API_VERSION,
        lifespan=lifespan,
        docs_url=None,  # the usual pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    for ways in _WAYS:
        app.include_router(ways(central))
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(StarletteHTTPException, _told_plainly)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_middleware(BodyLimit)
    app.add_middleware(RateLimit)
    return app


def _refusal(status: int, refusal: Refusal) -> JSONResponse:
    return JSONResponse(refusal.model_dump(mode="json"), status)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return _refusal(error.status, error.refusal)


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    """Name the fields alone: what stands in them may be a person's data."""
    assert isinstance(error, RequestValidationError)
    fields = tuple(sorted({".".join(map(str, each["loc"])) for each in error.errors()}))
    return _refusal(422, Refusal(reason=Reason.REQUEST_MALFORMED.value, detail=fields))


async def _told_plainly(request: Request, error: Exception) -> Response:
    """What the framework says itself: a body that is no text at all is malformed like any other."""
    assert isinstance(error, StarletteHTTPException)
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return _refusal(422, Refusal(reason=Reason.REQUEST_MALFORMED.value))
    return await http_exception_handler(request, error)


async def _gone(request: Request, error: Exception) -> JSONResponse:
    """Nobody is there to read it: the desk hung up in the middle of a file."""
    return _refusal(422, Refusal(reason=Reason.REQUEST_MALFORMED.value))
