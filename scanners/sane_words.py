"""SANE's words and ours: statuses become error classes, sources and modes become values.

The words for statuses are libsane's `sane_strstatus`, which python-sane hands out as the whole
text of its one exception. Words for sources and modes differ between back-ends; the ones read
here are those of the SANE standard (chapter 4.5) and of the common back-ends.
"""

import re

from scanners.errors import (
    AccessDenied,
    CoverOpen,
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceMemory,
    DeviceNotFound,
    DeviceOffline,
    DeviceUnsupported,
    Fact,
    FeederEmpty,
    OptionRefused,
    PaperJam,
    ScanCancelled,
)
from scanners.values import Mode, Source

NO_DOCUMENTS = "Document feeder out of documents"

# SANE standard 1.06, chapter 4.2.7, and sane_start in 4.3.9: "invalid" there means that the
# options set before do not fit together.
_BY_STATUS: dict[str, type[DeviceError]] = {
    "Operation not supported": DeviceUnsupported,
    "Operation was canceled": ScanCancelled,
    "Device busy": DeviceBusy,
    "Invalid argument": OptionRefused,
    "End of file reached": DeviceFault,
    "Document feeder jammed": PaperJam,
    NO_DOCUMENTS: FeederEmpty,
    "Scanner cover is open": CoverOpen,
    "Error during device I/O": DeviceFault,
    "Out of memory": DeviceMemory,
    "Access to resource has been denied": AccessDenied,
}

# The same statuses say something else when they answer the opening of a device.
_BY_STATUS_AT_OPENING: dict[str, type[DeviceError]] = _BY_STATUS | {
    "Invalid argument": DeviceNotFound,
    "Error during device I/O": DeviceOffline,
}

# Names that back-ends give to the device's own buttons; `stop` and the sensors of paper are none.
_BUTTONS = re.compile(r"(scan|start|file|email|copy|pdf|fax|extra|button)([-_]?\d+)?")

_NOT_WHOLE_PAGES = ("transparen", "tpu", "negative", "slide", "card")
_DITHERED = ("diffusion", "halftone", "dither")


def error_from_status(status: str, *, opening: bool = False, **facts: Fact) -> DeviceError:
    """Return the error for a status word of SANE, with the word itself as fact `status`."""
    table = _BY_STATUS_AT_OPENING if opening else _BY_STATUS
    return table.get(status, DeviceFault)(status=status, **facts)


def is_button(name: str) -> bool:
    """Whether an option of that name is a button with which somebody asks for a scan."""
    return _BUTTONS.fullmatch(name.lower()) is not None


def source_from_word(word: str) -> Source | None:
    """Return where the paper lies, or None for a source that takes no whole pages."""
    word = word.lower()
    if any(part in word for part in _NOT_WHOLE_PAGES):
        return None
    if "duplex" in word or "both sides" in word:
        return Source.DUPLEX
    if "adf" in word or "feed" in word:
        return Source.FEEDER
    if any(part in word for part in ("flatbed", "platen", "normal")):
        return Source.FLATBED
    return None


def mode_from_word(word: str) -> Mode | None:
    """Return the mode that a back-end means; dithered modes are none of ours."""
    word = word.lower()
    if any(part in word for part in _DITHERED):
        return None
    if "color" in word or "colour" in word:
        return Mode.COLOR
    if "gray" in word or "grey" in word:
        return Mode.GRAY
    if any(part in word for part in ("lineart", "binary", "black", "mono")):
        return Mode.BITONAL
    return None
