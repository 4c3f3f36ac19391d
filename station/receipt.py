"""The slip that a citizen takes home: what was received, what it costs, when to come for it.

It is no receipt for money (biên lai): that comes from the ward's own tax books.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from offline_store.records import Document, Dossier, DossierId
from offline_store.store import Store
from signing.typesetting import drawable, find_fonts, typeset
from station.errors import NotSupported
from station.exemption import cost_of
from station.fees import Charge
from station.hanoi_time import HANOI, Clock
from station.settings import Settings
from station.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class MakeReceipt:
    """Composes the slip from the dossier as it stands."""

    store: Store
    settings: Settings
    calendar: WorkingTime
    now: Clock

    def __call__(self, dossier_id: DossierId) -> bytes:
        """The slip of a dossier, PDF/A: `Giấy tiếp nhận hồ sơ và hẹn trả kết quả`.

        The fee of an original that is not scanned yet stands open: it goes by its pages.

        Raises:
            NotFound: no such dossier. CopyRefused: no fonts.
            NotSupported: it is for a procedure.
        """
        at = self.now()
        with self.store.snapshot() as records:
            dossier = records.dossiers.get(dossier_id)
            if records.handling.of(dossier_id) is not None:
                # Its time limit and fees are the procedure's; this slip has those of copies.
                raise NotSupported(what="procedure-receipt")
            charges = [
                (paper, cost_of(records, paper, self.settings.fees, at))
                for paper in dossier.documents
            ]
        values = self._values(dossier, charges)
        return typeset("receipt.typ", values, {}, find_fonts(), at)

    def _values(
        self, dossier: Dossier, charges: list[tuple[Document, Charge]]
    ) -> Mapping[str, object]:
        """Form: TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 01, laid out as in TT 01/2018/TT-VPCP."""
        asks = dossier.requester
        known = all(cost.pages for _, cost in charges)
        head = {
            "agency": self.settings.agency.name,
            "code": dossier.code,
            "requester": asks.name,
            "address": asks.address,
            "phone": asks.phone,
            "email": asks.email,
            "received": moment_text(dossier.created_at),
            "due": moment_text(self.calendar.due_at(dossier.created_at)),
            "total": money_text(sum(cost.total_vnd for _, cost in charges)) if known else "",
        }
        rows = [
            {
                "title": drawable(paper.title),
                "pages": str(cost.pages) if cost.pages else "",
                "copies": str(cost.copies),
                "fee": money_text(cost.fee_vnd) if cost.pages else "",
                "photocopies": money_text(cost.photocopies_vnd) if cost.photocopies_vnd else "",
                "exemption": drawable(cost.exemption.note if cost.exemption else ""),
            }
            for paper, cost in charges
        ]
        return {**{key: drawable(text) for key, text in head.items()}, "papers": rows}


def moment_text(at: datetime) -> str:
    """A moment at the counter in words: `08 giờ 05 phút, ngày 02 tháng 01 năm 2026`.

    NĐ 30/2020, Phụ lục I: days below 10 and the months 1 and 2 have a nought before them.
    """
    local = at.astimezone(HANOI)
    month = f"{local.month:02}" if local.month < 3 else str(local.month)
    return f"{local:%H} giờ {local:%M} phút, ngày {local:%d} tháng {month} năm {local.year}"


def money_text(vnd: int) -> str:
    """An amount: `100.000 đồng`."""
    return f"{vnd:,} đồng".replace(",", ".")
