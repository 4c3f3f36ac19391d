"""One signature on any PDF: a clerk's on what was scanned, an agency's on a copy of a document."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from signing.certificates import chain_of, load_certificates, refuse_unfit
from signing.coroutines import finish
from signing.errors import CopyRefused
from signing.hostile import HOSTILE
from signing.long_term import strengthen
from signing.sign import SigningRules, add_signature, means_of_signing
from signing.signature_appearance import lines_appearance
from signing.token_key import TokenKey
from signing.token_signer import TokenSigner
from signing.values import Level, SignatureLook, SignedCopy


@dataclass(frozen=True, slots=True)
class Corner:
    """Where a signature shows on the first page, in points from one of its upper corners.

    right: from the right one. aside, below: from the page's edges; width, height: of the box.
    """

    right: bool
    aside: int
    below: int
    width: int
    height: int


def sign_file(
    pdf: bytes,
    key: TokenKey,
    name: str,
    corner: Corner,
    lines: Sequence[str],
    rules: SigningRules,
    when: datetime,
) -> SignedCopy:
    """Append one signature, PAdES with SHA-256, that shows on the first page.

    Args:
        pdf: any; signatures that it bears stand.
        key: signs.
        name: of the field; with a number where the file has one of that name.
        corner: where it shows.
        lines: what it says there.
        rules: this desk's.
        when: aware; the time of signing that is claimed.

    Raises:
        CertificateRefused: it may not sign now; nothing was signed.
        TokenError: the token said no.
        TimestampMissing: no server answered and no debt is allowed.
        CopyRefused: reason `not-signable` (no PDF that can take a signature), `page-turned` (its
            first page is shown turned), `page-too-small`, `typesetting-failed`.
    """
    refuse_unfit(key.certificate, key.label, when, key.fingerprint)
    means = means_of_signing(rules)
    stamper = None if rules.level is Level.B_B else means.stamper
    look = _place(pdf, name, corner)
    style = lines_appearance(lines, look, when, rules.fonts)
    chain = chain_of(key.certificate, (*key.issuers, *load_certificates(rules.issuers)))
    signer = TokenSigner(key, chain, debt_allowed=rules.timestamp_debt_allowed)
    try:
        signed = finish(add_signature(pdf, signer, stamper, look.field, style, (look,), when))
    except PdfError as error:
        raise CopyRefused(reason="not-signable") from error
    if signer.timestamp_owed and rules.level is not Level.B_B:
        return SignedCopy(signed, Level.B_B, when, ("timestamp",))
    stronger, level, debts = strengthen(signed, rules.level, means)
    return SignedCopy(stronger, level, when, debts)


def _place(pdf: bytes, name: str, corner: Corner) -> SignatureLook:
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        taken = {entry[0] for entry in enumerate_sig_fields(reader)}
        page = reader.find_page_for_modification(0)[0]  # type: ignore[no-untyped-call]  # pyHanko
        shown = page.get_object()
        box = [float(edge) for edge in _inherited(shown, "/MediaBox")]
        turned = int(_inherited(shown, "/Rotate") or 0) % 360
    except HOSTILE as error:
        raise CopyRefused(reason="not-signable") from error
    if turned:
        raise CopyRefused(reason="page-turned")
    left, bottom, right, top = min(box[0], box[2]), min(box[1::2]), max(box[::2]), max(box[1::2])
    if corner.aside + corner.width > right - left or corner.below + corner.height > top - bottom:
        raise CopyRefused(reason="page-too-small")
    start = right - corner.aside - corner.width if corner.right else left + corner.aside
    upper = top - corner.below
    free = (name if count == 1 else f"{name}{count}" for count in range(1, len(taken) + 2))
    return SignatureLook(
        next(each for each in free if each not in taken),
        (round(start), round(upper - corner.height), round(start + corner.width), round(upper)),
        page=0,
    )


def _inherited(page: Any, key: str) -> Any:
    """A page's entry, or that of the nearest node above which has it."""
    while key not in page:
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return page[key]
