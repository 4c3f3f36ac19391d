"""Which copies were certified for a citizen before, at any desk: central knows.

NĐ 280/2025: whoever has a paper in digital form is not asked for it again.
"""

from dataclasses import dataclass

from offline_store.records import DossierId
from offline_store.store import Store
from offline_store.wire import CopyAtCentral
from station.central_line import open_central
from station.errors import InputMissing
from station.hanoi_time import Clock
from station.people import Act, require
from station.settings import SyncSettings


@dataclass(frozen=True, slots=True)
class FindCopies:
    """Asks central, with the ID number of a dossier's requester; the trail says so."""

    store: Store
    settings: SyncSettings
    clerk: str
    now: Clock

    def __call__(self, dossier_id: DossierId) -> tuple[CopyAtCentral, ...]:
        """The newest first; none where none was certified for that number.

        Raises:
            NotFound: no such dossier. InputMissing: its requester has no ID number here.
            NotEnrolled, CentralError: central cannot be asked, or refuses a number that is none.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
            dossier = records.dossiers.get(dossier_id)
            number = "".join(each for each in dossier.requester.id_number if each.isdigit())
            if not number:
                raise InputMissing(field="id-number")
        with open_central(self.store, self.settings) as central:
            found = central.copies_of(number, dossier.code)
        with self.store.transaction() as records:
            records.audit.append(
                self.now(), self.clerk, "copies-asked", dossier_id, found=len(found)
            )
        return found
