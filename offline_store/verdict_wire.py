"""Central's verdicts on what it has taken, as a desk asks for them; beside `offline_store.wire`."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from offline_store.wire import Id, Sha256

PATH_VERDICTS = "/api/v1/submissions/verdicts"
VERDICT_TYPE = "tramso-verdict+jwt"


class VerdictQuestion(BaseModel):
    """Which of these submissions stand? again: judge once more what could not be judged before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: Annotated[tuple[Id, ...], Field(max_length=500)]
    again: bool = False


class VerdictAnswer(BaseModel):
    """By submission: its verdict, a compact JWS over `CopyVerdict`; or why it waits for one.

    waiting: empty: its turn has not come. What central never took is in neither.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    verdicts: dict[Id, Annotated[str, StringConstraints(max_length=8000)]]
    waiting: dict[Id, Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,60}$")]]


class CopyVerdict(BaseModel):
    """What a verdict says: the copy with these bytes stands, or why it does not."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    item: Id
    station: Id
    sha256: Sha256
    stands: bool
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,60}$")] = ""
    detail: tuple[str, ...] = ()
    said_at: AwareDatetime
