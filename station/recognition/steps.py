"""The steps by which a page picture is made ready for reading, by name."""

from enum import StrEnum


class Step(StrEnum):
    """A step that can be left out (`reading.without`).

    What each does: `preparation.py`; of `UPRIGHT`, which is asked for while reading:
    `page_reader.py`.
    """

    UPRIGHT = "upright"
    LIGHT = "light"
    GROUND = "ground"
    SEALS = "seals"
    BLUE = "blue"
    LEVEL = "level"
    RULES = "rules"
    LEADERS = "leaders"
    CONTRAST = "contrast"
    SPECKS = "specks"
