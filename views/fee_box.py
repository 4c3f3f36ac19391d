"""What the open paper costs, in the dossier panel, with the slip for the citizen."""

from collections.abc import Callable, Sequence

from PyQt6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from station.fees import Charge
from views.language import translate
from views.place_page import label
from views.wording import money


class FeeBox(QWidget):
    """A line or two of money, a button for the slip, and the grounds for charging no fee."""

    def __init__(
        self,
        cost: Charge,
        grounds: Sequence[str],
        receipt: Callable[[], None],
        decide: Callable[[str], None] | None,
    ) -> None:
        """Lay it out.

        Args:
            cost: of the open paper.
            grounds: on which no fee may be charged.
            receipt: the slip is wanted.
            decide: called with a ground, or with an empty one where the fee is charged after all;
                None where nothing is to be decided any more.
        """
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text in cost_texts(cost):
            words = label(text, "secondary")
            words.setWordWrap(True)
            column.addWidget(words)
        self.receipt = QPushButton(translate("Fee", "Slip for the citizen"))
        self.receipt.setProperty("role", "link")
        self.receipt.setToolTip(
            translate("Fee", "What was received, its cost, when to come for it (Ctrl+B)")
        )
        self.receipt.clicked.connect(lambda: receipt())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.receipt)
        self.grounds: QMenu | None = None
        if decide is not None and (grounds or cost.exemption):
            self.grounds = self._menu(cost, grounds, decide)
            change = QPushButton(translate("Fee", "Change the fee"))
            change.setProperty("role", "link")
            change.setMenu(self.grounds)
            row.addWidget(change)
        row.addStretch(1)
        column.addLayout(row)

    def _menu(self, cost: Charge, grounds: Sequence[str], decide: Callable[[str], None]) -> QMenu:
        menu = QMenu(self)
        choices = [(translate("Fee", "Charge the fee"), "")]
        choices += [
            (translate("Fee", "No fee: {ground}").format(ground=ground), ground)
            for ground in grounds
        ]
        for text, ground in choices:
            action = menu.addAction(text)
            assert action is not None
            action.setCheckable(True)
            action.setChecked(ground == cost.exemption)
            action.triggered.connect(lambda _, ground=ground: decide(ground))
        return menu


def cost_texts(cost: Charge) -> list[str]:
    """What it costs, in words."""
    if cost.exemption:
        texts = [translate("Fee", "No fee: {ground}").format(ground=cost.exemption)]
    elif cost.pages:
        texts = [translate("Fee", "Fee: {amount}").format(amount=money(cost.fee_vnd))]
    else:
        texts = [translate("Fee", "Fee: by the pages, once they are scanned")]
    if cost.photocopies_vnd:
        words = translate("Fee", "Photocopies: {amount}")
        texts.append(words.format(amount=money(cost.photocopies_vnd)))
    return texts
