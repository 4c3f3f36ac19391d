"""How each kind of paper is scanned: its size, and a profile that is gentle to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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

# In the place of a size: the edges of the paper are looked for, by the device or afterwards.
DETECTED = "detected"
PAPERS = (DETECTED, *PAPER_SIZES)
# Around what is smaller than the glass: nobody lays a card right into the corner. It is cut out
# afterwards.
_ROOM_MM = 15.0

EVERY_STEP = CleanUpSteps()
PAPER_STEPS = CleanUpSteps(light=False, white=False)  # made level and cut to the paper
_AS_IT_LOOKS = PAPER_STEPS


@dataclass(frozen=True, slots=True)
class ScanProfile:
    """How one kind of paper is scanned.

    sources: in order of preference; a device without any of them is not for this paper.
    paper: one of PAPERS, None for the device's own. clean_up: the steps that are gentle to its
    look: the tone of an old paper and the print of a card belong to it. both_sides: front and back
    lie on the glass one after the other, and come onto one sheet.
    """

    sources: tuple[Source, ...]
    dpi: int
    mode: Mode
    paper: str | None = None
    clean_up: CleanUpSteps = EVERY_STEP
    both_sides: bool = False


# Decree 30/2020/NĐ-CP, Annex I, part II, asks for colour and at least 200 dpi; 300 leaves room.
PROFILES: Mapping[str, ScanProfile] = MappingProxyType(
    {
        # Old, torn or bound: never through a feeder.
        "fragile-original": ScanProfile((Source.FLATBED,), 300, Mode.COLOR, DETECTED, _AS_IT_LOOKS),
        "office-sheets": ScanProfile((Source.DUPLEX, Source.FEEDER), 300, Mode.COLOR, "a4"),
        "identity-card": ScanProfile(
            (Source.FLATBED,), 300, Mode.COLOR, "id-1", _AS_IT_LOOKS, both_sides=True
        ),
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
    return on_paper(ScanOptions(source, profile.dpi, profile.mode), profile.paper)


def on_paper(options: ScanOptions, paper: str | None) -> ScanOptions:
    """The same options for a paper of PAPERS; None: as the device has it."""
    if not paper or paper == DETECTED:
        return replace(options, area_mm=None, find_paper=bool(paper))
    width, height = PAPER_SIZES[paper]
    whole_width, whole_height = PAPER_SIZES["a4"]
    if width + _ROOM_MM <= whole_width and height + _ROOM_MM <= whole_height:
        return replace(options, area_mm=(width + _ROOM_MM, height + _ROOM_MM), find_paper=True)
    return replace(options, area_mm=(width, height), find_paper=False)
