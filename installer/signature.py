"""Authenticode signatures by a certificate that whoever builds supplies, through osslsigncode."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Signer:
    """A key in a PKCS#12 file. password: a file whose first line it is. time_server: RFC 3161."""

    key: Path
    password: Path
    time_server: str | None = None

    def sign(self, program: Path, about: str) -> None:
        """Sign an .exe or .msi in place.

        Raises:
            CalledProcessError: the file, the password or the server was not right.
        """
        signed = program.with_name(f"{program.name}.signed")
        signed.unlink(missing_ok=True)
        stamp = ["-ts", self.time_server] if self.time_server else []
        subprocess.run(
            [
                *("osslsigncode", "sign", "-pkcs12", str(self.key)),
                *("-readpass", str(self.password), "-h", "sha256", "-n", about, *stamp),
                *("-in", str(program), "-out", str(signed)),
            ],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        signed.replace(program)
