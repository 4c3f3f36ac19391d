"""Places: a desk enrols, asks as whom it is known, and tells the end of its trail."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends

from central.enrolment import Desk, enrol
from central.heads import keep_head
from central.inside import REFUSALS, Central
from central.receipts import public_pem
from offline_store.wire import (
    API_VERSION,
    PATH_AUTHORITY,
    PATH_ENROLMENTS,
    PATH_HEADS,
    PATH_STATION,
    AuthorityAnswer,
    EnrolAnswer,
    EnrolRequest,
    StationAnswer,
    TrailHead,
    TrailHeadAnswer,
)


def places_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]
    EnrolledDesk = Annotated[Desk | None, Depends(central.enrolled_desk)]

    @ways.post(PATH_ENROLMENTS, responses=REFUSALS)
    def enrol_desk(desk: EnrolledDesk, request: EnrolRequest) -> EnrolAnswer:
        """Give a desk its place, for a one-time code; one that proves its place keeps it."""
        with central.database.transaction() as connection:
            return enrol(connection, request, public_pem(central.key), central.authority, desk)

    @ways.get(PATH_AUTHORITY)
    def show_authority() -> AuthorityAnswer:
        """Show the certificate under which central's own is issued; the code says which it is."""
        return AuthorityAnswer(certificate=central.authority.pem)

    @ways.get(PATH_STATION, responses=REFUSALS)
    def who_asks(desk: AskingDesk) -> StationAnswer:
        """Say as whom central knows the desk that asks."""
        return StationAnswer(
            api_version=API_VERSION,
            station=desk.station,
            agency=desk.agency,
            now=datetime.now(UTC),
        )

    @ways.post(PATH_HEADS, responses=REFUSALS)
    def tell_head(desk: AskingDesk, told: TrailHead) -> TrailHeadAnswer:
        """Keep what a desk says the last line of its trail is, and say what it said before."""
        with central.database.transaction() as connection:
            return keep_head(connection, desk, told)

    return ways
