"""Where the PKCS#11 libraries of tokens used in Vietnam lie on this system."""

import mmap
import os
import platform
import struct
import sys
from pathlib import Path

from signing.errors import TokenLibraryMissing

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
    """Give the libraries that are installed and can be loaded here, each real file once.

    The soft token's comes last.
    """
    found: dict[Path, Path] = {}
    for candidate in (*_hardware_candidates(), *_soft_candidates()):
        if candidate.is_file() and _why_unfit(candidate) is None:
            found.setdefault(candidate.resolve(), candidate)
    return tuple(found.values())


def refuse_unfit_library(module: Path) -> None:
    """Look into a library's file before a process is risked on it.

    Raises:
        TokenLibraryMissing: with its reason.
    """
    reason = "absent" if not module.is_file() else _why_unfit(module)
    if reason is not None:
        raise TokenLibraryMissing(module=module.name, reason=reason)


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


# Machine numbers of ELF (e_machine) and PE (Machine) by what `platform.machine` says; the first
# is the 64-bit one, the second what a 32-bit Python on the same computer loads.
_MACHINES = {
    "x86_64": ((0x3E, 0x03), (0x8664, 0x014C)),
    "amd64": ((0x3E, 0x03), (0x8664, 0x014C)),
    "aarch64": ((0xB7, 0x28), (0xAA64, 0x01C4)),
    "arm64": ((0xB7, 0x28), (0xAA64, 0x01C4)),
}


def _why_unfit(module: Path) -> str | None:
    """A reason why this process could not load the file, or None."""
    try:
        with module.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            if not _made_for_this_machine(raw):
                return "other-machine"
            # The only function that must be exported by name (PKCS#11 2.40, 5.3).
            return None if raw.find(b"C_GetFunctionList") >= 0 else "not-pkcs11"
    except (OSError, ValueError, struct.error):
        return "not-pkcs11"


def _made_for_this_machine(raw: mmap.mmap) -> bool:
    """By the header of an ELF or PE file; what is neither is left to the loader."""
    narrow = 0 if sys.maxsize > 2**32 else 1
    elf, pe = _MACHINES.get(platform.machine().lower(), ((0, 0), (0, 0)))
    if raw[:4] == b"\x7fELF":
        order = "<" if raw[5] == 1 else ">"
        return bool(struct.unpack_from(f"{order}H", raw, 18)[0] == elf[narrow] or not elf[narrow])
    if raw[:2] == b"MZ":
        (header,) = struct.unpack_from("<I", raw, 0x3C)
        return bool(struct.unpack_from("<H", raw, header + 4)[0] == pe[narrow] or not pe[narrow])
    return True
