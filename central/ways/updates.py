"""Updates: the repository's metadata and packages, as they lie there: who reads judges them."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi import Path as InPath
from fastapi.responses import FileResponse, Response

from central.enrolment import Desk
from central.errors import Refused
from central.inside import REFUSALS, Central
from central.update_place import METADATA, TARGETS, is_made
from offline_store.update_wire import PATH_UPDATE_METADATA, PATH_UPDATE_TARGETS
from offline_store.wire import Reason

_Name = Annotated[str, InPath(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$")]
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_GIVEN = REFUSALS | {200: {"content": {"application/octet-stream": _BYTES}}}


def updates_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]
    folder = central.folder

    @ways.get(PATH_UPDATE_METADATA + "{name}", responses=_GIVEN, response_class=Response)
    def give_metadata(desk: AskingDesk, name: _Name) -> FileResponse:
        """Give a file of the repository's metadata."""
        if is_made(folder):
            # Loaded when it is needed: a central that offers none never does.
            from central.update_repository import UpdateRepository

            UpdateRepository(folder).fresh()
        return _file(folder / METADATA / name)

    @ways.get(PATH_UPDATE_TARGETS + "{name}", responses=_GIVEN, response_class=Response)
    def give_target(desk: AskingDesk, name: _Name) -> FileResponse:
        """Give a package, or the list of them, under its hash and name."""
        return _file(folder / TARGETS / name)

    return ways


def _file(path: Path) -> FileResponse:
    if not path.is_file():
        raise Refused(404, Reason.FILE_UNKNOWN)
    return FileResponse(path, media_type="application/octet-stream")
