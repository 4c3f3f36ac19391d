"""Working days, and by when the citizen has the copy.

NĐ 23/2015/NĐ-CP Điều 7: on the day of the request, or on the next working day where it came after
15:00. Days off are those of Điều 112 Bộ luật Lao động 2019, as the kept library `holidays` reckons
them by both calendars; what a year's announcement changes about them, the ward's settings say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from station.errors import SettingInvalid
from station.hanoi_time import HANOI

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_DAYS_OFF = 60  # in a row: more is a mistake in the settings, not a holiday


@dataclass(frozen=True, slots=True)
class WorkingTimeSettings:
    """The ward's working week and what its year's announcements say.

    weekdays: `mon` to `sun`. hours: when the counter works, each `HH:MM-HH:MM`, in order.
    closes: HH:MM, by when a copy is due on its day. same_day_until:
    HH:MM, the latest request that is due on its own day. days_off, days_on: days that are off or
    worked besides, each `YYYY-MM-DD`, or first and last as `YYYY-MM-DD/YYYY-MM-DD`.
    """

    weekdays: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    hours: tuple[str, ...] = ("08:00-12:00", "13:00-17:00")
    closes: str = "17:00"
    same_day_until: str = "15:00"
    days_off: tuple[str, ...] = ()
    days_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The counter's calendar. weekdays: 0 is Monday. A day that is off and on is on."""

    weekdays: frozenset[int]
    closes: time
    same_day_until: time
    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()
    hours: tuple[tuple[time, time], ...] = ((time(8), time(12)), (time(13), time(17)))

    def is_working(self, day: date) -> bool:
        """Whether the counter is open on that day."""
        if day in self.days_on:
            return True
        if day in self.days_off or day.weekday() not in self.weekdays:
            return False
        return day not in _public_holidays(day.year)

    def next_working_day(self, day: date) -> date:
        """The first working day after that one.

        Raises:
            SettingInvalid: none for two months: the settings leave no day to work.
        """
        for ahead in range(1, _MOST_DAYS_OFF + 1):
            following = day + timedelta(days=ahead)
            if self.is_working(following):
                return following
        raise SettingInvalid(key="working_time.days_off", expected="days to work between them")

    def due_at(self, requested: datetime) -> datetime:
        """By when a copy is due that was requested at that moment; aware, Hanoi's time."""
        local = requested.astimezone(HANOI)
        day = local.date()
        if not self.is_working(day) or local.time() > self.same_day_until:
            day = self.next_working_day(day)
        return datetime.combine(day, self.closes, HANOI)


def working_time(settings: WorkingTimeSettings) -> WorkingTime:
    """The calendar that the settings describe.

    Raises:
        SettingInvalid: a day, a weekday or a time is none.
    """
    for weekday in settings.weekdays:
        if weekday not in _WEEKDAYS:
            raise SettingInvalid(key="working_time.weekdays", expected=" | ".join(_WEEKDAYS))
    if not settings.weekdays:
        raise SettingInvalid(key="working_time.weekdays", expected=" | ".join(_WEEKDAYS))
    calendar = WorkingTime(
        frozenset(_WEEKDAYS.index(weekday) for weekday in settings.weekdays),
        _time("working_time.closes", settings.closes),
        _time("working_time.same_day_until", settings.same_day_until),
        _days("working_time.days_off", settings.days_off),
        _days("working_time.days_on", settings.days_on),
        _hours(settings.hours),
    )
    if calendar.same_day_until > calendar.closes:
        raise SettingInvalid(key="working_time.same_day_until", expected="before closes")
    return calendar


@lru_cache(maxsize=8)
def _public_holidays(year: int) -> frozenset[date]:
    import holidays  # a tenth of a second: not before a day is asked for

    return frozenset(holidays.country_holidays("VN", years=year))


def _time(key: str, text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()  # a time of any day
    except ValueError as error:
        raise SettingInvalid(key=key, expected="HH:MM") from error


def _hours(texts: Sequence[str]) -> tuple[tuple[time, time], ...]:
    key = "working_time.hours"
    spans = []
    for text in texts:
        start, _, end = text.partition("-")
        spans.append((_time(key, start), _time(key, end)))
    ordered = [moment for span in spans for moment in span]
    if not spans or any(one >= other for one, other in pairwise(ordered)):
        raise SettingInvalid(key=key, expected="HH:MM-HH:MM, each after the one before")
    return tuple(spans)


def _days(key: str, texts: Sequence[str]) -> frozenset[date]:
    days: set[date] = set()
    for text in texts:
        first, _, last = text.partition("/")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError as error:
            raise SettingInvalid(key=key, expected="YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD") from error
        count = (end - start).days + 1
        if not 1 <= count <= _MOST_DAYS_OFF:
            raise SettingInvalid(key=key, expected=f"1 to {_MOST_DAYS_OFF} days, first to last")
        days |= {start + timedelta(days=ahead) for ahead in range(count)}
    return frozenset(days)
