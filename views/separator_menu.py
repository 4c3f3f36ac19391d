"""The menu of separator sheets: which sheet, to print or to save."""

from PyQt6.QtCore import Qt
from PyQt6.QtPrintSupport import QPrintDialog, QPrinter
from PyQt6.QtWidgets import QMenu, QWidget

from station.separators import NEXT, Separator
from views.jobs import QtJobs
from views.language import translate
from views.pdf_pages import print_pdf
from views.presenters.separators import SeparatorsPresenter
from views.save_dialog import ask_where_to_save

_NAMES = {"": "giay-to", NEXT: "ho-so"}


class SeparatorMenu(QMenu):
    """Opens under the button of the sheets. jobs: where a sheet is drawn for the printer."""

    def __init__(self, parent: QWidget, presenter: SeparatorsPresenter, jobs: QtJobs) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._jobs = jobs
        for text, of_dossier, act in (
            (translate("Separators", "Print: another paper follows"), False, self._print),
            (translate("Separators", "Print: pages of this dossier follow"), True, self._print),
            (
                translate("Separators", "Print: the next dossier of the lot follows"),
                None,
                self._print,
            ),
            (translate("Separators", "Save: another paper follows"), False, self._save),
            (translate("Separators", "Save: pages of this dossier follow"), True, self._save),
            (
                translate("Separators", "Save: the next dossier of the lot follows"),
                None,
                self._save,
            ),
        ):
            action = self.addAction(text)
            assert action is not None
            action.triggered.connect(
                lambda _, do=act, which=of_dossier: do(
                    Separator(NEXT) if which is None else presenter.separator(of_dossier=which)
                )
            )

    def print_on(self, printer: QPrinter, separator: Separator) -> None:
        """Print a sheet."""

        def composed(pdf: bytes) -> None:
            self._jobs.start(
                lambda: print_pdf(pdf, printer),
                lambda _: self._presenter.printed(),
                self._presenter.failed,
            )

        self._presenter.compose(separator, composed)

    def _print(self, separator: Separator) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.parentWidget())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer, separator))
        dialog.open()

    def _save(self, separator: Separator) -> None:
        ask_where_to_save(
            self.parentWidget(),
            translate("Separators", "Save the separator sheet"),
            ("PDF (*.pdf)",),
            f"to-ngan-{_NAMES.get(separator.dossier, separator.dossier)}.pdf",
            lambda path: self._presenter.save(separator, path),
        )
