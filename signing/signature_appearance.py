"""What shows of a signature on the page, typeset with its font embedded, as PDF/A asks."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp.static import StaticStampStyle

from signing.certificates import common_name, organization
from signing.compose import VIETNAM
from signing.token_key import TokenKey
from signing.typesetting import typeset
from signing.values import PdfA, SignatureLook


def signature_appearance(
    key: TokenKey, look: SignatureLook, when: datetime, fonts: tuple[Path, ...]
) -> StaticStampStyle:
    """Typeset `Ký bởi`, `Cơ quan` and `Thời gian ký` into the look's box.

    Raises:
        CopyRefused: reason `typesetting-failed`: a name of hundreds of letters, or with letters
            that the fonts do not have.
    """
    left, bottom, right, top = look.box
    values = {
        "signer": common_name(key.certificate),
        "agency": organization(key.certificate),
        "time": when.astimezone(VIETNAM).strftime("%d.%m.%Y %H:%M:%S +07:00"),
        "width": right - left,
        "height": top - bottom,
    }
    # What keeps the stricter standard may be put into a file of either.
    pdf = typeset("signature_look.typ", values, {}, fonts, when, PdfA.A_1B)
    return StaticStampStyle(background=_Typeset(pdf), border_width=0)


def lines_appearance(
    lines: Sequence[str], look: SignatureLook, when: datetime, fonts: tuple[Path, ...]
) -> StaticStampStyle:
    """Typeset lines of one's own into the look's box.

    Raises:
        CopyRefused: reason `typesetting-failed`, as above.
    """
    left, bottom, right, top = look.box
    values = {"lines": list(lines), "width": right - left, "height": top - bottom}
    pdf = typeset("act_look.typ", values, {}, fonts, when, PdfA.A_1B)
    return StaticStampStyle(background=_Typeset(pdf), border_width=0)


class _Typeset(PdfContent):
    """The only page of a PDF in memory, as content of a stamp."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        writer = self.writer
        if writer is None:
            raise ValueError("no writer")
        page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        left, bottom, right, top = (float(edge) for edge in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        self.resources.xobject["/Look"] = page
        return b"/Look Do"
