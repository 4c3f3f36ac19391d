"""The properties of a silent installation: `msiexec /i TramSo.msi /qn CENTRALURL=… PKCS11=…`.

Each becomes a value in the registry, from where the program takes it (station/registry_settings).
An upgrade or a repair that says nothing keeps what was said before.
"""

from dataclasses import dataclass

from station.registry_settings import INSTALLED, PROGRAM

PROGRAM_KEY = PROGRAM


@dataclass(frozen=True, slots=True)
class SilentProperty:
    """name: on msiexec's command line. key: the setting that it gives. place: in the registry."""

    name: str
    key: str
    place: str = INSTALLED

    @property
    def saved(self) -> str:
        """The property that holds what an earlier installation was told."""
        return f"SAVED{self.name}"

    @property
    def keep(self) -> str:
        """The action that takes it from there."""
        return f"Keep{self.name}"


SILENT = tuple(
    SilentProperty(name, key)
    for name, key in (
        ("CENTRALURL", "sync.central_url"),
        ("ENROLCODE", "sync.enrol_code"),
        ("AGENCYNAME", "agency.name"),
        ("AGENCYCODE", "agency.code"),
        ("OFFICERNAME", "officer.name"),
        ("OFFICERTITLE", "officer.title"),
        ("LOOKUPURL", "copy.lookup_url"),
        ("PKCS11", "signing.officer_module"),
        ("PKCS11TOKEN", "signing.officer_token"),
        ("AGENCYPKCS11", "signing.agency_module"),
        ("AGENCYTOKEN", "signing.agency_token"),
        ("TIMESTAMPSERVERS", "signing.timestamp_servers"),
        ("TRUSTFOLDER", "signing.trust_folder"),
        ("SCANNER", "scanning.device"),
        ("NETWORKSCANNERS", "scanning.network_scanners"),
        ("MIRROR", "store.mirror"),
        ("UPDATESROOT", "updates.root"),
        ("UPDATESRING", "updates.ring"),
        ("UPDATESHOURS", "updates.hours"),
    )
)
# Shown in no log of the installer.
HIDDEN = ("ENROLCODE", "SAVEDENROLCODE")
# Where the program goes: kept as well, and no setting.
FOLDER = SilentProperty("INSTALLDIR", "InstallFolder", PROGRAM_KEY)
KEPT = (*SILENT, FOLDER)
