"""Which copies were certified for a citizen before, at any desk: central knows.

NĐ 280/2025: whoever has a paper in digital form is not asked for it again.
"""

from dataclasses import dataclass, replace

from offline_store.citizens_copies import SaidOfCopies
from offline_store.copies_wire import figures_of
from offline_store.records import DossierId
from offline_store.store import Store
from station.central_line import open_central
from station.errors import InputMissing
from station.hanoi_time import Clock
from station.people import Act, require
from station.settings import SyncSettings


@dataclass(frozen=True, slots=True)
class FindCopies:
    """Asks central, with the ID number of a dossier's requester; the trail says so.

    Only in a dossier: central keeps in which one somebody asked of whom.
    """

    store: Store
    settings: SyncSettings
    clerk: str
    now: Clock

    def __call__(self, dossier_id: DossierId, limit_s: int | None = None) -> SaidOfCopies:
        """What central says now, the newest copy first; kept for when it is away.

        limit_s: how long its answer may take; None for as long as the settings say.

        Raises:
            NotFound: no such dossier. InputMissing: its requester has no ID number here.
            NotEnrolled, CentralError: central cannot be asked, or refuses a number that is none.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
            dossier = records.dossiers.get(dossier_id)
            number = figures_of(dossier.requester.id_number)
            if not number:
                raise InputMissing(field="id-number")
        patience = self.settings.answer_limit_s
        settings = replace(self.settings, answer_limit_s=min(patience, limit_s or patience))
        with open_central(self.store, settings) as central:
            found = central.copies_of(number, dossier.code)
        said = SaidOfCopies(self.now(), found)
        with self.store.transaction() as records:
            records.citizens_copies.keep(number, said)
            records.audit.append(
                said.said_at, self.clerk, "copies-asked", dossier_id, found=len(found)
            )
        return said

    def kept(self, dossier_id: DossierId) -> SaidOfCopies | None:
        """What central said last of this requester, in whichever dossier; None: nothing is kept.

        Raises:
            NotFound: no such dossier. SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            requester = records.dossiers.get(dossier_id).requester
        return self.kept_of(requester.id_number)

    def kept_of(self, id_number: str) -> SaidOfCopies | None:
        """The same by an ID number, while there is no dossier yet; None for no number.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
            figures = figures_of(id_number)
            return records.citizens_copies.of(figures) if figures else None
