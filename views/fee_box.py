"""What the open paper costs, in the dossier panel, with the slip for the citizen."""

from collections.abc import Callable

from PyQt6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from station.fees import Charge, Ground
from views.language import translate
from views.place_page import wrapped
from views.wording import money


class FeeBox(QWidget):
    """A line or two of money, a button for the slip, and the grounds for charging no fee."""

    def __init__(
        self,
        cost: Charge,
        receipt: Callable[[], None],
        decide: Callable[[str], None] | None,
    ) -> None:
        """Lay it out.

        Args:
            cost: of the open paper, with the grounds on which less may be charged.
            receipt: the slip is wanted.
            decide: called with a ground, or with an empty one where the fee is charged after all;
                None where nothing is to be decided any more.
        """
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text in cost_texts(cost):
            words = wrapped(text, "secondary")
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
        if decide is not None and (cost.grounds or cost.exemption):
            self.grounds = self._menu(cost, decide)
            change = QPushButton(translate("Fee", "Change the fee"))
            change.setProperty("role", "link")
            change.setMenu(self.grounds)
            row.addWidget(change)
        row.addStretch(1)
        column.addLayout(row)

    def _menu(self, cost: Charge, decide: Callable[[str], None]) -> QMenu:
        menu = QMenu(self)
        choices: list[Ground | None] = [None, *cost.grounds]
        for ground in choices:
            text = translate("Fee", "Charge the fee") if ground is None else ground_text(ground)
            action = menu.addAction(text)
            assert action is not None
            action.setCheckable(True)
            action.setChecked(ground == cost.exemption)
            words = "" if ground is None else ground.words
            action.triggered.connect(lambda _, words=words: decide(words))
        return menu


def ground_text(ground: Ground) -> str:
    """Why less is charged, and how much less."""
    if ground.percent == 100:
        return translate("Fee", "No fee: {ground}").format(ground=ground.words)
    return translate("Fee", "{percent} % less: {ground}").format(
        percent=ground.percent, ground=ground.words
    )


def cost_texts(cost: Charge) -> list[str]:
    """What it costs, in words."""
    exemption = cost.exemption
    if exemption is not None and exemption.percent == 100:
        texts = [ground_text(exemption)]
    elif cost.pages:
        texts = [translate("Fee", "Fee: {amount}").format(amount=money(cost.fee_vnd))]
    else:
        texts = [translate("Fee", "Fee: by the pages, once they are scanned")]
    if exemption is not None and exemption.percent < 100:
        texts.append(ground_text(exemption))
    if cost.photocopies_vnd:
        words = translate("Fee", "Photocopies: {amount}")
        texts.append(words.format(amount=money(cost.photocopies_vnd)))
    return texts
