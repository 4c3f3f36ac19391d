"""Settings of the papers that citizens get of a dossier for a procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from station.errors import SettingInvalid

_QR_NAMES = ("code", "procedure", "person", "paper", "system", "at", "due")


@dataclass(frozen=True, slots=True)
class FormSettings:
    """How the seven papers are made (TT 03/2025/TT-VPCP, Phụ lục I).

    templates: a folder of the ward's own, each named `FORM.YYYY-MM-DD.typ`; the newest one of a day
    that has come is used, of those and the built-in ones. signs: what stands behind a paper's
    number, by form. qr, qr_receipt: what the code says (TT 01/2023/TT-VPCP Điều 26), of a
    receipt with `{due}` besides. system: what this system is called there. contact: whom citizens
    ask, with a telephone number. book: how the follow-up book is called, with `{year}`.
    eforms: a folder of the ward's own forms that are filled in for citizens (`station/eforms`).
    """

    templates: str = ""
    signs: Mapping[str, str] = field(
        default_factory=lambda: {
            "receipt": "TNHS",
            "supplement": "HDHS",
            "refusal": "TCTN",
            "apology": "PXL",
            "stop": "TBD",
            "process": "KSHS",
        }
    )
    qr: str = "{code}|{procedure}|{person}|{paper}|{system}|{at}"
    qr_receipt: str = "{code}|{procedure}|{person}|{paper}|{system}|{at}|{due}"
    system: str = "Hệ thống thông tin giải quyết thủ tục hành chính thành phố Hà Nội"
    contact: str = ""
    book: str = "01/{year}"
    eforms: str = ""

    def qr_text(self, *, receipt: bool, facts: Mapping[str, str]) -> str:
        """What the code on a paper says. facts: by the names in braces."""
        return (self.qr_receipt if receipt else self.qr).format_map(facts)

    def require_sense(self) -> None:
        """See that the formulas are some.

        Raises:
            SettingInvalid: one names what there is not.
        """
        facts = dict.fromkeys(_QR_NAMES, "x")
        for key, text in (("qr", self.qr), ("qr_receipt", self.qr_receipt)):
            try:
                text.format_map(facts)
            except (LookupError, ValueError, AttributeError) as error:
                expected = "with " + ", ".join(f"{{{name}}}" for name in _QR_NAMES)
                raise SettingInvalid(key=f"forms.{key}", expected=expected) from error
        try:
            self.book.format(year=2026)
        except (LookupError, ValueError, AttributeError) as error:
            raise SettingInvalid(key="forms.book", expected="with {year}") from error
