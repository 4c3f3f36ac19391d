"""What a dossier for a procedure costs, and the code to pay it by; that alone pays nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from offline_store.handling import Axis
from offline_store.records import DossierId
from offline_store.store import Store
from station.dossier_states import Money
from station.errors import SettingMissing
from station.hanoi_time import hanoi_day
from station.payment_settings import PaymentSettings
from station.procedure_fees import FeeLine, bill
from station.vietqr import Transfer, purpose_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the citizen. transfer: None where nothing is, or it is paid."""

    lines: tuple[FeeLine, ...]
    vnd: int
    money: Money
    transfer: Transfer | None


@dataclass(frozen=True, slots=True)
class AskPayment:
    """The bill of a dossier by the fees of the day on which it came, and the transfer for it."""

    store: Store
    settings: PaymentSettings

    def __call__(self, dossier_id: DossierId, exempt: Mapping[str, str] | None = None) -> Asked:
        """What is owed; changes nothing, least of all that it is unpaid.

        exempt: by a fee's name, who the citizen is, in the words of the catalogue's exemption.

        Raises:
            NotFound: the dossier is for no procedure.
            InputInvalid: no such fee or exemption.
            SettingMissing: something is owed, and nobody said to which account.
        """
        with self.store.snapshot() as records:
            dossier = records.dossiers.get(dossier_id)
            handling = records.handling.get(dossier_id)
        lines = bill(handling.procedure, hanoi_day(dossier.created_at), exempt)
        vnd = sum(line.vnd for line in lines)
        money = Money(handling.state(Axis.MONEY))
        if not vnd or money is Money.PAID:
            return Asked(lines, vnd, money, None)
        for key in ("bank", "account"):
            if not getattr(self.settings, key):
                raise SettingMissing(key=f"payment.{key}")
        purpose = purpose_of(dossier.code)
        transfer = Transfer(self.settings.bank, self.settings.account, vnd, purpose)
        return Asked(lines, vnd, money, transfer)
