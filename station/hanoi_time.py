"""Time at the counter: stored as aware UTC, shown and counted in Asia/Ho_Chi_Minh."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time now, aware, UTC."""
    return datetime.now(UTC)


def hanoi_day(at: datetime) -> date:
    """The day on the counter's calendar."""
    return at.astimezone(HANOI).date()
