"""Issue a paper of a dossier for a procedure: kept with what it says, then printed or mailed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import segno
from uuid_utils import uuid7

from offline_store.handling import Axis, Handling
from offline_store.issued_papers import IssuedPaper, PaperId
from offline_store.records import DossierId
from offline_store.store import Records, Store
from station.citizen_forms import CitizenForm, compose, template_named, template_on
from station.dossier_states import OVER, Business
from station.errors import InputInvalid, InputMissing, PaperNotNow
from station.form_values import paper_values, reason_of, wanted_components
from station.hanoi_time import HANOI, Clock, hanoi_day
from station.people import Act, require
from station.settings import Settings
from station.time_limit import received_at
from station.typed_text import clean_text, require_sendable
from station.working_time import WorkingTime

_B = Business
# The states in which a paper may be issued; None: any from which on it was received.
_IN_STATE: Mapping[CitizenForm, frozenset[str] | None] = {
    CitizenForm.RECEIPT: None,
    CitizenForm.SUPPLEMENT: frozenset({_B.REGISTERED, _B.RECEIVED, _B.SUPPLEMENT_ASKED}),
    CitizenForm.REFUSAL: frozenset({_B.NOT_RECEIVED}),
    CitizenForm.APOLOGY: None,
    CitizenForm.STOP: frozenset({_B.STOPPED}),
    CitizenForm.PROCESS: None,
}
_WANTS_REASON = frozenset(
    {CitizenForm.REFUSAL, CitizenForm.APOLOGY, CitizenForm.STOP, CitizenForm.SUPPLEMENT}
)


@dataclass(frozen=True, slots=True)
class IssuePaper:
    """One of the six papers of a dossier; its number is kept before anybody has it in hand."""

    store: Store
    settings: Settings
    calendar: WorkingTime
    clerk: str
    now: Clock

    def __call__(
        self,
        dossier_id: DossierId,
        form: CitizenForm,
        *,
        reason: str = "",
        new_due: date | None = None,
    ) -> tuple[IssuedPaper, bytes]:
        """Issue it anew, and give it as PDF/A; nothing is kept where it cannot be composed.

        reason: what the citizen is told; empty: what was said when the dossier came into its state,
        and of an apology it must be said. new_due: of an apology, the day by which it is resolved.

        Raises:
            NotFound: the dossier is for no procedure.
            PaperNotNow: it does not stand where that paper belongs. Facts: paper, state.
            FormTemplateInvalid: the template lacks a field, or asks for one that there is not.
            InputMissing, InputInvalid: `reason` or `new_due` is not there, or cannot be that.
            CopyRefused: no fonts. SignInNeeded, RoleMissing: the clerk may not.
        """
        reason = clean_text(reason)
        require_sendable("reason", reason)
        at = self.now()
        while True:
            draft, pdf = self._composed(dossier_id, form, reason, self._new_due(form, new_due), at)
            with self.store.transaction() as records:
                require(records, self.clerk, Act.RECEIVE)
                _require_state(records.handling.get(dossier_id), form)
                if records.issued_papers.next_count(dossier_id, form.value) != draft.count:
                    continue  # another program issued one meanwhile
                records.issued_papers.add(draft)
                records.audit.append(
                    at,
                    self.clerk,
                    "paper-issued",
                    dossier_id,
                    form=form.value,
                    count=draft.count,
                    template=draft.template,
                )
                return draft, pdf

    def receipt(self, dossier_id: DossierId) -> bytes:
        """The receipt of a dossier: the one that was issued last, or a new one.

        Raises:
            As `__call__`.
        """
        with self.store.snapshot() as records:
            papers = records.issued_papers.of(dossier_id)
        issued = [paper for paper in papers if paper.form == CitizenForm.RECEIPT]
        return self.again(issued[-1].id) if issued else self(dossier_id, CitizenForm.RECEIPT)[1]

    def may_issue(self, handling: Handling) -> tuple[CitizenForm, ...]:
        """The papers that belong to where a dossier stands, in the law's order."""
        return tuple(form for form in _IN_STATE if _fits(handling, form))

    def again(self, paper_id: PaperId) -> bytes:
        """A paper that was issued before, as it was then, PDF/A.

        Raises:
            NotFound: there is none. FormTemplateInvalid: its template is gone, or was changed so
                that it does not fit any more. CopyRefused: no fonts.
        """
        with self.store.snapshot() as records:
            paper = records.issued_papers.get(paper_id)
        template = template_named(paper.template, CitizenForm(paper.form), self._own_templates)
        return compose(template, paper.content, qr_picture(str(paper.content["qr"])), paper.at)

    @property
    def _own_templates(self) -> Path | None:
        folder = self.settings.forms.templates
        return Path(folder) if folder else None

    def _new_due(self, form: CitizenForm, day: date | None) -> datetime | None:
        if form is not CitizenForm.APOLOGY:
            if day is not None:
                raise InputInvalid(field="new_due")
            return None
        if day is None:
            raise InputMissing(field="new_due")
        if day < hanoi_day(self.now()) or not self.calendar.is_working(day):
            raise InputInvalid(field="new_due")
        return datetime.combine(day, self.calendar.closes, HANOI)

    def _composed(
        self,
        dossier_id: DossierId,
        form: CitizenForm,
        reason: str,
        new_due: datetime | None,
        at: datetime,
    ) -> tuple[IssuedPaper, bytes]:
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
            handling = records.handling.get(dossier_id)
            _require_state(handling, form)
            _require_reason(handling, form, reason)
            dossier = records.dossiers.heading(dossier_id)
            count = records.issued_papers.next_count(dossier_id, form.value)
            name = _name_of(records, self.clerk)
        content = paper_values(
            form,
            dossier,
            handling,
            self.settings,
            self.calendar,
            at,
            count=count,
            clerk=name,
            reason=reason,
            new_due=new_due,
        )
        template = template_on(form, hanoi_day(at), self._own_templates)
        pdf = compose(template, content, qr_picture(str(content["qr"])), at)
        paper = IssuedPaper(
            id=PaperId(str(uuid7())),
            dossier_id=dossier_id,
            form=form.value,
            count=count,
            template=template.name,
            content=content,
            at=at,
            who=self.clerk,
        )
        return paper, pdf


def qr_picture(text: str) -> bytes:
    """A QR code (TCVN 7322:2009, ISO/IEC 18004) as SVG, error correction M."""
    whole = io.BytesIO()
    made = segno.make(text, error="m", boost_error=False, micro=False)
    made.save(whole, kind="svg", border=4, xmldecl=False)
    return whole.getvalue()


def _fits(handling: Handling, form: CitizenForm) -> bool:
    state = handling.state(Axis.BUSINESS)
    allowed = _IN_STATE.get(form, frozenset())
    if allowed is not None:
        return state in allowed
    if form is CitizenForm.APOLOGY and state in OVER:
        return False
    return received_at(handling) is not None


def _require_state(handling: Handling, form: CitizenForm) -> None:
    if not _fits(handling, form):
        raise PaperNotNow(paper=form.value, state=handling.state(Axis.BUSINESS))


def _require_reason(handling: Handling, form: CitizenForm, reason: str) -> None:
    if form not in _WANTS_REASON or reason:
        return
    known = form is not CitizenForm.APOLOGY and bool(reason_of(handling))
    listed = form is CitizenForm.SUPPLEMENT and bool(wanted_components(handling))
    if not known and not listed:
        raise InputMissing(field="reason")


def _name_of(records: Records, login: str) -> str:
    account = records.accounts.of(login)
    return login if account is None else account.name
