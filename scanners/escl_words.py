"""eSCL's documents (Mopria Alliance, eSCL Technical Specification 2.97): read, and written."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from scanners.errors import (
    CoverOpen,
    DeviceError,
    DeviceFault,
    DoubleFeed,
    FeederEmpty,
    PaperJam,
)
from scanners.values import LARGEST_MM, SHORT_MM, Mode, ScanOptions, Source

UNITS_PER_INCH = 300  # of every size in eSCL
_MM_PER_INCH = 25.4
_A4_MM = (210.0, 297.0)

_SOURCES = (
    (Source.FLATBED, "PlatenInputCaps"),
    (Source.FEEDER, "AdfSimplexInputCaps"),
    (Source.DUPLEX, "AdfDuplexInputCaps"),
)
_MODES = {Mode.COLOR: "RGB24", Mode.GRAY: "Grayscale8", Mode.BITONAL: "BlackAndWhite1"}
_FORMATS = ("image/png", "image/jpeg")

_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" \
xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
<pwg:Version>2.0</pwg:Version>
<pwg:ScanRegions><pwg:ScanRegion>
<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>
<pwg:Width>{width}</pwg:Width><pwg:Height>{height}</pwg:Height>
</pwg:ScanRegion></pwg:ScanRegions>
<pwg:InputSource>{source}</pwg:InputSource>{duplex}
<scan:ColorMode>{mode}</scan:ColorMode>
<scan:XResolution>{dpi}</scan:XResolution><scan:YResolution>{dpi}</scan:YResolution>
<pwg:DocumentFormat>{format}</pwg:DocumentFormat>
<scan:DocumentFormatExt>{format}</scan:DocumentFormatExt>{brightness}
</scan:ScanSettings>"""

_BY_FEEDER_STATE: dict[str, type[DeviceError]] = {
    "ScannerAdfEmpty": FeederEmpty,
    "ScannerAdfJam": PaperJam,
    "ScannerAdfMultipickDetected": DoubleFeed,
    "ScannerAdfMispick": PaperJam,
    "ScannerAdfHatchOpen": CoverOpen,
}


@dataclass(frozen=True, slots=True)
class SourceCapabilities:
    """What one source of a scanner can do. max_width, max_height: in 1/300 inch.

    resolutions: in dpi; a range is given by the usual ones within it.
    """

    resolutions: tuple[int, ...]
    modes: tuple[Mode, ...]
    formats: tuple[str, ...]
    max_width: int
    max_height: int

    def takes(self, width_mm: float, height_mm: float) -> bool:
        """Whether paper of this size lies on it whole."""
        short = SHORT_MM / _MM_PER_INCH * UNITS_PER_INCH
        width, height = (mm / _MM_PER_INCH * UNITS_PER_INCH for mm in (width_mm, height_mm))
        return width <= self.max_width + short and height <= self.max_height + short


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a scanner is and can do. brightness: lowest, normal and highest; None without one."""

    name: str
    sources: Mapping[Source, SourceCapabilities]
    brightness: tuple[int, int, int] | None


def capabilities_from(document: bytes) -> Capabilities:
    """Read ScannerCapabilities.

    Raises:
        ValueError: it is none, or a number in it is none.
    """
    root = _root(document, "ScannerCapabilities")
    sources = {}
    for source, tag in _SOURCES:
        found = _first(root, tag)
        if found is not None:
            sources[source] = _source_from(found)
    support = _first(root, "BrightnessSupport")
    brightness = None
    if support is not None:
        low, normal, high = (int(_text(support, tag)) for tag in ("Min", "Normal", "Max"))
        brightness = (low, normal, high)
    return Capabilities(_text(root, "MakeAndModel") or "eSCL", sources, brightness)


def feeder_error_from(document: bytes) -> type[DeviceError] | None:
    """Return what is wrong with the feeder by ScannerStatus, None when nothing is.

    Raises:
        ValueError: it is no ScannerStatus.
    """
    state = _text(_root(document, "ScannerStatus"), "AdfState")
    if state in ("", "ScannerAdfLoaded", "ScannerAdfProcessing"):
        return None
    return _BY_FEEDER_STATE.get(state, DeviceFault)


def region_for(options: ScanOptions, can: SourceCapabilities) -> tuple[int, int]:
    """Width and height of the region that is asked for, in 1/300 inch."""
    usual = LARGEST_MM if options.find_paper else _A4_MM
    width, height = (
        round(length / _MM_PER_INCH * UNITS_PER_INCH) for length in options.area_mm or usual
    )
    return min(width, can.max_width), min(height, can.max_height)


def settings_for(
    source: Source, options: ScanOptions, can: SourceCapabilities, brightness: int | None
) -> str:
    """Write the ScanSettings of a job."""
    width, height = region_for(options, can)
    flatbed = source is Source.FLATBED
    duplex = str(source is Source.DUPLEX).lower()
    return _SETTINGS.format(
        width=width,
        height=height,
        source="Platen" if flatbed else "Feeder",
        duplex="" if flatbed else f"\n<scan:Duplex>{duplex}</scan:Duplex>",
        mode=_MODES[options.mode],
        dpi=options.dpi,
        format=next(each for each in _FORMATS if each in can.formats),
        brightness=""
        if brightness is None
        else f"\n<scan:Brightness>{brightness}</scan:Brightness>",
    )


def _source_from(element: Element) -> SourceCapabilities:
    words = {_text(mode) for mode in _all(element, "ColorMode")}
    formats = {
        _text(each)
        for tag in ("DocumentFormat", "DocumentFormatExt")
        for each in _all(element, tag)
    }
    return SourceCapabilities(
        resolutions=_resolutions(element),
        modes=tuple(mode for mode, word in _MODES.items() if word in words),
        formats=tuple(each for each in _FORMATS if each in formats),
        max_width=int(_text(element, "MaxWidth")),
        max_height=int(_text(element, "MaxHeight")),
    )


def _resolutions(element: Element) -> tuple[int, ...]:
    discrete = {int(_text(each, "XResolution")) for each in _all(element, "DiscreteResolution")}
    for each in _all(element, "XResolutionRange"):
        low, high = int(_text(each, "Min")), int(_text(each, "Max"))
        discrete |= {dpi for dpi in (75, 100, 150, 200, 300, 400, 600, 1200) if low <= dpi <= high}
    return tuple(sorted(discrete))


def _root(document: bytes, tag: str) -> Element:
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise ValueError(tag) from error
    if _local(root) != tag:
        raise ValueError(tag)
    return root


def _all(element: Element, tag: str) -> list[Element]:
    return [each for each in element.iter() if _local(each) == tag]


def _first(element: Element, tag: str) -> Element | None:
    return next(iter(_all(element, tag)), None)


def _text(element: Element, tag: str | None = None) -> str:
    found = element if tag is None else _first(element, tag)
    return (found.text or "").strip() if found is not None else ""


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
