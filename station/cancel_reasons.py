"""Why a number was cancelled, in the words of the book that is printed and bound.

The register keeps a stable code for each cancelled number: an error's, or one of those that
certifying gives. The book is read by people, and for good.
"""

from collections.abc import Mapping

DAY_PASSED = "day-passed"
ENTRY_CHANGED = "entry-changed"
ABANDONED = "abandoned"

_WORDS: Mapping[str, str] = {
    ABANDONED: "không ký nữa",
    DAY_PASSED: "chưa ký xong trong ngày ghi số",
    ENTRY_CHANGED: "nội dung ghi sổ đã đổi trước khi ký",
    "pages-changed": "trang bản sao đã đổi trong khi ký",
    "refused-to-citizen": "từ chối chứng thực",
    "token-missing": "không có token ký số",
    "token-ambiguous": "hai token ký số cùng tên",
    "token-lost": "token ký số bị rút ra trong khi ký",
    "token-silent": "token ký số không trả lời",
    "token-refused": "token ký số từ chối ký",
    "token-library-missing": "không có phần mềm của token ký số",
    "key-missing": "token ký số không có khóa để ký",
    "pin-incorrect": "sai mã PIN",
    "pin-locked": "token ký số bị khóa",
    "pin-final-try": "token ký số còn một lần thử mã PIN",
    "certificate-refused": "chứng thư chữ ký số không hợp lệ",
    "timestamp-missing": "không có dấu thời gian",
    "copy-refused": "không lập được bản sao",
    "disk-full": "máy hết chỗ lưu",
    "disk-read-only": "ổ đĩa không ghi được",
    "file-missing": "mất tệp ảnh trang",
    "file-damaged": "tệp ảnh trang bị hỏng",
}


def words_of(reason: str) -> str:
    """The reason in Vietnamese; one that is not known here as a technical fault with its code."""
    return _WORDS.get(reason, f"lỗi kỹ thuật, mã {reason}")
