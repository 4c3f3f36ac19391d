"""The synthetic pile of one dossier: registration of land, eight components, 23 pages, mixed sizes.

A4, A3, A5, the old land certificate's, cards. Type, head, numbering and sizes as on such papers;
people, plots and offices are invented.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from station.demo.card_paper import draw_card
from station.demo.page_texts import BIRTH_ROWS, MOTTO
from station.demo.scan_look import ScanLook, scan
from station.demo.sheet import A4_MM, DPI, Align, Faces, Sheet, Type, px

_SCAN_DPI = 200
_CERTIFICATE_MM = (190.0, 265.0)
_A3_MM = (297.0, 420.0)
_A5_MM = (210.0, 148.0)  # across
_CARD_MM = (85.6, 54.0)
_CARD_LEFT_MM = (A4_MM[0] - _CARD_MM[0]) / 2
_BODY = Type(13)
_TITLE = Type(15, bold=True)

_CLAUSES = (
    "Chúng tôi là những người thừa kế theo pháp luật của ông Trần Văn Mẫu, cùng nhau lập văn bản",
    "này để thỏa thuận về di sản mà ông để lại, với những nội dung sau đây, tự nguyện, không ai bị",
    "lừa dối hay ép buộc, và chịu trách nhiệm trước pháp luật về những điều đã khai. Di sản gồm",
    "quyền sử dụng thửa đất và căn nhà hai tầng xây dựng trên thửa đất đó, hiện do bà Nguyễn Thị",
    "Thử quản lý, sử dụng, không có tranh chấp, không bị kê biên và không thế chấp ở nơi nào; mọi",
    "người cùng biết rõ tình trạng của di sản và không yêu cầu ai phải đưa thêm giấy tờ gì nữa về",
)


@dataclass(frozen=True, slots=True)
class PilePage:
    """A drawn page. component: to which it belongs, from 1; None where to none of them."""

    path: Path
    component: int | None


def draw_pile(folder: Path) -> tuple[PilePage, ...]:
    """Draw all pages in the order in which they lie in the feeder; about a second each."""
    folder.mkdir(parents=True, exist_ok=True)
    faces = Faces()
    drawn = []
    for number, (component, size_mm, corner_mm, print_on) in enumerate(_PLAN, 1):
        sheet = Sheet(faces)
        print_on(sheet)
        left, top = px(corner_mm[0]), px(corner_mm[1])
        wide, high = px(size_mm[0]), px(size_mm[1])
        if size_mm == _A3_MM:  # the same drawing, printed large
            paper = sheet.picture.resize((wide, high), Image.Resampling.LANCZOS)
        else:
            paper = sheet.picture.crop((left, top, left + wide, top + high))
        picture, _ = scan(np.asarray(paper), ScanLook(number, 0.3 if number % 2 else -0.3))
        size = tuple(round(side * _SCAN_DPI / DPI) for side in (paper.width, paper.height))
        image = Image.fromarray(picture).resize((size[0], size[1]), Image.Resampling.LANCZOS)
        path = folder / f"{number:02}.jpg"
        image.save(path, quality=90, dpi=(_SCAN_DPI, _SCAN_DPI))
        drawn.append(PilePage(path, component))
    return tuple(drawn)


def scanned_at(page: Path, dpi: int) -> None:
    """Make a drawn page one of that resolution, of the same size in millimetres."""
    with Image.open(page) as picture:
        drawn_dpi = float(picture.info["dpi"][0])
        size = tuple(round(side * dpi / drawn_dpi) for side in picture.size)
        large = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    large.save(page, quality=90, dpi=(dpi, dpi))


def _head(sheet: Sheet, agency: Sequence[str] = (), number: str = "") -> None:
    for line, text in enumerate(agency):
        sheet.line(58, 20 + 6 * line, text, Type(12, bold=line > 0), Align.CENTRE)
    if number:
        sheet.line(58, 38, number, _BODY, Align.CENTRE)
    sheet.line(142, 20, MOTTO[0], Type(12, bold=True), Align.CENTRE)
    sheet.line(142, 26, MOTTO[1], Type(13, bold=True), Align.CENTRE)


def _rows(sheet: Sheet, top_mm: float, rows: Sequence[str], pitch_mm: float = 8.0) -> None:
    for number, row in enumerate(rows):
        sheet.line(25, top_mm + pitch_mm * number, row, _BODY)


def _application(sheet: Sheet) -> None:
    _head(sheet)
    sheet.line(105, 48, "ĐƠN ĐĂNG KÝ ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT", _TITLE, Align.CENTRE)
    sheet.line(105, 58, "Kính gửi: Ủy ban nhân dân phường Đầm Sương", _BODY, Align.CENTRE)
    _rows(
        sheet,
        74,
        (
            "1. Người sử dụng đất: Nguyễn Thị Thử, sinh năm 1972",
            "2. Địa chỉ liên hệ: Số 1, Phố Thử Nghiệm, phường Đầm Sương, thành phố Hà Nội",
            "3. Điện thoại liên hệ: 0900 000 000",
            "4. Đề nghị đăng ký quyền sử dụng đất và tài sản gắn liền với đất theo thỏa thuận",
            "5. Tài sản gắn liền với đất: nhà ở hai tầng, diện tích xây dựng tám mươi mét vuông",
            "6. Những giấy tờ nộp kèm theo đơn này gồm những giấy tờ được ghi trong danh mục mà",
            "bộ phận một cửa đã niêm yết, mỗi loại một bản, người nộp đơn đã tự kiểm tra trước khi",
        ),
    )


def _application_end(sheet: Sheet) -> None:
    _rows(
        sheet,
        30,
        (
            "nộp và cam đoan nội dung kê khai trên đây là đúng sự thật, nếu sai xin chịu hoàn toàn",
            "trách nhiệm trước pháp luật. Đề nghị cơ quan có thẩm quyền xem xét, giải quyết.",
            "Ý kiến của người nộp đơn về việc nhận kết quả: nhận tại bộ phận một cửa.",
        ),
    )
    sheet.line(145, 70, "Người viết đơn", Type(13, bold=True), Align.CENTRE)
    sheet.line(145, 100, "Nguyễn Thị Thử", Type(13, bold=True), Align.CENTRE)


def _certificate(sheet: Sheet) -> None:
    sheet.line(95, 30, MOTTO[0], Type(13, bold=True), Align.CENTRE)
    sheet.line(95, 37, MOTTO[1], Type(13, bold=True), Align.CENTRE)
    sheet.line(95, 70, "GIẤY CHỨNG NHẬN", Type(22, bold=True), Align.CENTRE)
    sheet.line(95, 82, "QUYỀN SỬ DỤNG ĐẤT", Type(16, bold=True), Align.CENTRE)
    sheet.line(95, 100, "I. Người sử dụng đất", Type(13, bold=True), Align.CENTRE)
    sheet.line(25, 114, "Ông TRẦN VĂN MẪU, sinh năm 1969, CCCD số 001069000123", _BODY)
    sheet.line(25, 124, "Địa chỉ thường trú: Phường Đầm Sương, thành phố Hà Nội", _BODY)
    sheet.line(130, 250, "BA 123456", Type(14, bold=True))


def _certificate_plot(sheet: Sheet) -> None:
    sheet.line(25, 25, "II. Thửa đất, nhà ở và tài sản khác gắn liền với đất", _BODY)
    _rows(
        sheet,
        37,
        (
            "a) Thửa đất số: 614, tờ bản đồ số: 12",
            "b) Địa chỉ: Phường Đầm Sương, thành phố Hà Nội",
            "c) Diện tích: 120,5 m², bằng chữ: một trăm hai mươi phẩy năm mét vuông",
            "d) Hình thức sử dụng: sử dụng riêng",
            "đ) Mục đích sử dụng: Đất ở tại đô thị",
            "e) Thời hạn sử dụng: Lâu dài",
            "g) Nguồn gốc sử dụng: Công nhận quyền sử dụng đất như giao đất có thu tiền",
            "Số vào sổ cấp GCN: CH 00123",
        ),
    )


def _certificate_plan(sheet: Sheet) -> None:
    sheet.line(95, 30, "III. SƠ ĐỒ THỬA ĐẤT", Type(13, bold=True), Align.CENTRE)
    _plot(sheet, 55)
    sheet.line(
        25, 220, "Nguồn gốc sử dụng, mục đích sử dụng và thời hạn sử dụng: xem mục II", _BODY
    )


def _certificate_changes(sheet: Sheet) -> None:
    sheet.line(25, 30, "IV. Những thay đổi sau khi cấp giấy chứng nhận", _BODY)
    sheet.line(25, 42, "Nội dung thay đổi và cơ sở pháp lý", _BODY)
    sheet.line(115, 42, "Xác nhận của cơ quan có thẩm quyền", _BODY)
    for y in (36, 46, 120):
        sheet.rule(22, y, 172, y)
    sheet.line(25, 56, "Thửa đất số 614, tờ bản đồ số 12: đổi", _BODY)
    sheet.line(25, 64, "mục đích sử dụng theo quyết định 12", _BODY)


def _plot(sheet: Sheet, top_mm: float) -> None:
    corners = ((40, 20), (130, 0), (150, 90), (55, 110), (40, 20))
    for (x, y), (to_x, to_y) in pairwise(corners):
        sheet.rule(x, top_mm + y, to_x, top_mm + to_y, 1.2)
    for x, y, text in ((80, 4, "12,05"), (142, 45, "10,00"), (36, 65, "10,02")):
        sheet.line(x, top_mm + y, text, Type(11))


def _plan(sheet: Sheet) -> None:
    sheet.line(105, 30, "SƠ ĐỒ THỬA ĐẤT", Type(18, bold=True), Align.CENTRE)
    sheet.line(105, 40, "Tỷ lệ 1/200", _BODY, Align.CENTRE)
    _plot(sheet, 60)
    _rows(
        sheet,
        200,
        ("Thửa giáp phía Bắc: ngõ đi chung", "Người đo vẽ: Lê Thị Dung, ngày 12/10/2026"),
    )


def _agreement(page: int) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        top = 30.0
        if page == 1:
            _head(sheet)
            for y, title in ((46, "VĂN BẢN THỎA THUẬN"), (54, "PHÂN CHIA DI SẢN THỪA KẾ")):
                sheet.line(105, y, title, _TITLE, Align.CENTRE)
            top = 68
        first, *rest = _CLAUSES
        _rows(sheet, top, (first if page == 1 else first[:1].lower() + first[1:], *rest))
        _rows(sheet, top + 60, [row.replace("thửa đất", "mảnh vườn") for row in rest])
        sheet.line(105, 285, f"Trang {page}/5", Type(11), Align.CENTRE)

    return draw


def _birth(sheet: Sheet) -> None:
    _head(sheet, ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐẦM SƯƠNG"), "Số: 245/TLKS")
    sheet.line(105, 52, "TRÍCH LỤC KHAI SINH", _TITLE, Align.CENTRE)
    _rows(sheet, 66, [row.replace("*", "") for row in BIRTH_ROWS])


def _marriage(sheet: Sheet) -> None:
    _head(sheet, ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐẦM SƯƠNG"), "Số: 12/1995")
    sheet.line(105, 52, "GIẤY CHỨNG NHẬN KẾT HÔN", _TITLE, Align.CENTRE)
    _rows(
        sheet,
        66,
        (
            "Họ, chữ đệm, tên vợ: NGUYỄN THỊ THỬ",
            "Ngày, tháng, năm sinh: 02/03/1972",
            "Giấy tờ tùy thân: CCCD số 001172000456",
            "Họ, chữ đệm, tên chồng: TRẦN VĂN MẪU",
            "Ngày, tháng, năm sinh: 04/05/1969",
            "Giấy tờ tùy thân: CCCD số 001069000123",
            "Nơi đăng ký kết hôn: Ủy ban nhân dân phường Đầm Sương",
            "Ngày, tháng, năm đăng ký: 10/10/1995",
        ),
    )


def _copy_stamp(sheet: Sheet) -> None:
    sheet.line(105, 60, "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH", _TITLE, Align.CENTRE)
    sheet.line(105, 72, "Số chứng thực 1234, quyển số 01/2026 - SCT/BS", _BODY, Align.CENTRE)
    sheet.line(105, 82, "Ngày 12 tháng 10 năm 2026", _BODY, Align.CENTRE)


def _notice(sheet: Sheet) -> None:
    _head(sheet, ("CHI CỤC THUẾ", "KHU VỰC ĐẦM SƯƠNG"), "Số: 77/TB-CCT")
    sheet.line(105, 52, "THÔNG BÁO", _TITLE, Align.CENTRE)
    sheet.line(105, 60, "CHỨNG TỪ NỘP TIỀN SỬ DỤNG ĐẤT", _TITLE, Align.CENTRE)
    _rows(
        sheet,
        76,
        (
            "Căn cứ hồ sơ đăng ký đất đai của bà Nguyễn Thị Thử, chi cục thuế thông báo số tiền",
            "phải nộp như sau: tiền sử dụng đất 12.000.000 đồng, lệ phí trước bạ 600.000 đồng.",
            "Người nộp tiền mang theo thông báo này khi đến nộp tại ngân hàng và giữ lại liên hai",
        ),
    )


def _notice_end(sheet: Sheet) -> None:
    _rows(
        sheet,
        30,
        (
            "để đối chiếu khi nhận kết quả. Quá hạn ba mươi ngày kể từ ngày ký thông báo mà chưa",
            "nộp thì phải nộp thêm tiền chậm nộp theo quy định của pháp luật về quản lý thuế.",
            "Nơi nhận: như trên, lưu hồ sơ thuế.",
        ),
    )


def _receipt(sheet: Sheet) -> None:
    sheet.line(105, 30, "CHỨNG TỪ NỘP TIỀN", _TITLE, Align.CENTRE)
    sheet.line(105, 38, "Mẫu giả định, không có giá trị", _BODY, Align.CENTRE)
    _rows(
        sheet,
        54,
        (
            "Người nộp tiền: Nguyễn Thị Thử",
            "Số tiền: 12.600.000 đồng",
            "Ngân hàng thu: Ngân hàng Thử Nghiệm, chi nhánh Đầm Sương",
        ),
    )


def _invoice(sheet: Sheet) -> None:
    sheet.line(105, 30, "HÓA ĐƠN TIỀN ĐIỆN", _TITLE, Align.CENTRE)
    _rows(
        sheet,
        46,
        (
            "Khách hàng: Nguyễn Thị Thử",
            "Kỳ hóa đơn: tháng 10 năm 2026",
            "Điện tiêu thụ: 312 kWh",
            "Tổng cộng: 812.000 đồng",
        ),
    )


def _nothing(sheet: Sheet) -> None:
    """A blank side."""


_ZERO = (0.0, 0.0)
_Plan = tuple[int | None, tuple[float, float], tuple[float, float], Callable[[Sheet], None]]
_PLAN: tuple[_Plan, ...] = (
    (1, A4_MM, _ZERO, _application),
    (1, A4_MM, _ZERO, _application_end),
    (2, _CERTIFICATE_MM, _ZERO, _certificate),
    (2, _CERTIFICATE_MM, _ZERO, _certificate_plot),
    (2, _CERTIFICATE_MM, _ZERO, _certificate_plan),
    (2, _CERTIFICATE_MM, _ZERO, _certificate_changes),
    (3, _A3_MM, _ZERO, _plan),
    *((4, A4_MM, _ZERO, _agreement(page)) for page in range(1, 6)),
    (5, A4_MM, _ZERO, _birth),
    (5, A4_MM, _ZERO, _nothing),
    (6, A4_MM, _ZERO, _marriage),
    (6, A4_MM, _ZERO, _copy_stamp),
    (7, A4_MM, _ZERO, _notice),
    (7, A4_MM, _ZERO, _notice_end),
    (7, _A5_MM, _ZERO, _receipt),
    (8, _CARD_MM, (_CARD_LEFT_MM, 60.0), draw_card),
    (8, _CARD_MM, (_CARD_LEFT_MM, 150.0), draw_card),
    (None, A4_MM, _ZERO, _invoice),
    (None, A4_MM, _ZERO, _nothing),
)
