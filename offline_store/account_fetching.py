"""Who may sign in, asked of central. Only what central signed for this very question counts."""

from uuid import uuid4

import jwt
from pydantic import ValidationError

from offline_store.account_wire import ACCOUNTS_TYPE, AccountList, AccountsQuestion
from offline_store.central_client import CentralClient
from offline_store.errors import CentralNonsense, ReceiptInvalid
from offline_store.receipts import signed_payload
from offline_store.store import Store


def fetch_accounts(store: Store, client: CentralClient) -> bool:
    """Ask central who may sign in here, and keep its answer; whether anything is new.

    Raises:
        CentralNonsense: the answer is not signed by central for this question; or it takes all
            accounts away, which no central does: it disables them. What was kept stays.
        CentralError: as `CentralClient`.
    """
    with store.snapshot() as records:
        known = records.accounts.version()
        any_kept = records.accounts.any()
    nonce = str(uuid4())
    answer = client.accounts(AccountsQuestion(nonce=nonce, known=known))
    said = _read(answer.signed, client.enrolment.receipt_key)
    if (said.station, said.nonce) != (client.enrolment.station, nonce):
        raise CentralNonsense(reason="another-question")
    if said.accounts is None and said.version != known:
        raise CentralNonsense(reason="another-version")
    if any_kept and said.accounts == ():
        raise CentralNonsense(reason="no-accounts-left")
    with store.transaction() as records:
        return records.accounts.keep(said)


def _read(signed: str, receipt_key: str) -> AccountList:
    try:
        return AccountList.model_validate(signed_payload(signed, receipt_key, ACCOUNTS_TYPE))
    except (jwt.InvalidTokenError, ValidationError, ReceiptInvalid) as error:
        raise CentralNonsense(reason="not-signed") from error
