"""What the papers of a dossier for a procedure say, as their templates read it."""

from collections.abc import Mapping
from datetime import date, datetime

from offline_store.handling import Axis, Handling, Standing
from offline_store.procedure_wire import Component, Form, Procedure
from offline_store.records import Dossier
from signing.typesetting import drawable
from station.checklist import mark_of
from station.citizen_forms import CitizenForm
from station.dossier_states import NATIONAL_WORDS, Business
from station.hanoi_time import HANOI, hanoi_day
from station.procedure_fees import bill
from station.receipt import moment_text, money_text
from station.responsible import Part, responsibilities
from station.settings import Settings
from station.time_limit import due_at, pauses_of, received_at
from station.working_time import WorkingTime

_HOW: Mapping[Form, str] = {
    Form.ORIGINAL: "Bản chính",
    Form.COPY: "Bản sao",
    Form.SHOWN: "Xuất trình",
}
_STANDING: Mapping[Standing, str] = {
    Standing.SCAN: "đã số hóa",
    Standing.DIGITAL: "đã có bản điện tử",
    Standing.ON_PAPER: "bản giấy",
    Standing.NOT_NEEDED: "không phải nộp",
    Standing.SUPPLEMENT: "chưa có",
}
_QR_TIME = "%Y%m%d%H%M%S"


def paper_values(
    form: CitizenForm,
    dossier: Dossier,
    handling: Handling,
    settings: Settings,
    calendar: WorkingTime,
    at: datetime,
    *,
    count: int,
    clerk: str,
    reason: str = "",
    new_due: datetime | None = None,
) -> Mapping[str, object]:
    """Everything that the papers of a dossier may show, `qr` with what the code says.

    count: of the paper among those of its form. clerk: the name of who issues it. reason: instead
    of what was said when the dossier came into its state. new_due: of an apology.
    """
    asks, procedure = dossier.requester, handling.procedure
    day = at.astimezone(HANOI)
    received = received_at(handling)
    due = None
    if received is not None:
        due = due_at(calendar, procedure, received, pauses_of(handling))
    owner = handling.owner.name
    sign = settings.forms.signs.get(form.value, "")
    texts = {
        "agency": settings.agency.name,
        "unit": "",
        "code": dossier.code,
        "number": f"{count:02d}/{sign}".rstrip("/"),
        "day": f"{day.day:02d}",
        "month": f"{day.month:02d}" if day.month < 3 else str(day.month),
        "year": str(day.year),
        "requester": asks.name,
        "id_number": asks.id_number,
        "address": asks.address,
        "phone": asks.phone,
        "email": asks.email,
        "owner": owner if owner != asks.name else "",
        "wish": procedure.name,
        "procedure": procedure.code,
        "field": procedure.field,
        "sets": "01",
        "limit": limit_text(procedure),
        "received": "" if received is None else moment_text(received),
        "due": "" if due is None else moment_text(due),
        "new_due": "" if new_due is None else moment_text(new_due),
        "resolver": handling.resolving_unit,
        "where": settings.agency.name,
        "fees": _fees(procedure, hanoi_day(received or dossier.created_at)),
        "queue": handling.queue_number,
        "book": settings.forms.book.format(year=day.year),
        "contact": settings.forms.contact,
        "clerk": clerk,
        "reason": reason or reason_of(handling),
        "signer": settings.officer.name,
    }
    values: dict[str, object] = {key: drawable(text) for key, text in texts.items()}
    values["signer_title"] = [drawable(line) for line in settings.officer.title]
    values["papers"] = _papers(handling)
    values["wanted"] = _wanted(handling)
    values["steps"] = _steps(handling, due)
    values["qr"] = settings.forms.qr_text(
        receipt=form is CitizenForm.RECEIPT,
        facts={
            "code": dossier.code,
            "procedure": procedure.code,
            "person": asks.id_number,
            "paper": form.legal_name,
            "system": settings.forms.system,
            "at": day.strftime(_QR_TIME),
            "due": "" if due is None else due.astimezone(HANOI).strftime(_QR_TIME),
        },
    )
    return values


def reason_of(handling: Handling) -> str:
    """What was said when the dossier came into the state in which it is."""
    return [each.reason for each in handling.changes if each.axis is Axis.BUSINESS][-1]


def limit_text(procedure: Procedure) -> str:
    """The procedure's time limit in words."""
    if procedure.working_days:
        return f"{procedure.working_days} ngày làm việc"
    if procedure.working_hours:
        return f"{procedure.working_hours} giờ làm việc"
    return "trong ngày làm việc"


def wanted_components(handling: Handling) -> tuple[tuple[Component, str], ...]:
    """What is still to be brought, each with what was said of it."""
    wanted = []
    for position, asked in enumerate(handling.procedure.components, start=1):
        mark = mark_of(handling, position)
        if mark is None and asked.needed:
            wanted.append((asked, ""))
        elif mark is not None and mark.standing is Standing.SUPPLEMENT:
            wanted.append((asked, mark.why))
    return tuple(wanted)


def _papers(handling: Handling) -> list[dict[str, str]]:
    """What was handed in: not what is still to come, nor what nobody has to bring."""
    handed_in: list[dict[str, str]] = []
    for position, asked in enumerate(handling.procedure.components, start=1):
        mark = mark_of(handling, position)
        if mark is None or mark.standing in (Standing.NOT_NEEDED, Standing.SUPPLEMENT):
            continue
        handed_in.append(
            {
                "no": str(len(handed_in) + 1),
                "name": drawable(asked.name),
                "count": f"{asked.count:02d}",
                "how": f"{_HOW[asked.form]}, {_STANDING[mark.standing]}",
            }
        )
    return handed_in


def _wanted(handling: Handling) -> list[dict[str, str]]:
    return [
        {"name": drawable(asked.name), "why": drawable(why)}
        for asked, why in wanted_components(handling)
    ]


def _steps(handling: Handling, due: datetime | None) -> list[dict[str, str]]:
    steps = []
    for step in responsibilities(handling):
        unit = {Part.CITIZEN: "Tổ chức, cá nhân nộp hồ sơ"}.get(step.part, step.unit)
        steps.append(
            {
                "unit": drawable(unit),
                "who": drawable(step.who),
                "since": short_moment(step.since),
                "until": "" if step.until is None else short_moment(step.until),
                "state": NATIONAL_WORDS[Business(step.state)],
                "kept": _kept(step.state, step.since, due),
                "note": drawable(step.reason),
            }
        )
    return steps


def _kept(state: str, at: datetime, due: datetime | None) -> str:
    """Whether a result came in time (Mẫu số 06: before, on, or after its day)."""
    if state != Business.RESOLVED or due is None:
        return ""
    if at > due:
        return "Quá hạn"
    return "Đúng hạn" if hanoi_day(at) == hanoi_day(due) else "Trước hạn"


def short_moment(at: datetime) -> str:
    """A moment for a column: `25/11/2026 09:00`."""
    return f"{at.astimezone(HANOI):%d/%m/%Y %H:%M}"


def _fees(procedure: Procedure, day: date) -> str:
    total = sum(line.vnd for line in bill(procedure, day))
    return money_text(total) if total else ""
