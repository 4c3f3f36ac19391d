"""What central signed as its catalogue, read again by a desk."""

import json

import jwt

from offline_store.errors import ReceiptInvalid
from offline_store.procedure_wire import CATALOGUE_TYPE, SignedCatalogue
from offline_store.receipts import signed_payload
from offline_store.records import Enrolment


def read_signed_catalogue(token: str, place: Enrolment) -> SignedCatalogue:
    """What central says, once it is certain that it says it to this desk's agency.

    token: a compact JWS (RFC 7515) signed with Ed25519 (RFC 8037).

    Raises:
        ReceiptInvalid: not signed by the central of that place, or for another agency.
        pydantic.ValidationError: signed, and not as a catalogue must be.
    """
    try:
        said = json.dumps(signed_payload(token, place.receipt_key, CATALOGUE_TYPE))
    except jwt.InvalidTokenError as error:
        raise ReceiptInvalid(reason="not-signed") from error
    signed = SignedCatalogue.model_validate_json(said)
    if signed.agency != place.agency:
        raise ReceiptInvalid(reason="another-agency")
    if signed.version != signed.catalogue.version():
        raise ReceiptInvalid(reason="another-version")
    return signed
