"""Central's signed receipts: JWS (RFC 7515) with Ed25519 (RFC 8037)."""

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from offline_store.wire import RECEIPT_ALGORITHM, RECEIPT_TYPE, Receipt


def make_receipt(claims: Receipt, private_key: Ed25519PrivateKey) -> str:
    """The receipt as a compact JWS."""
    return jwt.encode(
        claims.model_dump(mode="json"),
        private_key,
        algorithm=RECEIPT_ALGORITHM,
        headers={"typ": RECEIPT_TYPE},
    )


def public_pem(private_key: Ed25519PrivateKey) -> str:
    """PEM of the key under which desks check receipts."""
    pem = private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem.decode()
