"""Synchronise: what is on its way to central, what holds it up, and what arrived."""

from PyQt6.QtCore import QModelIndex
from PyQt6.QtWidgets import QVBoxLayout

from offline_store.on_the_way import OnTheWay
from offline_store.records import OutboxItem, OutboxState
from views.copy_facts import item_text
from views.empty_list import ListOrWords
from views.language import translate
from views.place_page import PlacePage
from views.presenters.outbox import OutboxPresenter, OutboxRow
from views.presenters.sending import SendingPresenter
from views.tables import Column, Table
from views.theme import Theme
from views.wording import moment, number


class OutboxPage(PlacePage):
    """The outbox."""

    presenter: OutboxPresenter

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, translate("Outbox", "On the way to central"))
        self.table: Table[OutboxRow] = Table(
            theme, self._columns(), translate("Outbox", "Copies on their way")
        )
        self._rows = ListOrWords(
            self.table,
            translate("Outbox", "Nothing is on its way. Each signed copy is sent by itself."),
        )
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rows)
        self.set_primary(translate("Outbox", "Send now"))

    def attach(self, presenter: OutboxPresenter, sending: SendingPresenter) -> None:
        """Let the clerk's acts reach the presenters."""
        self.presenter = presenter
        self.again = self.add_secondary(
            translate("Outbox", "Send refused ones again"),
            "F6",
            sending.send_refused_again,
            icon="again",
        )
        self.again.hide()
        self.primary.clicked.connect(lambda: sending())
        self.table.activated.connect(self._open)

    def show_rows(self, rows: tuple[OutboxRow, ...]) -> None:
        """What waits or was refused, oldest first; then what arrived, newest first."""
        self.table.show_rows(rows, lambda one, other: one.item.id == other.item.id)
        self._rows.show_list(bool(rows))
        states = [row.item.state for row in rows]
        waiting = sum(state in (OutboxState.QUEUED, OutboxState.SENDING) for state in states)
        refused = states.count(OutboxState.REFUSED)
        self.again.setVisible(bool(refused))
        self.set_lacks(
            translate("Outbox", "Waiting: {waiting} · Refused: {refused}").format(
                waiting=number(waiting), refused=number(refused)
            )
            if rows
            else ""
        )

    def show_sending(self, sending: bool, moment: OnTheWay | None = None) -> None:
        """The outbox is being sent; the status line says how far it is."""
        self.set_primary(translate("Outbox", "Send now"), enabled=not sending)
        self.again.setEnabled(not sending)

    def focus_first(self) -> None:
        """Into the list."""
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what matters less."""
        self.table.set_narrow(narrow)

    def _open(self, index: QModelIndex) -> None:
        self.presenter.open(self.table.rows_model.rows[index.row()])

    @staticmethod
    def _columns() -> tuple[Column[OutboxRow], ...]:
        return (
            Column(translate("Outbox", "Dossier"), lambda row: row.code, 170),
            Column(translate("Outbox", "Requester"), lambda row: row.requester, spare=True),
            Column(translate("Outbox", "Original"), lambda row: row.title, spare=True),
            Column(translate("Outbox", "Since"), lambda row: moment(row.item.created_at), 140),
            Column(
                translate("Outbox", "Where it is"),
                lambda row: state_name(row.item),
                130,
                alarming=lambda row: row.item.state is OutboxState.REFUSED,
            ),
            Column(
                translate("Outbox", "What holds it up"),
                lambda row: _held_up(row.item),
                tip=lambda row: item_text(row.item),
            ),
        )


def state_name(item: OutboxItem) -> str:
    """Where an item is."""
    if item.state is OutboxState.ACCEPTED and not item.stands:
        return translate("Outbox", "Being checked")
    return {
        OutboxState.QUEUED: translate("Outbox", "Waits"),
        OutboxState.SENDING: translate("Outbox", "Being sent"),
        OutboxState.ACCEPTED: translate("Outbox", "Safe at central"),
        OutboxState.REFUSED: translate("Outbox", "Refused"),
    }[item.state]


def _held_up(item: OutboxItem) -> str:
    if item.stands or item.error is None:
        return ""
    text = item_text(item)
    if item.state is OutboxState.REFUSED or item.next_attempt_at is None:
        return text
    again = translate("Outbox", "Tried again {moment}.").format(moment=moment(item.next_attempt_at))
    return f"{text} {again}"
