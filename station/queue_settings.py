"""Settings of the queue of citizens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """used: whether this desk calls numbers from central's queue. counter: its name, as called."""

    used: bool = False
    counter: str = ""
