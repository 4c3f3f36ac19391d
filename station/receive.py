"""Receive: who asks, for copies of what."""

from dataclasses import dataclass
from datetime import date

from uuid_utils import uuid7

from offline_store.errors import Fact
from offline_store.records import Document, DocumentId, Dossier, DossierId, Requester
from offline_store.store import Records, Store
from station.errors import InputInvalid, InputMissing, SettingMissing
from station.hanoi_time import Clock, hanoi_day
from station.people import Act, require
from station.typed_text import (
    clean_requester,
    clean_text,
    require_sendable,
    require_sendable_requester,
)

MOST_COPIES = 999


@dataclass(frozen=True, slots=True)
class ReceiveDossier:
    """Open a dossier for one original; its code counts up by the day (`H26.x.y-YYMMDD-NNNN`)."""

    store: Store
    agency_code: str
    clerk: str
    now: Clock

    def __call__(
        self, requester: Requester, title: str, copies: int = 1, *, identified_by: str = ""
    ) -> Dossier:
        """Keep a new dossier with one document and return it.

        identified_by: who vouches for the requester, such as `VNeID`; the trail keeps it.

        Raises:
            InputMissing: name or title is empty.
            InputInvalid: copies is not 1 to 999; a text is too long, or has control characters.
            SettingMissing: the agency's code is not set.
            SignInNeeded, RoleMissing: the clerk may not.
            NumbersExhausted: a thousand were received today without central.
        """
        requester = clean_requester(requester)
        title = clean_text(title)
        for field, value in (("name", requester.name), ("title", title)):
            if not value:
                raise InputMissing(field=field)
        require_sendable_requester(requester)
        require_sendable("title", title)
        if not 1 <= copies <= MOST_COPIES:
            raise InputInvalid(field="copies")
        if not self.agency_code:
            raise SettingMissing(key="agency.code")
        at = self.now()
        day = hanoi_day(at)
        dossier_id = DossierId(str(uuid7()))
        document = Document(DocumentId(str(uuid7())), dossier_id, 1, title, copies)
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            code = self.next_code(records, day)
            dossier = Dossier(dossier_id, code, requester, at, (document,))
            records.dossiers.add(dossier)
            vouched = vouched_for(identified_by)
            records.audit.append(at, self.clerk, "dossier-received", dossier_id, **vouched)
        return dossier

    def next_code(self, records: Records, day: date) -> str:
        """The next code of that day, which no dossier here bears from before there was a central.

        Raises:
            NumbersExhausted: a thousand were received that day without central.
        """
        while True:
            number = records.codes.next(day)
            code = f"{self.agency_code}-{day:%y%m%d}-{number:04d}"
            if not records.dossiers.is_taken(code):
                return code


def vouched_for(identified_by: str) -> dict[str, Fact]:
    """What the trail says of who vouches for a requester; nothing where nobody does."""
    return {"identified_by": identified_by} if identified_by else {}
