"""Beside a signed copy: its number and code, what its signatures are worth, and how far it is."""

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from offline_store.records import CertifiedCopy, Debt, Document, OutboxItem, OutboxState
from signing.values import SignatureReport, Verdict
from station.progress import light
from views.language import translate
from views.look import GRID, ICON, MARGIN
from views.place_page import hairline, label, wrapped
from views.presenters.hand_over import Result
from views.problem_texts import problem_text
from views.qr_code import QrCode
from views.step_marks import Lights
from views.theme import Theme
from views.wording import light_name, moment, register_number, verdict_name


def copy_facts(theme: Theme, result: Result, document: Document) -> QWidget:
    """Number, code, signatures, and how far the copy is."""
    copy = result.copy
    facts = QWidget()
    column = QVBoxLayout(facts)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(GRID // 2)
    column.addWidget(label(translate("HandOver", "Certification number"), "small"))
    column.addWidget(label(register_number(copy.number), "number"))
    column.addWidget(
        label(translate("HandOver", "Book {book}").format(book=copy.book), "secondary")
    )
    column.addSpacing(GRID)
    column.addWidget(label(translate("HandOver", "Identity code"), "small"))
    code = label(copy.code, "title")
    code.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    column.addWidget(code)
    qr = QrCode(translate("HandOver", "QR code of the look-up page"))
    qr.show_text(result.lookup_url)
    column.addWidget(qr)
    column.addSpacing(GRID)
    column.addWidget(hairline())
    column.addSpacing(GRID)
    column.addWidget(label(translate("HandOver", "Signatures"), "group"))
    _add_verdict(theme, column, result.report.verdict)
    for signature in result.report.signatures:
        text = wrapped(_signature_text(signature))
        column.addWidget(text)
    column.addWidget(wrapped(_level_text(copy), "secondary"))
    for debt in copy.debts:
        column.addWidget(
            wrapped(
                _debt_text(debt),
                "doubt-note",
            )
        )
    column.addSpacing(GRID)
    column.addWidget(hairline())
    column.addSpacing(GRID)
    column.addWidget(label(translate("HandOver", "Central"), "group"))
    line = QHBoxLayout()
    line.setSpacing(GRID)
    line.addWidget(Lights(theme, light(document)))
    line.addWidget(label(light_name(light(document))), 1)
    column.addLayout(line)
    column.addWidget(wrapped(outbox_text(document), "secondary"))
    column.addStretch(1)
    return facts


def _add_verdict(theme: Theme, column: QVBoxLayout, verdict: Verdict) -> None:
    palette = theme.palette
    name, colour, role = {
        Verdict.TOTAL_PASSED: ("check", palette.done, "done"),
        Verdict.INDETERMINATE: ("warning", palette.doubt, "doubt"),
        Verdict.TOTAL_FAILED: ("error", palette.error, "error"),
    }[verdict]
    line = QHBoxLayout()
    line.setSpacing(GRID)
    mark = QLabel()
    mark.setPixmap(theme.icon(name, colour).pixmap(ICON, ICON))
    line.addWidget(mark)
    line.addWidget(label(verdict_name(verdict), role), 1)
    column.addLayout(line)


def _signature_text(signature: SignatureReport) -> str:
    at = signature.timestamped_at or signature.signed_at
    verdict = verdict_name(signature.verdict)
    text = f"{signature.signer}\n{verdict}"
    if at is not None:
        text += f" · {moment(at)}"
    if signature.subindication is not None:
        text += f" · {signature.subindication}"
    return text


def _level_text(copy: CertifiedCopy) -> str:
    if copy.level != "B-B":
        return translate("HandOver", "Signatures with trusted time (PAdES {level})").format(
            level=copy.level
        )
    return translate("HandOver", "Signatures without trusted time (PAdES {level})").format(
        level=copy.level
    )


def _debt_text(debt: Debt) -> str:
    text = (
        translate("HandOver", "A time-stamp is owed until {time}.")
        if debt.kind == "timestamp"
        else translate("HandOver", "Data on the certificates is owed until {time}.")
    )
    return text.format(time=moment(debt.deadline))


def outbox_text(document: Document) -> str:
    """How far the copy is on its way to central, and what to do where it is held up."""
    if document.outbox is None:
        return translate("HandOver", "Nothing is sent before it is signed.")
    return item_text(document.outbox)


def item_text(item: OutboxItem) -> str:
    """How far an item of the outbox is, and what to do where it is held up."""
    match item.state:
        case OutboxState.ACCEPTED if item.stands:
            return translate("HandOver", "Central's receipt is kept.")
        case OutboxState.ACCEPTED if item.error is None:
            return translate("HandOver", "Central has it, and is checking its signatures.")
        case OutboxState.ACCEPTED:
            return translate(
                "HandOver", "Central has it. It could not check its signatures, and will try again."
            )
        case OutboxState.REFUSED:
            # What an item that central refused keeps is central's own reason, no code of ours.
            text = problem_text("central-refused", {"reason": item.error})
            return f"{text.happened} {text.to_do}"
        case OutboxState.QUEUED | OutboxState.SENDING:
            if item.error is not None:
                text = problem_text(item.error, {})
                return f"{text.happened} {text.to_do}"
            return translate("HandOver", "Waits to be sent.")
