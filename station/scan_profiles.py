"""How each kind of paper is scanned: its size, and a profile that is gentle to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scanners.clean_up import CleanUpSteps
from scanners.values import Device, Mode, ScanOptions, Source

# Width and height in mm. ISO 216 and ISO/IEC 7810; the land certificate as issued until 2024
# (190 × 265 mm), a passport's page as B7.
PAPER_SIZES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "a4": (210.0, 297.0),
        "a3": (297.0, 420.0),
        "id-1": (85.6, 53.98),
        "land-certificate": (190.0, 265.0),
        "passport": (88.0, 125.0),
    }
)


EVERY_STEP = CleanUpSteps()
_AS_IT_LOOKS = CleanUpSteps(light=False, white=False)


@dataclass(frozen=True, slots=True)
class ScanProfile:
    """How one kind of paper is scanned.

    sources: in order of preference; a device without any of them is not for this paper.
    paper: a name of PAPER_SIZES, None for the device's own. clean_up: the steps that are gentle to
    its look: the tone of an old paper and the print of a card belong to it.
    """

    sources: tuple[Source, ...]
    dpi: int
    mode: Mode
    paper: str | None = None
    clean_up: CleanUpSteps = EVERY_STEP


# Decree 30/2020/NĐ-CP, Annex I, part II, asks for colour and at least 200 dpi; 300 leaves room.
PROFILES: Mapping[str, ScanProfile] = MappingProxyType(
    {
        # Old, torn or bound: never through a feeder.
        "fragile-original": ScanProfile((Source.FLATBED,), 300, Mode.COLOR, clean_up=_AS_IT_LOOKS),
        "office-sheets": ScanProfile((Source.DUPLEX, Source.FEEDER), 300, Mode.COLOR, "a4"),
        "identity-card": ScanProfile((Source.FLATBED,), 300, Mode.COLOR, "id-1", _AS_IT_LOOKS),
    }
)


def options_for(profile: ScanProfile, device: Device | None) -> ScanOptions:
    """The options of a profile on a device; without one, the profile's first source.

    A device that has only one place for paper, and so names none, keeps its own.
    """
    source: Source | None = profile.sources[0]
    if device is not None:
        source = next((each for each in profile.sources if each in device.sources), None)
        if source is None and device.sources:
            source = profile.sources[0]  # the device will refuse it by name
    area = PAPER_SIZES[profile.paper] if profile.paper is not None else None
    return ScanOptions(source, profile.dpi, profile.mode, area_mm=area)
