"""Signatures of certificates and chips, by the methods of ICAO 9303-12 (4.4): RSA and ECDSA."""

from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from station.chip.asn1 import DAMAGE, algos, keys
from station.chip.curves import CURVES

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_LIBRARY: dict[str, type[ec.EllipticCurve]] = {
    "P-224": ec.SECP224R1,
    "P-256": ec.SECP256R1,
    "brainpoolP256r1": ec.BrainpoolP256R1,
    "P-384": ec.SECP384R1,
    "brainpoolP384r1": ec.BrainpoolP384R1,
    "brainpoolP512r1": ec.BrainpoolP512R1,
    "P-521": ec.SECP521R1,
}

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


class MethodUnknown(Exception):
    """A method of signing, a digest or a key of a sort that is not known here."""


def public_key(info: bytes) -> PublicKey:
    """A SubjectPublicKeyInfo as a key. Many states write a curve's parameters out in full.

    Raises:
        MethodUnknown: of another sort, or damaged.
    """
    try:
        key = load_der_public_key(info)
    except (ValueError, UnsupportedAlgorithm):
        key = _explicit(info)
    if isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        return key
    raise MethodUnknown


def digest(name: str) -> hashes.HashAlgorithm:
    """A digest by its name, as `sha256`.

    Raises:
        MethodUnknown: none that states use.
    """
    try:
        return _HASHES[name]()
    except KeyError as error:
        raise MethodUnknown from error


def hashed(name: str, data: bytes) -> bytes:
    """The digest of data.

    Raises:
        MethodUnknown: as `digest`.
    """
    made = hashes.Hash(digest(name))
    made.update(data)
    return made.finalize()


def fits(info: bytes, method: bytes, signature: bytes, data: bytes, digest_name: str = "") -> bool:
    """Whether a signature over data is of this key.

    info: SubjectPublicKeyInfo; method: AlgorithmIdentifier, both DER. digest_name: of a signer
    whose method names none.

    Raises:
        MethodUnknown: the method is not known here.
    """
    key = public_key(info)
    try:
        how = algos.SignedDigestAlgorithm.load(method, strict=True)
        kind = how.signature_algo
        name = _digest_of(how, digest_name)
        pss = _pss(how) if kind == "rsassa_pss" else None
    except DAMAGE as error:
        raise MethodUnknown from error
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
            key.verify(signature, data, ec.ECDSA(digest(name)))
        elif isinstance(key, rsa.RSAPublicKey) and pss is not None:
            key.verify(signature, data, pss, digest(name))
        elif isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pkcs1v15":
            key.verify(signature, data, padding.PKCS1v15(), digest(name))
        else:
            raise MethodUnknown
    except InvalidSignature:
        return False
    except (UnsupportedAlgorithm, OverflowError, ValueError) as error:
        raise MethodUnknown from error
    return True


def _digest_of(how: Any, otherwise: str) -> str:
    try:
        return str(how.hash_algo)
    except ValueError:
        return otherwise


def _pss(how: Any) -> padding.PSS:
    said = how["parameters"]
    mask = said["mask_gen_algorithm"]["parameters"]["algorithm"].native
    return padding.PSS(padding.MGF1(digest(mask)), said["salt_length"].native)


def _explicit(info: bytes) -> ec.EllipticCurvePublicKey:
    """A key whose curve is written out: known by its prime and order."""
    try:
        said = keys.PublicKeyInfo.load(info, strict=True)
        if said.algorithm != "ec" or said["algorithm"]["parameters"].name != "specified":
            raise MethodUnknown
        domain = said["algorithm"]["parameters"].chosen.native
        point = bytes(said["public_key"])
        prime, order = domain["field_id"]["parameters"], domain["order"]
        generator = domain["base"]
    except DAMAGE as error:
        raise MethodUnknown from error
    for curve in CURVES.values():
        # All of it: a curve with another generator would let anybody sign (CVE-2020-0601).
        if (
            (curve.p, curve.n) == (prime, order)
            and bytes(generator) == curve.encoded(curve.generator)
            and curve.name in _LIBRARY
        ):
            try:
                return ec.EllipticCurvePublicKey.from_encoded_point(_LIBRARY[curve.name](), point)
            except ValueError as error:
                raise MethodUnknown from error
    raise MethodUnknown
