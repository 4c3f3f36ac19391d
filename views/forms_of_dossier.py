"""The forms of the open dossier: chosen, filled in, looked at and printed."""

from collections.abc import Mapping
from datetime import date

from PyQt6.QtCore import QPoint
from PyQt6.QtWidgets import QMenu, QWidget

from station.eforms.declared import EForm
from station.fill_form import Filling
from views.fill_form_dialog import FillFormDialog
from views.jobs import QtJobs
from views.presenters.counter import Counter
from views.presenters.fill_form import FillFormPresenter
from views.presenters.jobs import Jobs
from views.print_preview import preview_then_print


class FormsOfDossier:
    """They over a sheet. menu: which form, where the procedure has several."""

    def __init__(
        self, counter: Counter, jobs: tuple[Jobs, Jobs], drawing: QtJobs, sheet: QWidget
    ) -> None:
        """jobs: serial, for the clerk's acts, and parallel. drawing: where pages are drawn."""
        self.presenter = FillFormPresenter(counter, self, *jobs)
        self.menu = QMenu(sheet)
        self._drawing = drawing
        self._sheet = sheet

    def choose_form(self, forms: tuple[EForm, ...]) -> None:
        """Which of the forms, from a list."""
        self.menu.clear()
        for form in forms:
            action = self.menu.addAction(form.title)
            assert action is not None
            action.triggered.connect(lambda _, form_id=form.id: self.presenter.fill(form_id))
        self.menu.popup(self._sheet.mapToGlobal(QPoint(0, 0)))

    def ask_form(self, filling: Filling, kinds: Mapping[str, str], today: date) -> None:
        """Let the clerk fill one in."""
        kept = filling.kept

        def again() -> None:
            if kept is not None:
                self.presenter.print(kept)

        FillFormDialog(
            filling,
            kinds,
            today,
            lambda said: self.presenter.keep(filling, said),
            again,
            self._sheet,
        ).open()

    def show_form(self, pdf: bytes) -> None:
        """Look at it and print it."""
        preview_then_print(
            pdf, self._sheet, self._drawing, self.presenter.printed, self.presenter.failed
        )
