"""The lower half of Receive for a dossier for a procedure: which one, whose it is, how it came."""

from collections.abc import Sequence

from PyQt6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from offline_store.handling import Channel, Owner, OwnerKind
from offline_store.procedure_wire import Procedure, Resolver
from views.language import translate
from views.look import CONTROL, GRID, MARGIN
from views.name_list import NameList
from views.place_page import label, wrapped
from views.presenters.for_procedure import ForProcedure
from views.wording import money, number


class ProcedureForm(QWidget):
    """Procedures are found as they are typed, by code or words, with accents or without."""

    def __init__(self, widest: int) -> None:
        """widest: of a field, in pixels."""
        super().__init__()
        self._procedures: dict[str, Procedure] = {}
        self.fields: dict[str, QLineEdit] = {
            "procedure": _edit(translate("Receive", "Procedure"), widest),
            "owner": _edit(translate("Receive", "Owner's full name"), widest),
            "owner_id_number": _edit(translate("Receive", "Owner's number"), widest),
            "relation": _edit(translate("Receive", "Relation to the owner"), widest),
            "resolving_unit": _edit(translate("Receive", "Unit that resolves"), widest),
            "queue_number": _edit(translate("Receive", "Queue number"), widest),
        }
        self.fields["procedure"].setPlaceholderText(
            translate("Receive", "code, or words of its name: khai sinh")
        )
        self.fields["relation"].setPlaceholderText(
            translate("Receive", "for example: father, child, authorised")
        )
        self.fields["resolving_unit"].setPlaceholderText(
            translate("Receive", "code of the unit at the owner's residence")
        )
        self.names = NameList(self.fields["procedure"])
        self.says = wrapped("", "secondary")
        self.says.setMaximumWidth(widest)
        self.other_owner = QCheckBox(translate("Receive", "The dossier is somebody else's"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate("Receive", "Whose it is"))
        for text, kind in (
            (translate("Receive", "A person"), OwnerKind.PERSON),
            (translate("Receive", "An enterprise"), OwnerKind.ENTERPRISE),
            (translate("Receive", "An agency"), OwnerKind.AGENCY),
            (translate("Receive", "Another organisation"), OwnerKind.OTHER),
        ):
            self.kind.addItem(text, kind)
        self.channel = QComboBox()
        self.channel.setAccessibleName(translate("Receive", "How it came"))
        for text, channel in (
            (translate("Receive", "In person"), Channel.IN_PERSON),
            (translate("Receive", "By post"), Channel.POST),
            (translate("Receive", "Online"), Channel.ONLINE),
        ):
            self.channel.addItem(text, channel)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(MARGIN)
        self._form.setVerticalSpacing(GRID)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        found = QVBoxLayout()
        found.setSpacing(GRID // 2)
        for widget in (self.fields["procedure"], self.names, self.says):
            found.addWidget(widget)
        self._add(translate("Receive", "Procedure"), found)
        self._add(translate("Receive", "Unit that resolves"), self.fields["resolving_unit"])
        self._add(translate("Receive", "How it came"), self.channel)
        self._add(translate("Receive", "Queue number"), self.fields["queue_number"])
        self._add("", self.other_owner)
        self._add(translate("Receive", "Whose it is"), self.kind)
        self._add(translate("Receive", "Owner's full name"), self.fields["owner"])
        self._add(translate("Receive", "Owner's number"), self.fields["owner_id_number"])
        self._add(translate("Receive", "Relation to the owner"), self.fields["relation"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        column.addWidget(label(translate("Receive", "Procedure"), "title"))
        column.addLayout(self._form)
        self.other_owner.toggled.connect(lambda: self._arrange())
        self.kind.currentIndexChanged.connect(lambda _: self._arrange())
        self.fields["procedure"].textChanged.connect(lambda: self._arrange())
        self._arrange()

    def show_procedures(self, procedures: Sequence[Procedure]) -> None:
        """Offer these as they are typed."""
        self._procedures = {f"{each.code}  {each.name}": each for each in procedures}
        self.names.offer(tuple(self._procedures))
        self._arrange()

    @property
    def chosen(self) -> Procedure | None:
        """The procedure in the field: chosen from the list, or typed as its code."""
        text = self.fields["procedure"].text().strip()
        by_code = (each for each in self._procedures.values() if each.code == text)
        return self._procedures.get(text) or next(by_code, None)

    @property
    def said(self) -> ForProcedure:
        """What the clerk filled in."""
        chosen = self.chosen
        owner = None
        if self.other_owner.isChecked():
            number_of = self.fields["owner_id_number"].text()
            relation = self.fields["relation"].text() if self._asks_relation else ""
            owner = Owner(self.fields["owner"].text(), number_of, self.kind.currentData(), relation)
        code = self.fields["procedure"].text().strip() if chosen is None else chosen.code
        return ForProcedure(
            code,
            owner,
            self.channel.currentData(),
            self.fields["resolving_unit"].text(),
            self.fields["queue_number"].text(),
        )

    def clear(self) -> None:
        """An empty form."""
        for edit in self.fields.values():
            edit.clear()
        self.other_owner.setChecked(False)
        self.kind.setCurrentIndex(0)
        self.channel.setCurrentIndex(0)

    def _add(self, name: str, field: QWidget | QVBoxLayout) -> None:
        words = label(name, "secondary")
        words.setMinimumWidth(GRID * 15)
        words.setMinimumHeight(CONTROL)
        if isinstance(field, QWidget):
            self._form.addRow(words, field)
        else:
            self._form.addRow(words, field)

    def _arrange(self) -> None:
        """Only what this procedure and this owner ask for."""
        chosen, other = self.chosen, self.other_owner.isChecked()
        self.says.setText("" if chosen is None else procedure_text(chosen))
        self.says.setVisible(chosen is not None)
        residence = chosen is not None and chosen.resolver is Resolver.RESIDENCE
        self._form.setRowVisible(self.fields["resolving_unit"], residence)
        for field in (self.kind, self.fields["owner"], self.fields["owner_id_number"]):
            self._form.setRowVisible(field, other)
        self._form.setRowVisible(self.fields["relation"], self._asks_relation)

    @property
    def _asks_relation(self) -> bool:
        """Only where the procedure wants it, of a person who is not who asks."""
        chosen = self.chosen
        of_person = self.kind.currentData() is OwnerKind.PERSON
        wanted = chosen is not None and chosen.relation
        return wanted and of_person and self.other_owner.isChecked()


def procedure_text(procedure: Procedure) -> str:
    """What is known of a procedure at a glance: field, papers, time, cost."""
    if procedure.working_days:
        time = translate("Receive", "{count} working days").format(
            count=number(procedure.working_days)
        )
    elif procedure.working_hours:
        time = translate("Receive", "{count} working hours").format(
            count=number(procedure.working_hours)
        )
    else:
        time = translate("Receive", "on the same day")
    papers = translate("Receive", "{count} papers").format(count=number(len(procedure.components)))
    fees = sum(fee.vnd for fee in procedure.fees)
    costs = money(fees) if fees else translate("Receive", "no fee")
    return " · ".join((procedure.field, papers, time, costs))


def _edit(name: str, widest: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setMaximumWidth(widest)
    return edit
