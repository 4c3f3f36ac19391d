"""What the clerk reads when something was done."""

from collections.abc import Mapping

from offline_store.errors import Fact
from views.language import translate
from views.presenters.messages import NoteCode
from views.wording import pages_text, register_number


def note_text(code: NoteCode, facts: Mapping[str, Fact]) -> str:
    """The words for what was done, with its facts in place."""
    match code:
        case NoteCode.RECEIVED:
            return translate("Note", "Dossier {code} received.").format(code=facts["dossier"])
        case NoteCode.CARD_READ:
            return translate("Note", "The card was read. Check the form against it.")
        case NoteCode.CHIP_READ:
            return translate("Note", "The chip was read. Compare the portrait with the person.")
        case NoteCode.PAGES_KEPT:
            return translate("Note", "{pages} saved.").format(pages=pages_text(_count(facts)))
        case NoteCode.REPEATED_DROPPED:
            return translate(
                "Note", "Scanned twice, so left out: {pages}. Ctrl+Z brings them back."
            ).format(pages=pages_text(_count(facts)))
        case NoteCode.PAGES_CLEANED:
            if not facts["pages"]:
                return translate("Note", "There was nothing to clean up.")
            return translate("Note", "Cleaned up: {pages}. The scan itself is kept.").format(
                pages=pages_text(_count(facts))
            )
        case NoteCode.PAGES_GIVEN:
            return translate("Note", "Another paper was made of {pages}. See Today.").format(
                pages=pages_text(_count(facts))
            )
        case NoteCode.BATCH_CUT:
            return translate(
                "Note", "The batch was cut: pages went to {parts} papers. Ctrl+Z brings them back."
            ).format(parts=facts["parts"])
        case NoteCode.PILE_GIVEN:
            return translate(
                "Note", "{pages} given to their papers. Ctrl+Z brings them back."
            ).format(pages=pages_text(_count(facts)))
        case NoteCode.PAPER_DESCRIBED:
            return translate("Note", "The paper is described. Its code: {code}").format(
                code=facts["described"]
            )
        case NoteCode.FORM_FILLED:
            return translate("Note", "The form is kept: {form}").format(form=facts["form"])
        case NoteCode.NO_FORM:
            return translate("Note", "There is no form to fill in for this procedure.")
        case NoteCode.MOVED_ON:
            return translate("Note", "Dossier {code} was moved on.").format(code=facts["dossier"])
        case NoteCode.PAPER_MAILED:
            return translate("Note", "The slip was sent by e-mail.")
        case NoteCode.PAID:
            return translate("Note", "Paid. Receipt {receipt}.").format(receipt=facts["receipt"])
        case NoteCode.RECEIPT_CANCELLED:
            return translate(
                "Note", "Receipt {receipt} is cancelled. The fee is owed again."
            ).format(receipt=facts["receipt"])
        case NoteCode.NOTHING_DUE:
            return translate("Note", "Nothing is owed for dossier {code}.").format(
                code=facts["dossier"]
            )
        case NoteCode.DAY_CLOSED:
            return translate("Note", "The day is closed: number {number}.").format(
                number=facts["number"]
            )
        case NoteCode.RECOVERED:
            return translate("Note", "{pages} of the interrupted scan saved.").format(
                pages=pages_text(_count(facts))
            )
        case NoteCode.SET_ASIDE:
            return translate("Note", "Set aside: {pages}. They stay until they are kept.").format(
                pages=pages_text(_count(facts))
            )
        case NoteCode.PAGES_REMOVED:
            return translate("Note", "Removed: {pages}. Ctrl+Z brings them back.").format(
                pages=pages_text(_count(facts))
            )
        case NoteCode.ACT_TAKEN_BACK:
            return translate("Note", "The last act on the pages was taken back.")
        case NoteCode.NO_ACT_LEFT:
            return translate("Note", "There is no act on the pages to take back.")
        case NoteCode.ACT_DONE_AGAIN:
            return translate("Note", "The act on the pages was done again.")
        case NoteCode.NO_ACT_TO_DO_AGAIN:
            return translate("Note", "No act on the pages was taken back.")
        case NoteCode.CORRECTION_UNDONE:
            return translate("Note", "The last correction was taken back.")
        case NoteCode.NO_CORRECTION_LEFT:
            return translate("Note", "There is no correction to take back.")
        case NoteCode.SCAN_STOPPED:
            return translate("Note", "Scan stopped. {pages} saved.").format(
                pages=pages_text(_count(facts))
            )
        case NoteCode.SIGNED:
            return translate("Note", "Signed: number {number}, book {book}.").format(
                number=register_number(int(facts["number"] or 0)), book=facts["book"]
            )
        case NoteCode.GROUNDS_JUDGED:
            return translate("Note", "It is on record that no ground for refusing stands.")
        case NoteCode.FEE_DECIDED:
            return translate("Note", "The fee was changed.")
        case NoteCode.SIDES_COUNTED:
            return translate("Note", "The sides are as many as you counted. It is on record.")
        case NoteCode.COPY_REFUSED:
            return translate("Note", "The refusal is on record. Give the citizen the slip.")
        case NoteCode.STACK_SIGNED:
            return translate("Note", "{signed} of {count} copies were signed.").format(
                signed=facts["signed"], count=facts["count"]
            )
        case NoteCode.PAPERS_SIGNED:
            return translate("Note", "{signed} of {count} papers were signed.").format(
                signed=facts["signed"], count=facts["count"]
            )
        case NoteCode.SAVED:
            return translate("Note", "Saved as {file}.").format(file=facts["file"])
        case NoteCode.TRIED:
            return translate(
                "Note", "Test page of {device}: {width} × {height} mm at {dpi} dpi."
            ).format_map(facts)
        case NoteCode.PRINTED:
            return translate("Note", "Sent to the printer.")
        case NoteCode.MAILED:
            return translate("Note", "Sent by e-mail: {copies}.").format(copies=facts["copies"])
        case NoteCode.MAILED_BEFORE:
            return translate("Note", "This copy was sent to that address before.")
        case NoteCode.SYNCHRONISED:
            if facts["refused"]:
                return translate(
                    "Note", "Central took {accepted}, and refused {refused}: see Synchronise."
                ).format(accepted=facts["accepted"], refused=facts["refused"])
            if facts["accepted"]:
                return translate("Note", "Central took what was sent: {accepted}.").format(
                    accepted=facts["accepted"]
                )
            if facts["queued"]:
                return translate("Note", "Still waiting for central: {queued}.").format(
                    queued=facts["queued"]
                )
            return translate("Note", "Nothing was waiting for central.")
        case NoteCode.DEBTS_PAID:
            if not facts["owing"]:
                return translate("Note", "Nothing is owed to signed copies any more.")
            return translate(
                "Note", "Copies that got what they were owed: {paid}. Still owing: {owing}."
            ).format(paid=facts["paid"], owing=facts["owing"])
        case NoteCode.BOOK_CLOSED:
            return translate("Note", "Book {book} is closed with {total} signed lines.").format(
                book=facts["book"], total=facts["total"]
            )
        case NoteCode.NUMBER_CANCELLED:
            return translate(
                "Note", "Number {number} of {book} is cancelled. It stays in the book."
            ).format(number=register_number(int(facts["number"] or 0)), book=facts["book"])
        case NoteCode.IDENTIFIED:
            return translate("Note", "{source} confirmed who the citizen is.").format(
                source=facts["source"]
            )
        case NoteCode.NOBODY_WAITS:
            return translate("Note", "Nobody waits.")
        case NoteCode.COPY_ATTACHED:
            return translate("Note", "“{paper}” stands for the paper: its signatures hold.").format(
                paper=facts["paper"]
            )
        case NoteCode.FACE_CHECKED:
            return translate("Note", "Face and card were compared. The answer is kept.")
        case NoteCode.CONSENT_GIVEN:
            return translate("Note", "It is on record that the citizen agreed.")
        case NoteCode.CONSENT_DECLINED:
            return translate("Note", "It is on record that the citizen did not agree.")
        case NoteCode.PASSWORD_CHANGED:
            return translate("Note", "Your password was changed.")
        case NoteCode.LOT_OPENED:
            return translate("Note", "Lot {lot} is open.").format(lot=facts["lot"])
        case NoteCode.LOT_CUT:
            return translate("Note", "Dossiers that came of the batch: {dossiers}.").format(
                dossiers=facts["dossiers"]
            )
        case NoteCode.LOT_DOSSIER_DONE:
            return translate("Note", "Dossier {code} is done.").format(code=facts["dossier"])
        case NoteCode.LOT_HANDED_IN:
            return translate(
                "Note", "The lot is handed in. To be looked at: {sample} of {size} dossiers."
            ).format(sample=facts["sample"], size=facts["size"])
        case NoteCode.LOT_ACCEPTED:
            return translate("Note", "Lot {lot} is accepted.").format(lot=facts["lot"])
        case NoteCode.LOT_SENT_BACK:
            return translate("Note", "Lot {lot} goes back to be done again.").format(
                lot=facts["lot"]
            )
        case NoteCode.LOT_EXPORTED:
            return translate("Note", "Handed on: {papers} papers, in the folder {folder}.").format(
                papers=facts["papers"], folder=facts["folder"]
            )
        case NoteCode.KEYED_AGAIN:
            if facts["differing"]:
                return translate(
                    "Note", "Typed differently: {differing}. Somebody must decide."
                ).format(differing=facts["differing"])
            return translate("Note", "Typed the same twice.")
        case NoteCode.NUMBERS_LEASED:
            return translate("Note", "New register numbers for {book}.").format(book=facts["book"])


def _count(facts: Mapping[str, Fact]) -> int:
    return int(facts["pages"] or 0)
