"""What the clerk reads of a card's chip: how far it is, and whether the state wrote it."""

from station.chip.passive_authentication import Original, Proof, Reason, Verdict
from station.read_chip import ChipReading, Progress, Stage
from views.language import translate


def progress_text(progress: Progress) -> str:
    """What is under way."""
    match progress.stage, progress.file:
        case Stage.WAITING, _:
            return translate("Chip", "Lay the card on the reader.")
        case Stage.OPENING, _:
            return translate("Chip", "Opening the chip…")
        case Stage.READING, "EF.DG2":
            return translate("Chip", "Reading the portrait: leave the card there.")
        case _:
            return translate("Chip", "Reading: leave the card there.")


def verdict_text(proof: Proof) -> str:
    """Whether what the chip says is the state's."""
    match proof.verdict:
        case Verdict.PROVEN if proof.chip is Original.YES:
            return translate("Chip", "Genuine: signed by the issuer, and the original chip.")
        case Verdict.PROVEN:
            return translate(
                "Chip", "Genuine data: signed by the issuer. The chip may still be a copy."
            )
        case Verdict.UNPROVEN:
            return translate("Chip", "Not proven to be genuine.")
        case Verdict.FALSE:
            return translate("Chip", "Do not rely on this chip.")


def reasons_text(chip: ChipReading) -> str:
    """Why, and what could not be read; empty where there is nothing to add."""
    said = [_reason(reason) for reason in chip.proof.reasons]
    if chip.proof.chip is Original.REFUSED:
        said.append(translate("Chip", "The chip did not prove to be the original."))
    if "EF.DG2" in chip.lacking:
        said.append(translate("Chip", "The portrait could not be read."))
    if "EF.DG13" in chip.lacking:
        said.append(translate("Chip", "Name and address could not be read."))
    return " ".join(said)


def role_of(proof: Proof) -> str:
    """How its words look."""
    if proof.verdict is Verdict.PROVEN:
        return "doubt" if proof.chip is Original.REFUSED else "done"
    return "error" if proof.verdict is Verdict.FALSE else "doubt"


def _reason(reason: Reason) -> str:
    match reason:
        case Reason.GROUP_CHANGED | Reason.GROUP_UNSIGNED:
            return translate("Chip", "What it says is not what was signed.")
        case Reason.GROUP_WITHHELD:
            return translate("Chip", "It keeps back something that was signed.")
        case Reason.SIGNATURE_WRONG:
            return translate("Chip", "Its signature is wrong.")
        case Reason.SIGNER_REVOKED:
            return translate("Chip", "Who signed it was revoked.")
        case Reason.CHIP_COPIED:
            return translate("Chip", "It is a copy of another card's chip.")
        case Reason.NO_OBJECT:
            return translate("Chip", "It holds no signature that can be read.")
        case Reason.NO_AUTHORITY:
            return translate("Chip", "The issuer's certificate is not on this computer: ask IT.")
        case Reason.AUTHORITY_UNKNOWN:
            return translate("Chip", "Who signed it is not known on this computer: ask IT.")
        case Reason.AUTHORITY_EXPIRED:
            return translate("Chip", "The issuer's certificate has run out: ask IT.")
        case Reason.SIGNER_EXPIRED:
            return translate("Chip", "The signer's certificate has run out.")
        case Reason.METHOD_UNKNOWN:
            return translate("Chip", "It is signed in a way that is not known here.")
