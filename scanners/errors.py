"""What can go wrong between a device and a page file.

ScannerError
├── DeviceError            the device or its driver said no
│   ├── DeviceNotFound     no device answers to that id
│   ├── DeviceBusy         another program holds it
│   ├── DeviceOffline      unplugged, asleep, or the line to it is cut
│   ├── FeederEmpty        no paper in the feeder
│   ├── PaperJam           paper is stuck
│   ├── DoubleFeed         the feeder took more than one sheet at once
│   ├── CoverOpen          the hatch is open
│   ├── OptionRefused      the device does not take this source, resolution or mode
│   ├── AccessDenied       this user may not use the device
│   ├── ScanCancelled      the clerk stopped the scan
│   ├── PageTruncated      the device delivered less than a whole page
│   ├── DeviceUnsupported  the device cannot do what was asked of it in this way
│   ├── DeviceMemory       device or driver has no memory for the picture
│   └── DeviceFault        any other failure the driver reports
├── DriverMissing          the driver library is not installed
├── WorkerLost             the scan worker died
├── WorkerSilent           the scan worker said nothing within its limit and was killed
├── SpoolFull              the spool has no room
├── SpoolReadOnly          the spool's disk takes no writing any more
├── SpoolDamaged           something that an interrupted scan left cannot be read
└── PictureError           a file given as a page cannot be one
    ├── NotAPicture
    ├── PictureTruncated
    ├── PictureTooLarge
    └── PdfLocked          the PDF asks for a password
"""

from typing import ClassVar

Fact = str | int | float | bool | None


class ScannerError(Exception):
    """Root of this room's errors: a stable code, whether trying again may help, and facts."""

    code: ClassVar[str] = "scanner-error"
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Fact] = facts


class DeviceError(ScannerError):
    """The device or its driver said no. Facts: device, and page when pages came before."""

    code = "device-error"


class DeviceNotFound(DeviceError):
    """No device answers to that id."""

    code = "device-not-found"


class DeviceBusy(DeviceError):
    """Another program holds the device."""

    code = "device-busy"
    retryable = True


class DeviceOffline(DeviceError):
    """Unplugged, asleep, or the line to it is cut."""

    code = "device-offline"
    retryable = True


class FeederEmpty(DeviceError):
    """No paper in the feeder."""

    code = "feeder-empty"
    retryable = True


class PaperJam(DeviceError):
    """Paper is stuck."""

    code = "paper-jam"
    retryable = True


class DoubleFeed(DeviceError):
    """The feeder took more than one sheet at once: a side of them was not seen."""

    code = "double-feed"
    retryable = True


class CoverOpen(DeviceError):
    """The hatch is open."""

    code = "cover-open"
    retryable = True


class OptionRefused(DeviceError):
    """The device does not take this option. Facts: option, value."""

    code = "option-refused"


class AccessDenied(DeviceError):
    """This user may not use the device."""

    code = "access-denied"


class ScanCancelled(DeviceError):
    """The clerk stopped the scan."""

    code = "scan-cancelled"


class PageTruncated(DeviceError):
    """The device delivered less than a whole page. Facts where known: expected, got, in lines."""

    code = "page-truncated"
    retryable = True


class DeviceUnsupported(DeviceError):
    """The device cannot do what was asked of it in this way. Facts: status, the driver's word."""

    code = "device-unsupported"


class DeviceMemory(DeviceError):
    """Device or driver has no memory for a picture of that size. Facts: status."""

    code = "device-memory"
    retryable = True


class DeviceFault(DeviceError):
    """Any other failure the driver reports. Facts: status, the driver's own word."""

    code = "device-fault"
    retryable = True


class DriverMissing(ScannerError):
    """The driver's library is not installed on this machine. Facts: driver."""

    code = "driver-missing"


class WorkerLost(ScannerError):
    """The scan worker died. Facts: exit_status."""

    code = "worker-lost"
    retryable = True


class WorkerSilent(ScannerError):
    """The scan worker said nothing within its limit and was killed. Facts: limit_s."""

    code = "worker-silent"
    retryable = True


class SpoolFull(ScannerError):
    """The disk has no room for the next page."""

    code = "disk-full"
    retryable = True


class SpoolReadOnly(ScannerError):
    """The disk of the spool takes no writing, or fails at it."""

    code = "disk-read-only"


class SpoolDamaged(ScannerError):
    """What an interrupted scan left cannot be read in part, and was set aside. Facts: files."""

    code = "spool-damaged"
    retryable = True


class PictureError(ScannerError):
    """A file given as a page cannot be one. Facts: file, the name without its folder."""

    code = "picture-error"


class NotAPicture(PictureError):
    """The file is neither a picture nor a PDF that can be read."""

    code = "not-a-picture"


class PictureTruncated(PictureError):
    """The picture breaks off before its end."""

    code = "picture-truncated"


class PictureTooLarge(PictureError):
    """More pixels than a page may have. Facts: width, height, limit_pixels."""

    code = "picture-too-large"


class PdfLocked(PictureError):
    """The PDF asks for a password."""

    code = "pdf-locked"
