"""A catalogue of procedures as a spreadsheet (XLSX), the way those who keep one do it.

Five sheets, each with its headings in the first row; sheets and headings are known without marks
and case, in any order. What is no heading of ours is left alone.
"""

import io
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from offline_store.procedure_wire import CATALOGUE_FORMAT, Catalogue
from offline_store.search_key import search_key
from station.errors import CatalogueInvalid

ABOUT, PROCEDURES, COMPONENTS, FEES, EXEMPTIONS = (
    "Danh mục",
    "Thủ tục",
    "Thành phần",
    "Phí, lệ phí",
    "Miễn, giảm",
)
# By sheet: heading, and the key that a catalogue has for it.
HEADINGS: Mapping[str, Mapping[str, str]] = {
    ABOUT: {"Tên danh mục": "name", "Ngày ban hành": "issued_on", "Mẫu để tập": "sample"},
    PROCEDURES: {
        "Mã thủ tục": "code",
        "Tên thủ tục": "name",
        "Lĩnh vực": "field",
        "Số ngày làm việc": "working_days",
        "Số giờ làm việc": "working_hours",
        "Nơi tiếp nhận": "received_by",
        "Nơi giải quyết": "resolver",
        "Áp dụng từ": "from_day",
        "Áp dụng đến": "until_day",
        "Hỏi quan hệ với chủ hồ sơ": "relation",
    },
    COMPONENTS: {
        "Mã thủ tục": "code",
        "Tên giấy tờ": "name",
        "Loại giấy tờ": "kind",
        "Hình thức": "form",
        "Số lượng": "count",
        "Bắt buộc": "needed",
        "Mã giấy tờ": "paper_code",
    },
    FEES: {
        "Mã thủ tục": "code",
        "Tên phí, lệ phí": "name",
        "Phí hay lệ phí": "charge",
        "Mức thu (đồng)": "vnd",
        "Từ ngày": "from_day",
        "Đến ngày": "until_day",
        "Căn cứ": "ground",
    },
    EXEMPTIONS: {
        "Mã thủ tục": "code",
        "Tên phí, lệ phí": "name",
        "Đối tượng": "who",
        "Giảm (%)": "percent",
        "Căn cứ": "ground",
    },
}
# Words in cells, and what a catalogue has for them.
WORDS: Mapping[str, Mapping[str, object]] = {
    "form": {"bản chính": "original", "bản sao": "copy", "xuất trình": "shown"},
    "needed": {"có": True, "không": False},
    "sample": {"có": True, "không": False},
    "relation": {"có": True, "không": False},
    "charge": {"phí": False, "lệ phí": True},
}
RESOLVERS = {"nơi tiếp nhận": "receiving", "nơi cư trú": "residence"}
EVERYWHERE = "mọi nơi"
_MOST_BYTES_UNPACKED = 256 * 1024 * 1024
_MOST_ROWS = 100_000

_Row = tuple[int, dict[str, Any]]


def sheet_document(content: bytes) -> dict[str, object]:
    """What a spreadsheet says, with the keys of a catalogue in JSON; not checked any further.

    Raises:
        CatalogueInvalid: it is no spreadsheet, a sheet or heading is missing, or a word is none of
            those that its column has. Facts: place, sheet and row; reason.
    """
    sheets = _rows_by_sheet(content)
    about = next(iter(sheets[ABOUT]), (2, {}))[1]
    exemptions: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    components: dict[str, list[dict[str, object]]] = defaultdict(list)
    fees: dict[str, list[dict[str, object]]] = defaultdict(list)
    codes = {row.get("code") for _, row in sheets[PROCEDURES]}
    for sheet in (COMPONENTS, FEES, EXEMPTIONS):
        for number, row in sheets[sheet]:
            if row.get("code") not in codes:
                raise CatalogueInvalid(place=f"{sheet} {number}", reason="procedure-unknown")
    priced = {(row["code"], row.get("name")) for _, row in sheets[FEES]}
    for number, row in sheets[EXEMPTIONS]:
        fee = (row.pop("code"), row.pop("name", None))
        if fee not in priced:
            raise CatalogueInvalid(place=f"{EXEMPTIONS} {number}", reason="fee-unknown")
        exemptions[fee].append(row)
    for _, row in sheets[COMPONENTS]:
        code = row.pop("code")
        if "paper_code" in row:
            row["code"] = row.pop("paper_code")
        components[code].append(row)
    for _, row in sheets[FEES]:
        code = row.pop("code")
        fees[code].append(row | {"exemptions": exemptions[code, row.get("name", "")]})
    return {
        "format": CATALOGUE_FORMAT,
        **about,
        "procedures": [
            _procedure(number, row)
            | {"components": components[row.get("code", "")], "fees": fees[row.get("code", "")]}
            for number, row in sheets[PROCEDURES]
        ],
    }


def as_xlsx(catalogue: Catalogue) -> bytes:
    """The catalogue as a spreadsheet that `sheet_document` reads again; no cell is a formula."""
    import xlsxwriter  # type: ignore[import-untyped]

    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in _rows_of(catalogue).items():
        sheet = book.add_worksheet(name)
        for column, heading in enumerate(HEADINGS[name]):
            sheet.write_string(0, column, heading)
        for line, row in enumerate(rows, start=1):
            for column, key in enumerate(HEADINGS[name].values()):
                value = row.get(key)
                if isinstance(value, int):
                    sheet.write_number(line, column, value)
                elif value:
                    sheet.write_string(line, column, str(value))
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    book.close()
    return whole.getvalue()


def _rows_of(catalogue: Catalogue) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in HEADINGS}
    rows[ABOUT].append(_worded(catalogue.model_dump(mode="json", exclude={"procedures"})))
    seen: set[str] = set()
    for each in catalogue.procedures:
        said = each.model_dump(mode="json")
        unit = said["resolving_unit"]
        by_word = {value: word for word, value in RESOLVERS.items()}
        said["resolver"] = unit or by_word[said["resolver"]]
        said["relation"] = "có" if each.relation else ""
        said["received_by"] = " ".join(said["received_by"]) or EVERYWHERE
        rows[PROCEDURES].append(said)
        if each.code in seen:
            continue  # what it asks for stands there once for all its spans of days
        seen.add(each.code)
        for component in said["components"]:
            paper = {"paper_code": component.pop("code"), "code": each.code}
            rows[COMPONENTS].append(_worded(component | paper))
        for fee in said["fees"]:
            rows[FEES].append(_worded(fee | {"code": each.code}))
            rows[EXEMPTIONS] += [
                waived | {"code": each.code, "name": fee["name"]} for waived in fee["exemptions"]
            ]
    return rows


def _worded(row: dict[str, Any]) -> dict[str, object]:
    by_value = {key: {value: word for word, value in words.items()} for key, words in WORDS.items()}
    return {key: by_value[key][value] if key in WORDS else value for key, value in row.items()}


def _procedure(number: int, row: dict[str, Any]) -> dict[str, object]:
    """A row of procedures with its units told apart."""
    received = row.pop("received_by", EVERYWHERE)
    if search_key(received) != search_key(EVERYWHERE):
        row["received_by"] = received.replace(",", " ").split()
    resolver = row.pop("resolver", None)
    if resolver is None:
        raise CatalogueInvalid(place=f"{PROCEDURES} {number}", reason="missing")
    by_key = {search_key(word): value for word, value in RESOLVERS.items()}
    named = by_key.get(search_key(resolver))
    return row | (
        {"resolver": named} if named else {"resolver": "unit", "resolving_unit": resolver}
    )


def _rows_by_sheet(content: bytes) -> dict[str, list[_Row]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > _MOST_BYTES_UNPACKED:
                raise CatalogueInvalid(place="1", reason="too-large")
        with warnings.catch_warnings():
            # Of parts of a workbook that it does not read, such as lists to choose from.
            warnings.simplefilter("ignore", UserWarning)
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                by_key = {search_key(name): name for name in book.sheetnames}
                found: dict[str, list[_Row]] = {}
                for sheet in HEADINGS:
                    name = by_key.get(search_key(sheet))
                    if name is None:
                        if sheet in (COMPONENTS, FEES, EXEMPTIONS):
                            found[sheet] = []
                            continue
                        raise CatalogueInvalid(place=sheet, reason="missing")
                    found[sheet] = list(_rows(sheet, book[name].iter_rows(values_only=True)))
                return found
            finally:
                book.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        SyntaxError,  # of XML
        KeyError,
        ValueError,
        OSError,
    ) as error:
        raise CatalogueInvalid(place="1", reason="not-a-spreadsheet") from error


def _rows(sheet: str, lines: Iterator[tuple[Any, ...]]) -> Iterator[_Row]:
    known = {search_key(heading): key for heading, key in HEADINGS[sheet].items()}
    keys = [known.get(search_key(str(cell or ""))) for cell in next(lines, ())]
    if next(iter(HEADINGS[sheet].values())) not in keys:
        raise CatalogueInvalid(place=f"{sheet} 1", reason="heading-missing")
    for number, line in enumerate(lines, start=2):
        if number > _MOST_ROWS:
            raise CatalogueInvalid(place=f"{sheet} {number}", reason="too-large")
        row = {
            key: _value(sheet, number, key, cell)
            for key, cell in zip(keys, line, strict=False)
            if key is not None and cell is not None and str(cell).strip()
        }
        if row:
            yield number, row


def _value(sheet: str, number: int, key: str, cell: object) -> object:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int | float):
        return cell
    text = " ".join(str(cell).split())
    if key in WORDS:
        by_key = {search_key(word): value for word, value in WORDS[key].items()}
        if search_key(text) not in by_key:
            raise CatalogueInvalid(place=f"{sheet} {number}", reason="word-unknown")
        return by_key[search_key(text)]
    if key in ("from_day", "until_day", "issued_on"):
        return _day(sheet, number, text)
    return text


def _day(sheet: str, number: int, text: str) -> str:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    raise CatalogueInvalid(place=f"{sheet} {number}", reason="day-unreadable")
