"""What a scanner is, what is asked of it, and what comes out."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Source(StrEnum):
    """Where the paper lies."""

    FLATBED = "flatbed"
    FEEDER = "feeder"
    DUPLEX = "duplex"


# Feeders and glasses made for A4 may end so much short of it.
SHORT_MM = 5.0

# Width and height beyond which nobody looks for the edges of a paper: A3.
LARGEST_MM = (297.0, 420.0)


class Mode(StrEnum):
    """How much of the light is kept."""

    COLOR = "color"
    GRAY = "gray"
    BITONAL = "bitonal"


@dataclass(frozen=True, slots=True)
class Device:
    """A scanner that answered. `id` is `driver:name`, for instance `sane:pnm:0`.

    brightness: False where it cannot be set.
    """

    id: str
    name: str
    driver: str
    sources: tuple[Source, ...]
    resolutions: tuple[int, ...]
    modes: tuple[Mode, ...]
    brightness: bool = True

    @property
    def in_time(self) -> bool:
        """Whether it says what it can do: one that does not was there, and answered too late."""
        return bool(self.sources or self.resolutions or self.modes)


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """What is asked of a device.

    source: None takes the device's own default.
    dpi: 75 to 1200.
    page_limit: stop after so many sides; None empties the feeder (a flatbed gives one).
    driver_options: names and values that only this driver knows, handed over unchanged.
    area_mm: width and height of the paper from the upper left corner; None: A4, or more where the
        device starts with more. Paper that the device cannot take whole is refused.
    find_paper: the device finds the paper's edges itself where it can, and scans all that it has,
        up to A3, where no area is asked for.
    brightness: -100 to 100, where the device has it; None leaves it alone.
    """

    source: Source | None = None
    dpi: int = 300
    mode: Mode = Mode.COLOR
    page_limit: int | None = None
    driver_options: tuple[tuple[str, str], ...] = ()
    area_mm: tuple[float, float] | None = None
    brightness: int | None = None
    find_paper: bool = False


@dataclass(frozen=True, slots=True)
class PageFile:
    """One scanned side, whole and durable on disk.

    path: a PNG or JPEG in the spool folder. sha256: hex digest of its bytes.
    width, height: pixels. dpi: as captured. warnings: stable codes such as `dpi-below-rule`.
    thumbnail: a small JPEG of it beside it, None where there is none.
    """

    path: Path
    sha256: str
    width: int
    height: int
    dpi: int
    warnings: tuple[str, ...] = ()
    thumbnail: Path | None = None
