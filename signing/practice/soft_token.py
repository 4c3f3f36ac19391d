"""SoftHSM2 tokens for practice: real PKCS#11, keys made on the token, nothing to lose."""

import ctypes
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11.constants import Attribute, CertificateType, ObjectClass, TokenFlag
from pkcs11.mechanisms import KeyType
from pkcs11.util.ec import encode_named_curve_parameters

from signing.errors import TokenLibraryMissing, TokenRefused
from signing.practice.authority import PublicKey
from signing.token_errors import token_errors
from signing.token_libraries import soft_token_library

Certify = Callable[[PublicKey], x509.Certificate]


def prepare_folder(folder: Path) -> dict[str, str]:
    """Make a home for soft tokens, or take the one that is there.

    Returns:
        What must stand in the environment before the library is first loaded in a process:
        SoftHSM reads it then, and never again.
    """
    tokens = folder / "tokens"
    tokens.mkdir(parents=True, exist_ok=True)
    settings = folder / "softhsm2.conf"
    settings.write_text(
        f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n",
        encoding="utf-8",
    )
    return {"SOFTHSM2_CONF": str(settings)}


def library() -> Path:
    """Give SoftHSM2's library.

    Raises:
        TokenLibraryMissing: it is not installed.
    """
    found = soft_token_library()
    if found is None:
        raise TokenLibraryMissing(module="libsofthsm2")
    return found


def create_token(module: Path, label: str, pin: str) -> None:
    """Initialise a new, empty token. Its security officer's PIN is thrown away.

    Raises:
        TokenError: the library refused.
    """
    officer = secrets.token_hex(8)
    with token_errors(label):
        slot = next(
            slot
            for slot in pkcs11.lib(str(module)).get_slots(token_present=True)
            if TokenFlag.TOKEN_INITIALIZED not in slot.get_token().flags
        )
        _init_token(module, slot.slot_id, officer, label)
        # SoftHSM moves the token to another slot once it is initialised.
        with _find(module, label).open(rw=True, so_pin=officer) as session:
            session.init_pin(pin)


def create_key(
    module: Path,
    token: str,
    pin: str,
    label: str,
    certify: Certify,
    *,
    curve: bool = False,
    pin_each_time: bool = False,
    hidden: bool = False,
) -> x509.Certificate:
    """Make a key pair on the token (RSA-2048, or P-256) and store its certificate beside it.

    Args:
        module: SoftHSM2's library.
        token: the token's label.
        pin: the token's user PIN.
        label: of key and certificate.
        certify: issues the certificate for the new public key.
        curve: whether to make a P-256 key.
        pin_each_time: whether an RSA key wants the PIN again for each signature.
        hidden: whether the certificate is shown to nobody without the PIN.

    Raises:
        TokenError: the library refused.
    """
    key_id = secrets.token_bytes(8)
    with token_errors(token), _logged_in(module, token, pin) as session:
        if curve:
            public = _make_curve_key(session, label, key_id)
        else:
            public = _make_rsa_key(session, label, key_id, pin_each_time)
        certificate = certify(public)
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.PRIVATE: hidden,
                Attribute.LABEL: label,
                Attribute.ID: key_id,
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )
    return certificate


def _init_token(module: Path, slot: int, officer: str, label: str) -> None:
    """C_InitToken, which the binding lacks; the utility would show the PIN to every user."""
    function = ctypes.CDLL(str(module)).C_InitToken
    function.argtypes = (ctypes.c_ulong, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p)
    function.restype = ctypes.c_ulong
    padded = label.encode().ljust(32)
    status = function(slot, officer.encode(), len(officer), padded)
    if status:
        raise TokenRefused(token=label, status=f"0x{status:08x}")


def _make_rsa_key(
    session: pkcs11.Session, label: str, key_id: bytes, pin_each_time: bool
) -> PublicKey:
    public, _ = session.generate_keypair(
        KeyType.RSA,
        2048,
        id=key_id,
        label=label,
        store=True,
        private_template={Attribute.ALWAYS_AUTHENTICATE: pin_each_time},
    )
    modulus = int.from_bytes(public[Attribute.MODULUS], "big")
    exponent = int.from_bytes(public[Attribute.PUBLIC_EXPONENT], "big")
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def _make_curve_key(session: pkcs11.Session, label: str, key_id: bytes) -> PublicKey:
    domain = session.create_domain_parameters(
        KeyType.EC,
        {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")},
        local=True,
    )
    public, _ = domain.generate_keypair(id=key_id, label=label, store=True)
    # EC_POINT is the uncompressed point wrapped in a DER octet string of two header bytes.
    point = bytes(public[Attribute.EC_POINT])[2:]
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


@contextmanager
def _logged_in(module: Path, token: str, pin: str) -> Iterator[pkcs11.Session]:
    with _find(module, token).open(rw=True, user_pin=pin) as session:
        yield session


def _find(module: Path, label: str) -> pkcs11.Token:
    return pkcs11.lib(str(module)).get_token(token_label=label)
