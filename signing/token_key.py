"""One private key on a token with its certificate: what makes a raw signature."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from pkcs11.mechanisms import Mechanism

from signing.errors import CertificateRefused, TokenRefused
from signing.token_errors import token_errors
from signing.token_thread import TOKEN_THREAD

# RFC 8017, 9.2, note 1: the DER that stands before a SHA-256 digest in PKCS#1 v1.5.
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """A key that can sign as long as its session is open.

    label: of the certificate on the token. issuers: the other certificates on the token,
    for the chain. fingerprint: SHA-256 of the only certificate that may sign here, or None.
    """

    token: str
    label: str
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...]
    fingerprint: str | None
    mechanisms: frozenset[Any] = field(repr=False)
    key: Any = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Sign data with SHA-256: PKCS#1 v1.5 for RSA, DER (r, s) for ECDSA.

        The token does this once; its answer is checked against the certificate at once.

        Raises:
            CertificateRefused: reason `key-type`: neither RSA nor ECDSA.
            TokenError: the token said no; `TokenRefused` with status `wrong-signature` when
                the key on the token does not belong to the certificate.
        """
        public = self.certificate.public_key()
        if not isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
            raise CertificateRefused(reason="key-type", certificate=self.label)
        if isinstance(public, rsa.RSAPublicKey):
            signature = TOKEN_THREAD.run(lambda: self._rsa(data))
        else:
            signature = TOKEN_THREAD.run(lambda: self._ecdsa(data))
        try:
            if isinstance(public, rsa.RSAPublicKey):
                public.verify(signature, data, padding.PKCS1v15(), SHA256())
            else:
                public.verify(signature, data, ec.ECDSA(SHA256()))
        except InvalidSignature as error:
            raise TokenRefused(token=self.token, status="wrong-signature") from error
        return signature

    def _rsa(self, data: bytes) -> bytes:
        TOKEN_THREAD.assert_here()
        with token_errors(self.token):
            if Mechanism.SHA256_RSA_PKCS in self.mechanisms:
                return bytes(self.key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
            # Tokens without a hash of their own sign the DigestInfo as it is given.
            info = _SHA256_INFO + sha256(data).digest()
            return bytes(self.key.sign(info, mechanism=Mechanism.RSA_PKCS))

    def _ecdsa(self, data: bytes) -> bytes:
        TOKEN_THREAD.assert_here()
        with token_errors(self.token):
            raw = bytes(self.key.sign(sha256(data).digest(), mechanism=Mechanism.ECDSA))
        # PKCS#11 gives r and s side by side; X.509 and CMS want them in DER.
        half = len(raw) // 2
        return encode_dss_signature(
            int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big")
        )
