"""One open TWAIN data source: what it can do, and what is set on it (TWAIN 2.5, chapter 10)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from scanners.errors import (
    AccessDenied,
    CoverOpen,
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceMemory,
    DeviceNotFound,
    DeviceOffline,
    DoubleFeed,
    FeederEmpty,
    OptionRefused,
    PaperJam,
    ScanCancelled,
)
from scanners.values import SHORT_MM, Mode, ScanOptions, Source

_USUAL_RESOLUTIONS = (75, 100, 150, 200, 300, 400, 600, 1200)
_PIXEL_TYPES = {0: Mode.BITONAL, 1: Mode.GRAY, 2: Mode.COLOR}  # TWPT_BW, TWPT_GRAY, TWPT_RGB
_INCHES = 0  # TWUN_INCHES
_MM_PER_INCH = 25.4
_BRIGHTEST = 1000.0  # of ICAP_BRIGHTNESS
_ALL = -1  # of CAP_XFERCOUNT
_NEAR = 0.5  # sources keep numbers in steps and fractions of their own
_LIGHTEST_FIRST = 1  # TWPF_VANILLA
_BY_MEMORY, _NATIVELY = "memory", "native"

# Conditions that pytwain has no exceptions for (TWAIN 2.5, chapter 11): each gets one.
_MORE_CONDITIONS = {
    24: "InterlockError",
    25: "DamagedCornerError",
    26: "FocusError",
    27: "TooLightError",
    28: "TooDarkError",
    29: "NoMediaError",
}
_BY_NAME: dict[str, type[DeviceError]] = {
    "MemoryError": DeviceMemory,
    "PaperJam": PaperJam,
    "PaperDoubleFeedError": DoubleFeed,
    "DamagedCornerError": PaperJam,
    "CheckDeviceOnlineError": DeviceOffline,
    "MaxConnectionsError": DeviceBusy,
    "DeniedError": AccessDenied,
    "NoDataSourceError": DeviceNotFound,
    "DSTransferCancelled": ScanCancelled,
    "InterlockError": CoverOpen,
    "NoMediaError": FeederEmpty,
}
_BY_NAME_AT_OPENING = _BY_NAME | {
    "OperationError": DeviceOffline,
    "GeneralFailure": DeviceOffline,
    "BadDestination": DeviceNotFound,
}


def name_more_conditions(twain: Any) -> None:
    """Give pytwain an exception for each condition that it only knows as a number."""
    known = twain._exc_mapping
    for code, name in _MORE_CONDITIONS.items():
        if code not in known:
            known[code] = type(name, (twain.exceptions.TwainError,), {})


def failures_of(twain: Any) -> tuple[type[Exception], ...]:
    """What pytwain raises for what a source answers; RuntimeError for what no source may answer.

    OSError is none of them: that is how Windows' ctypes tells that the source crashed, after which
    nothing in the process can be trusted.
    """
    return (
        twain.exceptions.TwainError,
        twain.exceptions.CheckStatus,
        ValueError,
        MemoryError,
        RuntimeError,
    )


def error_from(
    twain: Any, error: Exception, device_id: str, *, opening: bool = False
) -> DeviceError:
    """Return our error for pytwain's, whose name is the fact `status`.

    Letting go of the source after a failure may fail in its turn: the first failure counts.

    Raises:
        OSError: the source crashed.
    """
    first: BaseException = error
    kinds: tuple[type[Exception], ...] = (*failures_of(twain), OSError)
    while isinstance(before := first.__context__, kinds):
        first = before
    if isinstance(first, OSError):
        raise first
    name = type(first).__name__
    table = _BY_NAME_AT_OPENING if opening else _BY_NAME
    return table.get(name, DeviceFault)(device=device_id, status=name)


class TwainSource:
    """What pytwain's source says and takes, in our words. A capability it lacks is left alone."""

    def __init__(self, twain: Any, handle: Any, device_id: str) -> None:
        self._handle = handle
        self._id = device_id
        self._known = twain.lowlevel.constants
        self._failures = failures_of(twain)
        self._rounded = twain.exceptions.CheckStatus
        self._by_memory = False
        # TWAIN's fixed-point numbers, which pytwain leaves packed within ranges.
        self._fixed = frozenset(
            (
                self._known.ICAP_XRESOLUTION,
                self._known.ICAP_YRESOLUTION,
                self._known.ICAP_BRIGHTNESS,
            )
        )

    def sources(self) -> tuple[Source, ...]:
        """Return where paper may lie. TWAIN cannot say that there is no glass: it is listed."""
        if self._current(self._known.CAP_FEEDERENABLED) is None:
            return (Source.FLATBED,)
        if self._current(self._known.CAP_DUPLEX):
            return (Source.FLATBED, Source.FEEDER, Source.DUPLEX)
        return (Source.FLATBED, Source.FEEDER)

    def resolutions(self) -> tuple[int, ...]:
        """Return resolutions in dpi; empty where the source lets none be chosen."""
        offered = self._offered(self._known.ICAP_XRESOLUTION)
        if isinstance(offered, dict):
            low, high = offered["MinValue"], offered["MaxValue"]
            return tuple(dpi for dpi in _USUAL_RESOLUTIONS if low <= dpi <= high)
        return tuple(round(value) for value in offered)

    def modes(self) -> tuple[Mode, ...]:
        """Return the modes on offer."""
        offered = self._offered(self._known.ICAP_PIXELTYPE)
        if isinstance(offered, dict):
            return ()
        return tuple(_PIXEL_TYPES[round(each)] for each in offered if round(each) in _PIXEL_TYPES)

    def has_brightness(self) -> bool:
        """Whether its brightness can be set."""
        return self._current(self._known.ICAP_BRIGHTNESS) is not None

    def takes_from_feeder(self) -> bool:
        """Whether the feeder is set."""
        return bool(self._current(self._known.CAP_FEEDERENABLED))

    def transfers_by_memory(self) -> bool:
        """Whether sides come in strips, as the option `transfer` asked, not as whole bitmaps."""
        return self._by_memory

    def is_empty(self) -> bool:
        """Whether the feeder says that no paper lies in it; one that cannot tell is not empty."""
        return self._current(self._known.CAP_FEEDERLOADED) == 0

    def has_lightest_first(self) -> bool:
        """Whether 0 is white in what comes by memory."""
        return self._current(self._known.ICAP_PIXELFLAVOR) == _LIGHTEST_FIRST

    def promised_rows(self, info: dict[str, Any]) -> int:
        """Return how long the side of this image_info will be; 0 where the source cannot know."""
        if self._current(self._known.ICAP_UNDEFINEDIMAGESIZE):
            return 0
        return max(int(info["ImageLength"]), 0)

    def dpi(self) -> int:
        """Return the resolution that is set; 0 where the source does not say."""
        return round(self._current(self._known.ICAP_XRESOLUTION) or 0)

    def apply(self, options: ScanOptions) -> None:
        """Set what is asked. Of driver options there is `transfer`, `native` or `memory`.

        Raises:
            OptionRefused: the source does not take the place of the paper, its size, the resolution
                or the mode, or there is no such driver option.
        """
        known = self._known
        for name, value in options.driver_options:
            if name != "transfer" or value not in (_BY_MEMORY, _NATIVELY):
                raise OptionRefused(device=self._id, option=name, value=value)
            self._by_memory = value == _BY_MEMORY
        self._try(known.CAP_INDICATORS, known.TWTY_BOOL, False)
        if options.source is not None:
            self._choose(options.source)
        self._try(known.CAP_AUTOFEED, known.TWTY_BOOL, True)
        self._try(known.CAP_XFERCOUNT, known.TWTY_INT16, options.page_limit or _ALL)
        self._try(known.ICAP_UNITS, known.TWTY_UINT16, _INCHES)
        if self._current(known.ICAP_UNITS) not in (_INCHES, None):
            raise OptionRefused(device=self._id, option="units", value="inches")
        if self._by_memory and not self._try(
            known.ICAP_XFERMECH, known.TWTY_UINT16, known.TWSX_MEMORY
        ):
            raise OptionRefused(device=self._id, option="transfer", value=_BY_MEMORY)
        pixel_type = next(key for key, mode in _PIXEL_TYPES.items() if mode is options.mode)
        if not self._try(known.ICAP_PIXELTYPE, known.TWTY_UINT16, pixel_type):
            raise OptionRefused(device=self._id, option="mode", value=options.mode.value)
        for capability in (known.ICAP_XRESOLUTION, known.ICAP_YRESOLUTION):
            if not self._try(capability, known.TWTY_FIX32, float(options.dpi)):
                raise OptionRefused(device=self._id, option="resolution", value=options.dpi)
        if options.brightness is not None:
            level = options.brightness / 100 * _BRIGHTEST
            self._try(known.ICAP_BRIGHTNESS, known.TWTY_FIX32, level)
        if options.area_mm is not None:
            self._set_area(*options.area_mm)
        if options.find_paper and self._try(known.ICAP_UNDEFINEDIMAGESIZE, known.TWTY_BOOL, True):
            self._try(known.ICAP_AUTOMATICBORDERDETECTION, known.TWTY_BOOL, True)

    def _set_area(self, width_mm: float, height_mm: float) -> None:
        width, height = width_mm / _MM_PER_INCH, height_mm / _MM_PER_INCH
        with suppress(*self._failures):  # it keeps its own, or another one that is near
            self._handle.set_image_layout((0.0, 0.0, width, height))
        try:
            (left, top, right, bottom), *_ = self._handle.get_image_layout()
        except self._failures:
            return  # nobody knows: what it gives is kept as large as it is
        short = SHORT_MM / _MM_PER_INCH
        if right - left < width - short or bottom - top < height - short:
            paper = f"{width_mm:g} × {height_mm:g} mm"
            raise OptionRefused(device=self._id, option="paper", value=paper)

    def _choose(self, source: Source) -> None:
        """Take the paper from there and from nowhere else."""
        known = self._known
        feeder = source is not Source.FLATBED
        duplex = source is Source.DUPLEX
        # A source without a feeder takes paper from the glass: nothing to set then.
        settings = []
        if feeder or self._current(known.CAP_FEEDERENABLED) is not None:
            settings.append((known.CAP_FEEDERENABLED, feeder))
        if duplex or self._current(known.CAP_DUPLEXENABLED):
            settings.append((known.CAP_DUPLEXENABLED, duplex))
        for capability, on in settings:
            if not self._try(capability, known.TWTY_BOOL, on):
                raise OptionRefused(device=self._id, option="source", value=source.value)

    def _try(self, capability: int, kind: int, value: float) -> bool:
        """Set a capability; False when the source refuses, or has another value afterwards."""
        try:
            self._handle.set_capability(capability, kind, value)
        except self._rounded:
            pass  # taken, but not as it was asked: the look below tells
        except self._failures:
            return False
        said = self._current(capability)
        return said is None or abs(said - value) < _NEAR

    def _current(self, capability: int) -> float | None:
        """Return a capability's value, None where the source has no such."""
        with self._kept_containers():
            try:
                said = self._handle.get_capability_current(capability)
            except self._failures:
                return None
            if isinstance(said, dict):
                return self._from_range(capability, said["CurrentValue"])
            _, value = said
            if isinstance(value, tuple):
                chosen, _, values = value
                return _number(values[chosen])
            return _number(value)

    def _offered(self, capability: int) -> Any:
        """Return what may be chosen: numbers, or a range as pytwain gives it."""
        with self._kept_containers():
            try:
                said = self._handle.get_capability(capability)
            except self._failures:
                return ()
            if isinstance(said, dict):
                return {key: self._from_range(capability, value) for key, value in said.items()}
            _, value = said
            if isinstance(value, tuple):
                return tuple(_number(each) for each in value[2])
            return (_number(value),)

    @contextmanager
    def _kept_containers(self) -> Iterator[None]:
        """Free containers only afterwards: pytwain's lists point into what it has freed."""
        free = self._handle._free
        freed_later: list[Any] = []
        self._handle._free = freed_later.append
        try:
            yield
        finally:
            self._handle._free = free
            for container in freed_later:
                free(container)

    def _from_range(self, capability: int, packed: int) -> float:
        """Return a number of a range; TW_FIX32 has its whole part in the lower half."""
        if capability not in self._fixed:
            return float(packed)
        whole = (packed & 0xFFFF) - ((packed & 0x8000) << 1)
        return whole + (packed >> 16) / 65536


def _number(value: Any) -> float:
    """Return a number; TWAIN's fixed-point ones come as a structure within lists."""
    if hasattr(value, "Whole"):
        return float(value.Whole) + float(value.Frac) / 65536
    return float(value)
