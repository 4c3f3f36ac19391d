"""Words between a desk and central about updates: where their repository (TUF) is, what is offered.

Metadata and files are as The Update Framework has them (specification 1.0, consistent snapshots);
which packages go to whom stands in one small target of it, `offers.json`.
"""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PATH_UPDATES = "/api/v1/updates"
PATH_UPDATE_METADATA = PATH_UPDATES + "/metadata/"
PATH_UPDATE_TARGETS = PATH_UPDATES + "/targets/"
OFFERS = "offers.json"
MOST_OFFERS = 100

_FILE = r"tramso_([0-9]{1,5}(?:\.[0-9]{1,5}){2}-[0-9]{1,5})_(?:amd64\.(deb)|x64\.(msi))"


class PackageKind(StrEnum):
    """For which installer of a system a package is."""

    DEB = "deb"
    MSI = "msi"


class Offer(BaseModel):
    """A package, and to which rings of desks it goes. file: named as the packages are built."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: Annotated[str, StringConstraints(pattern=f"^{_FILE}$")]
    rings: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")], ...]

    @property
    def version(self) -> str:
        """Of the program and of its packaging, such as `0.1.0-2`."""
        return self._parts()[0]

    @property
    def kind(self) -> PackageKind:
        """For which installer it is."""
        return PackageKind(self._parts()[1])

    def _parts(self) -> tuple[str, str]:
        found = re.fullmatch(_FILE, self.file)
        assert found is not None
        version, deb, msi = found.groups()
        return version, deb or msi


class Offers(BaseModel):
    """All that is offered."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    offers: Annotated[tuple[Offer, ...], Field(max_length=MOST_OFFERS)] = ()
