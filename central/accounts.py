"""Accounts: who may sign in at an agency's desks. Kept here, used there, also offline."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError
from sqlalchemy import Connection, Row, select, update

from central.at_a_home import writing_at
from central.enrolment import Desk
from central.errors import AccountInvalid, AccountUnknown, LoginTaken, Refused
from central.receipts import signed
from central.tables import account
from offline_store.account_wire import (
    ACCOUNTS_TYPE,
    MAX_ACCOUNTS,
    AccountList,
    AccountOnWire,
    AccountsAnswer,
    AccountsQuestion,
    PasswordChange,
    Role,
)
from offline_store.passwords import LEAST_LENGTH, fits, hash_of
from offline_store.wire import Reason


def answer_accounts(
    connection: Connection, desk: Desk, question: AccountsQuestion, key: Ed25519PrivateKey
) -> AccountsAnswer:
    """The accounts of the desk's agency, signed for that desk and that question alone."""
    accounts = tuple(_on_wire(row) for row in _rows(connection, desk.agency))
    version = _version(accounts)
    said = AccountList(
        station=desk.station,
        nonce=question.nonce,
        issued_at=datetime.now(UTC),
        version=version,
        accounts=None if question.known == version else accounts,
    )
    return AccountsAnswer(signed=signed(said, ACCOUNTS_TYPE, key))


def change_own_password(connection: Connection, desk: Desk, change: PasswordChange) -> None:
    """Give somebody the password that they chose at a desk of their agency.

    Raises:
        Refused: no such account, it is disabled, or the old password is another; or the new one is
            not as it must be.
    """
    row = next((row for row in _rows(connection, desk.agency) if row.login == change.login), None)
    if row is None or row.disabled or not fits(change.old, row.password_hash):
        raise Refused(422, Reason.PASSWORD_WRONG)
    try:
        made = _hashed(change.login, change.new)
    except AccountInvalid:
        raise Refused(422, Reason.PASSWORD_UNFIT) from None
    connection.execute(
        update(account).where(account.c.id == row.id).values(password_hash=made, changed_at=_now())
    )


def add_account(
    folder: Path, agency: str, login: str, name: str, roles: Iterable[Role], password: str
) -> str:
    """Make an account and return its id.

    Raises:
        CentralMissing: no central was made at that folder. LoginTaken: there is one.
        AccountInvalid: login, name, roles or password are not as they must be.
    """
    try:
        made = AccountOnWire(
            id=str(uuid4()),
            login=login,
            name=name,
            roles=_sorted(roles),
            password_hash=_hashed(login, password),
            disabled=False,
        )
    except ValidationError as error:
        raise AccountInvalid(field=str(error.errors()[0]["loc"][0])) from None
    with writing_at(folder) as (connection, _):
        there = [row.login for row in _rows(connection, agency)]
        if login in there:
            raise LoginTaken
        if len(there) >= MAX_ACCOUNTS:
            raise AccountInvalid(field="agency")
        values = made.model_dump() | {"roles": " ".join(made.roles), "disabled": 0}
        connection.execute(account.insert().values(agency=agency, changed_at=_now(), **values))
    return made.id


def set_password(folder: Path, agency: str, login: str, password: str) -> None:
    """Give an account another password.

    Raises:
        CentralMissing, AccountUnknown, AccountInvalid: nothing was changed.
    """
    _change(folder, agency, login, password_hash=_hashed(login, password))


def set_roles(folder: Path, agency: str, login: str, roles: Iterable[Role]) -> None:
    """Say what somebody is from now on.

    Raises:
        CentralMissing, AccountUnknown, AccountInvalid: nothing was changed.
    """
    _change(folder, agency, login, roles=" ".join(_sorted(roles)))


def set_disabled(folder: Path, agency: str, login: str, disabled: bool) -> None:
    """Let somebody sign in no more, or again; desks learn it when they next ask.

    Raises:
        CentralMissing, AccountUnknown: nothing was changed.
    """
    _change(folder, agency, login, disabled=int(disabled))


def accounts_of(folder: Path, agency: str) -> tuple[tuple[AccountOnWire, datetime], ...]:
    """The accounts of an agency by login, and when each was changed last.

    Raises:
        CentralMissing: no central was made at that folder.
    """
    with writing_at(folder) as (connection, _):
        return tuple(
            (_on_wire(row), datetime.fromisoformat(row.changed_at))
            for row in _rows(connection, agency)
        )


def _hashed(login: str, password: str) -> str:
    """By NIST SP 800-63B: a least length, nothing of what it is made of, no end of its time."""
    # Two or three letters stand in many a good password.
    named = len(login) > 3 and login in password.lower()
    if len(password) < LEAST_LENGTH or named:
        raise AccountInvalid(field="password")
    return hash_of(password)


def _sorted(roles: Iterable[Role]) -> tuple[str, ...]:
    given = set(roles)
    if not given:
        raise AccountInvalid(field="roles")
    return tuple(role.value for role in Role if role in given)


def _change(folder: Path, agency: str, login: str, **values: Any) -> None:
    with writing_at(folder) as (connection, _):
        done = connection.execute(
            update(account)
            .where(account.c.agency == agency, account.c.login == login)
            .values(changed_at=_now(), **values)
        )
        if not done.rowcount:
            raise AccountUnknown


def _rows(connection: Connection, agency: str) -> list[Row[Any]]:
    found = select(account).where(account.c.agency == agency).order_by(account.c.login)
    return list(connection.execute(found))


def _on_wire(row: Row[Any]) -> AccountOnWire:
    return AccountOnWire(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=tuple(row.roles.split()),
        password_hash=row.password_hash,
        disabled=bool(row.disabled),
    )


def _version(accounts: tuple[AccountOnWire, ...]) -> str:
    text = json.dumps([each.model_dump(mode="json") for each in accounts], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
