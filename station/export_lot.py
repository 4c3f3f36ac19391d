"""An accepted lot as files: a PDF/A for each paper, named as archives name them, and an index.

Names: TT 02/2019/TT-BNV, the dossier's code and a running number; the pattern is a setting.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event

from offline_store.descriptions import Description
from offline_store.lots import Lot, LotDossier, LotId, LotState
from offline_store.records import Document
from offline_store.store import Records, Store
from station.check_lots import still_wrong
from station.errors import TargetExists
from station.hand_over import write_out
from station.hanoi_time import HANOI, Clock
from station.lot_errors import LotElsewhere, LotNotRight
from station.lot_settings import LotSettings
from station.paper_file import paper_file
from station.people import Act, require
from station.workbook import workbook_of
from station.written import iso

INDEX = "index"
_COLUMNS = (
    ("STT", 6),
    ("Mã hồ sơ", 26),
    ("Tên tệp", 34),
    ("Tên giấy tờ", 36),
    ("Mã giấy tờ số hóa", 30),
    ("Số, ký hiệu", 16),
    ("Ngày cấp", 12),
    ("Cơ quan cấp", 30),
    ("Trích yếu", 40),
    ("Số trang", 8),
    ("Dung lượng (byte)", 12),
    ("SHA-256", 66),
)


@dataclass(frozen=True, slots=True)
class ExportedPaper:
    """A file of the export. sha256, size: of the file, its size in bytes."""

    dossier: str
    file: str
    name: str
    code: str
    number: str
    issued_on: str
    issuer: str
    summary: str
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class LotExport:
    """What was written. folder: with the lot's code as its name. whole: nothing stopped it."""

    folder: Path
    papers: tuple[ExportedPaper, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class ExportLot:
    """Write an accepted lot into a folder; again, it writes only what is not there."""

    store: Store
    settings: LotSettings
    agency: str
    pdfa: str
    clerk: str
    now: Clock

    def __call__(
        self,
        lot_id: LotId,
        folder: Path,
        on_paper: Callable[[int, int], None] = lambda done, total: None,
        stop: Event | None = None,
    ) -> LotExport:
        """Write below `folder` a folder of the lot's code: its papers, `index.xlsx`, `index.json`.

        on_paper: told how many are written, of how many. stop: when it is set, no further paper is
        written, nor an index. The same papers give the same files.

        Raises:
            LotElsewhere: the lot is not accepted. LotNotRight: dossiers are still wrong.
            TargetExists: another file bears the name of one of these. Facts: file.
            CopyRefused: a paper cannot be typeset. OSError: the folder cannot be written.
            NotFound: no such lot. SignInNeeded, RoleMissing: the clerk may not.
        """
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.CHECK)
            lot = records.lots.get(lot_id)
            if lot.state is not LotState.ACCEPTED:
                raise LotElsewhere(state=lot.state.value)
            wrong = still_wrong(records, lot)
            if wrong:
                raise LotNotRight(dossiers=len(wrong))
            papers = list(self._papers(records, lot))
        target = folder / lot.code
        target.mkdir(parents=True, exist_ok=True)
        written: list[ExportedPaper] = []
        for dossier, number, document, description in papers:
            if stop is not None and stop.is_set():
                return LotExport(target, tuple(written), whole=False)
            name = f"{self.settings.name_of(dossier.code, number)}.pdf"
            pdf = self._pdf(document, description)
            _write(target / name, pdf)
            written.append(_exported(dossier, name, document, description, pdf))
            on_paper(len(written), len(papers))
        self._index(target, lot, written)
        with self.store.transaction() as records:
            records.audit.append(
                self.now(), self.clerk, "lot-exported", lot_id, papers=len(written)
            )
        return LotExport(target, tuple(written), whole=True)

    def _papers(
        self, records: Records, lot: Lot
    ) -> Iterator[tuple[LotDossier, int, Document, Description]]:
        for dossier in records.lots.dossiers(lot.id):
            held = sorted(
                (
                    document
                    for document in records.dossiers.all_documents(dossier.dossier_id)
                    if document.component and document.pages and not document.dissolved
                ),
                key=lambda document: document.component or 0,
            )
            for number, document in enumerate(held, start=1):
                description = records.descriptions.of(document.id)
                assert description is not None  # nothing is called done without
                yield dossier, number, document, description

    def _pdf(self, light: Document, description: Description) -> bytes:
        with self.store.snapshot() as records:
            document = records.dossiers.document(light.id)
        return paper_file(self.store, document, description, self.agency, self.pdfa)

    def _index(self, target: Path, lot: Lot, papers: Sequence[ExportedPaper]) -> None:
        rows = [
            (
                number,
                each.dossier,
                each.file,
                each.name,
                each.code,
                each.number,
                each.issued_on,
                each.issuer,
                each.summary,
                each.pages,
                each.size,
                each.sha256,
            )
            for number, each in enumerate(papers, start=1)
        ]
        made = lot.opened_at.astimezone(HANOI)
        body = {
            "lot": lot.code,
            "name": lot.name,
            "procedure": lot.procedure.code,
            "agency": self.agency,
            "opened_at": iso(lot.opened_at),
            "papers": [asdict(each) for each in papers],
        }
        write_out(
            target / f"{INDEX}.xlsx",
            workbook_of(lot.code, "Mục lục văn bản", _COLUMNS, rows, made),
        )
        text = json.dumps(body, ensure_ascii=False, indent=2)
        write_out(target / f"{INDEX}.json", f"{text}\n".encode())


def _write(target: Path, pdf: bytes) -> None:
    if target.exists():
        if target.read_bytes() != pdf:
            raise TargetExists(file=target.name)
        return
    write_out(target, pdf)


def _exported(
    dossier: LotDossier, name: str, document: Document, description: Description, pdf: bytes
) -> ExportedPaper:
    return ExportedPaper(
        dossier=dossier.code,
        file=name,
        name=description.name,
        code=description.code,
        number=description.number,
        issued_on=description.issued_on,
        issuer=description.issuer,
        summary=description.summary,
        pages=len(document.pages),
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
