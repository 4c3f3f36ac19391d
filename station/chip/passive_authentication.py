"""Passive authentication (ICAO 9303-11, 5.1): whether a state wrote what a chip says.

Digests of the groups against the security object, its signature by the certificate in it, and that
certificate by one of the folder's authorities. It proves the data, not the chip: a copy of all of
it proves the same (`chip_authentication` tells those apart).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest

from cryptography import x509

from station.chip.errors import ChipUnreadable
from station.chip.issuers import Issuers, key_info, method_of
from station.chip.security_object import SecurityObject, read_sod
from station.chip.signatures import MethodUnknown, fits, hashed, public_key


class Verdict(StrEnum):
    """Whether the state wrote it."""

    PROVEN = "proven"
    UNPROVEN = "unproven"  # nothing speaks against it, but not all of it could be looked at
    FALSE = "false"


class Original(StrEnum):
    """Whether this is the chip that the state wrote to, and not a copy of its data."""

    YES = "yes"  # it has the key that goes with the signed data
    NO = "no"
    REFUSED = "refused"  # it did not show it, though its signed data say that it can
    NOT_OFFERED = "not-offered"  # its data have no key to ask for


class Reason(StrEnum):
    """Why it is not proven."""

    # It is false.
    GROUP_CHANGED = "group-changed"  # a group is not what was signed
    GROUP_UNSIGNED = "group-unsigned"  # a group was not signed at all
    SIGNATURE_WRONG = "signature-wrong"
    SIGNER_REVOKED = "signer-revoked"
    CHIP_COPIED = "chip-copied"  # the data are another chip's
    # It may be right.
    GROUP_WITHHELD = "group-withheld"  # a group that was signed was not to be had
    NO_OBJECT = "no-object"  # the chip has nothing signed, or nothing that can be read
    NO_AUTHORITY = "no-authority"  # the folder is empty
    AUTHORITY_UNKNOWN = "authority-unknown"  # none of the folder's signed the signer
    AUTHORITY_EXPIRED = "authority-expired"  # no chip may be signed below it any more
    SIGNER_EXPIRED = "signer-expired"  # the day is outside the signer's certificate
    METHOD_UNKNOWN = "method-unknown"  # signed by means that are not known here


# DG14 holds the key by which a chip shows that it is the original (ICAO 9303-11, 6.2).
_KEY_GROUP = 14
_FALSE = frozenset(
    {
        Reason.GROUP_CHANGED,
        Reason.GROUP_UNSIGNED,
        Reason.SIGNATURE_WRONG,
        Reason.SIGNER_REVOKED,
        Reason.CHIP_COPIED,
    }
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What came out. issuer: the authority, as its certificate calls it; empty where none is known.

    groups: numbers of those that are as they were signed. chip: what is known of the chip itself.
    """

    reasons: tuple[Reason, ...]
    issuer: str = ""
    groups: tuple[int, ...] = ()
    chip: Original = Original.NOT_OFFERED

    @property
    def verdict(self) -> Verdict:
        """One of its reasons is enough to be false."""
        if not self.reasons:
            return Verdict.PROVEN
        return Verdict.FALSE if _FALSE & set(self.reasons) else Verdict.UNPROVEN


def prove(
    sod: bytes | None,
    groups: Mapping[int, bytes],
    issuers: Issuers,
    now: datetime,
    chip: Original = Original.NOT_OFFERED,
    *,
    asked: Collection[int] = (),
) -> Proof:
    """Hold what was read against what was signed.

    sod: EF.SOD as read; None where the chip has none. groups: whole files by their numbers. now:
    aware. chip: as `chip_authentication` found it. asked: the groups that were wanted: a chip that
    keeps back one that was signed, as a copy might its key's, is not proven.
    """
    copied = (Reason.CHIP_COPIED,) if chip is Original.NO else ()
    if sod is None:
        return Proof((Reason.NO_OBJECT, *copied), chip=chip)
    try:
        said = read_sod(sod)
        signer = x509.load_der_x509_certificate(said.certificate)
    except (ChipUnreadable, ValueError):
        return Proof((Reason.NO_OBJECT, *copied), chip=chip)
    if chip is Original.NOT_OFFERED and _KEY_GROUP in said.hashes:
        chip = Original.REFUSED
    whole = tuple(
        number
        for number, data in sorted(groups.items())
        if compare_digest(said.hashes.get(number, b""), hashed(said.digest, data))
    )
    reasons = [
        Reason.GROUP_CHANGED if number in said.hashes else Reason.GROUP_UNSIGNED
        for number in groups
        if number not in whole
    ]
    if any(number in said.hashes and number not in groups for number in asked):
        reasons.append(Reason.GROUP_WITHHELD)
    reasons += copied
    issuer = ""
    try:
        reasons += _signature(said, signer)
        authority, why = _authority(signer, issuers)
        reasons += why
        if authority is not None:
            issuer = authority.subject.rfc4514_string()
            reasons += _days(signer, authority, issuers, now)
    except (MethodUnknown, ValueError):
        reasons.append(Reason.METHOD_UNKNOWN)
    return Proof(tuple(dict.fromkeys(reasons)), issuer, whole, chip)


def _signature(said: SecurityObject, signer: x509.Certificate) -> Iterator[Reason]:
    right = fits(key_info(signer), said.method, said.signature, said.signed, said.method_digest)
    if not (right and said.content_agrees):
        yield Reason.SIGNATURE_WRONG


def _authority(
    signer: x509.Certificate, issuers: Issuers
) -> tuple[x509.Certificate | None, tuple[Reason, ...]]:
    """The one that signed the signer; several may bear its name, with a key for some years each."""
    if not issuers.certificates:
        return None, (Reason.NO_AUTHORITY,)
    why = Reason.AUTHORITY_UNKNOWN
    for authority in issuers.certificates:
        if authority.subject == signer.issuer and _may_sign(authority):
            signed, signature = signer.tbs_certificate_bytes, signer.signature
            try:
                if fits(key_info(authority), method_of(signer), signature, signed):
                    return authority, ()
            except MethodUnknown:  # its key of other years may be of another kind
                why = Reason.METHOD_UNKNOWN
    return None, (why,)


def _may_sign(authority: x509.Certificate) -> bool:
    try:
        said = authority.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return said.value.ca


def _days(
    signer: x509.Certificate, authority: x509.Certificate, issuers: Issuers, now: datetime
) -> Iterator[Reason]:
    if not signer.not_valid_before_utc <= now <= signer.not_valid_after_utc:
        yield Reason.SIGNER_EXPIRED
    if not authority.not_valid_before_utc <= now <= authority.not_valid_after_utc:
        yield Reason.AUTHORITY_EXPIRED
    key = public_key(key_info(authority))
    for said in issuers.lists:
        of_this = said.issuer == authority.subject and said.is_signature_valid(key)
        if of_this and said.get_revoked_certificate_by_serial_number(signer.serial_number):
            yield Reason.SIGNER_REVOKED
