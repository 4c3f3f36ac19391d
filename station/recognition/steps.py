"""The steps by which a page picture is made ready for reading, by name."""

from enum import StrEnum


class Step(StrEnum):
    """A step that can be left out (`reading.without`); what each does: `preparation.py`."""

    LIGHT = "light"
    GROUND = "ground"
    SEALS = "seals"
    BLUE = "blue"
    LEVEL = "level"
    RULES = "rules"
    LEADERS = "leaders"
    CONTRAST = "contrast"
    SPECKS = "specks"
