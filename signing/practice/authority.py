"""A certificate authority for practice. Its certificates say so, and its keys are never shipped."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

# Real certificates say where their list is; only of those a verifier asks for one. RFC 2606
# keeps this name from ever being found: the list is put into the trust folder by hand.
_NOWHERE = "http://practice.invalid/revoked.crl"

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a certificate names: the person or agency, and the agency it belongs to."""

    name: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class PracticeAuthority:
    """A root; its private key lives in memory only and dies with the process.

    crl_url: where its certificates say its list is. ocsp_url: where they say it answers, if
    anywhere.
    """

    certificate: x509.Certificate
    private_key: rsa.RSAPrivateKey
    crl_url: str = _NOWHERE
    ocsp_url: str = ""

    @classmethod
    def create(
        cls,
        name: str = "Cơ quan chứng thực số THỰC HÀNH",
        *,
        crl_url: str = _NOWHERE,
        ocsp_url: str = "",
    ) -> "PracticeAuthority":
        """Make a root that is valid for ten years."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
        subject = _name(Subject(name))
        start, end = _validity(days=3650)
        usage = _usage(key_cert_sign=True, crl_sign=True)
        certificate = (
            _builder(subject, subject, key.public_key(), start, end)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .sign(key, hashes.SHA256())
        )
        return cls(certificate, key, crl_url, ocsp_url)

    def issue(
        self,
        subject: Subject,
        public_key: PublicKey,
        *,
        validity: tuple[datetime, datetime] | None = None,
        usage: x509.KeyUsage | None = None,
    ) -> x509.Certificate:
        """Certify a signing key.

        Args:
            subject: whom it names.
            public_key: of a key pair that was made on a token.
            validity: from and to, aware; a year from yesterday if not given.
            usage: digital signature and non-repudiation if not given.
        """
        start, end = validity or _validity(days=365)
        wanted = usage or _usage(digital_signature=True, content_commitment=True)
        return self._certify(subject, public_key, start, end, wanted).sign(
            self.private_key, hashes.SHA256()
        )

    def issue_timestamping(self, public_key: PublicKey) -> x509.Certificate:
        """Certify the key of a time-stamp server (RFC 3161, 2.3)."""
        start, end = _validity(days=365)
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        subject = Subject("Máy chủ cấp dấu thời gian THỰC HÀNH")
        usage = _usage(digital_signature=True)
        return (
            self._certify(subject, public_key, start, end, usage)
            .add_extension(purpose, critical=True)
            .sign(self.private_key, hashes.SHA256())
        )

    def revoke(
        self, *certificates: x509.Certificate, at: datetime, issued: datetime | None = None
    ) -> bytes:
        """Make a revocation list (DER) that names these certificates as revoked at that time.

        Args:
            certificates: may be none.
            at: aware.
            issued: when the list says it was made; now if not given. It is good for 30 days.
        """
        now = issued or datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(now)
            .next_update(now + timedelta(days=30))
        )
        for certificate in certificates:
            entry = x509.RevokedCertificateBuilder(certificate.serial_number, at).build()
            builder = builder.add_revoked_certificate(entry)
        return builder.sign(self.private_key, hashes.SHA256()).public_bytes(Encoding.DER)

    def write_trust(self, folder: Path) -> Path:
        """Put the root into a trust folder, as PEM; gives the file."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "practice-root.pem"
        file.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return file

    def _certify(
        self,
        subject: Subject,
        public_key: PublicKey,
        start: datetime,
        end: datetime,
        usage: x509.KeyUsage,
    ) -> x509.CertificateBuilder:
        issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(
            self.private_key.public_key()
        )
        listed = x509.UniformResourceIdentifier(self.crl_url)
        points = x509.CRLDistributionPoints([x509.DistributionPoint([listed], None, None, None)])
        builder = (
            _builder(_name(subject), self.certificate.subject, public_key, start, end)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(issuer_key, critical=False)
            .add_extension(points, critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        )
        if not self.ocsp_url:
            return builder
        responder = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(self.ocsp_url)
        )
        return builder.add_extension(x509.AuthorityInformationAccess([responder]), critical=False)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: PublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )


def _name(subject: Subject) -> x509.Name:
    attributes = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if subject.agency:
        attributes.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, subject.agency))
    attributes.append(x509.NameAttribute(NameOID.COMMON_NAME, subject.name))
    return x509.Name(attributes)


def _validity(days: int) -> tuple[datetime, datetime]:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    return start, start + timedelta(days=days)


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )
