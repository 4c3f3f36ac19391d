"""The seven papers of a dossier for a procedure, and the dated templates they are made by.

NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP, Phụ lục I, Mẫu số 01 to 07, laid out as in TT 01/2018. A
changed form gets a new file, named by the day from which on it is used.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from signing.errors import CopyRefused
from signing.typesetting import TEMPLATES, find_fonts, typeset
from station.errors import FormTemplateInvalid
from station.template_fields import require_fields, source_of


class CitizenForm(StrEnum):
    """Which paper, in the order of the law's forms."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    PROCESS = "process"
    FOLLOW_UP_BOOK = "follow-up-book"

    @property
    def legal_name(self) -> str:
        """What the law calls it."""
        return _TITLES[self]


_TITLES: Mapping[CitizenForm, str] = {
    CitizenForm.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    CitizenForm.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    CitizenForm.REFUSAL: "Phiếu từ chối tiếp nhận, giải quyết hồ sơ",
    CitizenForm.APOLOGY: "Văn bản xin lỗi và đề nghị gia hạn thời gian trả kết quả",
    CitizenForm.STOP: "Thông báo dừng giải quyết hồ sơ",
    CitizenForm.PROCESS: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    CitizenForm.FOLLOW_UP_BOOK: "Sổ theo dõi hồ sơ",
}

_QR = "qr.svg"
_FRAME = "frame.typ"
_HEAD = frozenset({"agency", "code", "number", "day", "month", "year"})
# What a template must show, whoever wrote it. The code is asked for by its file's name.
_MUST_SHOW: Mapping[CitizenForm, frozenset[str]] = {
    CitizenForm.RECEIPT: _HEAD | {"requester", "wish", "papers", "received", "due", _QR},
    CitizenForm.SUPPLEMENT: _HEAD | {"requester", "wish", "wanted", "reason", _QR},
    CitizenForm.REFUSAL: _HEAD | {"requester", "wish", "reason", _QR},
    CitizenForm.APOLOGY: _HEAD | {"requester", "wish", "received", "due", "new_due", "reason", _QR},
    CitizenForm.STOP: _HEAD | {"requester", "wish", "reason", _QR},
    CitizenForm.PROCESS: _HEAD | {"wish", "steps", "due", _QR},
    CitizenForm.FOLLOW_UP_BOOK: frozenset({"agency", "book", "first", "last", "headings", "rows"}),
}
_NAMED = re.compile(r"^(?P<form>[a-z-]+)\.(?P<day>\d{4}-\d{2}-\d{2})\.typ$")


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """A template: by which form, from which day on, and its file."""

    form: CitizenForm
    since: date
    file: Path

    @property
    def name(self) -> str:
        """Its file's name, which is kept with each paper."""
        return self.file.name


def template_on(form: CitizenForm, day: date, own: Path | None) -> FormTemplate:
    """The template of a form that holds on that day: the newest, the ward's own before built-in.

    own: the folder of the ward's own; None for none.

    Raises:
        FormTemplateInvalid: there is none of a day that has come.
    """
    found = [each for each in _templates(form, own) if each.since <= day]
    if not found:
        raise FormTemplateInvalid(template=form.value, reason="not-there")
    return max(found, key=lambda each: (each.since, each.file.parent != _BUILT_IN))


def template_named(name: str, form: CitizenForm, own: Path | None) -> FormTemplate:
    """The template of that file's name.

    Raises:
        FormTemplateInvalid: it is gone.
    """
    found = [each for each in _templates(form, own) if each.name == name]
    if not found:
        raise FormTemplateInvalid(template=name, reason="not-there")
    return max(found, key=lambda each: each.file.parent != _BUILT_IN)


def compose(
    template: FormTemplate, content: Mapping[str, object], qr: bytes | None, at: datetime
) -> bytes:
    """Compose a paper, PDF/A; the same content gives the same bytes.

    content: what the template reads as `form`. qr: its code as SVG. at: aware; when it is issued.

    Raises:
        FormTemplateInvalid: the template lacks a field that the paper must show, asks for one that
            there is not, or is no template. Facts: template, field, reason.
        CopyRefused: no fonts.
    """
    source = source_of(template.file, _BUILT_IN / _FRAME)
    require_fields(template.name, source, _MUST_SHOW[template.form], content)
    files = {_FRAME: (_BUILT_IN / _FRAME).read_bytes()}
    if qr is not None:
        files[_QR] = qr
    try:
        return typeset(template.file, content, files, find_fonts(), at)
    except CopyRefused as error:
        if error.facts.get("reason") != "typesetting-failed":
            raise
        raise FormTemplateInvalid(template=template.name, reason="not-typeset") from error


def _templates(form: CitizenForm, own: Path | None) -> list[FormTemplate]:
    found = []
    for folder in filter(None, (_BUILT_IN, own)):
        for file in sorted(folder.glob(f"{form.value}.*.typ")):
            named = _NAMED.match(file.name)
            if named is None or named["form"] != form.value:
                continue
            try:
                since = date.fromisoformat(named["day"])
            except ValueError as error:
                raise FormTemplateInvalid(template=file.name, reason="no-such-day") from error
            found.append(FormTemplate(form, since, file))
    return found


_BUILT_IN = TEMPLATES / "forms"
