"""What central tells desks of money: transfers that a bank or the portal reconciled.

Beside `offline_store.wire`, under the same rules. A desk asks for what came after the last word
that it heard; central counts its words.
"""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from offline_store.wire import Id, Line

PATH_PAYMENTS = "/api/v1/payments"
MAX_PAYMENTS = 200


class PaymentAtCentral(BaseModel):
    """One transfer for a dossier, in đồng. id: the same however often it is told."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Id
    sequence: Annotated[int, Field(ge=1)]
    dossier_code: Line
    vnd: Annotated[int, Field(ge=1, le=9_999_999_999_999)]
    reference: Line
    paid_at: AwareDatetime


class PaymentsAnswer(BaseModel):
    """Those after the one asked for, in their order; more: there are others after these."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    payments: Annotated[tuple[PaymentAtCentral, ...], Field(max_length=MAX_PAYMENTS)]
    more: bool = False
