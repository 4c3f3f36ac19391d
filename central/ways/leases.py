"""Leases: blocks of register numbers for a desk."""

from typing import Annotated

from fastapi import APIRouter, Depends

from central.enrolment import Desk
from central.inside import REFUSALS, Central
from central.leases import lease
from offline_store.wire import PATH_LEASES, LeaseAnswer, LeaseRequest


def leases_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_LEASES, responses=REFUSALS)
    def lease_numbers(desk: AskingDesk, request: LeaseRequest) -> LeaseAnswer:
        """Lease a block of register numbers; the same id always gives the same block."""
        with central.database.transaction() as connection:
            return lease(connection, desk, request)

    return ways
