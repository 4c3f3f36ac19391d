"""How a desk hands in a paper that its clerk digitised and signed; beside `offline_store.wire`."""

from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from offline_store.wire import DossierSubmission, Id, Line, OptionalLine, Sha256

PATH_PAPERS = "/api/v1/papers"


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DescriptionOnWire(_Told):
    """What is said of a digitised paper (TT 01/2023/TT-VPCP Điều 9), and its code (Điều 10).

    Dates are dd/mm/yyyy; valid_until may be `unlimited`.
    """

    code: Line
    type_code: Line
    owner_id: OptionalLine = ""
    name: Line
    summary: OptionalLine = ""
    valid_until: OptionalLine = ""
    scope: OptionalLine = ""
    number: OptionalLine = ""
    issued_on: OptionalLine = ""
    issuer: OptionalLine = ""
    signer: OptionalLine = ""


class SignedOnWire(_Told):
    """The file: its PAdES level, who signed it by the certificate, and how many pages it has."""

    sha256: Sha256
    level: Annotated[str, Field(pattern=r"^B-(B|T|LT|LTA)$")]
    signed_at: AwareDatetime
    signer: Line
    pages: Annotated[int, Field(ge=1, le=10_000)]


class PaperSubmission(_Told):
    """One paper of a dossier for a procedure. `item` (the outbox id) is the idempotency key.

    dossier: as `handling_wire` names it. component: which paper of its procedure, from 1. files: as
    a certified document's: the signed file first, then the versions before it, the latest first.
    """

    item: Id
    station: Id
    dossier: Id
    dossier_code: Line
    component: Annotated[int, Field(ge=1, le=100)]
    described: DescriptionOnWire
    signed: SignedOnWire
    files: Annotated[tuple[Sha256, ...], Field(min_length=1, max_length=1000)]

    @model_validator(mode="after")
    def _signed_comes_first(self) -> Self:
        if self.files[0] != self.signed.sha256:
            raise ValueError("files")
        return self


Submission = DossierSubmission | PaperSubmission
"""What a desk hands in under a receipt and a verdict."""
