"""Words between a desk and central about the queue of citizens: tickets taken, called, shown."""

import re
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from offline_store.wire import Id, Line

PATH_QUEUE = "/api/v1/queue"
PATH_TICKETS = PATH_QUEUE + "/tickets"
PATH_CALL = PATH_QUEUE + "/call"

# The citizens' side: a page for a kiosk or a phone, a ticket, the board of called numbers.
PATH_QUEUE_PAGE = "/q"
PATH_QUEUE_TAKE = "/q-new"

MOST_A_DAY = 9999

# A barcode reader knows a code by twelve digits and a bar, as an identity card's begins.
_CODE = re.compile(r"0{8}([0-9]{4})\|TRAMSO-SO\|([A-Za-z0-9._-]{1,80})")


class TicketOnWire(BaseModel):
    """A number of one agency's day. id: what its code says besides, so that nobody guesses it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Id
    number: Annotated[int, Field(ge=1, le=MOST_A_DAY)]
    taken_at: AwareDatetime


class CallQuestion(BaseModel):
    """Who is next at this counter? ticket: this very one, which the citizen has shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    counter: Line
    ticket: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9._-]{1,80})?$")] = ""


class CallAnswer(BaseModel):
    """The ticket that is called now; None where nobody waits. waiting: how many still do."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ticket: TicketOnWire | None
    called_at: AwareDatetime
    waiting: Annotated[int, Field(ge=0)]


def ticket_code(ticket: TicketOnWire) -> str:
    """What a ticket's QR code says."""
    return f"{ticket.number:012d}|TRAMSO-SO|{ticket.id}"


def read_ticket_code(text: str) -> str | None:
    """The id of the ticket that a code shows; None where it is no ticket's."""
    found = _CODE.fullmatch(text.strip())
    return None if found is None else found[2]
