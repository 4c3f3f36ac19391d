"""Accounts: who may sign in at a desk."""

from typing import Annotated

from fastapi import APIRouter, Depends

from central.accounts import answer_accounts, change_own_password
from central.enrolment import Desk
from central.inside import REFUSALS, Central
from offline_store.account_wire import (
    PATH_ACCOUNTS,
    PATH_PASSWORD,
    AccountsAnswer,
    AccountsQuestion,
    PasswordChange,
    PasswordChanged,
)


def accounts_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_ACCOUNTS, responses=REFUSALS)
    def give_accounts(desk: AskingDesk, question: AccountsQuestion) -> AccountsAnswer:
        """Give the accounts of the desk's agency, signed; without them where it knows them."""
        with central.database.snapshot() as connection:
            return answer_accounts(connection, desk, question, central.key)

    @ways.post(PATH_PASSWORD, responses=REFUSALS)
    def change_password(desk: AskingDesk, change: PasswordChange) -> PasswordChanged:
        """Change the password of whoever knows the one before."""
        with central.database.transaction() as connection:
            change_own_password(connection, desk, change)
        return PasswordChanged(login=change.login)

    return ways
