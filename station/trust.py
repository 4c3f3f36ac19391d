"""Which certificates this desk trusts: a folder that IT controls."""

from pathlib import Path

from station.settings import Settings


def trust_folder(home: Path, settings: Settings) -> Path:
    """The folder of the setting `signing.trust_folder`, else `trust` in the desk's home."""
    given = settings.signing.trust_folder
    return Path(given) if given else home / "trust"


def trusted_places(home: Path, settings: Settings) -> tuple[Path, ...]:
    """The same for verification; a desk that has no such folder yet trusts nobody."""
    folder = trust_folder(home, settings)
    return (folder,) if folder.exists() else ()
