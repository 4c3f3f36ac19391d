"""Where a file is to be saved: asked in a dialog over the window."""

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QStandardPaths, Qt
from PyQt6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(
    parent: QWidget | None,
    title: str,
    kinds: tuple[str, ...],
    name: str,
    save: Callable[[Path], None],
) -> None:
    """Open the dialog, and return at once.

    kinds: as `PDF (*.pdf)`. name: offered, in the folder for documents; its suffix is put behind
    what has none. save: called with what was chosen.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: save(Path(chosen)))
    dialog.open()
