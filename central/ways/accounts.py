"""Accounts: who may sign in at a desk."""

from typing import Annotated

from fastapi import APIRouter, Depends

from central.accounts import answer_accounts
from central.enrolment import Desk
from central.inside import REFUSALS, Central
from offline_store.account_wire import PATH_ACCOUNTS, AccountsAnswer, AccountsQuestion


def accounts_ways(central: Central) -> APIRouter:
    """The way in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_ACCOUNTS, responses=REFUSALS)
    def give_accounts(desk: AskingDesk, question: AccountsQuestion) -> AccountsAnswer:
        """Give the accounts of the desk's agency, signed; without them where it knows them."""
        with central.database.snapshot() as connection:
            return answer_accounts(connection, desk, question, central.key)

    return ways
