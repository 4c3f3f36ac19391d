"""Transfers that were reconciled, for the desks of an agency."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from central.enrolment import Desk
from central.inside import REFUSALS, Central
from central.payments import payments_after
from offline_store.payment_wire import PATH_PAYMENTS, PaymentsAnswer


def payments_ways(central: Central) -> APIRouter:
    """The way in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.get(PATH_PAYMENTS, responses=REFUSALS)
    def tell(
        desk: AskingDesk, after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0
    ) -> PaymentsAnswer:
        """Tell what came after the word that the desk heard last."""
        with central.database.snapshot() as connection:
            return payments_after(connection, desk.agency, after)

    return ways
