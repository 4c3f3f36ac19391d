"""What central signs, receipts above all: JWS (RFC 7515) with Ed25519 (RFC 8037)."""

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import BaseModel

from offline_store.wire import RECEIPT_ALGORITHM, RECEIPT_TYPE, Receipt


def make_receipt(claims: Receipt, private_key: Ed25519PrivateKey) -> str:
    """The receipt as a compact JWS."""
    return signed(claims, RECEIPT_TYPE, private_key)


def signed(claims: BaseModel, kind: str, private_key: Ed25519PrivateKey) -> str:
    """What central says, as a compact JWS of its kind."""
    return jwt.encode(
        claims.model_dump(mode="json"),
        private_key,
        algorithm=RECEIPT_ALGORITHM,
        headers={"typ": kind},
    )


def public_pem(private_key: Ed25519PrivateKey) -> str:
    """PEM of the key under which desks check receipts."""
    pem = private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem.decode()
