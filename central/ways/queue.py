"""The queue: a ticket is taken, and called."""

from typing import Annotated

from fastapi import APIRouter, Depends

from central.enrolment import Desk
from central.inside import REFUSALS, Central
from central.queue import call, take_ticket
from offline_store.queue_wire import (
    PATH_CALL,
    PATH_TICKETS,
    CallAnswer,
    CallQuestion,
    TicketOnWire,
)


def queue_ways(central: Central) -> APIRouter:
    """The ways in about it."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_TICKETS, responses=REFUSALS)
    def take(desk: AskingDesk) -> TicketOnWire:
        """Give the next number of the day at the desk's agency."""
        with central.database.transaction() as connection:
            return take_ticket(connection, desk.agency)

    @ways.post(PATH_CALL, responses=REFUSALS)
    def call_next(desk: AskingDesk, asked: CallQuestion) -> CallAnswer:
        """Call who waits longest, or the ticket that was shown."""
        with central.database.transaction() as connection:
            return call(connection, desk, asked)

    return ways
