"""What a citizen is asked to agree to, and what they said: on the trail, and never by default.

The procedure itself needs no consent (Luật 91/2025/QH15: an agency at work under the law). What
goes beyond it does, apart from everything else, and a no costs the citizen nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from offline_store.records import DossierId
from offline_store.store import Records, Store
from station.hanoi_time import Clock
from station.people import Act, require


class Purpose(StrEnum):
    """What the citizen is asked for.

    MAIL: that the copy goes to them by e-mail. COPIES: that copies which the city already holds
    are used instead of papers. FACE: that their face is held against the photo on their card.
    """

    MAIL = "mail"
    COPIES = "copies"
    FACE = "face"


class Said(StrEnum):
    """How the citizen answered: by hand on the screen, or aloud, as the clerk says."""

    ON_SCREEN = "screen"
    ALOUD = "aloud"


@dataclass(frozen=True, slots=True)
class AskConsent:
    """Keeps what citizens said. The latest answer stands; a yes can be taken back."""

    store: Store
    clerk: str
    now: Clock

    def record(self, dossier_id: DossierId, purpose: Purpose, agreed: bool, said: Said) -> None:
        """Keep an answer.

        Raises:
            NotFound: no such dossier. SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            records.dossiers.get(dossier_id)
            act = _act(purpose, agreed)
            records.audit.append(self.now(), self.clerk, act, dossier_id, said=said.value)

    def answers(self, dossier_id: DossierId) -> Mapping[Purpose, bool]:
        """What the dossier's requester said last, by what they were asked; unasked ones lack."""
        with self.store.snapshot() as records:
            said = {purpose: answer_of(records, dossier_id, purpose) for purpose in Purpose}
        return {purpose: answer for purpose, answer in said.items() if answer is not None}


def answer_of(records: Records, dossier_id: DossierId, purpose: Purpose) -> bool | None:
    """What the requester said last; None where nobody asked."""
    yes, no = _act(purpose, True), _act(purpose, False)
    for act, other, answer in ((yes, no, True), (no, yes, False)):
        if records.audit.standing(act, other, dossier_id):
            return answer
    return None


def _act(purpose: Purpose, agreed: bool) -> str:
    return f"consent-{purpose.value}-{'given' if agreed else 'refused'}"
