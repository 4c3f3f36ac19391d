"""Central over HTTP: the desks' side under `/api/v1`, the citizens' side under `/c`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Query, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.requests import ClientDisconnect

from central.authority import Authority
from central.blobs import Blobs
from central.body_limit import BodyLimit
from central.database import Database
from central.enrolment import Desk, desk_of, enrol, place_of
from central.errors import Refused
from central.fetching import Fetched, ask_for_copy, id_number_of
from central.heads import keep_head
from central.home import Home
from central.intake import Intake
from central.leases import lease
from central.lookup import SECURITY_HEADERS, find_copy, lookup_page
from central.rate_limit import RateLimit
from central.receipts import public_pem
from central.tls import certificate_of
from central.uploaded_file import sha256_of_upload
from offline_store.wire import (
    API_VERSION,
    IDEMPOTENCY_HEADER,
    MAX_BLOB_BYTES,
    PATH_AUTHORITY,
    PATH_BLOBS,
    PATH_ENROLMENTS,
    PATH_HEADS,
    PATH_HOLDINGS,
    PATH_LEASES,
    PATH_LOOKUP,
    PATH_MISSING_BLOBS,
    PATH_MISSING_SUBMISSIONS,
    PATH_STATION,
    PATH_SUBMISSIONS,
    AuthorityAnswer,
    BlobAnswer,
    BlobKept,
    BlobQuestion,
    DossierSubmission,
    EnrolAnswer,
    EnrolRequest,
    Holdings,
    LeaseAnswer,
    LeaseRequest,
    PartKept,
    Reason,
    Refusal,
    Sha256,
    StationAnswer,
    SubmissionAnswer,
    SubmissionQuestion,
    SubmissionsMissing,
    TrailHead,
    TrailHeadAnswer,
    holdings_of,
)

_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal} for status in (401, 403, 404, 409, 413, 422, 429)
}
_FETCH_STATUS = {Fetched.UNKNOWN: 404, Fetched.WRONG_NUMBER: 403, Fetched.TOO_MANY_TRIES: 429}
_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def create_app(folder: Path) -> FastAPI:
    """Central at a home that `init` made.

    Raises:
        CentralMissing: no central was made there.
    """
    home = Home(folder)
    key = home.load_receipt_key()
    authority = Authority.of(home)
    database = Database(home)
    blobs = Blobs(home.blobs)
    intake = Intake(database, blobs, home.trust, key)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    app = FastAPI(
        title="TramSo central",
        version=API_VERSION,
        lifespan=lifespan,
        docs_url=None,  # the usual pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )

    def asking_desk(
        request: Request, authorization: Annotated[str | None, Header()] = None
    ) -> Desk:
        with database.snapshot() as connection:
            return desk_of(connection, authorization, certificate_of(request))

    def enrolled_desk(
        request: Request, authorization: Annotated[str | None, Header()] = None
    ) -> Desk | None:
        with database.snapshot() as connection:
            return place_of(connection, authorization, certificate_of(request))

    AskingDesk = Annotated[Desk, Depends(asking_desk)]
    EnrolledDesk = Annotated[Desk | None, Depends(enrolled_desk)]

    @app.post(PATH_ENROLMENTS, responses=_REFUSALS)
    def enrol_desk(desk: EnrolledDesk, request: EnrolRequest) -> EnrolAnswer:
        """Give a desk its place, for a one-time code; one that proves its place keeps it."""
        with database.transaction() as connection:
            return enrol(connection, request, public_pem(key), authority, desk)

    @app.get(PATH_AUTHORITY)
    def show_authority() -> AuthorityAnswer:
        """Show the certificate under which central's own is issued; the code says which it is."""
        return AuthorityAnswer(certificate=authority.pem)

    @app.get(PATH_STATION, responses=_REFUSALS)
    def who_asks(desk: AskingDesk) -> StationAnswer:
        """Say as whom central knows the desk that asks."""
        return StationAnswer(
            api_version=API_VERSION,
            station=desk.station,
            agency=desk.agency,
            now=datetime.now(UTC),
        )

    @app.post(PATH_LEASES, responses=_REFUSALS)
    def lease_numbers(desk: AskingDesk, request: LeaseRequest) -> LeaseAnswer:
        """Lease a block of register numbers; the same id always gives the same block."""
        with database.transaction() as connection:
            return lease(connection, desk, request)

    @app.post(PATH_MISSING_BLOBS, responses=_REFUSALS)
    def missing_blobs(desk: AskingDesk, question: BlobQuestion) -> BlobAnswer:
        """Say which of these files central does not have."""
        return BlobAnswer(missing=blobs.missing(question.hashes))

    @app.put(PATH_BLOBS + "/{sha256}", responses=_REFUSALS, openapi_extra=_BYTES)
    async def keep_blob(
        desk: AskingDesk, sha256: Annotated[Sha256, InPath()], request: Request
    ) -> BlobKept:
        """Keep one file, whose name is the SHA-256 of its bytes."""
        return BlobKept(sha256=sha256, size=await blobs.keep(sha256, request.stream()))

    @app.get(
        PATH_BLOBS + "/{sha256}",
        responses=_REFUSALS | {200: {"content": {"application/octet-stream": {}}}},
        response_class=FileResponse,
    )
    def give_blob(desk: AskingDesk, sha256: Annotated[Sha256, InPath()]) -> FileResponse:
        """Give a desk back a copy that it handed in itself, and no other's."""
        if sha256 not in intake.taken(desk).values() or blobs.missing((sha256,)):
            raise Refused(404, Reason.FILE_UNKNOWN)
        return FileResponse(blobs.path(sha256), media_type="application/octet-stream")

    @app.get(PATH_BLOBS + "/{sha256}/part", responses=_REFUSALS)
    async def ask_part(desk: AskingDesk, sha256: Annotated[Sha256, InPath()]) -> PartKept:
        """Say how much of a file this desk has sent in parts."""
        if not blobs.missing((sha256,)):
            return PartKept(size=0, whole=True)
        return PartKept(size=await blobs.part_size(sha256, desk.station), whole=False)

    @app.put(PATH_BLOBS + "/{sha256}/part", responses=_REFUSALS, openapi_extra=_BYTES)
    async def keep_part(
        desk: AskingDesk,
        sha256: Annotated[Sha256, InPath()],
        request: Request,
        start: Annotated[int, Query(ge=0, le=MAX_BLOB_BYTES)],
        total: Annotated[int, Query(ge=1, le=MAX_BLOB_BYTES)],
    ) -> PartKept:
        """Keep the bytes of a file from `start` on; with the last of `total` it is whole."""
        stream = request.stream()
        size = await blobs.keep_part(sha256, desk.station, start, total, stream)
        return PartKept(size=size, whole=size == total)

    @app.post(PATH_SUBMISSIONS, responses=_REFUSALS)
    def take_submission(
        desk: AskingDesk,
        offered: DossierSubmission,
        idempotency_key: Annotated[str, Header(alias=IDEMPOTENCY_HEADER)],
    ) -> SubmissionAnswer:
        """Take a certified document in, all of whose files are here, and give its receipt."""
        if idempotency_key != offered.item:
            raise Refused(422, Reason.REQUEST_MALFORMED, (IDEMPOTENCY_HEADER,))
        return SubmissionAnswer(receipt=intake.take(desk, offered))

    @app.get(PATH_HOLDINGS, responses=_REFUSALS)
    def show_holdings(desk: AskingDesk) -> Holdings:
        """Show what central has taken from the desk that asks, as one hash."""
        return holdings_of(intake.taken(desk))

    @app.post(PATH_MISSING_SUBMISSIONS, responses=_REFUSALS)
    def missing_submissions(desk: AskingDesk, question: SubmissionQuestion) -> SubmissionsMissing:
        """Say which of the desk's submissions central has not taken."""
        taken = intake.taken(desk)
        lost = (item for item, copy in question.items.items() if taken.get(item) != copy)
        return SubmissionsMissing(missing=tuple(lost))

    @app.post(PATH_HEADS, responses=_REFUSALS)
    def tell_head(desk: AskingDesk, told: TrailHead) -> TrailHeadAnswer:
        """Keep what a desk says the last line of its trail is, and say what it said before."""
        with database.transaction() as connection:
            return keep_head(connection, desk, told)

    @app.get(PATH_LOOKUP + "/{code}", response_class=HTMLResponse)
    def look_up(code: str) -> HTMLResponse:
        """Show what is registered under a copy's identity code (404: nothing is)."""
        with database.snapshot() as connection:
            copy = find_copy(connection, code)
        return HTMLResponse(lookup_page(copy), 404 if copy is None else 200, SECURITY_HEADERS)

    @app.post(PATH_LOOKUP + "/{code}", response_class=HTMLResponse, responses=_REFUSALS)
    async def check_file(code: str, request: Request) -> HTMLResponse:
        """Say whether a file is the registered one; the file is not kept."""
        given = await sha256_of_upload(request.headers.get("Content-Type", ""), request.stream())

        def answer() -> HTMLResponse:
            with database.snapshot() as connection:
                copy = find_copy(connection, code)
            same = None if copy is None else given in copy.sha256s
            page = lookup_page(copy, same)
            return HTMLResponse(page, 404 if copy is None else 200, SECURITY_HEADERS)

        return await run_in_threadpool(answer)

    @app.post(PATH_LOOKUP + "/{code}/copy", response_model=None, responses=_REFUSALS)
    async def fetch_copy(code: str, request: Request) -> Response:
        """Give the signed copy to who knows its code and the requester's ID number."""
        given = await id_number_of(request.stream())

        def answer() -> Response:
            with database.transaction() as connection:
                fetched, sha256 = ask_for_copy(connection, code, given)
                copy = find_copy(connection, code)
            if fetched is Fetched.GIVEN:
                return FileResponse(
                    blobs.path(sha256),
                    media_type="application/pdf",
                    filename=f"{code}.pdf",
                    headers=SECURITY_HEADERS,
                )
            return HTMLResponse(
                lookup_page(copy, fetched=fetched), _FETCH_STATUS[fetched], SECURITY_HEADERS
            )

        return await run_in_threadpool(answer)

    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
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


async def _gone(request: Request, error: Exception) -> JSONResponse:
    """Nobody is there to read it: the desk hung up in the middle of a file."""
    return _refusal(422, Refusal(reason=Reason.REQUEST_MALFORMED.value))
