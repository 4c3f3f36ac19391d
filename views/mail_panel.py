"""Below the facts of a copy: its way by e-mail."""

from collections.abc import Callable

from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from offline_store.mail_queue import MailItem, MailState
from views.language import translate
from views.look import GRID, MARGIN
from views.place_page import hairline, label, wrapped
from views.wording import moment


class MailPanel(QFrame):
    """An address, a button, and what went or waits already."""

    def __init__(self, send: Callable[[str], None]) -> None:
        super().__init__()
        self._send = send
        self.address = QLineEdit()
        self.address.setPlaceholderText(translate("Mail", "Address"))
        self.address.setAccessibleName(translate("Mail", "The citizen's e-mail address"))
        self.address.returnPressed.connect(self._pressed)
        self.button = QPushButton(translate("Mail", "Send"))
        self.button.setProperty("role", "secondary")
        self.button.setToolTip(translate("Mail", "Send the copy to this address (Enter)"))
        self.button.clicked.connect(self._pressed)
        self.state = wrapped("", "secondary")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.address, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(GRID)
        column.addWidget(hairline())
        column.addWidget(label(translate("Mail", "By e-mail"), "group"))
        column.addLayout(line)
        column.addWidget(self.state)
        self.hide()

    def show_mail(self, address: str, items: tuple[MailItem, ...]) -> None:
        """Offer an address, unless the clerk typed one, and say what went or waits."""
        if not self.address.text() and not items:
            self.address.setText(address)
        self.state.setText("\n".join(item_text(item) for item in items))
        self.state.setVisible(bool(items))
        self.show()

    def clear(self) -> None:
        """Nothing to send: another copy must not go to the address of this one."""
        self.address.clear()
        self.hide()

    def _pressed(self) -> None:
        if address := self.address.text().strip():
            self._send(address)


def item_text(item: MailItem) -> str:
    """How far one copy is on its way to one address."""
    match item.state:
        case MailState.SENT if item.sent_at is not None:
            return translate("Mail", "{address}: sent at {time}").format(
                address=item.recipient, time=moment(item.sent_at)
            )
        case MailState.REFUSED:
            return translate("Mail", "{address}: the mail server refused it").format(
                address=item.recipient
            )
        case _:
            return translate("Mail", "{address}: waiting for the mail server").format(
                address=item.recipient
            )
