"""Who stands at the counter, confirmed by an identity provider such as VNeID: desk and central.

Beside `offline_store.wire`, under the same rules. Central is the relying party of OpenID Connect;
a desk asks it to begin, shows the address to the citizen, who opens it with a phone, and asks what
came of it. Central keeps nothing of it: what the provider said waits in memory for that desk alone,
until the desk has taken it or its time is over.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from offline_store.wire import Id, Line, OptionalLine

PATH_IDENTIFICATIONS = "/api/v1/identifications"
PATH_IDENTIFY = "/v"
PATH_IDENTIFIED = "/v-back"

IdNumber = Annotated[str, StringConstraints(pattern=r"^([0-9]{9}|[0-9]{12})$")]
BirthDate = Annotated[str, StringConstraints(pattern=r"^([0-9]{2}/[0-9]{2}/)?[0-9]{4}$|^$")]


class IdentificationState(StrEnum):
    """Where it stands. over: nobody came in time, or central knows nothing of it."""

    WAITING = "waiting"
    OPENED = "opened"
    DONE = "done"
    FAILED = "failed"
    OVER = "over"


class IdentificationFailure(StrEnum):
    """Why it failed: nothing of what the provider said is then used.

    declined: the citizen, or the provider, said no. provider-away: it does not answer.
    code-refused: it does not give a token for that code. token-invalid: what it gave is not signed
    by it, is not for us, or is over. issuer-wrong, nonce-wrong: it is another one's, or of another
    time. level-low: they did not prove well enough who they are. person-incomplete: no name or
    number is in it.
    """

    DECLINED = "declined"
    PROVIDER_AWAY = "provider-away"
    CODE_REFUSED = "code-refused"
    TOKEN_INVALID = "token-invalid"
    ISSUER_WRONG = "issuer-wrong"
    NONCE_WRONG = "nonce-wrong"
    LEVEL_LOW = "level-low"
    PERSON_INCOMPLETE = "person-incomplete"


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class IdentificationOffered(_Answer):
    """By whom citizens can be identified here, such as `VNeID`; empty: by nobody."""

    source: OptionalLine = ""


class IdentificationBegun(_Answer):
    """address: for the citizen's phone. lives_s: for so many seconds."""

    id: Id
    source: Line
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\x00-\x20]{1,300}$")]
    lives_s: Annotated[int, Field(ge=1, le=3600)]


class IdentifiedPerson(_Answer):
    """What the provider vouches for. birth_date: dd/mm/yyyy, yyyy, or empty."""

    name: Line
    id_number: IdNumber
    birth_date: BirthDate = ""


class IdentificationAnswer(_Answer):
    """What came of it so far. person: where it is done. reason: an `IdentificationFailure`."""

    state: Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,20}$")]
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z-]{0,40}$")] = ""
    person: IdentifiedPerson | None = None


class IdentificationForgotten(_Answer):
    """Central has nothing of it any more."""

    id: Id
