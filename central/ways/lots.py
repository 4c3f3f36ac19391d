"""Lots of dossiers, told by the desks that digitise them."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi import Path as InPath

from central.enrolment import Desk
from central.inside import REFUSALS, Central
from central.lots import take_lot
from offline_store.lot_wire import PATH_LOTS, LotOnWire, LotTaken
from offline_store.wire import Id


def lots_ways(central: Central) -> APIRouter:
    """The way in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.put(PATH_LOTS + "/{lot}", responses=REFUSALS)
    def take(desk: AskingDesk, lot: Annotated[Id, InPath()], told: LotOnWire) -> LotTaken:
        """Keep a lot as the desk has it; the same again changes nothing."""
        with central.database.transaction() as connection:
            return take_lot(connection, desk, lot, told)

    return ways
