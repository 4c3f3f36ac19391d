"""Forms for the citizen: filled in from what is known, kept, printed to be signed."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from offline_store.filled_forms import FilledForm
from station.eforms.declared import EForm
from station.fill_form import Filling
from station.hanoi_time import hanoi_day
from views.presenters.counter import Counter
from views.presenters.jobs import Jobs
from views.presenters.messages import NoteCode


class FillFormView(Protocol):
    """What the sheet must show."""

    def choose_form(self, forms: tuple[EForm, ...]) -> None:
        """Let the clerk say which of the forms of the procedure."""
        ...

    def ask_form(self, filling: Filling, kinds: Mapping[str, str], today: date) -> None:
        """Let the clerk fill a form in. kinds: names of the kinds of paper, by their ids."""
        ...

    def show_form(self, pdf: bytes) -> None:
        """The filled form, to be printed and signed."""
        ...


class FillFormPresenter:
    """Fills in the forms of the dossier that is open."""

    def __init__(self, counter: Counter, view: FillFormView, serial: Jobs, parallel: Jobs) -> None:
        self._counter = counter
        self._view = view
        self._serial = serial
        self._parallel = parallel

    def open(self) -> None:
        """The form of the open dossier's procedure; where it has several, the clerk chooses."""
        work, desk = self._counter.work, self._counter.desk
        if work is None:
            return
        dossier_id = work.dossier.id

        def found(forms: tuple[EForm, ...]) -> None:
            if not forms:
                self._counter.note(NoteCode.NO_FORM)
            elif len(forms) == 1:
                self.fill(forms[0].id)
            else:
                self._view.choose_form(forms)

        self._parallel.start(lambda: desk.fill_forms.forms(dossier_id), found, self._failed)

    def fill(self, form_id: str) -> None:
        """Show a form with what is known."""
        work, desk = self._counter.work, self._counter.desk
        if work is None:
            return
        dossier_id, today = work.dossier.id, hanoi_day(desk.now())
        kinds = {kind.id: kind.name for kind in desk.papers.kinds}

        def gathered(filling: Filling) -> None:
            now = self._counter.work
            if now is not None and now.dossier.id == dossier_id:
                self._view.ask_form(filling, kinds, today)

        self._parallel.start(
            lambda: desk.fill_forms.filling(dossier_id, form_id), gathered, self._failed
        )

    def keep(self, filling: Filling, said: Mapping[str, str]) -> None:
        """Keep what the clerk sees, and show it to be printed; whatever is open by now."""
        desk = self._counter.desk

        def kept(filled: FilledForm) -> None:
            self._counter.note(NoteCode.FORM_FILLED, form=filled.title)
            self.print(filled)

        self._serial.start(
            lambda: desk.fill_forms.keep(filling.dossier_id, filling.form.id, said),
            kept,
            self._failed,
        )

    def print(self, filled: FilledForm) -> None:
        """Show a form as it was filled in."""
        desk = self._counter.desk
        self._parallel.start(
            lambda: desk.fill_forms.pdf(filled), self._view.show_form, self._failed
        )

    def printed(self) -> None:
        """The printer has taken it."""
        self._counter.note(NoteCode.PRINTED)

    def failed(self, error: Exception) -> None:
        """Printing went wrong."""
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._counter.report(error)
