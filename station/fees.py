"""Fees for certified copies, by the rule in force on a day, and what making the copies costs.

TT 226/2016/TT-BTC Điều 4: 2,000 đ a page for the first two pages, 1,000 đ from the third, at most
200,000 đ a copy; pages are those of the original. NĐ 23/2015 Điều 15: what the agency's own
photocopies cost is asked for besides, up to the ceiling that the province sets.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CopyFee:
    """One rule and the day from which it holds; amounts in đồng."""

    from_day: date
    first_pages: int
    first_page_vnd: int
    further_page_vnd: int
    most_vnd: int

    def of(self, pages: int, copies: int) -> int:
        """The fee in đồng for so many copies of an original of so many pages (at least 1)."""
        first = min(pages, self.first_pages)
        one = first * self.first_page_vnd + (pages - first) * self.further_page_vnd
        return min(one, self.most_vnd) * copies


RULES = (CopyFee(date(2017, 1, 1), 2, 2_000, 1_000, 200_000),)


def copy_fee_vnd(day: date, pages: int, copies: int) -> int:
    """The fee in đồng by the rule in force on that day.

    Days before the first rule take the first: no copy of this desk is older.
    """
    in_force = [rule for rule in RULES if rule.from_day <= day] or [RULES[0]]
    return in_force[-1].of(pages, copies)


@dataclass(frozen=True, slots=True)
class FeeSettings:
    """What the ward says of fees.

    photocopy_page_vnd: for one photocopied page; 0: the ward asks nothing for it. exemptions: the
    grounds on which a fee is not charged, in the words that the register and the slip bear; they
    hold where the catalogue says nothing of the fee (`station.exemption`).
    """

    photocopy_page_vnd: int = 0
    exemptions: tuple[str, ...] = ("Nghị quyết số 66.22/2026/NQ-CP",)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a fee is not charged, in the words of register and slip; percent: of how much of it."""

    words: str
    percent: int = 100

    @property
    def note(self) -> str:
        """As register and slip say it."""
        how_much = "Không thu" if self.percent == 100 else f"Giảm {self.percent}%"
        return f"{how_much} phí: {self.words}"


@dataclass(frozen=True, slots=True)
class Charge:
    """What the copies of one original cost, in đồng. exemption: why less is charged, or nothing.

    An exemption is of the fee; what photocopies cost is no fee. grounds: on which it could be
    given now.
    """

    pages: int
    copies: int
    fee_vnd: int
    photocopies_vnd: int
    exemption: Ground | None = None
    grounds: tuple[Ground, ...] = ()

    @property
    def total_vnd(self) -> int:
        """Fee and photocopies."""
        return self.fee_vnd + self.photocopies_vnd


def charge(
    settings: FeeSettings, day: date, pages: int, copies: int, exemption: Ground | None = None
) -> Charge:
    """What so many copies of an original of so many pages cost on that day.

    pages: 0 while the original is not scanned: then nothing is known yet, and nothing is charged.
    What is left of a fee is rounded down to a whole đồng.
    """
    full = copy_fee_vnd(day, pages, copies) if pages else 0
    fee = full * (100 - (exemption.percent if exemption else 0)) // 100
    return Charge(pages, copies, fee, settings.photocopy_page_vnd * pages * copies, exemption)
