"""Central's own certificate authority: its server's certificate, and one for each desk."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from central.errors import CentralMissing, Refused
from central.home import Home, write_secret
from offline_store.wire import Reason, authority_mark

_AUTHORITY_DAYS = 20 * 365
LEAF_DAYS = 2 * 365
_HOUR = timedelta(hours=1)  # a desk's clock may be behind


@dataclass(frozen=True, slots=True)
class Authority:
    """The certificate and key under which central and its desks know each other."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def of(cls, home: Home) -> Self:
        """The authority of a central; made when it is first asked for.

        Raises:
            CentralMissing: no central was made there, or the file is no such thing.
        """
        home.load_receipt_key()
        if not home.authority.exists():
            write_secret(home.authority, _new_authority())
        pem = home.authority.read_bytes()
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise CentralMissing
        return cls(x509.load_pem_x509_certificate(pem), key)

    @property
    def pem(self) -> str:
        """The authority's certificate."""
        return _pem(self.certificate)

    @property
    def mark(self) -> str:
        """What an enrolment code says of this authority."""
        return authority_mark(self.pem)

    def server(self, names: Sequence[str]) -> bytes:
        """PEM of a new key and certificate for a server that answers to these names."""
        key = ec.generate_private_key(ec.SECP256R1())
        known = x509.SubjectAlternativeName([_general_name(name) for name in names])
        usage = ExtendedKeyUsageOID.SERVER_AUTH
        leaf = self._leaf(names[0], key.public_key(), usage).add_extension(known, critical=False)
        return _key_pem(key) + _pem(leaf.sign(self.key, hashes.SHA256())).encode()

    def desk(self, request_pem: str, station: str) -> x509.Certificate:
        """The certificate of a desk, for the key that signed the request.

        Raises:
            Refused: it is no such request.
        """
        try:
            request = x509.load_pem_x509_csr(request_pem.encode())
            key = request.public_key()
            valid = request.is_signature_valid and isinstance(key, ec.EllipticCurvePublicKey)
        except ValueError:
            valid = False
        if not valid or not isinstance(key, ec.EllipticCurvePublicKey):
            raise Refused(422, Reason.REQUEST_MALFORMED, ("request",))
        leaf = self._leaf(station, key, ExtendedKeyUsageOID.CLIENT_AUTH)
        return leaf.sign(self.key, hashes.SHA256())

    def _leaf(
        self, name: str, key: ec.EllipticCurvePublicKey, usage: x509.ObjectIdentifier
    ) -> x509.CertificateBuilder:
        own = self.key.public_key()
        return (
            _builder(name, self.certificate.subject, key, LEAF_DAYS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
        )


def fingerprint(certificate_der: bytes) -> str:
    """SHA-256 of a certificate, as desks' certificates are known by."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(certificate_der)
    return digest.finalize().hex()


def _new_authority() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("TramSo central")
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        _builder("TramSo central", name, key.public_key(), _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _key_pem(key) + _pem(certificate).encode()


def _builder(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _HOUR)
        .not_valid_after(now + timedelta(days=days))
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
