"""What settings may be, where not everything of their kind means something."""

from collections.abc import Mapping

from scanners.values import Mode, Source
from signing.values import Level, PdfA
from station.sampling_plans import AQLS, LEVELS

CHOICES: Mapping[str, tuple[str, ...]] = {
    "scanning.mode": tuple(mode.value for mode in Mode),
    # Empty: the device's own.
    "scanning.source": ("", *(source.value for source in Source)),
    "mail.security": ("tls", "starttls"),
    "reading.second_reader": ("doubtful", "all", "off"),
    "signing.level": tuple(level.value for level in Level),
    "copy.pdfa": tuple(standard.value for standard in PdfA),
    "lots.level": tuple(LEVELS),
    "lots.aql": tuple(AQLS),
}


def least_of(built_in: int) -> int:
    """The least that a number may be: zero only where zero is built in, and so has a meaning."""
    return 0 if built_in == 0 else 1
