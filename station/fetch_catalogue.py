"""Take the catalogue of procedures from central, where it has another one."""

import logging
from dataclasses import dataclass

from offline_store.catalogue import KeptCatalogue, Origin
from offline_store.central_client import CentralClient
from offline_store.errors import CentralError
from offline_store.store import Store
from station.catalogue import TakeCatalogue
from station.central_line import open_central
from station.errors import StationError
from station.settings import SyncSettings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FetchCatalogue:
    """What central publishes takes the place of what is here, also of what came from a file."""

    store: Store
    settings: SyncSettings
    take: TakeCatalogue

    def __call__(self, client: CentralClient | None = None) -> KeptCatalogue | None:
        """Ask central; what was taken, None where there is nothing else than is here.

        client: a line that is open already; without one, the desk's own is opened.

        Raises:
            NotEnrolled, CentralError: it could not be asked.
            CatalogueInvalid, CatalogueUnsigned, CatalogueOlder: what it has is not taken.
        """
        if client is not None:
            return self._fetch(client)
        with open_central(self.store, self.settings) as own:
            return self._fetch(own)

    def beside(self, client: CentralClient) -> None:
        """The same within a run to central, which it never stops: what is here goes on holding."""
        try:
            self(client)
        except (CentralError, StationError) as error:
            # An older central knows no catalogues; a wrong one is central's to correct.
            log.warning("no catalogue was taken: %s", error.code)

    def _fetch(self, client: CentralClient) -> KeptCatalogue | None:
        version = client.catalogue_version()
        with self.store.snapshot() as records:
            here = records.catalogue.kept()
        if version is None:
            return None
        if here is not None and here.issued_at is not None and here.version == version:
            return None
        return self.take.signed(client.catalogue(version), Origin.CENTRAL)
