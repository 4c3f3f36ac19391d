"""A digital copy that is there already stands for a paper of a dossier: nobody scans it again.

NĐ 280/2025: whoever has a paper in digital form is not asked for it again. Its signatures are
judged here, at the moment of attaching, by what this desk trusts.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from offline_store.attached_copies import AttachedCopy
from offline_store.copies_wire import CopyAtCentral, figures_of
from offline_store.errors import FileDamaged, FileMissing
from offline_store.handling import Standing
from offline_store.records import DossierId
from offline_store.search_key import search_key
from offline_store.store import Records, Store
from signing.values import Verdict
from signing.verification import verify_pdf
from station.central_line import open_central
from station.checklist import component_at, mark_component
from station.consent import Purpose, answer_of
from station.counter_errors import ConsentRefused, CopyNotFit
from station.errors import InputInvalid, InputMissing
from station.hanoi_time import Clock
from station.people import Act, require
from station.settings import SyncSettings


@dataclass(frozen=True, slots=True)
class AttachCopy:
    """Gets a copy, judges it, keeps it, and ticks its component off as digital."""

    store: Store
    settings: SyncSettings
    trusted: tuple[Path, ...]
    clerk: str
    now: Clock

    def __call__(self, dossier_id: DossierId, position: int, code: str) -> AttachedCopy:
        """Attach one of the copies that central named for the dossier's requester.

        A copy that was certified here, or is attached to a dossier here, needs no central.

        Args:
            dossier_id: for a procedure.
            position: of the component that it stands for, from 1.
            code: its identity code, as central said it last.

        Raises:
            NotFound: the dossier is for no procedure, or has no such component.
            InputMissing: its requester has no ID number. InputInvalid: central named no such copy.
            ConsentRefused: the citizen does not want it.
            NotEnrolled, CentralError: it could not be had.
            CopyNotFit: its signatures do not hold, or it is another file than central named.
            ComponentHasPages, HandlingOver: as `Checklist`.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
            dossier = records.dossiers.get(dossier_id)
            component_at(records.handling.get(dossier_id), position)
            if answer_of(records, dossier_id, Purpose.COPIES) is False:
                raise ConsentRefused(purpose=Purpose.COPIES.value)
            number = figures_of(dossier.requester.id_number)
            if not number:
                raise InputMissing(field="id-number")
            said = records.citizens_copies.of(number)
            here = _here(records, code)
        known = {each.code: each for each in said.copies} if said is not None else {}
        if code not in known:
            raise InputInvalid(field="copy")
        named = known[code]
        pdf = self._kept(here) or self._fetch(number, dossier.code, named)
        verdict = self._judge(pdf, named)
        sha256 = self.store.files.keep(pdf)
        at = self.now()
        attached = AttachedCopy(
            dossier_id=dossier_id,
            position=position,
            code=code,
            sha256=sha256,
            title=named.title,
            agency=named.agency,
            book=named.book,
            number=named.number,
            signed_at=named.signed_at,
            verdict=verdict.value,
            attached_at=at,
            who=self.clerk,
        )
        why = f"Bản sao điện tử {code}, số {named.number:02d} quyển {named.book}"
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            mark_component(records, self.clerk, at, dossier_id, position, Standing.DIGITAL, why)
            records.attached.keep(attached)
            records.audit.append(
                at, self.clerk, "copy-attached", dossier_id, component=position, sha256=sha256
            )
        return attached

    def attached(self, dossier_id: DossierId) -> tuple[AttachedCopy, ...]:
        """What stands in a dossier in place of papers."""
        with self.store.snapshot() as records:
            return records.attached.of(dossier_id)

    def _kept(self, sha256: str | None) -> bytes | None:
        """The file as it is here; one that went since central has it, or is damaged, is fetched."""
        try:
            return None if sha256 is None else self.store.files.read(sha256)
        except (FileMissing, FileDamaged):
            return None

    def _fetch(self, number: str, dossier_code: str, named: CopyAtCentral) -> bytes:
        with open_central(self.store, self.settings) as central:
            pdf = central.copy_of(number, dossier_code, named.code)
        if named.sha256 and hashlib.sha256(pdf).hexdigest() != named.sha256:
            raise CopyNotFit(reason="another-file", verdict=None)
        return pdf

    def _judge(self, pdf: bytes, named: CopyAtCentral) -> Verdict:
        report = verify_pdf(pdf, self.trusted)
        if report.verdict is not Verdict.TOTAL_PASSED:
            raise CopyNotFit(reason="signatures", verdict=report.verdict.value)
        if named.signed_at > self.now():
            raise CopyNotFit(reason="from-the-future", verdict=report.verdict.value)
        return report.verdict


def proposed_component(names: Mapping[int, str], title: str) -> int | None:
    """For which of these components, by position, a copy of that title most likely stands.

    By the words that both have, marks and case apart; None where no word is shared.
    """
    wanted = set(search_key(title).split())
    shared = {at: len(wanted & set(search_key(name).split())) for at, name in names.items()}
    best = max(shared, key=lambda at: shared[at], default=None)
    return best if best is not None and shared[best] else None


def _here(records: Records, code: str) -> str | None:
    """SHA-256 of the copy's file, where this desk made it or has it attached."""
    return records.dossiers.copy_file_of(code) or records.attached.file_of(code)
