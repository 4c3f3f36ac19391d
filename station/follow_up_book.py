"""The follow-up book (Sổ theo dõi hồ sơ): dossiers for procedures, line by line.

TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 07; columns as in TT 01/2018/TT-VPCP. A new form gets a new
list and a new template.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from offline_store.handling import Axis, Channel, Handling
from offline_store.records import Dossier
from offline_store.store import Store
from signing.typesetting import drawable
from station.citizen_forms import CitizenForm, compose, template_on
from station.dossier_states import NATIONAL_WORDS, Business
from station.form_values import reason_of, short_moment
from station.hanoi_time import HANOI, Clock, hanoi_day
from station.people import Act, require
from station.settings import Settings
from station.time_limit import due_at, pauses_of, received_at
from station.workbook import workbook_of
from station.working_time import WorkingTime

HEADINGS = (
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Số bộ",
    "Tên cá nhân, tổ chức",
    "Địa chỉ, số điện thoại",
    "Cơ quan giải quyết",
    "Ngày nhận",
    "Ngày hẹn trả",
    "Ngày trả",
    "Ghi chú",
)
_WIDTHS = (6, 26, 36, 8, 26, 30, 16, 16, 16, 16, 24)
_CAME: dict[Channel, str] = {
    Channel.IN_PERSON: "Trực tiếp",
    Channel.ONLINE: "Trực tuyến",
    Channel.POST: "Bưu chính",
}


@dataclass(frozen=True, slots=True)
class BookOfDays:
    """The lines of some days, with the columns of `HEADINGS`. read_at: aware."""

    first: date
    last: date
    rows: tuple[tuple[str, ...], ...]
    read_at: datetime


@dataclass(frozen=True, slots=True)
class FollowUpBook:
    """Read the book of some days, and write it as PDF or as a spreadsheet."""

    store: Store
    settings: Settings
    calendar: WorkingTime
    clerk: str
    now: Clock

    def __call__(self, first: date, last: date) -> BookOfDays:
        """The dossiers for procedures that came from one day to the other, oldest first.

        Raises:
            SignInNeeded, RoleMissing: the clerk may not.
        """
        at = self.now()
        with self.store.snapshot() as records:
            require(records, self.clerk, Act.HAND_OVER)
            came = records.handling.received_between(first, last)
            headings = records.dossiers.headings(came)
            handlings = {each.dossier_id: each for each in records.handling.many(came)}
            found = [(headings[each], handlings[each]) for each in came]
        rows = tuple(self._row(number, *each) for number, each in enumerate(found, start=1))
        return BookOfDays(first, last, rows, at)

    def pdf(self, book: BookOfDays) -> bytes:
        """The pages to print and bind, PDF/A.

        Raises:
            FormTemplateInvalid: the template is not as it must be. CopyRefused: no fonts.
        """
        folder = self.settings.forms.templates
        form = CitizenForm.FOLLOW_UP_BOOK
        template = template_on(form, hanoi_day(book.read_at), Path(folder) if folder else None)
        content = {
            "agency": self.settings.agency.name,
            "book": self._name(book),
            "first": f"{book.first:%d/%m/%Y}",
            "last": f"{book.last:%d/%m/%Y}",
            "headings": HEADINGS,
            "rows": [[drawable(cell) for cell in row] for row in book.rows],
            "printed": short_moment(book.read_at),
        }
        return compose(template, content, None, book.read_at)

    def xlsx(self, book: BookOfDays) -> bytes:
        """The same lines as a spreadsheet."""
        return workbook_of(
            f"Sổ theo dõi hồ sơ {self._name(book)}",
            "Sổ theo dõi hồ sơ",
            tuple(zip(HEADINGS, _WIDTHS, strict=True)),
            book.rows,
            datetime.combine(book.last, datetime.min.time(), HANOI),
        )

    def _name(self, book: BookOfDays) -> str:
        return self.settings.forms.book.format(year=book.last.year)

    def _row(self, number: int, dossier: Dossier, handling: Handling) -> tuple[str, ...]:
        received, asks = received_at(handling), dossier.requester
        due = None
        if received is not None:
            due = due_at(self.calendar, handling.procedure, received, pauses_of(handling))
        owner = handling.owner.name
        who = asks.name if owner == asks.name else f"{asks.name} (chủ hồ sơ: {owner})"
        state = Business(handling.state(Axis.BUSINESS))
        reason = reason_of(handling)
        notes = (_CAME[handling.channel], NATIONAL_WORDS[state], reason)
        return (
            str(number),
            dossier.code,
            handling.procedure.name,
            "01",
            who,
            ", ".join(filter(None, (asks.address, asks.phone))),
            handling.resolving_unit,
            short_moment(received or dossier.created_at),
            "" if due is None else short_moment(due),
            _returned(handling),
            "; ".join(filter(None, notes)),
        )


def _returned(handling: Handling) -> str:
    at = [
        change.at
        for change in handling.changes
        if change.axis is Axis.BUSINESS and change.state == Business.RETURNED
    ]
    return short_moment(at[-1]) if at else ""
