"""The table of dossiers: code, requester, paper, steps, where it lies, by when it is due."""

from station.progress import light, next_step
from views.language import translate
from views.presenters.dossier_rows import Row
from views.step_marks import LightsDelegate, StepsDelegate
from views.tables import Column, Table
from views.theme import Theme
from views.wording import due_words, light_name, moment, short_due, step_name, waits_for


class DossierTable(Table[Row]):
    """A row for each document of each dossier."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _columns(), translate("Dossiers", "Dossiers"))
        self.setItemDelegateForColumn(3, StepsDelegate(theme, self))
        self.setItemDelegateForColumn(4, LightsDelegate(theme, self))

    def show_dossiers(self, rows: tuple[Row, ...]) -> None:
        """Show these; the one in hand stays in hand."""
        self.show_rows(rows, lambda one, other: one.document.id == other.document.id)


def _columns() -> tuple[Column[Row], ...]:
    return (
        Column(translate("Dossiers", "Dossier"), lambda row: row.dossier.code, 170),
        Column(translate("Dossiers", "Requester"), lambda row: row.dossier.requester.name),
        Column(translate("Dossiers", "Paper"), lambda row: row.document.title, spare=True),
        Column(
            translate("Dossiers", "Steps"),
            _next_step_text,
            230,
            value=lambda row: row.document,
            tip=lambda row: waits_for(next_step(row.document)),
        ),
        Column(
            translate("Dossiers", "Where it lies"),
            lambda row: light_name(light(row.document)),
            165,
            value=lambda row: row.document,
            spare=True,
        ),
        Column(
            translate("Dossiers", "Due"),
            _due_text,
            112,
            right=True,
            tip=_due_tip,
            alarming=lambda row: row.due is not None and row.due.late,
        ),
    )


def _due_text(row: Row) -> str:
    return "" if row.due is None else short_due(row.due)


def _due_tip(row: Row) -> str:
    received = translate("Dossiers", "Received {moment}").format(
        moment=moment(row.dossier.created_at)
    )
    return received if row.due is None else f"{due_words(row.due)}\n{received}"


def _next_step_text(row: Row) -> str:
    following = next_step(row.document)
    return waits_for(None) if following is None else step_name(following)
