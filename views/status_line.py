"""The status line: token, scanner, central, what is owed or short; then the last message."""

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from offline_store.on_the_way import OnTheWay
from scanners.values import Device
from views.language import translate
from views.look import GRID, SMALL_ICON
from views.message_list import message_text, tone_icon
from views.place_page import label
from views.presenters.messages import Message, Tone
from views.presenters.status import DeskState
from views.problem_texts import problem_text
from views.sending_texts import sending_short, sending_text
from views.theme import Theme
from views.wording import moment, number


class StatusLine(QFrame):
    """Each state has an icon, a word, and a sentence on hover; narrow leaves out the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self.setProperty("role", "status")
        self.token = self._light()
        self.scanner = self._light()
        self.central = self._light()
        self._state: DeskState | None = None
        self._moving: OnTheWay | None = None
        self.debts = self._light()
        self.numbers = self._light()
        self.disk = self._light()
        self.mark = QLabel()
        self.last = label("", "small")
        self.last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.more = self._light()
        self.more.setIcon(theme.icon("error", theme.palette.error))
        self._say(
            self.more,
            translate("Status", "What now"),
            translate("Status", "What happened, what is safe, what to do (F12)"),
        )
        self.more.hide()
        self.messages = self._light()
        self.messages.setIcon(theme.icon("messages", theme.palette.secondary))
        self._say(
            self.messages,
            translate("Status", "Messages"),
            translate("Status", "All messages (Ctrl+L)"),
        )
        self.verify = self._light()
        self.verify.setIcon(theme.icon("verify", theme.palette.secondary))
        self._say(
            self.verify,
            translate("Status", "Check a PDF"),
            translate("Status", "Check the signatures of any PDF (F8)"),
        )
        self.help = self._light()
        self.help.setIcon(theme.icon("help", theme.palette.secondary))
        self._say(self.help, translate("Status", "Keys"), translate("Status", "All keys (F1)"))
        self.person = self._light()
        self.person.setIcon(theme.icon("person", theme.palette.secondary))
        self.person.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.person.hide()
        self.time = label("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 0, GRID + 4, 0)
        row.setSpacing(GRID // 2)
        lights = (self.token, self.scanner, self.central, self.debts, self.numbers, self.disk)
        for widget in lights:
            row.addWidget(widget)
        row.addSpacing(GRID)
        row.addWidget(self.mark)
        row.addWidget(self.last, 1)
        row.addWidget(self.more)
        row.addWidget(self.verify)
        row.addWidget(self.messages)
        row.addWidget(self.help)
        row.addWidget(self.person)
        row.addWidget(self.time)
        self.debts.hide()
        self.numbers.hide()
        self.disk.hide()
        self._paint(self.token, "token", None)
        self._say(
            self.token, translate("Status", "Token…"), translate("Status", "Looking for the token")
        )
        self._paint(self.scanner, "scanner", None)
        self._say(
            self.scanner,
            translate("Status", "Scanner…"),
            translate("Status", "Looking for scanners"),
        )
        self._paint(self.central, "outbox", None)
        self._say(self.central, translate("Status", "Central…"), "")

    def show_state(self, state: DeskState) -> None:
        """Tokens, outbox, debts, numbers and disk."""
        self._show_token(state)
        self._show_central(state)
        self._show_numbers(state)
        self._show_disk(state)
        self.debts.setVisible(state.debts > 0)
        if state.nearest_debt is not None:
            palette = self._theme.palette
            self._paint(self.debts, "clock", palette.error if state.debt_late else palette.doubt)
            sentence = (
                translate("Status", "The first was due by {time}. Press for the list (Shift+F8).")
                if state.debt_late
                else translate(
                    "Status", "The first must be had by {time}. Press for the list (Shift+F8)."
                )
            )
            self._say(
                self.debts,
                translate("Status", "Owed to signatures: {count}").format(
                    count=number(state.debts)
                ),
                sentence.format(time=moment(state.nearest_debt)),
            )

    def show_scanners(self, devices: tuple[Device, ...] | None) -> None:
        """The scanners that answered; None while they are looked for."""
        if devices is None:
            return
        palette = self._theme.palette
        if devices:
            self._paint(self.scanner, "scanner", palette.done)
            names = ", ".join(device.name for device in devices)
            self._say(
                self.scanner,
                translate("Status", "Scanner"),
                translate("Status", "Ready: {names}").format(names=names),
            )
        else:
            self._paint(self.scanner, "scanner", palette.doubt)
            self._say(
                self.scanner,
                translate("Status", "No scanner"),
                translate(
                    "Status", "No scanner answers. Check its cable, then press F6 under Scan."
                ),
            )

    def show_message(self, message: Message) -> None:
        """The last message; all of them are in the list."""
        first, second = message_text(message)
        icon = tone_icon(self._theme, message.tone)
        self.mark.setPixmap(icon.pixmap(SMALL_ICON, SMALL_ICON))
        self.last.setText(f"{first} {second}".strip())
        self.last.setToolTip(f"{first}\n{second}".strip())
        self.more.setVisible(message.tone is Tone.PROBLEM)

    def forget_message(self) -> None:
        """Say nothing: somebody else comes to the desk."""
        self.mark.clear()
        self.last.clear()
        self.more.hide()
        self.last.setToolTip("")

    def show_person(self, name: str) -> None:
        """Who is signed in; empty where nobody signs in here."""
        self.person.setVisible(bool(name))
        self._say(
            self.person,
            name,
            translate("Status", "{name} is signed in. Lock the screen or sign out here.").format(
                name=name
            ),
        )

    def show_time(self, text: str) -> None:
        """The clock."""
        self.time.setText(text)

    def set_narrow(self, narrow: bool) -> None:
        """Words or icons alone."""
        self._narrow = narrow
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if narrow
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in (
            self.token,
            self.scanner,
            self.central,
            self.debts,
            self.numbers,
            self.disk,
            self.more,
            self.verify,
            self.messages,
            self.help,
            self.person,
        ):
            button.setToolButtonStyle(style)

    def _show_token(self, state: DeskState) -> None:
        palette = self._theme.palette
        if state.token_problem is not None:
            text = problem_text(state.token_problem, {})
            self._paint(self.token, "token", palette.doubt)
            self._say(self.token, translate("Status", "No token"), f"{text.happened} {text.to_do}")
        elif state.missing:
            self._paint(self.token, "token", palette.doubt)
            self._say(
                self.token,
                translate("Status", "No token"),
                translate("Status", "Plug in the token {label}.").format(
                    label=", ".join(state.missing)
                ),
            )
        else:
            self._paint(self.token, "token", palette.done)
            self._say(
                self.token,
                translate("Status", "Token"),
                translate("Status", "Plugged in: {label}").format(label=", ".join(state.tokens)),
            )

    def show_sending(self, sending: bool, moment: OnTheWay | None = None) -> None:
        """How far a run to central is, once that is known."""
        self._moving = moment
        if moment is not None:
            self._paint(self.central, "outbox", self._theme.palette.accent)
            self._say(self.central, sending_short(moment), sending_text(moment))
        elif self._state is not None:
            self._show_central(self._state)

    def _show_central(self, state: DeskState) -> None:
        palette = self._theme.palette
        self._state = state
        if self._moving is not None:
            return
        if state.refused:
            self._paint(self.central, "outbox", palette.error)
            self._say(
                self.central,
                translate("Status", "{count} refused").format(count=number(state.refused)),
                translate("Status", "Central refused {count}. Open it under Synchronise.").format(
                    count=number(state.refused)
                ),
            )
        elif state.waiting:
            why = problem_text(state.last_error, {}) if state.last_error is not None else None
            self._paint(self.central, "outbox", palette.doubt if why else palette.accent)
            self._say(
                self.central,
                translate("Status", "{count} waiting").format(count=number(state.waiting)),
                f"{why.happened} {why.to_do}"
                if why
                else translate("Status", "Waiting to be sent to central."),
            )
        else:
            self._paint(self.central, "outbox", palette.done)
            self._say(
                self.central,
                translate("Status", "All sent"),
                translate("Status", "Nothing waits for central."),
            )

    def _show_numbers(self, state: DeskState) -> None:
        palette = self._theme.palette
        self.numbers.setVisible(state.numbers_low)
        self._paint(
            self.numbers, "register", palette.doubt if state.numbers_left else palette.error
        )
        self._say(
            self.numbers,
            translate("Status", "Numbers left: {count}").format(count=number(state.numbers_left)),
            translate("Status", "Register numbers run low. Press to ask central for more.")
            if state.numbers_left
            else translate("Status", "No register number is left. Press to ask central for more."),
        )

    def _show_disk(self, state: DeskState) -> None:
        self.disk.setVisible(state.disk_low)
        self._paint(self.disk, "disk", self._theme.palette.error)
        self._say(
            self.disk,
            translate("Status", "Disk: {mib} MB free").format(mib=number(state.disk_mib)),
            translate("Status", "A day's scans need 2 GB. Press to see what to do."),
        )

    def _light(self) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "status")
        made.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return made

    def _paint(self, button: QToolButton, icon: str, colour: str | None) -> None:
        button.setIcon(self._theme.icon(icon, colour or self._theme.palette.secondary))

    @staticmethod
    def _say(button: QToolButton, word: str, sentence: str) -> None:
        button.setText(word)
        button.setToolTip(sentence or word)
        button.setAccessibleName(f"{word}. {sentence}" if sentence else word)
