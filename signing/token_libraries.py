"""Where the PKCS#11 libraries of tokens used in Vietnam lie on this system."""

import os
import sys
from pathlib import Path

# Ban Cơ yếu Chính phủ's tokens first, then the public authorities' (their numbers differ by
# batch of tokens), then the soft token of the practice desk.
_WINDOWS = (
    "bit4xpki.dll",
    "eTPKCS11.dll",
    "IDPrimePKCS1164.dll",
    "viettel-ca_v5.dll",
    "viettel-ca_v6.dll",
    "vnptca_p11_v6.dll",
    "vnptca_p11_v7.dll",
    "vnptca_p11_v8.dll",
    "vnptca_p11_v9.dll",
    "vnptca_p11_v10.dll",
    "vnpt-ca_v34.dll",
    "vnpt-ca_csp11.dll",
    "vnpt-ca_cl_v1.dll",
    "fpt-ca.dll",
    "fptca_v3.dll",
    "fptca_v4.dll",
    "fptca_v5.dll",
    "fptca_v6.dll",
    "BkavCA.dll",
    "BkavCAv2S.dll",
    "CA2_csp11.dll",
    "CA2_v34.dll",
    "nca_v4.dll",
    "nca_v5.dll",
    "nca_v6.dll",
    "nca_v7.dll",
    "nca_v8.dll",
    "nca_v9.dll",
    "ncca_csp11_v1.dll",
    "newca_v4.dll",
    "vina-ca_v1.dll",
    "vina-ca_v3.dll",
    "vina-ca_v5.dll",
    "efy-ca_v1.dll",
    "misaca_csp11_v2.dll",
    "Safe-ca_v1.dll",
    "Safe-ca_v2.dll",
    "fca_v1.dll",
    "eps2003csp11.dll",
    "ShuttleCsp11_3003.dll",
    "ngp11v211.dll",
    "st3csp11.dll",
)
_UNIX = (
    "libbit4xpki.so",
    "libeTPkcs11.so",
    "libeToken.so",
    "libIDPrimePKCS11.so",
    "libviettel-ca_v5.so",
    "libviettel-ca_v6.so",
    "libvnptca_p11_v6.so",
    "libvnptca_p11_v8.so",
    "opensc-pkcs11.so",
)
_UNIX_FOLDERS = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu/pkcs11",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu/pkcs11",
)
_SOFT_UNIX = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)


def known_libraries() -> tuple[Path, ...]:
    """Give the libraries that are installed, each real file once, the soft token's last."""
    found: dict[Path, Path] = {}
    for candidate in (*_hardware_candidates(), *_soft_candidates()):
        if candidate.is_file():
            found.setdefault(candidate.resolve(), candidate)
    return tuple(found.values())


def soft_token_library() -> Path | None:
    """Give SoftHSM2's library, or None where it is not installed."""
    return next((path for path in _soft_candidates() if path.is_file()), None)


def _hardware_candidates() -> tuple[Path, ...]:
    if sys.platform == "win32":
        # A 32-bit Python is shown SysWOW64 under this name: always the bitness that can load.
        system = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32"
        return tuple(system / name for name in _WINDOWS)
    return tuple(Path(folder, name) for folder in _UNIX_FOLDERS for name in _UNIX)


def _soft_candidates() -> tuple[Path, ...]:
    if sys.platform == "win32":
        name = "softhsm2-x64.dll" if sys.maxsize > 2**32 else "softhsm2.dll"
        return (Path("C:/SoftHSM2/lib") / name,)
    return tuple(Path(path) for path in _SOFT_UNIX)
