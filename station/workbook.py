"""A table as a spreadsheet (XLSX) of one sheet, ready to print on A4; texts are texts."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

Cell = str | int | float


def workbook_of(
    title: str,
    sheet_name: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Cell]],
    at: datetime,
) -> bytes:
    """The bytes of the file; the same values give the same bytes.

    columns: heading and width of each, the width in letters. at: aware; written into the file as
    when it was made. A text that looks like a formula stays a text.
    """
    # Here and not above: each command that opens a desk would wait for it.
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.set_properties({"title": title, "created": at})
    sheet = workbook.add_worksheet(sheet_name)
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    plain = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, plain)
            else:
                sheet.write_number(number, column, cell, plain)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    workbook.close()
    return out.getvalue()
