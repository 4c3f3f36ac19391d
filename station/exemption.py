"""Whether a fee is charged for a copy: somebody's decision, on the trail, before it is signed.

A copy that is signed has its line in the register, and that line is not changed.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from offline_store.records import Document, DocumentId
from offline_store.store import Records, Store
from station.errors import AlreadyCertified, InputInvalid
from station.fees import Charge, FeeSettings, charge
from station.hanoi_time import Clock, hanoi_day
from station.people import Act, require
from station.settings import Settings

EXEMPTED = "fee-exempted"
CHARGED = "fee-charged"


def exemption_of(records: Records, document_id: DocumentId) -> str:
    """On what ground no fee is charged for a document; empty where one is."""
    standing = records.audit.standing(EXEMPTED, CHARGED, document_id)
    return str(json.loads(standing[0].facts)["reason"]) if standing else ""


def cost_of(records: Records, document: Document, settings: FeeSettings, now: datetime) -> Charge:
    """What a document's copies cost now; of a signed one, as it was on its day.

    document: may lack its readings.
    """
    at = now if document.copy is None else document.copy.signed_at
    exemption = exemption_of(records, document.id)
    return charge(settings, hanoi_day(at), len(document.pages), document.copies, exemption)


@dataclass(frozen=True, slots=True)
class DecideFee:
    """What a copy costs, and who is let off it."""

    store: Store
    settings: Settings
    clerk: str
    now: Clock

    def __call__(self, document_id: DocumentId) -> Charge:
        """What it costs as things stand today; of a signed copy, as it was on its day.

        Raises:
            NotFound: no such document.
        """
        with self.store.snapshot() as records:
            document = records.dossiers.document(document_id, with_readings=False)
            return cost_of(records, document, self.settings.fees, self.now())

    def exempt(self, document_id: DocumentId, reason: str) -> None:
        """Charge no fee for a document.

        reason: one of the settings' grounds (`fees.exemptions`); it goes into the register.

        Raises:
            InputInvalid: it is none of them. AlreadyCertified: the copy is in the register.
            NotFound, SignInNeeded, RoleMissing: no such document; the clerk may not.
        """
        if reason not in self.settings.fees.exemptions:
            raise InputInvalid(field="exemption")
        self._decide(document_id, EXEMPTED, reason)

    def charge(self, document_id: DocumentId) -> None:
        """Charge the fee after all.

        Raises:
            AlreadyCertified, NotFound, SignInNeeded, RoleMissing: as in `exempt`.
        """
        self._decide(document_id, CHARGED, "")

    def _decide(self, document_id: DocumentId, act: str, reason: str) -> None:
        with self.store.transaction() as records:
            require(records, self.clerk, Act.JUDGE)
            if records.dossiers.document(document_id, with_readings=False).copy is not None:
                raise AlreadyCertified()
            if exemption_of(records, document_id) != reason:
                records.audit.append(self.now(), self.clerk, act, document_id, reason=reason)
