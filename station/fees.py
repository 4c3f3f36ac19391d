"""Fees for certified copies, by the rule in force on a day.

TT 226/2016/TT-BTC Điều 4: 2,000 đ a page for the first two pages, 1,000 đ from the third, at most
200,000 đ a copy; pages are those of the original.
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
