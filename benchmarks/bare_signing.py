"""The peer of certifying: pyHanko as its manual shows it, nothing around it."""

import io
from dataclasses import dataclass

from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers.functions import sign_pdf
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

from signing.compose import SIGNATURE_LOOKS
from signing.values import KeyOnToken


@dataclass(frozen=True, slots=True)
class BareSigning:
    """Two PAdES signatures by two keys of one token, time-stamped where a server is given."""

    officer: KeyOnToken
    agency: KeyOnToken
    pin: str
    timestamp_url: str | None

    def __call__(self, pdf: bytes) -> bytes:
        """Log in, sign twice, log out; return the signed PDF."""
        stamper = (
            RequestsHTTPTimeStamper(self.timestamp_url)  # type: ignore[no-untyped-call]  # pyHanko
            if self.timestamp_url is not None
            else None
        )
        session = open_pkcs11_session(
            str(self.officer.module),
            token_criteria=TokenCriteria(label=self.officer.token),
            user_pin=self.pin,
        )
        with session:
            for key, look in zip((self.officer, self.agency), SIGNATURE_LOOKS, strict=True):
                signer = PKCS11Signer(session, cert_label=key.label, key_label=key.label)
                out = sign_pdf(
                    IncrementalPdfFileWriter(io.BytesIO(pdf)),
                    PdfSignatureMetadata(
                        field_name=look.field,
                        md_algorithm="sha256",
                        subfilter=SigSeedSubFilter.PADES,
                    ),
                    signer,
                    timestamper=stamper,
                    new_field_spec=SigFieldSpec(look.field, on_page=-1, box=look.box),
                )
                pdf = out.getvalue()
        return pdf
