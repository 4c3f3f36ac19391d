"""Dossiers as desks have them, under entity tags (RFC 9110, If-Match)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Response
from fastapi import Path as InPath

from central.dossiers import tell_dossier
from central.enrolment import Desk
from central.inside import REFUSALS, Central
from offline_store.wire import PATH_DOSSIERS, DossierAnswer, DossierOnWire, Id

_LOST: dict[int | str, dict[str, Any]] = {
    412: {"model": DossierAnswer, "description": "Another desk was first: kept beside"}
}
_Tag = Annotated[str | None, Header(alias="If-Match", pattern=r'^"[0-9a-f]{64}"$')]


def dossiers_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.put(PATH_DOSSIERS + "/{dossier}", responses={**REFUSALS, **_LOST})
    def tell(
        desk: AskingDesk,
        dossier: Annotated[Id, InPath()],
        told: DossierOnWire,
        response: Response,
        if_match: _Tag = None,
    ) -> DossierAnswer:
        """Keep a dossier as a desk has it; without If-Match the desk knows of no other."""
        known = None if if_match is None else if_match.strip('"')
        with central.database.transaction() as connection:
            stands, answer = tell_dossier(connection, desk, dossier, told, known)
        response.headers["ETag"] = f'"{answer.stands.etag}"'
        if not stands:
            response.status_code = 412
        return answer

    return ways
