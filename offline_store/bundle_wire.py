"""Several small copies at once: their files in one body, their records in one question.

A request costs both sides some milliseconds, whatever it carries; a copy of a page or two is there
in less. Nothing else is different: each file is asked for first, hashed on arrival and durable
before it is answered for; each copy is taken, receipted or refused for itself, under its own item.

A bundle is the files' bytes one after the other, in the order in which the address names them:
`PUT …/bundles?file=<SHA-256>.<bytes>&file=…`.
"""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from offline_store.wire import DossierSubmission, Id, Sha256

PATH_BUNDLES = "/api/v1/bundles"
PATH_SEVERAL_SUBMISSIONS = "/api/v1/submissions/several"

MAX_BUNDLED = 40
MAX_BUNDLE_BYTES = 16 * 1024 * 1024
# What goes in a bundle; larger files go for themselves, so that a broken line costs little.
BUNDLED_BYTES = 4 * 1024 * 1024

BundledFile = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{64}\.[1-9][0-9]{0,8}$", max_length=80)
]


def bundled_file(sha256: str, size: int) -> str:
    """How the address names a file of a bundle. size: in bytes."""
    return f"{sha256}.{size}"


def parts_of(file: str) -> tuple[str, int]:
    """The SHA-256 and the size that the address names."""
    sha256, _, size = file.partition(".")
    return sha256, int(size)


class BundleKept(BaseModel):
    """Those files of the bundle that central has, whole and durable; of the rest it has nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kept: tuple[Sha256, ...]


class SeveralSubmissions(BaseModel):
    """Certified documents, each with its own item, which is its idempotency key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    submissions: Annotated[
        tuple[DossierSubmission, ...], Field(min_length=1, max_length=MAX_BUNDLED)
    ]


class OneOfSeveral(BaseModel):
    """What central says to one: its receipt, or why it is refused, as a status would say it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    item: Id
    receipt: Annotated[str, StringConstraints(max_length=200_000)] = ""
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,60}$")] = ""
    detail: tuple[str, ...] = ()
    status: Annotated[int, Field(ge=200, le=599)] = 200

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if bool(self.receipt) == bool(self.reason):
            raise ValueError("receipt")
        return self


class SeveralAnswered(BaseModel):
    """One answer for each, in the order of the question."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    answers: tuple[OneOfSeveral, ...]
