"""The demo's papers, drawn and then made to look scanned: the same pixels for the same version.

A birth extract of one page, a diploma with its transcript, and an identity card, both sides on one
sheet: type, layout, seal and signature as on the real ones, people and offices invented.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from station.demo.card_paper import draw_card
from station.demo.page_texts import BIRTH_ROWS, COURSES, MOTTO
from station.demo.scan_look import ScanLook, scan
from station.demo.seal import SEAL_RED, draw_seal
from station.demo.sheet import DPI, Align, Faces, Sheet, Type
from station.demo.signature import PEN_BLUE, draw_signature

_JPEG_QUALITY = 92
_BODY = Type(13)
_BOLD = Type(13, bold=True)
_NAVY = (38, 58, 120)
_CRIMSON = (176, 30, 44)


@dataclass(frozen=True, slots=True)
class DemoPapers:
    """Page pictures, JPEG, A4 in colour at 300 dpi, and what is printed on them.

    truth: JSON, file name → {"dpi", "words": [[text, x, y, width, height], …]}, boxes in pixels
    of the picture; a word's box encloses its slanted ink.
    """

    birth_extract: Path
    diploma: tuple[Path, Path]
    card: Path
    truth: Path


def draw_papers(folder: Path) -> DemoPapers:
    """Draw all papers into `folder`, which is made when missing. Takes a few seconds.

    Raises:
        CopyRefused: reason `fonts-missing`: no Times-like family on this machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    papers = DemoPapers(
        birth_extract=folder / "birth-extract.jpg",
        diploma=(folder / "diploma-1.jpg", folder / "diploma-2.jpg"),
        card=folder / "identity-card.jpg",
        truth=folder / "truth.json",
    )
    faces = Faces()
    plan: tuple[tuple[Path, Callable[[Sheet], None], ScanLook], ...] = (
        (papers.birth_extract, _birth_extract, ScanLook(11, 0.7)),
        (papers.diploma[0], _diploma, ScanLook(12, -0.5, paper=(250, 245, 230))),
        (papers.diploma[1], _transcript, ScanLook(13, 0.9)),
        (papers.card, draw_card, ScanLook(14, -0.4, paper=(250, 250, 248))),
    )
    truth = {path.name: _draw(path, faces, print_on, look) for path, print_on, look in plan}
    papers.truth.write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return papers


def _draw(
    path: Path, faces: Faces, print_on: Callable[[Sheet], None], look: ScanLook
) -> dict[str, object]:
    sheet = Sheet(faces)
    print_on(sheet)
    picture, to_picture = scan(np.asarray(sheet.picture), look)
    Image.fromarray(picture).save(path, quality=_JPEG_QUALITY, dpi=(DPI, DPI))
    words: list[list[object]] = []
    for word in sheet.words:
        x, y, width, height = word.box
        corners = np.array([[x, x + width, x, x + width], [y, y, y + height, y + height], [1] * 4])
        places = to_picture @ corners
        left, top = np.floor(places.min(axis=1))
        right, bottom = np.ceil(places.max(axis=1))
        words.append([word.text, int(left), int(top), int(right - left), int(bottom - top)])
    return {"dpi": DPI, "words": words}


def _heading(sheet: Sheet, agency: tuple[str, str], number: str, place_and_day: str) -> None:
    """The head of an administrative paper (NĐ 30/2020, Phụ lục I)."""
    sheet.line(62, 24, agency[0], Type(12), Align.CENTRE)
    sheet.line(62, 30, agency[1], Type(12, bold=True), Align.CENTRE)
    sheet.rule(50, 32, 74, 32)
    sheet.line(62, 39, number, _BODY, Align.CENTRE)
    sheet.line(142, 24, MOTTO[0], Type(12, bold=True), Align.CENTRE)
    sheet.line(142, 30, MOTTO[1], _BOLD, Align.CENTRE)
    sheet.rule(116, 32, 168, 32)
    sheet.line(142, 39, place_and_day, Type(13, italic=True), Align.CENTRE)


def _signed(
    sheet: Sheet, y_mm: float, titles: tuple[str, ...], name: str, rim: str, seed: int
) -> None:
    """Titles, seal, signature and name; the seal to the left, over a third of the signature."""
    middle = 145.0
    sheet.lines(middle, y_mm, titles, _BOLD)
    under = y_mm + 6.2 * (len(titles) - 1)
    sheet.line(middle, under + 31, name, _BOLD, Align.CENTRE)
    sheet.stamp(draw_signature(seed), PEN_BLUE, middle + 3, under + 16)
    seal = draw_seal(sheet.faces, rim, ("T.P HÀ NỘI",), seed)
    sheet.stamp(seal, SEAL_RED, middle - 19, under + 13)


def _birth_extract(sheet: Sheet) -> None:
    _heading(
        sheet,
        ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐẦM SƯƠNG"),
        "Số: 245/TLKS",
        "Đầm Sương, ngày 12 tháng 10 năm 2026",
    )
    sheet.line(105, 58, "TRÍCH LỤC KHAI SINH", Type(16, bold=True), Align.CENTRE)
    y = 74.0
    for row in BIRTH_ROWS:
        end = sheet.line(25, y, row, _BODY)
        sheet.leader(end + 1.5, y, 190)
        y += 8.2
    y += 6
    sheet.line(25, y, "*Người thực hiện*", _BODY)
    sheet.line(25, y + 27, "Lê Thị Dung", _BODY)
    sheet.stamp(draw_signature(7, 34, 15), PEN_BLUE, 40, y + 13)
    _signed(
        sheet,
        y,
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Phạm Quốc Hưng",
        "ỦY BAN NHÂN DÂN PHƯỜNG ĐẦM SƯƠNG",
        21,
    )


def _diploma(sheet: Sheet) -> None:
    for inset, points in ((11.0, 2.4), (12.6, 0.7), (14.2, 0.7)):
        sheet.frame((inset, inset, 210 - inset, 297 - inset), _NAVY, points)
    sheet.line(105, 32, MOTTO[0], Type(14, bold=True), Align.CENTRE)
    sheet.line(105, 39, MOTTO[1], Type(14, bold=True), Align.CENTRE)
    sheet.rule(80, 41.5, 130, 41.5)
    sheet.line(105, 62, "HIỆU TRƯỞNG", Type(14, bold=True), Align.CENTRE)
    sheet.line(105, 71, "TRƯỜNG ĐẠI HỌC SÔNG NHUỆ", Type(16, bold=True), Align.CENTRE)
    sheet.line(105, 83, "cấp", Type(14, italic=True), Align.CENTRE)
    title = Type(30, bold=True, colour=_CRIMSON)
    sheet.line(105, 103, "BẰNG KỸ SƯ", title, Align.CENTRE)
    subject = Type(19, bold=True, colour=_NAVY)
    sheet.line(105, 117, "CÔNG NGHỆ THÔNG TIN", subject, Align.CENTRE)
    rows = (
        ("Cho:", "Ông NGUYỄN VĂN AN"),
        ("Ngày sinh:", "15 tháng 4 năm 1999"),
        ("Năm tốt nghiệp:", "2021"),
        ("Xếp loại tốt nghiệp:", "Giỏi"),
        ("Hình thức đào tạo:", "Chính quy"),
    )
    for number, (label, value) in enumerate(rows):
        y = 138 + 10.5 * number
        sheet.line(42, y, label, Type(15))
        end = sheet.line(95, y, value, Type(15, bold=True))
        sheet.leader(end + 1.5, y, 172)
    day = "Hà Nội, ngày 30 tháng 6 năm 2021"
    sheet.line(145, 204, day, Type(13, italic=True), Align.CENTRE)
    _signed(sheet, 212, ("HIỆU TRƯỞNG",), "Đỗ Minh Khôi", "TRƯỜNG ĐẠI HỌC SÔNG NHUỆ", 33)
    sheet.line(28, 258, "Số hiệu: *SN 0047215*", _BODY)
    sheet.line(28, 265, "Số vào sổ gốc cấp bằng: *1186/2021-KS*", _BODY)


def _transcript(sheet: Sheet) -> None:
    _heading(
        sheet,
        ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC SÔNG NHUỆ"),
        "Số: 1186/BĐ-ĐHSN",
        "Hà Nội, ngày 30 tháng 6 năm 2021",
    )
    sheet.line(105, 51, "BẢNG ĐIỂM TOÀN KHÓA", Type(15, bold=True), Align.CENTRE)
    sheet.line(25, 60, "Họ và tên: *NGUYỄN VĂN AN*", Type(12))
    sheet.line(120, 60, "Ngày sinh: *15/4/1999*", Type(12))
    sheet.line(25, 66.5, "Mã sinh viên: *17020999*", Type(12))
    sheet.line(120, 66.5, "Ngành: *Công nghệ thông tin*", Type(12))
    edges = (25.0, 36.0, 58.0, 132.0, 150.0, 170.0, 188.0)
    heads = ("TT", "Mã HP", "Tên học phần", "Tín chỉ", "Điểm số", "Điểm chữ")
    small = Type(11)
    top, pitch = 71.0, 6.3
    for head, left, right in zip(heads, edges, edges[1:], strict=False):
        sheet.line((left + right) / 2, top + 4.6, head, Type(11, bold=True), Align.CENTRE)
    for number, course in enumerate(COURSES, 1):
        y = top + number * pitch + 4.6
        cells = (str(number), course.code, "", str(course.credits), course.mark, course.letter)
        for cell, left, right in zip(cells, edges, edges[1:], strict=False):
            sheet.line((left + right) / 2, y, cell, small, Align.CENTRE)
        sheet.line(edges[2] + 2, y, course.name, small)
    bottom = top + (len(COURSES) + 1) * pitch
    for row in range(len(COURSES) + 2):
        sheet.rule(edges[0], top + row * pitch, edges[-1], top + row * pitch)
    for edge in edges:
        sheet.rule(edge, top, edge, bottom)
    credits = sum(course.credits for course in COURSES)
    sheet.line(25, bottom + 7, f"Tổng số tín chỉ tích lũy: *{credits}*", Type(12))
    sheet.line(25, bottom + 13.5, "Điểm trung bình tích lũy: *3,42*", Type(12))
    sheet.line(25, bottom + 20, "Xếp loại tốt nghiệp: *Giỏi*", Type(12))
    titles = ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")
    _signed(sheet, bottom + 12, titles, "Bùi Thanh Hà", "TRƯỜNG ĐẠI HỌC SÔNG NHUỆ", 45)
