"""Settings of payment, by transfer and to the cashier."""

from dataclasses import dataclass

from station.errors import SettingInvalid


@dataclass(frozen=True, slots=True)
class PaymentSettings:
    """Where fees are paid by transfer. bank: its six digits at NAPAS; account: the number there.

    receipt_series: of the receipts' numbers, with `{year}`; each desk has its own.
    """

    bank: str = ""
    account: str = ""
    receipt_series: str = "BL/{year}"

    def require_series(self) -> None:
        """See that the series is one.

        Raises:
            SettingInvalid: it names something else than the year, or nothing.
        """
        try:
            if self.receipt_series.format(year=2026).strip():
                return
        except (LookupError, ValueError, AttributeError):
            pass
        raise SettingInvalid(key="payment.receipt_series", expected="a series, with {year}")
