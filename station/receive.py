"""Receive: who asks, for copies of what."""

import unicodedata
from dataclasses import dataclass, fields, replace

from uuid_utils import uuid7

from offline_store.records import Document, DocumentId, Dossier, DossierId, Requester
from offline_store.store import Store
from station.errors import InputInvalid, InputMissing, SettingMissing
from station.hanoi_time import Clock, hanoi_day
from station.people import Act, require

MOST_COPIES = 999
LONGEST_TEXT = 500  # as `offline_store/wire.py` has it


@dataclass(frozen=True, slots=True)
class ReceiveDossier:
    """Open a dossier for one original; its code counts up by the day (`H26.x.y-YYMMDD-NNNN`)."""

    store: Store
    agency_code: str
    clerk: str
    now: Clock

    def __call__(self, requester: Requester, title: str, copies: int = 1) -> Dossier:
        """Keep a new dossier with one document and return it.

        Raises:
            InputMissing: name or title is empty.
            InputInvalid: copies is not 1 to 999; a text is too long, or has control characters.
            SettingMissing: the agency's code is not set.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        requester = replace(
            requester, **{f.name: _clean(getattr(requester, f.name)) for f in fields(requester)}
        )
        title = _clean(title)
        for field, value in (("name", requester.name), ("title", title)):
            if not value:
                raise InputMissing(field=field)
        for entry in fields(requester):
            _require_sendable(entry.name, getattr(requester, entry.name))
        _require_sendable("title", title)
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
            number = records.dossiers.next_code_number(day)
            code = f"{self.agency_code}-{day:%y%m%d}-{number:04d}"
            dossier = Dossier(dossier_id, code, requester, at, (document,))
            records.dossiers.add(dossier)
            records.audit.append(at, self.clerk, "dossier-received", dossier_id)
        return dossier


def _require_sendable(field: str, text: str) -> None:
    """See now that central will take the text: once a number is signed it is too late."""
    if len(text) > LONGEST_TEXT or any(unicodedata.category(letter) == "Cc" for letter in text):
        raise InputInvalid(field=field)


def _clean(text: str) -> str:
    """Vietnamese is stored NFC (TCVN 6909:2001), without stray white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
