"""What the demo's papers say. People, numbers, ward and university are invented."""

from dataclasses import dataclass

NAME = "Nguyễn Văn An"
ID_NUMBER = "001099000123"
OLD_ID_NUMBER = "012345678"
ADDRESS = "Số 1, Phố Thử Nghiệm, Cầu Giấy, Hà Nội"
CARD_QR = f"{ID_NUMBER}|{OLD_ID_NUMBER}|{NAME}|15041999|Nam|{ADDRESS}|20082021"

# ICAO 9303 TD1, of the same invented person.
CARD_MRZ = (
    "IDVNM0990001232001099000123<<3",
    "9904156M3904154VNM<<<<<<<<<<<0",
    "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<",
)

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

# The form of an extract (Thông tư 04/2020/TT-BTP), not of a copy of one: only an original may be
# certified. One row a line, `*` around what was filled in.
BIRTH_ROWS = (
    "Họ, chữ đệm, tên: *NGUYỄN VĂN AN*",
    "Ngày, tháng, năm sinh: *15/4/1999*",
    "Ghi bằng chữ: Ngày mười lăm tháng tư năm một nghìn chín trăm chín mươi chín",
    "Giới tính: *Nam*     Dân tộc: *Kinh*     Quốc tịch: *Việt Nam*",
    "Nơi sinh: Bệnh viện Phụ sản Hà Nội, thành phố Hà Nội",
    "Quê quán: Phường Đầm Sương, thành phố Hà Nội",
    "Số định danh cá nhân: *001099000123*",
    "Họ, chữ đệm, tên người mẹ: *TRẦN THỊ BÌNH*",
    "Năm sinh: 1972     Dân tộc: Kinh     Quốc tịch: Việt Nam",
    "Nơi cư trú: Số 1, Phố Thử Nghiệm, phường Đầm Sương, thành phố Hà Nội",
    "Họ, chữ đệm, tên người cha: *NGUYỄN VĂN CƯỜNG*",
    "Năm sinh: 1969     Dân tộc: Kinh     Quốc tịch: Việt Nam",
    "Nơi cư trú: Số 1, Phố Thử Nghiệm, phường Đầm Sương, thành phố Hà Nội",
    "Đăng ký khai sinh tại: Ủy ban nhân dân phường Đầm Sương",
    "Số: *118/1999*     Quyển số: *01/1999*     Ngày đăng ký: *20/4/1999*",
    "Ghi chú: Không",
)


@dataclass(frozen=True, slots=True)
class Course:
    """One line of a transcript: code, name, credits, mark out of ten, letter."""

    code: str
    name: str
    credits: int
    mark: str
    letter: str


COURSES = (
    Course("MLN101", "Triết học Mác - Lênin", 3, "7,8", "B"),
    Course("MLN102", "Kinh tế chính trị Mác - Lênin", 2, "8,0", "B+"),
    Course("MLN103", "Chủ nghĩa xã hội khoa học", 2, "7,5", "B"),
    Course("HCM101", "Tư tưởng Hồ Chí Minh", 2, "8,4", "B+"),
    Course("TOA101", "Giải tích 1", 4, "7,2", "B"),
    Course("TOA102", "Giải tích 2", 4, "6,9", "C+"),
    Course("TOA103", "Đại số tuyến tính", 3, "8,6", "A"),
    Course("TOA201", "Xác suất và thống kê", 3, "8,1", "B+"),
    Course("VLY101", "Vật lý đại cương", 3, "7,0", "B"),
    Course("TIN101", "Nhập môn lập trình", 4, "9,2", "A+"),
    Course("TIN102", "Cấu trúc dữ liệu và giải thuật", 4, "8,8", "A"),
    Course("TIN201", "Kiến trúc máy tính", 3, "7,7", "B"),
    Course("TIN202", "Hệ điều hành", 3, "8,3", "B+"),
    Course("TIN203", "Cơ sở dữ liệu", 4, "9,0", "A+"),
    Course("TIN204", "Mạng máy tính", 3, "8,2", "B+"),
    Course("TIN301", "Công nghệ phần mềm", 3, "8,7", "A"),
    Course("TIN302", "An toàn thông tin", 3, "8,5", "A"),
    Course("TIN303", "Trí tuệ nhân tạo", 3, "7,9", "B"),
    Course("NNG101", "Tiếng Anh 1", 3, "8,0", "B+"),
    Course("NNG102", "Tiếng Anh 2", 3, "7,6", "B"),
    Course("PLU101", "Pháp luật đại cương", 2, "8,9", "A"),
    Course("TIN498", "Thực tập tốt nghiệp", 5, "9,1", "A+"),
    Course("TIN499", "Khóa luận tốt nghiệp", 10, "9,3", "A+"),
)
