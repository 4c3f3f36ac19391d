"""EF.SOD: the digests of a chip's groups, and who signed them (ICAO 9303-10, 4.6.2; RFC 5652)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from station.chip.asn1 import DAMAGE, algos, cms
from station.chip.card_files import CardFile
from station.chip.errors import ChipUnreadable
from station.chip.signatures import MethodUnknown, hashed
from station.chip.tlv import TlvDamaged, each, find

_LDS = "2.23.136.1.1.1"  # id-icao-mrtd-security-ldsSecurityObject
_SEQUENCE, _INTEGER, _OCTETS = 0x30, 0x02, 0x04
_SET_OF = b"\x31"
_MOST_CERTIFICATES = 16


@dataclass(frozen=True, slots=True)
class SecurityObject:
    """What a SOD says, before anything of it is believed.

    hashes: by the number of the group; digest: by what they were made. signed: the bytes under the
    signature; method: AlgorithmIdentifier; certificate: the signer's. All DER. content_agrees:
    whether what is signed names this content.
    """

    digest: str
    hashes: Mapping[int, bytes]
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    method: bytes = field(repr=False)
    method_digest: str
    certificate: bytes = field(repr=False)
    content_agrees: bool


def read_sod(data: bytes) -> SecurityObject:
    """Take the object apart.

    Raises:
        ChipUnreadable: it is none, or bears no certificate of its signer.
    """
    try:
        inner = find(data, CardFile.SOD.tag)
        info = cms.ContentInfo.load(inner, strict=True)
        if info["content_type"].native != "signed_data":
            raise ValueError("no signed data")
        return _taken_apart(info["content"])
    except (*DAMAGE, TlvDamaged, MethodUnknown, RecursionError) as error:
        raise ChipUnreadable(file=CardFile.SOD.label, reason="structure") from error


def _taken_apart(said: "cms.SignedData") -> SecurityObject:
    capsule = said["encap_content_info"]
    if capsule["content_type"].dotted != _LDS:
        raise ValueError("another content")
    content = bytes(capsule["content"])
    signer = said["signer_infos"][0]
    method_digest = str(signer["digest_algorithm"]["algorithm"].native)
    attributes = signer["signed_attrs"]
    if len(attributes):
        # The signature is over the set as such, not under the tag it has here (RFC 5652, 5.4).
        signed = _SET_OF + attributes.dump()[1:]
        values = {each["type"].native: each["values"][0] for each in attributes}
        agrees = values["content_type"].dotted == _LDS and bytes(
            values["message_digest"]
        ) == hashed(method_digest, content)
    else:
        signed, agrees = content, True
    digest, hashes = _hashes(content)
    return SecurityObject(
        digest=digest,
        hashes=hashes,
        signed=signed,
        signature=bytes(signer["signature"]),
        method=signer["signature_algorithm"].dump(),
        method_digest=method_digest,
        certificate=_certificate(said, signer["sid"]),
        content_agrees=agrees,
    )


def _certificate(said: "cms.SignedData", sid: "cms.SignerIdentifier") -> bytes:
    for choice in list(said["certificates"])[:_MOST_CERTIFICATES]:
        if choice.name != "certificate":
            continue
        certificate = choice.chosen
        if sid.name == "issuer_and_serial_number":
            wanted = sid.chosen
            same = (
                certificate.serial_number == wanted["serial_number"].native
                and certificate.issuer == wanted["issuer"]
            )
        else:
            same = certificate.key_identifier == sid.chosen.native
        if same:
            return bytes(certificate.dump())
    raise ValueError("no certificate")


def _hashes(content: bytes) -> tuple[str, dict[int, bytes]]:
    """LDSSecurityObject: version, digest, then number and digest of each group."""
    parts = list(each(find(content, _SEQUENCE)))
    if [part.tag for part in parts[:3]] != [_INTEGER, _SEQUENCE, _SEQUENCE]:
        raise ValueError("no security object")
    digest = str(algos.DigestAlgorithm.load(parts[1].whole, strict=True)["algorithm"].native)
    hashed(digest, b"")  # one that is known
    hashes: dict[int, bytes] = {}
    for group in each(parts[2].value):
        pair = list(each(group.value))
        if [part.tag for part in pair] != [_INTEGER, _OCTETS]:
            raise ValueError("no digest")
        number = int.from_bytes(pair[0].value, "big")
        if number in hashes:
            raise ValueError("twice")
        hashes[number] = pair[1].value
    return digest, hashes
