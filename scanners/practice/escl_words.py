"""The documents that an eSCL scanner answers with, and airscan's configuration for it."""

MODEL = "Practice MFP"

AIRSCAN_CONF = """\
[devices]
"{name}" = {url}, escl
[options]
discovery = disable
ws-discovery = off
"""

_NAMES = (
    'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" '
    'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
)

# Sizes are in 1/300 inch: A4. airscan pads a narrower picture to what it asked for.
_SOURCE = """\
<scan:{tag}>
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2480</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>
<scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes>
<scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode>
</scan:ColorModes>
<scan:DocumentFormats>
<pwg:DocumentFormat>{content_type}</pwg:DocumentFormat>
<scan:DocumentFormatExt>{content_type}</scan:DocumentFormatExt>
</scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>{resolutions}</scan:DiscreteResolutions>
</scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>
</scan:{tag}>"""

_RESOLUTION = """\
<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>
<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"""

_CAPABILITIES = """\
<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities {names}>
<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>{model}</pwg:MakeAndModel>
<pwg:SerialNumber>1</pwg:SerialNumber>
<scan:UUID>4509a320-00a0-008f-00b6-002507510eca</scan:UUID>
<scan:Platen>{platen}</scan:Platen>
<scan:Adf>{simplex}{duplex}
<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption>
<scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions>
</scan:Adf>
</scan:ScannerCapabilities>"""

_STATUS = """\
<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus {names}>
<pwg:Version>2.63</pwg:Version><pwg:State>Idle</pwg:State>
<scan:AdfState>{adf_state}</scan:AdfState>
</scan:ScannerStatus>"""


def capabilities(content_type: str, resolutions: tuple[int, ...] = (75, 150, 200, 300)) -> str:
    """Return ScannerCapabilities: flatbed, feeder and duplex, gray and colour, one file format."""
    discrete = "".join(_RESOLUTION.format(dpi=dpi) for dpi in resolutions)

    def source(tag: str) -> str:
        return _SOURCE.format(tag=tag, content_type=content_type, resolutions=discrete)

    return _CAPABILITIES.format(
        names=_NAMES,
        model=MODEL,
        platen=source("PlatenInputCaps"),
        simplex=source("AdfSimplexInputCaps"),
        duplex=source("AdfDuplexInputCaps"),
    )


def status(adf_state: str) -> str:
    """Return ScannerStatus with the feeder's state, for instance `ScannerAdfLoaded`."""
    return _STATUS.format(names=_NAMES, adf_state=adf_state)
