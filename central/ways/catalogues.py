"""Catalogues of procedures: which one holds, and that one as it was signed."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi import Path as InPath
from fastapi.responses import PlainTextResponse, Response

from central.catalogues import newest, newest_version
from central.enrolment import Desk
from central.errors import Refused
from central.inside import REFUSALS, Central
from offline_store.procedure_wire import PATH_PROCEDURES, CatalogueHead
from offline_store.wire import Reason, Sha256


def catalogues_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.get(PATH_PROCEDURES, responses=REFUSALS)
    def tell_version(desk: AskingDesk) -> CatalogueHead:
        """Say which catalogue holds for the desk's agency."""
        with central.database.snapshot() as connection:
            return CatalogueHead(version=newest_version(connection, desk.agency))

    @ways.get(
        PATH_PROCEDURES + "/{version}",
        responses=REFUSALS | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
        # A class that names its own kind would name it for refusals, too, which are JSON.
        response_class=Response,
    )
    def give_catalogue(desk: AskingDesk, version: Annotated[Sha256, InPath()]) -> PlainTextResponse:
        """Give the catalogue that holds, as it was signed; another one holds no more."""
        with central.database.snapshot() as connection:
            signed = newest(connection, desk.agency)
            if signed is None or newest_version(connection, desk.agency) != version:
                raise Refused(404, Reason.FILE_UNKNOWN)
        return PlainTextResponse(signed)

    return ways
