"""Settings of payment by transfer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaymentSettings:
    """Where fees are paid by transfer. bank: its six digits at NAPAS; account: the number there."""

    bank: str = ""
    account: str = ""
