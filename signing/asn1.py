"""The parts of asn1crypto that pyHanko's interfaces speak; it has no types, hence one place."""

from asn1crypto import cms, crl, keys, ocsp, pem, tsp, x509  # type: ignore[import-untyped]
from asn1crypto.parser import emit  # type: ignore[import-untyped]

__all__ = ["cms", "crl", "emit", "keys", "ocsp", "pem", "tsp", "x509"]
