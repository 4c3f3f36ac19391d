"""Fill a form in for a citizen: what is known stands there, the clerk is asked for the rest.

It is kept with where each value comes from, printed for the citizen to sign, and told to central
with the dossier.
"""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from offline_store.filled_forms import FilledField, FilledForm
from offline_store.handling import Axis
from offline_store.records import DossierId
from offline_store.store import Records, Store
from signing.errors import CopyRefused
from signing.typesetting import drawable, find_fonts, typeset
from station.dossier_states import OVER
from station.eform_errors import (
    EFormFieldUnknown,
    EFormInDoubt,
    EFormInvalid,
    EFormUnknown,
)
from station.eforms.declared import HEAD, EForm, declared, read_document
from station.eforms.evidence import FilledBy, Gather
from station.eforms.finding import FRAME, form_at, form_files, forms_of
from station.eforms.prefill import Found, Prefilled, prefill
from station.eforms.typed import WHOLE, Fault, check, text_of
from station.errors import FormTemplateInvalid, HandlingOver, InputInvalid, InputMissing
from station.hanoi_time import HANOI, Clock, hanoi_day
from station.people import Act, require
from station.recognition.kinds import Kind
from station.settings import Settings
from station.template_fields import require_fields, source_of
from station.typed_text import clean_text


@dataclass(frozen=True, slots=True)
class Filling:
    """A form as it stands before it is kept. kept: as it was filled in last; None: never yet."""

    dossier_id: DossierId
    form: EForm
    fields: Mapping[str, Prefilled]
    kept: FilledForm | None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the fields of which the clerk is asked."""
        return tuple(name for name, each in self.fields.items() if each.asked)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A form's file. form: None where it declares none. error: what is wrong with it, or None."""

    id: str
    since: date
    file: Path
    form: EForm | None
    error: EFormInvalid | FormTemplateInvalid | None


@dataclass(frozen=True, slots=True)
class FillForms:
    """The forms of a dossier for a procedure."""

    store: Store
    settings: Settings
    kinds: Sequence[Kind]
    clerk: str
    now: Clock

    def forms(self, dossier_id: DossierId) -> tuple[EForm, ...]:
        """The forms that the dossier's procedure has today, by id.

        Raises:
            NotFound: the dossier is for no procedure. EFormInvalid: one is not as it must be.
        """
        with self.store.snapshot() as records:
            procedure = records.handling.get(dossier_id).procedure
        return forms_of(procedure.code, hanoi_day(self.now()), self.own, self.kinds)

    def all_forms(self) -> tuple[LookedAt, ...]:
        """Every form, whatever its procedure and day, each with what is wrong with it.

        Raises:
            EFormInvalid: a file is named by a day that there is not.
        """
        looked = []
        for each in form_files(self.own):
            form, error = None, None
            try:
                said = read_document(each.file)
                form = declared(each.id, each.since, each.file, said, self.kinds)
                require_template(form)
            except (EFormInvalid, FormTemplateInvalid) as found:
                error = found
            looked.append(LookedAt(each.id, each.since, each.file, form, error))
        return tuple(looked)

    def filling(self, dossier_id: DossierId, form_id: str = "") -> Filling:
        """A form with what is known; changes nothing. Some hundredths of a second a read page.

        form_id: empty: the only one that the procedure has.

        Raises:
            NotFound: the dossier is for no procedure. EFormInvalid: a form is not as it must be.
            EFormUnknown: there is no such form. SignInNeeded, RoleMissing: the clerk may not.
        """
        form = _form(self.forms(dossier_id), form_id)
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.RECEIVE)
            kept = _kept(records, dossier_id, form)
        earlier = any(
            source.of in ("earlier", "card") for each in form.fields for source in each.sources
        )
        gather = Gather(self.store, self.kinds, self.settings.agency.name)
        known = gather(dossier_id, hanoi_day(self.now()), earlier=earlier)
        return Filling(dossier_id, form, prefill(form, known, kept), kept)

    def keep(
        self,
        dossier_id: DossierId,
        form_id: str,
        said: Mapping[str, str],
        sure: Collection[str] = (),
    ) -> FilledForm:
        """Keep the form: what is proposed, with what the clerk says instead of it.

        said: by field, as typed; what says the same as is proposed says that it is right. sure:
        fields of which the proposed value is right although it is in doubt.

        Raises:
            EFormFieldUnknown: the form has no such field. Facts: form, field, nearest.
            InputInvalid: a value cannot be that; field `form`: the fields do not fit together.
            InputMissing: a field that must be said is empty. Facts: field.
            EFormInDoubt: a value is in doubt, and nobody said that it is right. Facts: fields.
            HandlingOver: nobody handles the dossier any more.
            NotFound, EFormInvalid, EFormUnknown, SignInNeeded, RoleMissing: as `filling`.
        """
        filling = self.filling(dossier_id, form_id)
        form = filling.form
        for name in (*said, *sure):
            if form.field(name) is None:
                names = [each.name for each in form.fields]
                near = difflib.get_close_matches(name, names, n=1)
                raise EFormFieldUnknown(form=form.id, field=name, nearest=near[0] if near else None)
        at = self.now()
        texts = {name: said.get(name, each.found.text) for name, each in filling.fields.items()}
        checked = check(form, texts, hanoi_day(at))
        _require_whole(checked.faults)
        doubtful = [
            name
            for name, each in filling.fields.items()
            if each.doubtful and name not in said and name not in sure
        ]
        if doubtful:
            raise EFormInDoubt(fields=", ".join(doubtful))
        fields = []
        for field in form.fields:
            if field.name not in checked.values:
                continue
            value = checked.values[field.name]
            found = filling.fields[field.name].found
            if text_of(field, value) != found.text:
                found = Found(clean_text(texts[field.name]), FilledBy.CLERK)
            fields.append(
                FilledField(
                    name=field.name,
                    title=field.title,
                    value=value,
                    by=found.by.value,
                    kind=found.kind,
                    page=found.page,
                    dossier=found.dossier,
                    copy=found.copy,
                )
            )
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            state = records.handling.get(dossier_id).state(Axis.BUSINESS)
            if state in OVER:
                raise HandlingOver(state=state)
            filled = FilledForm(
                dossier_id=dossier_id,
                form=form.id,
                revision=records.filled_forms.next_revision(dossier_id, form.id),
                since=form.since,
                title=form.title,
                sample=form.sample,
                fields=tuple(fields),
                at=at,
                who=self.clerk,
            )
            records.filled_forms.add(filled)
            records.audit.append(
                at, self.clerk, "form-filled", dossier_id, form=form.id, revision=filled.revision
            )
        return filled

    def kept(self, dossier_id: DossierId) -> tuple[FilledForm, ...]:
        """The forms of a dossier as they were filled in last, by id."""
        with self.store.snapshot() as records:
            return records.filled_forms.of(dossier_id)

    def pdf(self, filled: FilledForm) -> bytes:
        """A filled form to be printed and signed, PDF/A; the same form gives the same bytes.

        Raises:
            EFormInvalid: its file is gone, or not as it must be any more.
            FormTemplateInvalid: its template lacks a field, or asks for one that there is not.
            CopyRefused: no fonts.
        """
        form = form_at(filled.form, filled.since, self.own, self.kinds)
        with self.store.snapshot() as records:
            dossier = records.dossiers.heading(filled.dossier_id)
            procedure = records.handling.get(filled.dossier_id).procedure
        day = filled.at.astimezone(HANOI)
        values: dict[str, object] = {
            "agency": drawable(self.settings.agency.name),
            "code": dossier.code,
            "procedure": drawable(f"{procedure.code} {procedure.name}"),
            "title": drawable(form.title),
            "sample": form.sample,
            "day": f"{day.day:02d}",
            "month": f"{day.month:02d}" if day.month < 3 else str(day.month),
            "year": str(day.year),
        }
        for field in form.fields:
            said = filled.field(field.name)
            values[field.name] = "" if said is None else drawable(text_of(field, said.value))
        require_template(form)
        files = {FRAME.name: FRAME.read_bytes()}
        try:
            return typeset(form.template, values, files, find_fonts(), filled.at)
        except CopyRefused as error:
            if error.facts.get("reason") != "typesetting-failed":
                raise
            raise FormTemplateInvalid(template=form.template.name, reason="not-typeset") from error

    @property
    def own(self) -> Path | None:
        """The folder of the ward's own forms."""
        folder = self.settings.forms.eforms
        return Path(folder) if folder else None


def require_template(form: EForm) -> None:
    """See that the form's template shows every field, and asks for no other.

    Raises:
        FormTemplateInvalid: it does not. Facts: template, field, reason.
    """
    names = {each.name for each in form.fields}
    must_show = names | {"code", "title"} | ({"sample"} if form.sample else set())
    source = source_of(form.template, FRAME)
    require_fields(form.template.name, source, must_show, names | HEAD)


def _form(forms: Sequence[EForm], form_id: str) -> EForm:
    if not form_id and len(forms) == 1:
        return forms[0]
    for form in forms:
        if form.id == form_id:
            return form
    near = difflib.get_close_matches(form_id, [form.id for form in forms], n=1)
    nearest = near[0] if near else next((form.id for form in forms), None)
    raise EFormUnknown(form=form_id, nearest=nearest)


def _kept(records: Records, dossier_id: DossierId, form: EForm) -> FilledForm | None:
    kept = records.filled_forms.of(dossier_id)
    return next((each for each in kept if each.form == form.id), None)


def _require_whole(faults: Mapping[str, Fault]) -> None:
    """Refuse what cannot be before what is missing: a field may be missing because of another."""
    for name, fault in faults.items():
        if fault is Fault.INVALID:
            raise InputInvalid(field=name if name != WHOLE else "form")
    for name in faults:
        raise InputMissing(field=name)
