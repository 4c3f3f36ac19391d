"""The time zone of the counter: apart from what the database keeps, which takes long to load."""

from zoneinfo import ZoneInfo

COUNTER_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
