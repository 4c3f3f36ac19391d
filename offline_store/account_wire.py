"""What a desk and central say to each other of people: who may sign in at a desk, and as what.

Beside `offline_store.wire`, under the same rules.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from offline_store.wire import Id, Line, Sha256

PATH_ACCOUNTS = "/api/v1/accounts"
PATH_PASSWORD = "/api/v1/accounts/password"
ACCOUNTS_TYPE = "tramso-accounts+jwt"
MAX_ACCOUNTS = 1000

LOGIN_PATTERN = r"^[a-z0-9][a-z0-9._-]{1,39}$"
Login = Annotated[str, StringConstraints(pattern=LOGIN_PATTERN)]
# Argon2id (RFC 9106) as a PHC string; the sizes are central's to choose, within what a desk bears.
PasswordHash = Annotated[
    str,
    StringConstraints(
        pattern=r"^\$argon2id\$v=19\$m=[1-9][0-9]{3,5},t=[1-9],p=[1-9]"
        r"\$[A-Za-z0-9+/]{22,64}\$[A-Za-z0-9+/]{43,86}$"
    ),
]


class Role(StrEnum):
    """What somebody is at a counter; one person may be several of these.

    AGENT: at a desk of a post office or a shop, who receives for the counter and hands over.
    """

    CLERK = "clerk"
    OFFICER = "officer"
    ARCHIVIST = "clerk-archivist"
    ADMINISTRATOR = "administrator"
    AGENT = "agent"


class AccountOnWire(BaseModel):
    """One person's account. A role that a desk does not know gives no right there."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Id
    login: Login
    name: Line
    roles: Annotated[tuple[Id, ...], Field(max_length=20)]
    password_hash: PasswordHash
    disabled: bool


class AccountsQuestion(BaseModel):
    """A desk asks who may sign in there.

    nonce: of this question alone; it comes back signed, so that no old answer passes for a new one.
    known: the version of the list that the desk has; None where it has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    nonce: Id
    known: Sha256 | None = None


class PasswordChange(BaseModel):
    """Somebody at a desk changes their password; central sees for itself that the old one is right.

    Over TLS, as all that a desk says; neither is kept, and neither stands in any error.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    login: Login
    old: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = Field(repr=False)
    new: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = Field(repr=False)


class PasswordChanged(BaseModel):
    """The new one holds at central; desks have it with the next list."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    login: Login


class AccountsAnswer(BaseModel):
    """Central's signed answer, a compact JWS over `AccountList`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    signed: Annotated[str, StringConstraints(max_length=1_000_000)]


class AccountList(BaseModel):
    """What the answer says: all accounts of the desk's agency, the disabled ones too.

    accounts: None where they are as the desk knows them. issued_at: by central's clock.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    station: Id
    nonce: Id
    issued_at: AwareDatetime
    version: Sha256
    accounts: Annotated[tuple[AccountOnWire, ...], Field(max_length=MAX_ACCOUNTS)] | None
