"""Points in time as the database keeps them, and the counter's own days."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from offline_store.counter_zone import COUNTER_ZONE


def moment_text(moment: datetime) -> str:
    """An aware moment as UTC text of one fixed width, so that text order is order in time.

    Raises:
        ValueError: the moment has no offset.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime]):
    """An aware datetime kept as UTC text; a naive one is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text that is kept."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the aware UTC moment that the text says."""
        return None if value is None else datetime.fromisoformat(value)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of a day at the counter (Asia/Ho_Chi_Minh), and of the day after it."""
    start = datetime.combine(day, time(), COUNTER_ZONE)
    return start, datetime.combine(day + timedelta(days=1), time(), COUNTER_ZONE)
