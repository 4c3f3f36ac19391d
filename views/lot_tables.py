"""The two tables of lots: all of them, and the dossiers of one."""

from offline_store.lots import LotCount, LotState
from views.language import translate
from views.lot_words import lot_state, row_state
from views.presenters.lot_sheet import LotRow, LotSheet
from views.tables import Column
from views.wording import day, number


def lot_columns() -> tuple[Column[LotCount], ...]:
    """Of the list of lots."""
    return (
        Column(translate("Lots", "Lot"), lambda each: each.lot.code, 200),
        Column(translate("Lots", "What it is"), lambda each: each.lot.name),
        Column(translate("Lots", "Operator"), lambda each: each.lot.operator, 130, spare=True),
        Column(translate("Lots", "Opened"), lambda each: day(each.lot.opened_at), 108, spare=True),
        Column(
            translate("Lots", "Done"),
            lambda each: f"{number(each.done)} / {number(each.dossiers)}",
            100,
            right=True,
        ),
        Column(
            translate("Lots", "Where it stands"),
            lambda each: lot_state(each.lot.state),
            150,
            alarming=lambda each: each.lot.state is LotState.SENT_BACK,
        ),
    )


def row_columns() -> tuple[Column[LotRow], ...]:
    """Of a lot's dossiers."""
    return (
        Column(translate("Lots", "No."), lambda row: number(row.dossier.number), 56, right=True),
        Column(translate("Lots", "Dossier"), lambda row: row.dossier.code, 210),
        Column(
            translate("Lots", "Papers"),
            lambda row: number(row.papers) if row.papers else "",
            72,
            right=True,
            spare=True,
        ),
        Column(
            translate("Lots", "Pages"),
            lambda row: number(row.dossier.pages) if row.dossier.pages else "",
            72,
            right=True,
            spare=True,
        ),
        Column(
            translate("Lots", "What is with it"),
            row_state,
            alarming=lambda row: row.verdict is not None and not row.verdict.right,
        ),
    )


def settled_now(before: LotRow | None, sheet: LotSheet) -> bool:
    """Whether what was in hand waited for somebody, and does not any more."""
    if before is None:
        return False
    now = next(
        (row for row in sheet.rows if row.dossier.dossier_id == before.dossier.dossier_id), None
    )
    if now is None:
        return True
    if sheet.worked_on:
        return before.dossier.done_at is None and now.dossier.done_at is not None
    return before.verdict is None and now.verdict is not None
