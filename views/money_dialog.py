"""What a procedure costs this citizen, the code to pay it by, and the cashier's act."""

from collections.abc import Callable, Mapping
from functools import partial

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from offline_store.payments import Outcome
from station.procedure_fees import fees_on
from views.language import translate
from views.look import GRID, MARGIN
from views.place_page import label, scrolled, wrapped
from views.presenters.handling import Handled
from views.qr_code import QrCode
from views.sheet import Sheet
from views.wording import moment, money

WIDTH, HEIGHT = GRID * 72, GRID * 66

Owed = Callable[[Mapping[str, str]], tuple[int, str]]
OnTaken = Callable[[Mapping[str, str], str], None]
"""The exemptions, and the id of a transfer that central told of; empty for cash."""


class MoneyDialog(Sheet):
    """`taken` is called once, unless it is given up."""

    def __init__(self, handled: Handled, owed: Owed, taken: OnTaken, parent: QWidget) -> None:
        super().__init__(translate("Money", "Take the fee"), (WIDTH, HEIGHT), parent, once=True)
        self._owed = owed
        self._taken = taken
        heading = wrapped(f"{handled.code} · {handled.name}", "title")
        self.choices: dict[str, QComboBox] = {}
        rows = QWidget()
        fees = QVBoxLayout(rows)
        fees.setContentsMargins(0, 0, 0, 0)
        fees.setSpacing(GRID)
        for fee in fees_on(handled.handling.procedure, handled.fee_day):
            name = wrapped(f"{fee.name}: {money(fee.vnd)}")
            fees.addWidget(name)
            if fee.exemptions:
                choice = QComboBox()
                choice.setAccessibleName(fee.name)
                choice.addItem(translate("Money", "Pays all of it"), "")
                for each in fee.exemptions:
                    words = translate("Money", "{who}: {percent} % less").format(
                        who=each.who, percent=each.percent
                    )
                    choice.addItem(words, each.who)
                choice.currentIndexChanged.connect(lambda _: self._refresh())
                self.choices[fee.name] = choice
                fees.addWidget(choice)
        fees.addStretch(1)
        self.total = label("", "number")
        self.code = QrCode(translate("Money", "The code to pay by transfer"))
        self.hint = wrapped(
            translate(
                "Money",
                "A code that was shown is not paid: wait for central's word of the transfer, or "
                "take cash.",
            ),
            "secondary",
        )
        beside = QHBoxLayout()
        beside.setSpacing(MARGIN)
        said = QVBoxLayout()
        said.addWidget(self.total)
        said.addWidget(self.hint)
        said.addStretch(1)
        beside.addLayout(said, 1)
        beside.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        column = self.fill()
        column.addWidget(heading)
        column.addWidget(scrolled(rows), 1)
        column.addLayout(beside)
        self.transfers: list[tuple[QPushButton, int]] = []
        for told in handled.told:
            if told.outcome is Outcome.TAKEN:
                continue
            text = translate("Money", "Take the transfer of {amount}, {moment}").format(
                amount=money(told.vnd), moment=moment(told.paid_at)
            )
            button = QPushButton(text)
            button.setToolTip(told.reference)
            button.clicked.connect(partial(self._take, told.id))
            self.transfers.append((button, told.vnd))
            column.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        take = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        assert take is not None
        self.take = take
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._refresh()

    @property
    def exempt(self) -> dict[str, str]:
        """By fee, who the citizen is; those that are paid in full are not in it."""
        chosen = {name: str(choice.currentData()) for name, choice in self.choices.items()}
        return {name: who for name, who in chosen.items() if who}

    def _take(self, told: str | bool = "") -> None:
        exempt = self.exempt
        self.accept()
        self._taken(exempt, told if isinstance(told, str) else "")

    def _refresh(self) -> None:
        vnd, code = self._owed(self.exempt)
        self.total.setText(money(vnd))
        self.code.show_text(code)
        self.hint.setVisible(bool(code))
        self.take.setText(
            translate("Money", "Cash was taken") if vnd else translate("Money", "Nothing is owed")
        )
        for button, told in self.transfers:
            button.setEnabled(told == vnd)
