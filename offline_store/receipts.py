"""Reading central's receipts. Only a valid receipt over every file makes an item accepted."""

from datetime import datetime
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import ValidationError

from offline_store.errors import ReceiptInvalid
from offline_store.paper_wire import Submission
from offline_store.wire import RECEIPT_ALGORITHM, RECEIPT_TYPE, Receipt


def read_receipt(token: str, public_key_pem: str, submission: Submission) -> Receipt:
    """What central confirms, once it is certain that central says it of this very submission.

    token: a compact JWS (RFC 7515) signed with Ed25519 (RFC 8037).

    Raises:
        ReceiptInvalid: not signed by that key, or over another item, station or set of files.
            Facts: reason.
    """
    try:
        receipt = Receipt.model_validate(signed_payload(token, public_key_pem, RECEIPT_TYPE))
    except (jwt.InvalidTokenError, ValidationError) as error:
        raise ReceiptInvalid(reason="not-signed") from error
    if (receipt.item, receipt.station) != (submission.item, submission.station):
        raise ReceiptInvalid(reason="other-item")
    if receipt.files != submission.files:
        raise ReceiptInvalid(reason="other-files")
    return receipt


def received_at(token: str) -> datetime:
    """When central received what a receipt is for. The receipt was read before it was kept."""
    said = jwt.decode(token, options={"verify_signature": False})
    return Receipt.model_validate(said).received_at


def signed_payload(token: str, public_key_pem: str, kind: str) -> dict[str, Any]:
    """What a token of central's says. kind: its type, so that none passes for another.

    Raises:
        ReceiptInvalid: the key is none, or the token is of another kind. Facts: reason.
        jwt.InvalidTokenError: it is not signed by that key.
    """
    try:
        key = load_pem_public_key(public_key_pem.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ReceiptInvalid(reason="key-unreadable") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ReceiptInvalid(reason="key-unreadable")
    signed = jwt.decode_complete(token, key, algorithms=[RECEIPT_ALGORITHM])
    if signed["header"].get("typ") != kind:
        raise ReceiptInvalid(reason="not-a-receipt")
    payload: dict[str, Any] = signed["payload"]
    return payload
