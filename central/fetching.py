"""A citizen takes the copy again: who holds its code and knows the requester's ID number.

The code alone stands on every print. The number alone is known to many, and is asked for in vain
after a few wrong tries.
"""

import json
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import parse_qs
from uuid import uuid4

from sqlalchemy import Connection, func, select

from central.errors import Refused
from central.tables import fetching, submission
from offline_store.wire import Reason

WRONG_TRIES = 5
WRONG_TRIES_WITHIN = timedelta(days=1)
_MAX_FORM_BYTES = 4096


class Fetched(StrEnum):
    """What became of a request for a copy."""

    GIVEN = "given"
    UNKNOWN = "unknown"
    WRONG_NUMBER = "wrong-number"
    TOO_MANY_TRIES = "too-many-tries"


def ask_for_copy(connection: Connection, code: str, id_number: str) -> tuple[Fetched, str]:
    """Whether whoever gives that ID number gets the copy of that code, and its SHA-256 if so.

    Every answer but `unknown` is kept. A requester without an ID number fits none.
    """
    row = connection.execute(
        select(submission.c.body, submission.c.copy_sha256).where(submission.c.code == code)
    ).one_or_none()
    if row is None:
        return Fetched.UNKNOWN, ""
    now = datetime.now(UTC)
    wrong = connection.execute(
        select(func.count()).where(
            fetching.c.code == code,
            fetching.c.given == 0,
            fetching.c.at > _text(now - WRONG_TRIES_WITHIN),
        )
    ).scalar_one()
    if wrong >= WRONG_TRIES:
        return Fetched.TOO_MANY_TRIES, ""
    known = _digits(str(json.loads(row.body)["requester"]["id_number"]))
    right = bool(known) and secrets.compare_digest(known, _digits(id_number))
    connection.execute(
        fetching.insert().values(id=str(uuid4()), code=code, at=_text(now), given=int(right))
    )
    return (Fetched.GIVEN, str(row.copy_sha256)) if right else (Fetched.WRONG_NUMBER, "")


async def id_number_of(chunks: AsyncIterator[bytes]) -> str:
    """The field `id_number` of a browser's form (application/x-www-form-urlencoded).

    Raises:
        Refused: the form is too large.
    """
    return parse_qs(await form_of(chunks)).get("id_number", [""])[0]


async def form_of(chunks: AsyncIterator[bytes]) -> str:
    """A browser's small form, as it comes.

    Raises:
        Refused: the form is too large.
    """
    body = b""
    async for chunk in chunks:
        body += chunk
        if len(body) > _MAX_FORM_BYTES:
            raise Refused(413, Reason.REQUEST_TOO_LARGE)
    return body.decode("ascii", "replace")


def _digits(text: str) -> str:
    """As people write it: with spaces or without; other letters than digits are of old papers."""
    return "".join(text.split()).upper().encode("ascii", "replace").decode()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
