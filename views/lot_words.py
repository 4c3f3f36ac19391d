"""Words of lots: where a lot stands, what is with a dossier of it, what may be wrong with one."""

from offline_store.lot_checks import Verdict
from offline_store.lots import LotState
from station.check_lots import ERRORS
from views.language import translate
from views.presenters.lot_sheet import LotRow, LotSheet
from views.wording import number


def lot_state(state: LotState) -> str:
    """Where a lot stands."""
    return {
        LotState.IN_WORK: translate("Lots", "being digitised"),
        LotState.TO_CHECK: translate("Lots", "waits for its check"),
        LotState.SENT_BACK: translate("Lots", "to be done again"),
        LotState.ACCEPTED: translate("Lots", "accepted"),
    }[state]


def error_name(what: str) -> str:
    """What is wrong with a dossier."""
    return dict(
        zip(
            ERRORS,
            (
                translate("Lots", "Pages are missing"),
                translate("Lots", "Pages cannot be read"),
                translate("Lots", "Pages are in the wrong order"),
                translate("Lots", "Pages are with the wrong paper"),
                translate("Lots", "A description is wrong"),
                translate("Lots", "Something else"),
            ),
            strict=True,
        )
    )[what]


def row_state(row: LotRow) -> str:
    """What is with a dossier: what the checker said, or how far the operator is."""
    if row.verdict is not None:
        return verdict_words(row.verdict)
    if row.drawn:
        return translate("Lots", "not looked at yet")
    if row.dossier.done_at is not None:
        return translate("Lots", "done")
    if row.dossier.pile:
        return translate("Lots", "pages in the pile")
    return translate("Lots", "still open") if row.dossier.pages else translate("Lots", "no pages")


def verdict_words(verdict: Verdict) -> str:
    """What the checker said."""
    if verdict.right:
        return translate("Lots", "right")
    return ", ".join(f"{error_name(error.what)} {error.note}".rstrip() for error in verdict.errors)


def sheet_words(sheet: LotSheet) -> str:
    """How far a lot is, in one line."""
    lot, sample = sheet.lot, sheet.sample
    if sheet.worked_on:
        done = translate("Lots", "Done: {done} of {dossiers}").format(
            done=number(sheet.done), dossiers=number(sheet.dossiers)
        )
        if not sheet.to_key:
            return done
        waiting = translate("Lots", "to be typed twice: {papers}").format(
            papers=number(len(sheet.to_key))
        )
        return f"{done} · {waiting}"
    if sample is None:
        return ""
    looked = translate(
        "Lots",
        "Looked at: {judged} of {sample} drawn from {size} · wrong: {wrong}, allowed: {accept}",
    ).format(
        judged=number(sheet.judged),
        sample=number(len(sample.dossiers)),
        size=number(sample.size),
        wrong=number(sheet.wrong),
        accept=number(sample.accept),
    )
    if lot.state is LotState.TO_CHECK and not sheet.checks:
        waits = translate("Lots", "Somebody else checks it")
        return f"{waits} · {looked}"
    return looked
