"""`tramso compare` on texts and on pages of files."""

import json
from pathlib import Path

import pytest
from PIL import Image

from station.cli.main import main


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    status = main(["compare", *words, "--json"])
    out = capsys.readouterr()
    return status, json.loads(out.out or out.err)


def test_texts_are_held_against_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Letter by letter, the changed digit first; status 1, and 0 for the same text."""
    original, copy = tmp_path / "original.txt", tmp_path / "copy.txt"
    original.write_text("Họ tên: NGUYỄN VĂN AN\nNgày sinh: 15/04/1999", "utf-8")
    copy.write_text("Họ tên: NGUYỂN VĂN AN\nNgày sinh: 15/04/1989", "utf-8")

    status, said = _said(capsys, str(original), str(copy), "--text")

    assert (status, said["same"], said["aligned"]) == (1, False, True)
    assert said["differences"] == [
        {
            "kind": "changed",
            "box": None,
            "score": None,
            "original": "NGUYỄN",
            "copy": "NGUYỂN",
            "line": 1,
            "copy_line": 1,
            "rank": 2,
        },
        {
            "kind": "changed",
            "box": None,
            "score": None,
            "original": "15/04/1999",
            "copy": "15/04/1989",
            "line": 2,
            "copy_line": 2,
            "rank": 1,
        },
    ]
    assert _said(capsys, str(original), str(original), "--text")[0] == 0


def test_what_is_neither_text_nor_picture_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes that are no UTF-8, a page that a file does not have."""
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"\xff\xfe\x00\x01")
    page = tmp_path / "page.png"
    Image.new("RGB", (200, 300), "white").save(page)

    for words, code in (
        ((str(odd), str(odd), "--text"), "not-a-picture"),
        ((str(page), str(page), "--copy-page", "2"), "not-found"),
    ):
        status, said = _said(capsys, *words)
        assert (status, said["error"]["code"]) == (3, code)  # type: ignore[index]


def test_a_page_of_a_pdf_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a PDF with two pages the one that is asked for."""
    blank = Image.new("RGB", (1240, 1754), "white")
    marked = blank.copy()
    marked.paste("black", (200, 200, 900, 900))
    pdf = tmp_path / "two.pdf"
    blank.save(pdf, save_all=True, append_images=[marked], resolution=150)

    assert _said(capsys, str(pdf), str(pdf), "--original-page", "1", "--copy-page", "1")[0] == 0
    assert _said(capsys, str(pdf), str(pdf), "--copy-page", "2")[0] == 1
