"""The people who may sign in at this desk, as central sent them; and the tries that were wrong.

A clock that jumps back gains nothing: times are held against the latest that was seen here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType

from sqlalchemy import Connection, Row, delete, select, update

from offline_store.account_wire import AccountList, AccountOnWire, Role
from offline_store.tables import account, account_list, sign_in_tries

AccountId = NewType("AccountId", str)


@dataclass(frozen=True, slots=True)
class Account:
    """One person who may sign in, or might until central disabled the account."""

    id: AccountId
    login: str
    name: str
    roles: frozenset[Role]
    password_hash: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class Tries:
    """How many passwords were wrong in a row, and when the last of them was tried."""

    wrong: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts within one transaction."""

    connection: Connection

    def any(self) -> bool:
        """Whether central has sent any: only then does anybody sign in here."""
        return self.connection.execute(select(account.c.id).limit(1)).first() is not None

    def all(self) -> tuple[Account, ...]:
        """All of them by login, the disabled ones too."""
        rows = self.connection.execute(select(account).order_by(account.c.login))
        return tuple(_account(row) for row in rows)

    def of(self, login: str) -> Account | None:
        """The account of that login; None where there is none."""
        found = select(account).where(account.c.login == login)
        row = self.connection.execute(found).one_or_none()
        return None if row is None else _account(row)

    def version(self) -> str | None:
        """The version of the list that is kept; None where none is."""
        found = self.connection.execute(select(account_list.c.version)).scalar()
        return None if found is None else str(found)

    def heard_at(self) -> datetime | None:
        """When central last said who may sign in, by its own clock."""
        found: datetime | None = self.connection.execute(select(account_list.c.heard_at)).scalar()
        return found

    def keep(self, said: AccountList) -> bool:
        """Keep what central says, instead of what it said before; whether anything is new.

        Somebody with another password starts with no wrong tries. Tries and times that lie after
        central's clock were counted under a clock that was wrong: they count as of now.
        """
        fresh = said.accounts is not None and said.version != self.version()
        if said.accounts is not None and fresh:
            self._put(said.accounts)
        at = said.issued_at
        self.connection.execute(delete(account_list))
        self.connection.execute(
            account_list.insert().values(only=1, version=said.version, heard_at=at, latest_at=at)
        )
        self.connection.execute(
            update(sign_in_tries).where(sign_in_tries.c.last_at > at).values(last_at=at)
        )
        return fresh

    def latest(self, now: datetime) -> datetime:
        """The time that counts: now, or the latest that was seen, if that is later. Kept."""
        seen: datetime | None = self.connection.execute(select(account_list.c.latest_at)).scalar()
        if seen is not None and seen >= now:
            return seen
        self.connection.execute(update(account_list).values(latest_at=now))
        return now

    def tries(self, account_id: AccountId) -> Tries | None:
        """The wrong tries in a row; None where the last one was right."""
        found = select(sign_in_tries).where(sign_in_tries.c.account_id == account_id)
        row = self.connection.execute(found).one_or_none()
        return None if row is None else Tries(row.wrong, row.last_at)

    def count_try(self, account_id: AccountId, at: datetime) -> None:
        """Count a try as wrong, before it is made: killed in between, it stays counted."""
        before = self.tries(account_id)
        self.forget_tries(account_id)
        self.connection.execute(
            sign_in_tries.insert().values(
                account_id=account_id, wrong=1 if before is None else before.wrong + 1, last_at=at
            )
        )

    def forget_tries(self, account_id: AccountId) -> None:
        """The password was right."""
        self.connection.execute(
            delete(sign_in_tries).where(sign_in_tries.c.account_id == account_id)
        )

    def _put(self, accounts: tuple[AccountOnWire, ...]) -> None:
        before = {each.id: each.password_hash for each in self.all()}
        kept = {
            each.id for each in accounts if before.get(AccountId(each.id)) == each.password_hash
        }
        tries = [
            row._mapping
            for row in self.connection.execute(select(sign_in_tries))
            if row.account_id in kept
        ]
        self.connection.execute(delete(sign_in_tries))
        self.connection.execute(delete(account))
        for each in accounts:
            self.connection.execute(
                account.insert().values(
                    id=each.id,
                    login=each.login,
                    name=each.name,
                    roles=" ".join(each.roles),
                    password_hash=each.password_hash,
                    disabled=int(each.disabled),
                )
            )
        for one in tries:
            self.connection.execute(sign_in_tries.insert().values(**one))


def _account(row: Row[Any]) -> Account:
    known = {role.value for role in Role}
    return Account(
        id=AccountId(row.id),
        login=row.login,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles.split() if role in known),
        password_hash=row.password_hash,
        disabled=bool(row.disabled),
    )
