"""Words that say the paper is a copy."""

import pytest

from station.recognition.copy_marks import find_copy_marks


@pytest.mark.parametrize(
    "text",
    [
        "TRÍCH LỤC KHAI SINH\n(BẢN SAO)",
        "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH\nSố chứng thực: 12",
        "Chứng thực bản sao\nđúng với bản chính",
        "SAO Y BẢN CHÍNH",
        "SAO Y",
        "BÃN SA0",
        "- BAN SAO -",
    ],
)
def test_a_copy_says_so(text: str) -> None:
    """Stamps and titles of copies are found, with tones and O misread, and over a line's end."""
    assert find_copy_marks(text) == ("says-copy",)


@pytest.mark.parametrize("text", ["Không được sao chụp", "CẤM SAO CHỤP DƯỚI MỌI HÌNH THỨC"])
def test_a_paper_may_forbid_copying(text: str) -> None:
    """The prohibition has a warning of its own."""
    assert find_copy_marks(text) == ("says-no-copying",)


@pytest.mark.parametrize("text", ["MẬT", "QUYẾT ĐỊNH\nTỐI MẬT\nVề việc", "- TUYỆT MẬT -", "[MÂT]"])
def test_a_stamp_of_secrecy_is_told(text: str) -> None:
    """By itself on a line, in capitals."""
    assert find_copy_marks(text) == ("says-secret",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MẶT TRƯỚC",
        "MẶT",
        "Mật",
        "Tài liệu thuộc danh mục MẬT của cơ quan",
        "TRÍCH LỤC KHAI SINH",
        "Hồ sơ gồm bản sao giấy khai sinh và đơn đề nghị",
        "Vì sao y tá vắng mặt",
    ],
)
def test_a_sentence_that_speaks_of_copies_is_no_stamp(text: str) -> None:
    """Ordinary text gives no warning."""
    assert find_copy_marks(text) == ()
