"""The papers of a dossier for a procedure: each in its time, by its template, for good."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from offline_store.errors import RecordRefused
from offline_store.handling import Standing
from offline_store.records import Dossier, Requester
from offline_store.store import Store
from signing.typesetting import TEMPLATES
from station.catalogue import TakeCatalogue, sample_catalogue
from station.catalogue_settings import CatalogueSettings
from station.checklist import Checklist
from station.citizen_forms import CitizenForm, template_on
from station.dossier_states import Business
from station.errors import FormTemplateInvalid, InputInvalid, InputMissing, PaperNotNow
from station.follow_up_book import HEADINGS, FollowUpBook
from station.form_settings import FormSettings
from station.hanoi_time import HANOI
from station.issue_paper import IssuePaper
from station.move_on import MoveOn
from station.receive import ReceiveDossier
from station.receive_procedure import ReceiveForProcedure
from station.settings import AgencySettings, OfficerSettings, Settings
from station.working_time import WorkingTimeSettings, working_time
from tests.unit.station.desk_parts import SetClock

ASKS = Requester(
    "Nguyễn Thị Thử", "001099000123", address="Số 1, Phố Thử Nghiệm", phone="0900000000"
)
LAND = "9.900001"
CALENDAR = working_time(WorkingTimeSettings())
SETTINGS = Settings(
    agency=AgencySettings("UBND phường Thử Nghiệm", "H26.99.1"),
    officer=OfficerSettings("Trần Văn Mẫu", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    forms=FormSettings(contact="bà Lê Thị Giúp, 024 000 0000"),
)


class Counter:
    """A desk with a dossier for the registration of land."""

    def __init__(self, store: Store, settings: Settings = SETTINGS) -> None:
        self.store = store
        self.clock = SetClock(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))  # 9:00, a Wednesday
        kinds = frozenset(
            part.kind for each in sample_catalogue().procedures for part in each.components
        )
        TakeCatalogue(store, CatalogueSettings(), kinds, "an", self.clock).sample()
        self.receive = ReceiveForProcedure(ReceiveDossier(store, "H26.99.1", "an", self.clock))
        self.tick = Checklist(store, "an", self.clock)
        self.move_on = MoveOn(store, "an", self.clock)
        self.issue = IssuePaper(store, settings, CALENDAR, "an", self.clock)
        self.book = FollowUpBook(store, settings, CALENDAR, "an", self.clock)
        self.dossier: Dossier = self.receive(ASKS, LAND)

    def complete(self) -> None:
        """Everything that is asked for is there."""
        for component in (1, 2):
            self.tick(self.dossier.id, component, Standing.DIGITAL, "Kho dữ liệu")
        self.tick(self.dossier.id, 8, Standing.ON_PAPER, "shown-only")

    def reach(self, *states: Business, reason: str = "Thiếu sơ đồ thửa đất") -> None:
        """Move on through these states, an hour apart."""
        for state in states:
            self.clock.at += timedelta(hours=1)
            self.move_on(self.dossier.id, state, reason)


@pytest.fixture
def counter(store: Store) -> Counter:
    """The desk."""
    return Counter(store)


def text_of(pdf: bytes) -> str:
    """What is printed, line ends as blanks."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_the_receipt_has_the_appointment_and_its_code(counter: Counter) -> None:
    """What was handed in, when it came, by when it is resolved; the code says Điều 26's fields."""
    counter.complete()
    counter.reach(Business.RECEIVED)
    paper, pdf = counter.issue(counter.dossier.id, CitizenForm.RECEIPT)
    text = text_of(pdf)
    assert counter.dossier.code in text
    assert "10 giờ 00 phút, ngày 25 tháng 11 năm 2026" in text
    assert "17 giờ 00 phút, ngày 18 tháng 12 năm 2026" in text
    assert "17 ngày làm việc" in text
    assert "Đơn đăng ký đất đai" in text
    assert "Chứng từ nộp tiền" not in text
    assert paper.content["qr"] == "|".join(
        (
            counter.dossier.code,
            LAND,
            ASKS.id_number,
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
            SETTINGS.forms.system,
            "20261125100000",
            "20261218170000",
        )
    )
    assert (paper.count, paper.content["number"]) == (1, "01/TNHS")
    assert paper.template == "receipt.2025-07-01.typ"


def test_the_queue_number_stands_on_the_receipt(counter: Counter) -> None:
    """As it was drawn; one that is no queue number is refused."""
    with pytest.raises(InputInvalid):
        counter.receive(ASKS, LAND, queue_number="1" * 21)
    counter.dossier = counter.receive(ASKS, LAND, queue_number=" A 012 ")
    counter.complete()
    counter.reach(Business.RECEIVED)
    assert "Số thứ tự: A 012" in text_of(counter.issue(counter.dossier.id, CitizenForm.RECEIPT)[1])


def test_what_is_wanted_is_named(counter: Counter) -> None:
    """Before it is received: what nobody spoke of, and what was asked for, with its why."""
    counter.tick(counter.dossier.id, 3, Standing.SUPPLEMENT, "bản vẽ có xác nhận")
    text = text_of(counter.issue(counter.dossier.id, CitizenForm.SUPPLEMENT, reason="Chưa đủ")[1])
    assert "Sơ đồ thửa đất: bản vẽ có xác nhận" in text
    assert "Đơn đăng ký đất đai" in text
    assert "Lý do: Chưa đủ" in text
    assert "bà Lê Thị Giúp, 024 000 0000" in text


def test_the_reason_is_the_one_of_the_state(counter: Counter) -> None:
    """A refusal says what was said when the dossier was refused."""
    counter.reach(Business.NOT_RECEIVED, reason="Không thuộc thẩm quyền")
    assert "Không thuộc thẩm quyền" in text_of(
        counter.issue(counter.dossier.id, CitizenForm.REFUSAL)[1]
    )


def test_the_stop_says_why(counter: Counter) -> None:
    """With the officer's lines for the signature."""
    counter.complete()
    counter.reach(Business.RECEIVED, Business.STOPPED, reason="Có tranh chấp")
    text = text_of(counter.issue(counter.dossier.id, CitizenForm.STOP)[1])
    assert "Có tranh chấp" in text
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text


def test_an_apology_promises_a_day_to_come(counter: Counter) -> None:
    """A working day, not before today; with the reason."""
    counter.complete()
    counter.reach(Business.RECEIVED, Business.IN_WORK)

    def apologise(day: date | None) -> bytes:
        return counter.issue(
            counter.dossier.id, CitizenForm.APOLOGY, reason="Chờ xác minh", new_due=day
        )[1]

    for day, error in (
        (None, InputMissing),
        (date(2026, 11, 24), InputInvalid),
        (date(2026, 12, 26), InputInvalid),  # a Saturday
    ):
        with pytest.raises(error):
            apologise(day)
    text = text_of(apologise(date(2026, 12, 25)))
    assert "17 giờ 00 phút, ngày 25 tháng 12 năm 2026" in text
    assert "Chờ xác minh" in text
    with pytest.raises(InputMissing):
        counter.issue(counter.dossier.id, CitizenForm.APOLOGY, new_due=date(2026, 12, 25))


def test_the_process_slip_names_who_had_it(counter: Counter) -> None:
    """Each step with who was responsible, from when to when, and whether it was in time."""
    counter.complete()
    counter.reach(
        Business.RECEIVED,
        Business.SUPPLEMENT_ASKED,
        Business.IN_WORK,
        Business.RESOLVED,
    )
    text = text_of(counter.issue(counter.dossier.id, CitizenForm.PROCESS)[1])
    assert "Yêu cầu bổ sung giấy tờ" in text
    assert "H26.99.2" in text
    assert "Tổ chức, cá nhân nộp hồ sơ" in text
    assert "Trước hạn" in text
    assert "Nhận: 25/11/2026 12:00" in text


@pytest.mark.parametrize(
    "form", [CitizenForm.RECEIPT, CitizenForm.REFUSAL, CitizenForm.STOP, CitizenForm.PROCESS]
)
def test_a_paper_has_its_time(counter: Counter, form: CitizenForm) -> None:
    """None of these belongs to a dossier that was only registered."""
    with pytest.raises(PaperNotNow):
        counter.issue(counter.dossier.id, form)


def test_a_paper_stays_as_it_was_given(counter: Counter) -> None:
    """The same bytes again, whatever became of the dossier; the next one has the next number."""
    counter.complete()
    counter.reach(Business.RECEIVED)
    paper, pdf = counter.issue(counter.dossier.id, CitizenForm.RECEIPT)
    counter.reach(Business.SUPPLEMENT_ASKED)
    assert counter.issue.again(paper.id) == pdf
    second, _ = counter.issue(counter.dossier.id, CitizenForm.RECEIPT)
    assert (second.count, second.content["number"]) == (2, "02/TNHS")
    with counter.store.snapshot() as records:
        assert [each.id for each in records.issued_papers.of(counter.dossier.id)] == [
            paper.id,
            second.id,
        ]
    with pytest.raises(RecordRefused), counter.store.transaction() as records:
        records.issued_papers.connection.exec_driver_sql("DELETE FROM issued_paper")


def _own(folder: Path, name: str, source: str) -> Settings:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(source, "utf-8")
    return replace(SETTINGS, forms=replace(SETTINGS.forms, templates=str(folder)))


REFUSAL = (TEMPLATES / "forms" / "refusal.2025-07-01.typ").read_text("utf-8")


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        (
            REFUSAL.replace("form.reason", "[]"),
            {"field": "reason", "reason": "field-missing"},
        ),
        (
            REFUSAL.replace("form.reason", "form.ground"),
            {"field": "reason", "reason": "field-missing"},
        ),
        (
            REFUSAL + "#form.colour",
            {"field": "colour", "reason": "field-unknown"},
        ),
        (REFUSAL + "\n#let = 1", {"reason": "not-typeset"}),
    ],
)
def test_a_template_without_a_field_issues_nothing(
    store: Store, tmp_path: Path, source: str, facts: Mapping[str, str]
) -> None:
    """It is said which field of which file; no number is used, and the dossier stays as it was."""
    name = "refusal.2026-01-01.typ"
    counter = Counter(store, _own(tmp_path / "own", name, source))
    counter.reach(Business.NOT_RECEIVED, reason="Không thuộc thẩm quyền")
    with pytest.raises(FormTemplateInvalid) as raised:
        counter.issue(counter.dossier.id, CitizenForm.REFUSAL)
    assert raised.value.facts == {"template": name, **facts}
    (tmp_path / "own" / name).unlink()
    paper, _ = counter.issue(counter.dossier.id, CitizenForm.REFUSAL)
    assert paper.count == 1


def test_a_template_holds_from_its_day(tmp_path: Path) -> None:
    """The ward's own from the day in its name on, the built-in one before, none before that."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "stop.2027-01-01.typ").write_text("", "utf-8")
    (folder / "stop.2025-07-01.typ").write_text("", "utf-8")
    named = [
        (template.name, template.file.parent == folder)
        for day in (date(2025, 7, 1), date(2026, 12, 31), date(2027, 1, 1))
        for template in (template_on(CitizenForm.STOP, day, folder),)
    ]
    assert named == [
        ("stop.2025-07-01.typ", True),
        ("stop.2025-07-01.typ", True),
        ("stop.2027-01-01.typ", True),
    ]
    assert template_on(CitizenForm.STOP, date(2026, 1, 1), None).file.parent != folder
    with pytest.raises(FormTemplateInvalid):
        template_on(CitizenForm.STOP, date(2025, 6, 30), None)


def test_the_book_has_a_line_a_dossier(counter: Counter) -> None:
    """Of the days asked for; as PDF and as a spreadsheet."""
    counter.complete()
    counter.reach(Business.RECEIVED)
    day = date(2026, 11, 25)
    assert counter.book(day - timedelta(days=1), day - timedelta(days=1)).rows == ()
    book = counter.book(day, day)
    (row,) = book.rows
    assert len(row) == len(HEADINGS)
    assert row[1] == counter.dossier.code
    assert row[7:9] == ("25/11/2026 10:00", "18/12/2026 17:00")
    text = text_of(counter.book.pdf(book))
    assert "Từ ngày 25/11/2026 đến ngày 25/11/2026" in text
    # A code is broken where its column ends.
    assert re.sub(r"\s", "", counter.dossier.code) in re.sub(r"\s", "", text)
    assert counter.book.xlsx(book)[:2] == b"PK"
    assert book.read_at.astimezone(HANOI).date() == day
