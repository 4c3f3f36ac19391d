"""Dossiers for procedures, told by the desks that have them."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi import Path as InPath

from central.enrolment import Desk
from central.handlings import take_handling
from central.inside import REFUSALS, Central
from offline_store.handling_wire import PATH_HANDLINGS, HandlingOnWire, HandlingTaken
from offline_store.wire import Id


def handlings_ways(central: Central) -> APIRouter:
    """The way in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.put(PATH_HANDLINGS + "/{dossier}", responses=REFUSALS)
    def take(
        desk: AskingDesk, dossier: Annotated[Id, InPath()], told: HandlingOnWire
    ) -> HandlingTaken:
        """Keep a dossier as the desk has it; the same again changes nothing."""
        with central.database.transaction() as connection:
            return take_handling(connection, desk, dossier, told)

    return ways
