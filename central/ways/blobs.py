"""Files: asked first, sent at once or in parts, given back to who sent them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from central.bundles import keep_bundle
from central.enrolment import Desk
from central.errors import Refused
from central.inside import REFUSALS, Central
from offline_store.bundle_wire import (
    MAX_BUNDLED,
    PATH_BUNDLES,
    BundledFile,
    BundleKept,
    parts_of,
)
from offline_store.wire import (
    MAX_BLOB_BYTES,
    PATH_BLOBS,
    PATH_MISSING_BLOBS,
    BlobAnswer,
    BlobKept,
    BlobQuestion,
    PartKept,
    Reason,
    Sha256,
)

_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def blobs_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_MISSING_BLOBS, responses=REFUSALS)
    def missing_blobs(desk: AskingDesk, question: BlobQuestion) -> BlobAnswer:
        """Say which of these files central does not have."""
        return BlobAnswer(missing=central.blobs.missing(question.hashes))

    @ways.put(PATH_BLOBS + "/{sha256}", responses=REFUSALS, openapi_extra=_BYTES)
    async def keep_blob(
        desk: AskingDesk, sha256: Annotated[Sha256, InPath()], request: Request
    ) -> BlobKept:
        """Keep one file, whose name is the SHA-256 of its bytes."""
        return BlobKept(sha256=sha256, size=await central.blobs.keep(sha256, request.stream()))

    @ways.put(PATH_BUNDLES, responses=REFUSALS, openapi_extra=_BYTES)
    async def keep_several_blobs(
        desk: AskingDesk,
        file: Annotated[list[BundledFile], Query(min_length=1, max_length=MAX_BUNDLED)],
        request: Request,
    ) -> BundleKept:
        """Keep small files whose bytes come one after the other, as `file` names them."""
        files = [parts_of(each) for each in file]
        return BundleKept(kept=await keep_bundle(central.blobs, files, request.stream()))

    @ways.get(
        PATH_BLOBS + "/{sha256}",
        responses=REFUSALS | {200: {"content": {"application/octet-stream": {}}}},
        response_class=StreamingResponse,
    )
    def give_blob(desk: AskingDesk, sha256: Annotated[Sha256, InPath()]) -> StreamingResponse:
        """Give a desk back a copy that it handed in itself, and no other's."""
        if sha256 not in central.intake.taken(desk).values() or central.blobs.missing((sha256,)):
            raise Refused(404, Reason.FILE_UNKNOWN)
        return central.blobs.response(sha256, "application/octet-stream")

    @ways.get(PATH_BLOBS + "/{sha256}/part", responses=REFUSALS)
    async def ask_part(desk: AskingDesk, sha256: Annotated[Sha256, InPath()]) -> PartKept:
        """Say how much of a file this desk has sent in parts."""
        if not await run_in_threadpool(central.blobs.missing, (sha256,)):
            return PartKept(size=0, whole=True)
        return PartKept(size=await central.blobs.part_size(sha256, desk.station), whole=False)

    @ways.put(PATH_BLOBS + "/{sha256}/part", responses=REFUSALS, openapi_extra=_BYTES)
    async def keep_part(
        desk: AskingDesk,
        sha256: Annotated[Sha256, InPath()],
        request: Request,
        start: Annotated[int, Query(ge=0, le=MAX_BLOB_BYTES)],
        total: Annotated[int, Query(ge=1, le=MAX_BLOB_BYTES)],
    ) -> PartKept:
        """Keep the bytes of a file from `start` on; with the last of `total` it is whole."""
        stream = request.stream()
        size = await central.blobs.keep_part(sha256, desk.station, start, total, stream)
        return PartKept(size=size, whole=size == total)

    return ways
