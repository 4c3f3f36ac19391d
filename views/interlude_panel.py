"""What stands in the page's place while a scan waits for the clerk's hands."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from views.language import translate
from views.look import COLUMN, GROUP, MARGIN
from views.page_view import Fit, PageView
from views.pictures import Pictures
from views.place_page import label, scrolled
from views.presenters.scan_order import Interlude
from views.problem_texts import problem_text
from views.theme import Theme
from views.wording import number


class InterludePanel(QWidget):
    """The last good side, large, and beside it what happened and what to put back."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self.setProperty("role", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.picture = PageView(theme, pictures, Fit.PAGE)
        self.picture.setAccessibleName(translate("Interlude", "Last good side"))
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.happened = label("", "number")
        self.kept = label("", "done")
        self.to_do = label("")
        self.in_order = QCheckBox(
            translate("Interlude", "Turned sheet by sheet, in the same order")
        )
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        column.setSpacing(MARGIN)
        for line in (self.happened, self.kept, self.to_do):
            line.setWordWrap(True)
            column.addWidget(line)
        column.addWidget(self.in_order)
        column.addStretch(1)
        side = QFrame()
        side.setProperty("role", "column")
        side.setMinimumWidth(COLUMN)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(scrolled(words))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.picture, 2)
        row.addWidget(side, 1)

    def show_interlude(self, interlude: Interlude) -> None:
        """Say what to do before the scan goes on."""
        last = interlude.last
        self.picture.setVisible(last is not None)
        if last is not None:
            self.picture.show_kept(last)
        self.in_order.setVisible(interlude.problem is None and not interlude.card)
        self.in_order.setChecked(False)
        self.kept.setText(_kept(interlude))
        self.kept.setVisible(bool(interlude.sides))
        if interlude.problem is None and interlude.card:
            self.happened.setText(translate("Interlude", "Turn the card over."))
            self.to_do.setText(
                translate(
                    "Interlude",
                    "Lay its other side on the glass. Both sides then come onto one page.",
                )
            )
            return
        if interlude.problem is None:
            self.happened.setText(translate("Interlude", "Turn the pile over."))
            self.to_do.setText(
                translate(
                    "Interlude",
                    "Take the whole pile out, turn it over as it is, without sorting it, and put "
                    "it back into the feeder. The sides then find their places by themselves.",
                )
            )
            return
        text = problem_text(interlude.problem, {})
        self.happened.setText(text.happened)
        lines = [text.to_do]
        if last is not None:
            lines.append(
                translate(
                    "Interlude",
                    "The picture shows the last good side. Put the sheets behind it back in, in "
                    "their order. A sheet that was scanned already and goes in again is left out "
                    "by itself.",
                )
            )
        self.to_do.setText("\n\n".join(lines))


def _kept(interlude: Interlude) -> str:
    if interlude.two_sided:
        return translate("Interlude", "Saved: {sides} sides of {sheets} sheets.").format(
            sides=number(interlude.sides), sheets=number((interlude.sides + 1) // 2)
        )
    return translate("Interlude", "Saved: {sides} sides.").format(sides=number(interlude.sides))
