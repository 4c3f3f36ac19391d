"""What was done in lots, by operator: for whoever answers for the work, as values and as XLSX."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from offline_store.lot_checks import Verdict
from offline_store.lots import Lot, LotDone, LotDossier, LotId
from offline_store.name_order import name_order
from offline_store.records import DossierId
from offline_store.store import Records, Store
from station.hanoi_time import HANOI
from station.lot_settings import LotSettings
from station.workbook import workbook_of


@dataclass(frozen=True, slots=True)
class LotFigures:
    """One person's work in one lot.

    rounds: how many times the lot was digitised. dossiers, papers, pages: of the dossiers that this
    person called done last. seconds: at work, pauses between two acts counted up to the settings'
    `idle_minutes`. corrections: of what was read. keyed: fields that somebody typed a second time;
    differing: those of them that were not the same; overruled: where the first was not right.
    sampled, wrong: dossiers of theirs that were drawn, and found wrong, over all rounds. errors:
    by what was wrong.
    """

    lot: str
    state: str
    rounds: int
    who: str
    dossiers: int = 0
    papers: int = 0
    pages: int = 0
    seconds: int = 0
    corrections: int = 0
    keyed: int = 0
    differing: int = 0
    overruled: int = 0
    sampled: int = 0
    wrong: int = 0
    errors: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountLots:
    """The figures of lots."""

    store: Store
    settings: LotSettings

    def __call__(self, lot_ids: Sequence[LotId] = ()) -> tuple[LotFigures, ...]:
        """A line for each person of each lot, the newest first; of all lots where none is named.

        Raises:
            NotFound: no such lot.
        """
        with self.store.snapshot() as records:
            lots = [records.lots.get(lot_id) for lot_id in lot_ids] or [
                each.lot for each in records.lots.list()
            ]
            return tuple(line for lot in lots for line in self._of(records, lot))

    def _of(self, records: Records, lot: Lot) -> Iterable[LotFigures]:
        dossiers = records.lots.dossiers(lot.id)
        done = records.lots.done(lot.id)
        by = _doers(dossiers, done)
        papers = records.lots.papers(lot.id)
        keyings = records.keyings.of_lot(lot.id)
        verdicts = records.lot_checks.verdicts(lot.id)
        corrections = records.lots.corrections(lot.id)
        seconds = _seconds(dossiers, done, timedelta(minutes=self.settings.idle_minutes))
        judged = _judged(verdicts, done, lot.round)
        for who in sorted({lot.operator, *seconds, *corrections}, key=name_order):
            own = [each for each in dossiers if by.get(each.dossier_id) == who]
            typed = [each for each in keyings if each.first_who == who]
            said = judged.get(who, ())
            errors: defaultdict[str, int] = defaultdict(int)
            for verdict in said:
                for error in verdict.errors:
                    errors[error.what] += 1
            yield LotFigures(
                lot=lot.code,
                state=lot.state.value,
                rounds=lot.round,
                who=who,
                dossiers=len(own),
                papers=sum(papers.get(each.dossier_id, 0) for each in own),
                pages=sum(each.pages for each in own),
                seconds=seconds.get(who, 0),
                corrections=corrections.get(who, 0),
                keyed=len(typed),
                differing=sum(each.differs for each in typed),
                overruled=sum(
                    each.differs and each.decided is not None and each.decided != each.first
                    for each in typed
                ),
                sampled=len(said),
                wrong=sum(not each.right for each in said),
                errors=dict(errors),
            )


def _doers(dossiers: Sequence[LotDossier], done: Sequence[LotDone]) -> Mapping[DossierId, str]:
    """Who called each dossier done last; where nobody did, who put it into the lot."""
    last = {each.dossier_id: each.who for each in dossiers}
    return last | {each.dossier_id: each.who for each in done}


def _seconds(
    dossiers: Sequence[LotDossier], done: Sequence[LotDone], longest: timedelta
) -> Mapping[str, int]:
    acts: defaultdict[str, list[datetime]] = defaultdict(list)
    for dossier in dossiers:
        acts[dossier.who].append(dossier.added_at)
    for each in done:
        acts[each.who].append(each.at)
    worked = {}
    for who, moments in acts.items():
        moments.sort()
        gaps = (later - earlier for earlier, later in pairwise(moments))
        worked[who] = round(sum((min(gap, longest) for gap in gaps), timedelta()).total_seconds())
    return worked


def _judged(
    verdicts: Sequence[Verdict], done: Sequence[LotDone], rounds: int
) -> Mapping[str, Sequence[Verdict]]:
    """The first word on each dossier of each round's sample, by who had digitised it then.

    The first: what was put right later was wrong when it was drawn.
    """
    doer = {(each.dossier_id, each.round): each.who for each in done}
    found: defaultdict[str, list[Verdict]] = defaultdict(list)
    for count in range(1, rounds + 1):
        first: dict[DossierId, Verdict] = {}
        for each in verdicts:
            if each.round == count:
                first.setdefault(each.dossier_id, each)
        for dossier_id, verdict in first.items():
            found[doer.get((dossier_id, count), "")].append(verdict)
    return found


HEADINGS = (
    ("Lô", 24),
    ("Trạng thái", 14),
    ("Số lần làm", 10),
    ("Người số hóa", 18),
    ("Hồ sơ", 9),
    ("Giấy tờ", 9),
    ("Trang", 9),
    ("Thời gian (phút)", 12),
    ("Trang mỗi giờ", 10),
    ("Số chỗ đã sửa", 10),
    ("Mục nhập hai lần", 10),
    ("Mục nhập khác nhau", 10),
    ("Mục nhập lần đầu sai", 10),
    ("Hồ sơ được kiểm tra", 10),
    ("Hồ sơ có lỗi", 10),
    ("Lỗi", 40),
)
_STATES = {
    "in-work": "Đang số hóa",
    "to-check": "Chờ kiểm tra",
    "sent-back": "Làm lại",
    "accepted": "Đạt",
}
_ERRORS = {
    "pages-missing": "Thiếu trang",
    "unreadable": "Không đọc được",
    "order": "Sai thứ tự",
    "wrong-paper": "Nhầm giấy tờ",
    "description": "Sai mô tả",
    "other": "Lỗi khác",
}


def as_xlsx(lines: Sequence[LotFigures], at: datetime) -> bytes:
    """A workbook of one sheet, a row for each line."""
    title = "Thống kê số hóa"
    return workbook_of(title, title, HEADINGS, map(_row, lines), at.astimezone(HANOI))


def _row(line: LotFigures) -> tuple[str | int | float, ...]:
    return (
        line.lot,
        _STATES[line.state],
        line.rounds,
        line.who,
        line.dossiers,
        line.papers,
        line.pages,
        round(line.seconds / 60, 1),
        round(line.pages * 3600 / line.seconds) if line.seconds else 0,
        line.corrections,
        line.keyed,
        line.differing,
        line.overruled,
        line.sampled,
        line.wrong,
        "; ".join(f"{_ERRORS[what]}: {count}" for what, count in sorted(line.errors.items())),
    )
