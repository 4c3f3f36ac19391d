"""Accounts as central sends them, and the synthetic people behind them."""

from datetime import datetime
from functools import cache
from uuid import uuid4

from offline_store.account_wire import AccountList, AccountOnWire, Role
from offline_store.passwords import hash_of
from offline_store.store import Store
from tests.store_fixtures import NOON

PASSWORD = "mưa rào mùa hạ"
LOGINS = {
    "an": ("Nguyễn Văn An", Role.CLERK),
    "hoa": ("Lê Thị Minh Họa", Role.OFFICER),
    "kho": ("Phạm Văn Kho", Role.ARCHIVIST),
    "lan": ("Bùi Thị Lan", Role.AGENT),
    "quan": ("Đỗ Thị Quản", Role.ADMINISTRATOR),
}


@cache
def password_hash() -> str:
    """The hash of that password: made once, it takes its time."""
    return hash_of(PASSWORD)


def an_account(login: str, *, disabled: bool = False, phc: str = "") -> AccountOnWire:
    """One of the people above."""
    name, role = LOGINS[login]
    return AccountOnWire(
        id=f"id-{login}",
        login=login,
        name=name,
        roles=(role.value,),
        password_hash=phc or password_hash(),
        disabled=disabled,
    )


def keep_accounts(store: Store, *accounts: AccountOnWire, at: datetime = NOON) -> None:
    """Put a list into a store as if central had just sent it."""
    said = AccountList(
        station="desk-1", nonce="n", issued_at=at, version=uuid4().hex * 2, accounts=accounts
    )
    with store.transaction() as records:
        records.accounts.keep(said)


def everybody(store: Store, at: datetime = NOON) -> None:
    """All of them."""
    keep_accounts(store, *(an_account(login) for login in LOGINS), at=at)
