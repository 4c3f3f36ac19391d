"""The grounds on which certifying is refused, looked at before a copy is signed.

NĐ 23/2015 Điều 22: the list is closed. Only an original may be the base (Điều 2 khoản 5, Điều 18).
What reading found on the pages is a warning for the clerk, who decides; the decision is on the
audit trail. A refusal stands until somebody decides, later, that no ground applies.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from offline_store.records import AuditLine, Document, DocumentId, Dossier
from offline_store.store import Records, Store
from signing.typesetting import drawable, find_fonts, typeset
from station.cancel_number import cancel_number
from station.errors import AlreadyCertified, GroundsNotJudged, InputInvalid, RefusedToCitizen
from station.hanoi_time import HANOI, Clock
from station.people import Act, require
from station.settings import CopySettings, Settings

JUDGED = "grounds-judged"
REFUSED = "copy-refused-to-citizen"

GROUNDS = (
    "Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ.",
    "Bản chính bị hư hỏng, cũ nát, không xác định được nội dung.",
    "Bản chính đóng dấu mật của cơ quan, tổ chức có thẩm quyền hoặc không đóng dấu mật nhưng ghi "
    "rõ không được sao chụp.",
    "Bản chính có nội dung trái pháp luật, đạo đức xã hội; tuyên truyền, kích động chiến tranh, "
    "chống chế độ xã hội chủ nghĩa Việt Nam; xuyên tạc lịch sử của dân tộc Việt Nam; xúc phạm danh "
    "dự, nhân phẩm, uy tín của cá nhân, tổ chức; vi phạm quyền công dân.",
    "Bản chính do cơ quan, tổ chức có thẩm quyền của nước ngoài cấp, công chứng hoặc chứng nhận "
    "chưa được hợp pháp hóa lãnh sự theo quy định tại Khoản 1 Điều 20 của Nghị định này.",
    "Giấy tờ, văn bản do cá nhân tự lập nhưng không có xác nhận và đóng dấu của cơ quan, tổ chức "
    "có thẩm quyền.",
)
"""The six grounds in the words of Điều 22, in its order; the clerk names them by 1 to 6."""

# Điều 2 khoản 5 and Điều 18: no ground of Điều 22, but no base for a copy either.
NO_ORIGINAL = "Giấy tờ, văn bản xuất trình không phải là bản chính."


def warnings_of(document: Document) -> tuple[str, ...]:
    """Codes of what reading found that may be a ground: `says-copy` and the like."""
    readings = (page.reading for page in document.pages if page.reading is not None)
    return grounds_among(warning for reading in readings for warning in reading.warnings)


def grounds_among(warnings: Iterable[str]) -> tuple[str, ...]:
    """Of what reading warned of on a document's pages, that which may be a ground; each once."""
    return tuple(sorted({each for each in warnings if each.startswith("says-")}))


def refusal_of(records: Records, document_id: DocumentId) -> str | None:
    """The reason of the refusal that stands against a copy: `ground-1` …, `no-original`, or none.

    Of refusing and deciding that no ground applies, what was done last holds.
    """
    standing = records.audit.standing(REFUSED, JUDGED, document_id)
    return _reason(standing[0]) if standing else None


def refusals(records: Records) -> Mapping[DocumentId, str]:
    """The reason of every refusal that stands."""
    standing = records.audit.standing(REFUSED, JUDGED)
    return {DocumentId(line.subject): _reason(line) for line in standing}


def refuse_refused(records: Records, document_id: DocumentId) -> None:
    """Refuse a copy that was refused to the citizen.

    Raises:
        RefusedToCitizen: with the reason.
    """
    reason = refusal_of(records, document_id)
    if reason is not None:
        raise RefusedToCitizen(reason=reason)


def wants_judgement(
    records: Records, document: Document, warnings: tuple[str, ...], rules: CopySettings
) -> bool:
    """Whether somebody must decide on the grounds first, of the pages and warnings as they are.

    Always, where the settings ask for it; else where reading warned of something.

    document: may lack its readings. warnings: what those warn of, as `grounds_among` names it.
    """
    warned = bool(warnings) and rules.warnings_must_be_judged
    if not warned and not rules.grounds_must_be_judged:
        return False
    last = records.audit.last(JUDGED, document.id)
    if last is None:
        return True
    judged = json.loads(last.facts)
    known = set(judged.get("warnings", "").split(","))
    return judged.get("pages") != pages_mark(document) or not known.issuperset(warnings)


def refuse_unjudged(records: Records, document: Document, rules: CopySettings) -> None:
    """Refuse a copy on which somebody must decide first. document: may lack its readings.

    Raises:
        GroundsNotJudged: with the warnings of reading.
    """
    warned = records.dossiers.reading_warnings([document.id])
    warnings = grounds_among(warned.get(document.id, ()))
    if wants_judgement(records, document, warnings, rules):
        raise GroundsNotJudged(warnings=", ".join(warnings))


@dataclass(frozen=True, slots=True)
class JudgeGrounds:
    """The clerk's decision on the six grounds, for the pages as they are."""

    store: Store
    settings: Settings
    clerk: str
    now: Clock

    def none_applies(
        self, document_id: DocumentId, seen: Document | None = None
    ) -> tuple[str, ...]:
        """Record that no ground stands against this copy; return the warnings that were there.

        seen: the document as it was shown to the clerk, where that was a while ago: what came to
        it since then was not decided on.

        Raises:
            NotFound: no such document. SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.transaction() as records:
            require(records, self.clerk, Act.JUDGE)
            document = seen or records.dossiers.document(document_id)
            warnings = warnings_of(document)
            records.audit.append(
                self.now(),
                self.clerk,
                JUDGED,
                document_id,
                warnings=",".join(warnings),
                pages=pages_mark(document),
            )
        return warnings

    def refuse(self, document_id: DocumentId, ground: int, note: str = "") -> bytes:
        """Record that one stands against it, and give the slip for the citizen, PDF/A.

        A number that an unfinished signing reserved for it is cancelled.

        Args:
            document_id: not certified.
            ground: 1 to 6 of Điều 22; 0: what was shown is no original.
            note: in the clerk's words, printed under the ground.

        Raises:
            InputInvalid: no such ground. AlreadyCertified: its copy is signed.
            SignInNeeded, RoleMissing: the clerk may not.
            CopyRefused: no fonts, or a letter that they do not have.
        """
        if not 0 <= ground <= len(GROUNDS):
            raise InputInvalid(field="ground")
        at = self.now()
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.JUDGE)
            document = records.dossiers.document(document_id)
            dossier = records.dossiers.get(document.dossier_id)
        slip = _slip(self.settings, dossier, document, ground, note, at)
        with self.store.transaction() as records:
            if records.dossiers.document(document_id).copy is not None:
                raise AlreadyCertified()
            reason = f"ground-{ground}" if ground else "no-original"
            records.audit.append(at, self.clerk, REFUSED, document_id, reason=reason)
            line = records.register.line_of(document_id)
            if line is not None:
                cancel_number(records, line, at, self.clerk, RefusedToCitizen.code)
        return slip


def _reason(line: AuditLine) -> str:
    return str(json.loads(line.facts)["reason"])


def pages_mark(document: Document) -> str:
    """A mark of the pages that were decided on: another picture, another decision."""
    return hashlib.sha256("".join(page.sha256 for page in document.pages).encode()).hexdigest()


def _slip(
    settings: Settings, dossier: Dossier, document: Document, ground: int, note: str, at: datetime
) -> bytes:
    """Phiếu từ chối tiếp nhận, giải quyết hồ sơ (TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 03)."""
    day = at.astimezone(HANOI)
    asks = dossier.requester
    law = "Điều 22 Nghị định số 23/2015/NĐ-CP" if ground else "Điều 18 Nghị định số 23/2015/NĐ-CP"
    values = {
        "agency": settings.agency.name,
        "code": dossier.code,
        "day": f"{day.day:02}",
        "month": f"{day.month:02}" if day.month < 3 else str(day.month),
        "year": str(day.year),
        "requester": asks.name,
        "address": asks.address,
        "phone": asks.phone,
        "email": asks.email,
        "wish": f"Chứng thực bản sao từ bản chính: {document.title}",
        "ground": GROUNDS[ground - 1] if ground else NO_ORIGINAL,
        "law": f"Khoản {ground} {law}" if ground else law,
        "note": note,
    }
    shown = {key: drawable(value) for key, value in values.items()}
    return typeset("refusal_slip.typ", shown, {}, find_fonts(), at)
