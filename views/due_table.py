"""The table of dossiers for procedures: who has each, by when it is due, how likely late."""

from station.dossier_states import Business
from station.due_lists import Listed, Which
from station.hanoi_time import HANOI
from views.handling_texts import left_text, state_name, who_has_it
from views.language import translate
from views.tables import Column
from views.wording import clock, moment, number


def list_name(which: Which) -> str:
    """A list's name."""
    return {
        Which.TODAY: translate("Dossiers", "Procedures: due today"),
        Which.SOON: translate("Dossiers", "Procedures: due soon"),
        Which.LATE: translate("Dossiers", "Procedures: late"),
        Which.RISK: translate("Dossiers", "Procedures: likely to be late"),
        Which.OPEN: translate("Dossiers", "Procedures: in work"),
        Which.READY: translate("Dossiers", "Procedures: result to hand over"),
    }[which]


def due_columns() -> tuple[Column[Listed], ...]:
    """The columns."""
    return (
        Column(translate("Dossiers", "Dossier"), lambda row: row.dossier.code, 170),
        Column(translate("Dossiers", "Requester"), lambda row: row.dossier.requester.name, 150),
        Column(
            translate("Dossiers", "Procedure"), lambda row: row.handling.procedure.name, spare=True
        ),
        Column(
            translate("Dossiers", "State"), lambda row: state_name(Business(row.hands.state)), 130
        ),
        Column(
            translate("Dossiers", "With"),
            lambda row: who_has_it(row.hands),
            170,
            tip=_hands_tip,
            spare=True,
        ),
        Column(
            translate("Dossiers", "Due"),
            due_text,
            112,
            right=True,
            tip=lambda row: left_text(row.left),
            alarming=lambda row: row.left is not None and row.left.late,
        ),
        Column(
            translate("Dossiers", "Likely late"),
            risk_text,
            90,
            right=True,
            tip=_risk_tip,
            alarming=lambda row: Which.RISK in row.lists,
        ),
    )


def due_text(row: Listed) -> str:
    """By when it is due, as short as it can be said."""
    if row.left is None:
        return ""
    if row.left.due_at is None:
        return translate("Due", "Waits")
    short = f"{row.left.due_at.astimezone(HANOI):%d/%m}"
    if row.left.late:
        return translate("Due", "Late: {day}").format(day=short)
    return f"{clock(row.left.due_at)} {short}"


def risk_text(row: Listed) -> str:
    """What share of earlier ones became late."""
    return "" if row.risk is None else f"{row.risk.late / row.risk.of:.0%}"


def _risk_tip(row: Listed) -> str:
    if row.risk is None:
        return ""
    return translate(
        "Dossiers", "Of {count} earlier ones that were open as long, {late} became late."
    ).format(count=number(row.risk.of), late=number(row.risk.late))


def _hands_tip(row: Listed) -> str:
    return translate("Dossiers", "{who}, since {moment}; by {login}").format(
        who=who_has_it(row.hands), moment=moment(row.hands.since), login=row.hands.who
    )
