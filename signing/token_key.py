"""One private key on a token with its certificate: what makes a raw signature."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from signing.errors import CertificateRefused, TokenRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """A key that can sign as long as its session is open.

    label: of the certificate on the token. issuers: the other certificates on the token,
    for the chain. fingerprint: SHA-256 of the only certificate that may sign here, or None.
    sign_on_token: data in, the token's own form of a signature with SHA-256 out.
    """

    token: str
    label: str
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...]
    fingerprint: str | None
    sign_on_token: Callable[[bytes], bytes] = field(repr=False)

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
        signature = self.sign_on_token(data)
        try:
            if isinstance(public, rsa.RSAPublicKey):
                public.verify(signature, data, padding.PKCS1v15(), SHA256())
            else:
                signature = _in_der(signature)
                public.verify(signature, data, ec.ECDSA(SHA256()))
        except InvalidSignature as error:
            raise TokenRefused(token=self.token, status="wrong-signature") from error
        return signature


def _in_der(raw: bytes) -> bytes:
    """PKCS#11 gives r and s side by side; X.509 and CMS want them in DER."""
    half = len(raw) // 2
    return encode_dss_signature(
        int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big")
    )
