"""Leases: blocks of register numbers for a desk, and what comes back of them."""

from typing import Annotated

from fastapi import APIRouter, Depends

from central.enrolment import Desk
from central.inside import REFUSALS, Central
from central.leases import claim, hear, lease, take_back
from offline_store.wire import (
    PATH_CLAIMED_LEASES,
    PATH_KNOWN_LEASES,
    PATH_LEASES,
    PATH_RETURNED_LEASES,
    LeaseAnswer,
    LeaseClaim,
    LeaseRequest,
    LeaseReturn,
    LeaseReturned,
    NumbersHeard,
    NumbersKnown,
)


def leases_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_LEASES, responses=REFUSALS)
    def lease_numbers(desk: AskingDesk, request: LeaseRequest) -> LeaseAnswer:
        """Lease a block of register numbers; the same id always gives the same block."""
        with central.database.transaction() as connection:
            return lease(connection, desk, request)

    @ways.post(PATH_RETURNED_LEASES, responses=REFUSALS)
    def return_numbers(desk: AskingDesk, returned: LeaseReturn) -> LeaseReturned:
        """Take back the numbers of a block that the desk will not use."""
        with central.database.transaction() as connection:
            return take_back(connection, desk, returned)

    @ways.post(PATH_CLAIMED_LEASES, responses=REFUSALS)
    def claim_numbers(desk: AskingDesk, claimed: LeaseClaim) -> LeaseAnswer:
        """Know a block again that was leased after the backup that central came back from."""
        with central.database.transaction() as connection:
            return claim(connection, desk, claimed)

    @ways.post(PATH_KNOWN_LEASES, responses=REFUSALS)
    def hear_numbers(desk: AskingDesk, known: NumbersKnown) -> NumbersHeard:
        """Hear up to where the desk has numbers: none of them is leased to another."""
        with central.database.transaction() as connection:
            return NumbersHeard(awaited=hear(connection, desk, known))

    return ways
