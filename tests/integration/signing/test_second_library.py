"""A second, independent PKCS#11 library: the soft token of Mozilla's NSS, beside SoftHSM2."""

import dataclasses
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from signing.compose import SIGNATURE_LOOKS
from signing.errors import PinIncorrect
from signing.pin import Pin
from signing.practice.authority import Subject
from signing.sign import sign_copy
from signing.tokens import find_tokens, open_token
from signing.values import Verdict
from signing.verification import verify_pdf
from tests.pkcs11_spy import Spy, spy
from tests.signing_fixtures import AGENCY, OFFICER, PIN, PracticeDesk

__all__ = ["spy"]

LIBRARY = next(Path("/usr/lib").glob("*/libsoftokn3.so"), None)
CERTUTIL = shutil.which("certutil")

pytestmark = pytest.mark.skipif(
    LIBRARY is None or CERTUTIL is None, reason="needs libnss3 and libnss3-tools"
)


@dataclasses.dataclass(frozen=True, slots=True)
class NssToken:
    """A token of NSS that holds the keys `officer` (RSA) and `agency` (P-256)."""

    module: Path
    label: str


def _certutil(folder: Path, *arguments: str) -> None:
    place = ["-d", f"sql:{folder}", "-f", str(folder / "pin")]
    subprocess.run([str(CERTUTIL), *arguments, *place], check=True, capture_output=True)


@pytest.fixture
def nss(desk: PracticeDesk, spy: Spy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NssToken:
    """A fresh database under the desk's PIN; the spy hands NSS its parameters."""
    (tmp_path / "pin").write_text(PIN)
    (tmp_path / "noise").write_bytes(os.urandom(64))
    _certutil(tmp_path, "-N")
    for key, subject, kind in (
        ("officer", Subject(OFFICER, AGENCY), ("-k", "rsa", "-g", "2048")),
        ("agency", Subject(AGENCY, AGENCY), ("-k", "ec", "-q", "nistp256")),
    ):
        request = tmp_path / f"{key}.csr"
        noise = ("-z", str(tmp_path / "noise"))
        _certutil(tmp_path, "-R", "-a", "-s", f"CN={key}", *kind, *noise, "-o", str(request))
        public = x509.load_pem_x509_csr(request.read_bytes()).public_key()
        assert isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey)
        issued = tmp_path / f"{key}.der"
        issued.write_bytes(desk.authority.issue(subject, public).public_bytes(Encoding.DER))
        _certutil(tmp_path, "-A", "-n", key, "-t", "u,u,u", "-i", str(issued))
    label = "Ví ký số NSS"
    monkeypatch.setenv("SPY_REAL", str(LIBRARY))
    monkeypatch.setenv(
        "SPY_INIT",
        f"configdir='sql:{tmp_path}' certPrefix='' keyPrefix='' secmod='secmod.db' flags= "
        f"dbTokenDescription='{label}' ",
    )
    return NssToken(spy.module, label)


def test_two_libraries_sign_alike(
    desk: PracticeDesk, nss: NssToken, timestamps: str, composed: bytes
) -> None:
    """A token of the other library is found, refuses a wrong PIN once, and signs with both keys."""
    found = next(t for t in find_tokens((nss.module,)) if t.label == nss.label)
    assert {"agency", "officer"} <= set(found.certificates)

    with pytest.raises(PinIncorrect), open_token(nss.module, nss.label, Pin("000000")):
        pass
    with open_token(nss.module, nss.label, Pin(PIN)) as session:
        copy = sign_copy(
            composed,
            session.key("officer"),
            session.key("agency"),
            SIGNATURE_LOOKS,
            desk.rules(timestamps),
            datetime.now(UTC),
        )

    assert verify_pdf(copy.pdf, desk.trust).verdict == Verdict.TOTAL_PASSED


def test_tokens_of_two_libraries_at_once(
    desk: PracticeDesk, nss: NssToken, timestamps: str, composed: bytes
) -> None:
    """The officer's token and the agency's may be of two makers."""
    with desk.open() as mine, open_token(nss.module, nss.label, Pin(PIN)) as other:
        copy = sign_copy(
            composed,
            mine.key("officer"),
            other.key("agency"),
            SIGNATURE_LOOKS,
            desk.rules(timestamps),
            datetime.now(UTC),
        )
    labels = [token.label for token in find_tokens((nss.module, desk.module))]

    assert verify_pdf(copy.pdf, desk.trust).verdict == Verdict.TOTAL_PASSED
    assert {nss.label, desk.token} <= set(labels)
