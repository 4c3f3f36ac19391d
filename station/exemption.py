"""Whether a fee is charged for a copy: somebody's decision, on the trail, before it is signed.

A copy that is signed has its line in the register, and that line is not changed.

Who is exempt is said in one place: by the catalogue, where it has the procedure by which copies are
certified with fees of that day; else by the settings (`fees.exemptions`). How high the fee is, is
said by the rule of law either way (`station.fees`).
"""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from offline_store.errors import Fact
from offline_store.records import Document, DocumentId
from offline_store.store import Records, Store
from station.errors import AlreadyCertified, InputInvalid
from station.fees import Charge, FeeSettings, Ground, charge
from station.hanoi_time import Clock, hanoi_day
from station.people import Act, require
from station.procedure_fees import fees_on
from station.settings import Settings

EXEMPTED = "fee-exempted"
CHARGED = "fee-charged"

COPIES = "2.000815"
"""The procedure `Chứng thực bản sao từ bản chính`; its long form ends with the agency's code."""


def grounds_on(records: Records, settings: FeeSettings, day: date) -> tuple[Ground, ...]:
    """On which grounds a copy's fee may be waived on that day: the catalogue's, else the settings'.

    A catalogue that has the fee and exempts nobody exempts nobody.
    """
    for code in records.catalogue.codes():
        if code == COPIES or code.startswith(f"{COPIES}."):
            procedure = records.catalogue.of(code, day)
            fees = () if procedure is None else fees_on(procedure, day)
            if fees:
                given = [each for fee in fees for each in fee.exemptions]
                words = [Ground(f"{each.who} ({each.ground})", each.percent) for each in given]
                return tuple(dict.fromkeys(words))
    return tuple(Ground(words) for words in settings.exemptions)


def exemption_of(records: Records, document_id: DocumentId) -> Ground | None:
    """On what ground less is charged for a document, or nothing; None where all of it is."""
    standing = records.audit.standing(EXEMPTED, CHARGED, document_id)
    if not standing:
        return None
    facts = json.loads(standing[0].facts)
    return Ground(str(facts["reason"]), int(facts.get("percent", 100)))


def cost_of(records: Records, document: Document, settings: FeeSettings, now: datetime) -> Charge:
    """What a document's copies cost now; of a signed one, as it was on its day.

    document: may lack its readings.
    """
    day = hanoi_day(now if document.copy is None else document.copy.signed_at)
    exemption = exemption_of(records, document.id)
    cost = charge(settings, day, len(document.pages), document.copies, exemption)
    return replace(cost, grounds=grounds_on(records, settings, day))


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
        """Charge less for a document, or nothing, as the ground says.

        reason: the words of one of today's grounds (`grounds_on`); they go into the register.

        Raises:
            InputInvalid: it is none of them. AlreadyCertified: the copy is in the register.
            NotFound, SignInNeeded, RoleMissing: no such document; the clerk may not.
        """
        with self.store.snapshot() as records:
            grounds = grounds_on(records, self.settings.fees, hanoi_day(self.now()))
        ground = next((each for each in grounds if each.words == reason), None)
        if ground is None:
            raise InputInvalid(field="exemption")
        self._decide(document_id, ground)

    def charge(self, document_id: DocumentId) -> None:
        """Charge the fee after all.

        Raises:
            AlreadyCertified, NotFound, SignInNeeded, RoleMissing: as in `exempt`.
        """
        self._decide(document_id, None)

    def _decide(self, document_id: DocumentId, ground: Ground | None) -> None:
        with self.store.transaction() as records:
            require(records, self.clerk, Act.JUDGE)
            if records.dossiers.document(document_id, with_readings=False).copy is not None:
                raise AlreadyCertified()
            if exemption_of(records, document_id) == ground:
                return
            act = CHARGED if ground is None else EXEMPTED
            facts: dict[str, Fact] = {"reason": "" if ground is None else ground.words}
            if ground is not None and ground.percent < 100:
                facts["percent"] = ground.percent
            records.audit.append(self.now(), self.clerk, act, document_id, **facts)
