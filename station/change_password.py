"""Somebody changes their own password: at central, from where every desk of the agency has it."""

from dataclasses import dataclass

from offline_store.errors import CentralRefused
from offline_store.store import Store
from offline_store.wire import Reason
from station.central_line import open_central
from station.errors import InputInvalid, SignInRefused
from station.fetch_accounts import FetchAccounts
from station.hanoi_time import Clock
from station.settings import SyncSettings
from station.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Needs central: two desks would otherwise know two passwords of one person.

    Without a line nothing changes, and the password before holds everywhere.
    """

    store: Store
    settings: SyncSettings
    sign_in: SignIn
    fetch_accounts: FetchAccounts
    now: Clock

    def __call__(self, login: str, old: str, new: str) -> None:
        """Change it, and have it here at once.

        Raises:
            SignInRefused, SignInLocked, AccountDisabled, AccountsExpired: as `SignIn`; or central
                knows another password by now.
            InputInvalid: the new one is too short, or holds the login.
            NotEnrolled, CentralError: central was not reached, or would not.
        """
        login = self.sign_in(login, old, "password").login
        with open_central(self.store, self.settings) as client:
            try:
                client.change_password(login, old, new)
            except CentralRefused as refused:
                match refused.facts["reason"]:
                    case Reason.PASSWORD_WRONG.value:
                        raise SignInRefused from None
                    case Reason.PASSWORD_UNFIT.value:
                        raise InputInvalid(field="password") from None
                raise
            with self.store.transaction() as records:
                account = records.accounts.of(login)
                records.audit.append(
                    self.now(), login, "password-changed", login if account is None else account.id
                )
            self.fetch_accounts(client, at_once=True)
