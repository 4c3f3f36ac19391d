"""What the citizen is asked to agree to: put onto their screen, or answered aloud."""

from collections.abc import Mapping

from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from station.consent import Purpose, Said
from views.consent_texts import answer_words, purpose_name
from views.language import translate
from views.look import GRID
from views.place_page import wrapped
from views.presenters.citizen import CitizenPresenter
from views.sheet import Sheet

WIDTH, HEIGHT = GRID * 64, GRID * 28


class ConsentDialog(Sheet):
    """Lies open beside the work. No answer is proposed."""

    def __init__(self, presenter: CitizenPresenter, parent: QWidget) -> None:
        super().__init__(translate("Consent", "Ask the citizen"), (WIDTH, HEIGHT), parent)
        self._presenter = presenter
        self._answers: Mapping[Purpose, bool] = {}
        self.purpose = QComboBox()
        self.purpose.setAccessibleName(translate("Consent", "What is asked"))
        for purpose in Purpose:
            self.purpose.addItem(purpose_name(purpose), purpose)
        self.stands = wrapped("", "secondary")
        self.on_screen = QPushButton(translate("Consent", "Ask on their screen"))
        self.on_screen.setProperty("role", "primary")
        self.yes = QPushButton(translate("Consent", "They say yes"))
        self.no = QPushButton(translate("Consent", "They say no"))
        self.put_away = QPushButton(translate("Consent", "Close"))
        aloud = QHBoxLayout()
        aloud.setSpacing(GRID)
        aloud.addWidget(self.yes)
        aloud.addWidget(self.no)
        aloud.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.put_away)
        buttons.addWidget(self.on_screen)
        column = self.fill()
        column.addWidget(self.purpose)
        column.addWidget(self.stands)
        column.addLayout(aloud)
        column.addStretch(1)
        column.addLayout(buttons)
        self.purpose.currentIndexChanged.connect(lambda: self._refresh())
        self.yes.clicked.connect(lambda: self._aloud(True))
        self.no.clicked.connect(lambda: self._aloud(False))
        self.put_away.clicked.connect(self.close)

    def choose(self, purpose: Purpose) -> None:
        """Ask this."""
        self.purpose.setCurrentIndex(self.purpose.findData(purpose))

    @property
    def chosen(self) -> Purpose:
        """What is asked."""
        return Purpose(self.purpose.currentData())

    def look(self) -> None:
        """What the open dossier's requester said so far."""
        self._answers = {}
        self._refresh()
        self._presenter.look_for_answers(self._told)

    def _told(self, answers: Mapping[Purpose, bool]) -> None:
        self._answers = answers
        self._refresh()

    def _aloud(self, agreed: bool) -> None:
        self._presenter.keep(self.chosen, agreed, Said.ALOUD)

    def _refresh(self) -> None:
        askable = self._presenter.askable
        words = (
            answer_words(self._answers.get(self.chosen))
            if askable
            else translate("Consent", "Open the citizen's dossier first.")
        )
        self.stands.setText(words)
        for button in (self.on_screen, self.yes, self.no):
            button.setEnabled(askable)
