"""How a desk stands, told by itself."""

from typing import Annotated

from fastapi import APIRouter, Depends

from central.enrolment import Desk
from central.inside import REFUSALS, Central
from central.inventories import take_inventory
from offline_store.inventory_wire import PATH_INVENTORY, InventoryOnWire, InventoryTaken


def inventories_ways(central: Central) -> APIRouter:
    """The way in about it."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_INVENTORY, responses=REFUSALS)
    def take(desk: AskingDesk, told: InventoryOnWire) -> InventoryTaken:
        """Keep how the desk stands, instead of what it said before."""
        with central.database.transaction() as connection:
            return take_inventory(connection, desk, told)

    return ways
