"""Settings of what is signed: what a copy shows, and where signatures stand on it."""

from dataclasses import dataclass

from signing.values import AGENCY_FIELD, OFFICER_FIELD, SignatureLook
from station.errors import SettingInvalid


@dataclass(frozen=True, slots=True)
class CopySettings:
    """What a copy shows. lookup_url: with `{code}`, what its QR says. watermark: empty for none.

    pdfa: `2b`, or `1b` where an archive asks for it. sheets_must_add_up: whether a copy is refused
    when a scanned side was removed and not declared blank. sides_must_be_counted: whether the clerk
    must have counted the original's sides, which alone finds sheets that a feeder drew in together.
    grounds_must_be_judged: whether the
    clerk must have said that no ground for refusing stands; warnings_must_be_judged: the same where
    reading found words such as BẢN SAO. officer_box, agency_box: where the
    signatures show on the last page: left, bottom, right, top in points from its corner below left.
    """

    watermark: str = "TTPVHCC"
    lookup_url: str = ""
    pdfa: str = "2b"
    sheets_must_add_up: bool = True
    sides_must_be_counted: bool = False
    grounds_must_be_judged: bool = False
    warnings_must_be_judged: bool = True
    officer_box: str = "318 470 538 534"
    agency_box: str = "57 470 277 534"

    def looks(self) -> tuple[SignatureLook, SignatureLook]:
        """Where the officer's and the agency's signatures show.

        Raises:
            SettingInvalid: no four whole numbers, off the page, too small, or over each other.
        """
        officer = SignatureLook(OFFICER_FIELD, _box("copy.officer_box", self.officer_box))
        agency = SignatureLook(AGENCY_FIELD, _box("copy.agency_box", self.agency_box))
        one, other = officer.box, agency.box
        beside = one[2] <= other[0] or other[2] <= one[0]
        if not beside and not (one[3] <= other[1] or other[3] <= one[1]):
            raise SettingInvalid(key="copy.agency_box", expected="a box beside copy.officer_box")
        return officer, agency

    def lookup_of(self, code: str) -> str:
        """The look-up address of one copy."""
        return self.lookup_url.replace("{code}", code)


@dataclass(frozen=True, slots=True)
class ActsSettings:
    """How the signatures of other acts show, on the first page.

    scan_box: of a clerk's scan, from the upper left corner; sao_y_box: of a copy in electronic
    form, from the upper right one: points from the side, from above, width, height. scan_text,
    sao_y_text: what stands there, with `{signer}`, `{agency}`, `{time}` and `{iso}`.
    """

    scan_box: str = "28 28 170 30"
    scan_text: str = "{signer}\n{iso}"
    sao_y_box: str = "28 28 230 30"
    sao_y_text: str = "Sao y; {agency}; {time}"

    def require_places(self) -> None:
        """See that both boxes are some.

        Raises:
            SettingInvalid: one is none, or too small for a line.
        """
        for key, text in (("acts.scan_box", self.scan_box), ("acts.sao_y_box", self.sao_y_box)):
            numbers = text.split()
            if len(numbers) != 4 or not all(number.isdecimal() for number in numbers):
                raise SettingInvalid(key=key, expected="aside below width height, in points")
            if int(numbers[2]) < 60 or int(numbers[3]) < 12:
                raise SettingInvalid(key=key, expected="a box of at least 60 by 12 points")


def _box(key: str, text: str) -> tuple[int, int, int, int]:
    """A box on the last page, A4, with room for three lines of ten points."""
    expected = "left bottom right top, in points on A4, at least 120 by 36"
    try:
        left, bottom, right, top = (int(part) for part in text.split())
    except ValueError as error:
        raise SettingInvalid(key=key, expected=expected) from error
    inside = left >= 0 and right <= 595 and bottom >= 0 and top <= 842
    if not inside or right - left < 120 or top - bottom < 36:
        raise SettingInvalid(key=key, expected=expected)
    return left, bottom, right, top
