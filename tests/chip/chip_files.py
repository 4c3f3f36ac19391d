"""What an invented person's chip holds: data groups, their security object, and who signed it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from asn1crypto import algos, cms, core  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from PIL import Image

from station.chip.tlv import tlv
from station.demo.page_texts import ADDRESS, CARD_MRZ, ID_NUMBER, NAME
from station.hanoi_time import utc_now

LDS = "2.23.136.1.1.1"
DETAILS = {
    1: (ID_NUMBER,),
    2: (NAME,),
    3: ("15/04/1999",),
    4: ("Nam",),
    5: ("Việt Nam",),
    6: ("Kinh",),
    7: ("Không",),
    8: ("Phường Đầm Sương, Hà Nội",),
    9: (ADDRESS,),
    10: ("Nốt ruồi cách 1cm dưới mắt trái",),
    11: ("20/08/2021",),
    12: ("15/04/2039",),
    13: ("Nguyễn Văn Cường", "Trần Thị Bình"),
}


@dataclass(frozen=True, slots=True)
class Authority:
    """A state's authority (CSCA) and one signer below it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    signer: x509.Certificate
    signer_key: ec.EllipticCurvePrivateKey

    def pem(self) -> bytes:
        """The authority, as IT puts it into the folder."""
        return self.certificate.public_bytes(Encoding.PEM)


def make_authority(name: str = "Thử nghiệm CSCA", *, now: datetime | None = None) -> Authority:
    """Keys of P-256; valid from a year before `now` (today) to nine years after it."""
    now = now or utc_now()
    key = ec.generate_private_key(ec.SECP256R1())
    signer_key = ec.generate_private_key(ec.SECP256R1())
    issuer = _name(name)
    certificate = _certified(issuer, issuer, key, key, now, authority=True)
    signer = _certified(_name("Thử nghiệm DS"), issuer, signer_key, key, now, authority=False)
    return Authority(certificate, key, signer, signer_key)


def revoked(authority: Authority) -> bytes:
    """A list that names its signer, DER."""
    now = utc_now()
    gone = (
        x509.RevokedCertificateBuilder()
        .serial_number(authority.signer.serial_number)
        .revocation_date(now)
        .build()
    )
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now)
        .next_update(now + timedelta(days=30))
        .add_revoked_certificate(gone)
        .sign(authority.key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.DER)


def chip_groups(
    *,
    lines: tuple[str, ...] = CARD_MRZ,
    details: Mapping[int, tuple[str, ...]] = DETAILS,
    portrait: bytes | None = None,
    chip_key: ec.EllipticCurvePublicKey | None = None,
    suite: int = 2,
) -> dict[int, bytes]:
    """Whole files by number: DG1, DG2, DG13, and DG14 where the chip has a key of its own."""
    groups = {
        1: tlv(0x61, tlv(0x5F1F, "".join(lines).encode("ascii"))),
        2: dg2(portrait or jpeg2000()),
        13: dg13(details),
    }
    if chip_key is not None:
        groups[14] = dg14(chip_key, suite)
    return groups


def com(groups: Mapping[int, bytes]) -> bytes:
    """EF.COM of them."""
    tags = bytes({1: 0x61, 2: 0x75, 13: 0x6D, 14: 0x6E}[number] for number in groups)
    return tlv(0x60, tlv(0x5F01, b"0107") + tlv(0x5F36, b"040000") + tlv(0x5C, tags))


def dg2(picture: bytes) -> bytes:
    """A face record of ISO/IEC 19794-5 with one point and this picture."""
    kind = b"\x00" if picture.startswith(b"\xff\xd8") else b"\x01"
    face = bytes([0, 1]) + bytes(14) + bytes(8)
    about = b"\x01" + kind + (320).to_bytes(2, "big") + (400).to_bytes(2, "big") + bytes(6)
    length = (4 + len(face) + len(about) + len(picture)).to_bytes(4, "big")
    record = length + face + about + picture
    head = b"FAC\x00010\x00" + (14 + len(record)).to_bytes(4, "big") + b"\x00\x01"
    block = tlv(0x7F60, tlv(0xA1, tlv(0x81, b"\x02")) + tlv(0x5F2E, head + record))
    return tlv(0x75, tlv(0x7F61, tlv(0x02, b"\x01") + block))


def dg13(details: Mapping[int, tuple[str, ...]]) -> bytes:
    """Numbers with their texts, several of them in a sequence of their own."""
    parts = []
    for number, texts in details.items():
        said = b"".join(tlv(0x0C, text.encode()) for text in texts)
        parts.append(tlv(0x30, tlv(0x02, bytes([number])) + _several(said, texts)))
    oid = tlv(0x06, bytes.fromhex("2A864886F70D010701"))
    return tlv(0x6D, tlv(0x30, oid + tlv(0x31, b"".join(parts))))


def dg14(key: ec.EllipticCurvePublicKey, suite: int) -> bytes:
    """The chip's own key and the suite it is used by, as numbered in 9303-11."""
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    base = bytes.fromhex("04007F00070202")
    one = tlv(0x30, tlv(0x06, base + b"\x01\x02") + info)
    way = tlv(0x30, tlv(0x06, base + bytes([3, 2, suite])) + tlv(0x02, b"\x01"))
    return tlv(0x6E, tlv(0x31, one + way))


@lru_cache
def jpeg2000(mark: bytes = b"") -> bytes:
    """A portrait of a size that cards have, of noise on a face's colours."""
    return _picture("JPEG2000", mark)


@lru_cache
def jpeg(mark: bytes = b"") -> bytes:
    """The same as JPEG."""
    return _picture("JPEG", mark)


def sod(groups: Mapping[int, bytes], authority: Authority, *, lds: bytes = b"") -> bytes:
    """EF.SOD over them: SHA-256, ECDSA, signed attributes. lds: another content to be signed."""
    content = lds or lds_object(groups)
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": [LDS]}),
            cms.CMSAttribute({"type": "message_digest", "values": [sha256(content).digest()]}),
        ]
    )
    signature = authority.signer_key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
    certificate = asn1_x509.Certificate.load(authority.signer.public_bytes(Encoding.DER))
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber(
                    {
                        "issuer": certificate.issuer,
                        "serial_number": certificate.serial_number,
                    }
                ),
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": signature,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {
                "content_type": LDS,
                "content": core.ParsableOctetString(content),
            },
            "certificates": [cms.CertificateChoices("certificate", certificate)],
            "signer_infos": [signer],
        }
    )
    info = cms.ContentInfo({"content_type": "signed_data", "content": signed})
    return tlv(0x77, info.dump())


def lds_object(groups: Mapping[int, bytes]) -> bytes:
    """What is signed: the digest of each group."""
    each = b"".join(
        tlv(0x30, tlv(0x02, bytes([number])) + tlv(0x04, sha256(data).digest()))
        for number, data in sorted(groups.items())
    )
    digest = algos.DigestAlgorithm({"algorithm": "sha256"}).dump()
    return tlv(0x30, tlv(0x02, b"\x00") + digest + tlv(0x30, each))


def _several(said: bytes, texts: tuple[str, ...]) -> bytes:
    return said if len(texts) == 1 else tlv(0x30, said)


def _picture(kind: str, mark: bytes) -> bytes:
    noise = Image.effect_noise((320, 400), 12).convert("RGB")
    packed = io.BytesIO()
    options = {"quality_layers": [30], "quality_mode": "rates"} if kind == "JPEG2000" else {}
    noise.save(packed, kind, **options)
    return packed.getvalue() + mark


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "TramSo"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certified(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    now: datetime,
    *,
    authority: bool,
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=365))
        .not_valid_after(now + timedelta(days=365 * 9))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .sign(by, hashes.SHA256())
    )
