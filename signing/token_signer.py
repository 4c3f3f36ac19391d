"""The bridge from pyHanko to a key on a token."""

from collections.abc import Iterable

from cryptography import x509 as cryptography_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.asn1 import cms, x509
from signing.errors import TimestampMissing
from signing.token_key import TokenKey


class TokenSigner(Signer):
    """Signs with a token's key; a time-stamp that cannot be had is a debt, if that is allowed.

    chain: the issuers above the key's certificate, embedded with it.
    timestamp_owed: whether the signature made last lacks its time-stamp.
    """

    def __init__(
        self, key: TokenKey, chain: Iterable[cryptography_x509.Certificate], *, debt_allowed: bool
    ) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko
        for issuer in chain:
            store.register(x509.Certificate.load(issuer.public_bytes(Encoding.DER)))
        certificate = x509.Certificate.load(key.certificate.public_bytes(Encoding.DER))
        super().__init__(signing_cert=certificate, cert_registry=store)
        self.timestamp_owed = False
        self._key = key
        self._debt_allowed = debt_allowed

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Sign on the token, once; only SHA-256 is ever asked for."""
        if digest_algorithm != "sha256":
            raise ValueError(digest_algorithm)
        return bytes(512) if dry_run else self._key.sign(data)

    async def unsigned_attrs(
        self,
        digest_algorithm: str,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
        timestamper: TimeStamper | None = None,
        dry_run: bool = False,
    ) -> cms.CMSAttributes | None:
        """Add the signature time-stamp, or note that it is owed.

        Raises:
            TimestampMissing: no server answered and no debt is allowed.
        """
        self.timestamp_owed = False
        try:
            attributes = await super().unsigned_attrs(
                digest_algorithm, signature, signed_attrs, timestamper, dry_run
            )
        except TimestampRequestError as error:
            if not self._debt_allowed:
                raise TimestampMissing() from error
            self.timestamp_owed = True
            return None
        self.timestamp_owed = attributes is None
        return attributes
