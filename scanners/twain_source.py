"""One open TWAIN data source: what it can do, and what is set on it (TWAIN 2.5, chapter 10)."""

from typing import Any

from scanners.errors import (
    AccessDenied,
    CoverOpen,
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceNotFound,
    DeviceOffline,
    OptionRefused,
    PaperJam,
    ScanCancelled,
)
from scanners.values import Mode, ScanOptions, Source

_USUAL_RESOLUTIONS = (75, 100, 150, 200, 300, 400, 600, 1200)
_PIXEL_TYPES = {0: Mode.BITONAL, 1: Mode.GRAY, 2: Mode.COLOR}  # TWPT_BW, TWPT_GRAY, TWPT_RGB
_INCHES = 0  # TWUN_INCHES
_MM_PER_INCH = 25.4
_BRIGHTEST = 1000.0  # of ICAP_BRIGHTNESS
_ALL = -1  # of CAP_XFERCOUNT

_BY_NAME: dict[str, type[DeviceError]] = {
    "PaperJam": PaperJam,
    "PaperDoubleFeedError": PaperJam,
    "CheckDeviceOnlineError": DeviceOffline,
    "MaxConnectionsError": DeviceBusy,
    "DeniedError": AccessDenied,
    "NoDataSourceError": DeviceNotFound,
    "DSTransferCancelled": ScanCancelled,
    "InterlockError": CoverOpen,
}
_BY_NAME_AT_OPENING = _BY_NAME | {
    "OperationError": DeviceOffline,
    "GeneralFailure": DeviceOffline,
    "BadDestination": DeviceNotFound,
}


def error_from(
    twain: Any, error: Exception, device_id: str, *, opening: bool = False
) -> DeviceError:
    """Return our error for pytwain's, whose name is the fact `status`.

    Letting go of the source after a failure may fail in its turn: the first failure counts.
    """
    first: BaseException = error
    while isinstance(first.__context__, twain.exceptions.TwainError):
        first = first.__context__
    name = type(first).__name__
    table = _BY_NAME_AT_OPENING if opening else _BY_NAME
    return table.get(name, DeviceFault)(device=device_id, status=name)


class TwainSource:
    """What pytwain's source says and takes, in our words. A capability it lacks is left alone."""

    def __init__(self, twain: Any, handle: Any, device_id: str) -> None:
        self._handle = handle
        self._id = device_id
        self._known = twain.lowlevel.constants
        self._failures = (twain.exceptions.TwainError, ValueError)

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

    def takes_from_feeder(self) -> bool:
        """Whether the feeder is set."""
        return bool(self._current(self._known.CAP_FEEDERENABLED))

    def is_empty(self) -> bool:
        """Whether the feeder says that no paper lies in it; one that cannot tell is not empty."""
        return self._current(self._known.CAP_FEEDERLOADED) == 0

    def dpi(self, asked: int) -> int:
        """Return the resolution that is set; `asked` where the source does not say."""
        return round(self._current(self._known.ICAP_XRESOLUTION) or asked)

    def apply(self, options: ScanOptions) -> None:
        """Set what is asked.

        Raises:
            OptionRefused: the source does not take the place of the paper, the resolution, the mode
                or a driver option.
        """
        known = self._known
        for name, value in options.driver_options:
            raise OptionRefused(device=self._id, option=name, value=value)
        self._try(known.CAP_INDICATORS, known.TWTY_BOOL, False)
        if options.source is not None:
            feeder = options.source is not Source.FLATBED
            # A source without a feeder takes paper from the glass: nothing to set then.
            if feeder or self._current(known.CAP_FEEDERENABLED) is not None:
                self._set("source", known.CAP_FEEDERENABLED, known.TWTY_BOOL, feeder)
            duplex = options.source is Source.DUPLEX
            if duplex or self._current(known.CAP_DUPLEXENABLED):
                self._set("source", known.CAP_DUPLEXENABLED, known.TWTY_BOOL, duplex)
        self._try(known.CAP_AUTOFEED, known.TWTY_BOOL, True)
        self._try(known.CAP_XFERCOUNT, known.TWTY_INT16, options.page_limit or _ALL)
        self._try(known.ICAP_UNITS, known.TWTY_UINT16, _INCHES)
        pixel_type = next(key for key, mode in _PIXEL_TYPES.items() if mode is options.mode)
        self._set("mode", known.ICAP_PIXELTYPE, known.TWTY_UINT16, pixel_type)
        for capability in (known.ICAP_XRESOLUTION, known.ICAP_YRESOLUTION):
            self._set("resolution", capability, known.TWTY_FIX32, float(options.dpi))
        if self.dpi(options.dpi) != options.dpi:
            raise OptionRefused(device=self._id, option="resolution", value=options.dpi)
        if options.brightness is not None:
            level = options.brightness / 100 * _BRIGHTEST
            self._try(known.ICAP_BRIGHTNESS, known.TWTY_FIX32, level)
        if options.area_mm is not None:
            width, height = (length / _MM_PER_INCH for length in options.area_mm)
            try:
                self._handle.set_image_layout((0.0, 0.0, width, height))
            except self._failures:
                return  # the source keeps its own: a larger picture loses nothing

    def _set(self, option: str, capability: int, kind: int, value: float) -> None:
        if not self._try(capability, kind, value):
            raise OptionRefused(device=self._id, option=option, value=value)

    def _try(self, capability: int, kind: int, value: float) -> bool:
        try:
            self._handle.set_capability(capability, kind, value)
        except self._failures:
            return False
        return True

    def _current(self, capability: int) -> float | None:
        """Return a capability's value, None where the source has no such."""
        try:
            said = self._handle.get_capability_current(capability)
        except self._failures:
            return None
        if isinstance(said, dict):
            return _number(said["CurrentValue"])
        _, value = said
        if isinstance(value, tuple):
            chosen, _, values = value
            return _number(values[chosen])
        return _number(value)

    def _offered(self, capability: int) -> Any:
        """Return what may be chosen: numbers, or a range as pytwain gives it."""
        try:
            said = self._handle.get_capability(capability)
        except self._failures:
            return ()
        if isinstance(said, dict):
            return {key: _number(value) for key, value in said.items()}
        _, value = said
        if isinstance(value, tuple):
            return tuple(_number(each) for each in value[2])
        return (_number(value),)


def _number(value: Any) -> float:
    """Return a number; TWAIN's fixed-point ones come as a structure within lists."""
    if hasattr(value, "Whole"):
        return float(value.Whole) + float(value.Frac) / 65536
    return float(value)
