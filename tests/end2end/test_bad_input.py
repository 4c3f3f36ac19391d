"""What no act can take: bad files, and words that cannot be meant; a code, no traceback."""

import os
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.demo_desk import SCANNER, UNTOUCHED, Counter, Here, refused, what_is_kept
from tests.scanner_fixtures import draw_page


def make_bad_file(kind: str, folder: Path) -> Path:
    """A file that can be no page."""
    path = folder / f"{kind}.jpg"
    good = draw_page(folder / "good.jpg", 1).read_bytes()
    match kind:
        case "no-picture":
            path.write_text("Đây không phải là ảnh.", "utf-8")
        case "empty":
            path.touch()
        case "random":
            path.write_bytes(os.urandom(4096))
        case "truncated":
            path.write_bytes(good[: len(good) // 2])
        case "truncated-head":
            path.write_bytes(good[:20])
        case "huge":
            Image.new("1", (20_000, 20_000)).save(path, "png")
        case "locked-pdf":
            pdf = pikepdf.new()
            pdf.add_blank_page()
            pdf.save(path, encryption=pikepdf.Encryption(user="mật khẩu", owner="chủ"))
        case "broken-pdf":
            path.write_bytes(b"%PDF-1.7\n1 0 obj <<")
        case "folder":
            path.mkdir()
        case _:
            return path
    return path


BAD_FILES = {
    "no-picture": "not-a-picture",
    "empty": "not-a-picture",
    "random": "not-a-picture",
    "truncated": "picture-truncated",
    "truncated-head": "picture-truncated",
    "huge": "picture-too-large",
    "locked-pdf": "pdf-locked",
    "broken-pdf": "picture-truncated",
    "folder": "file-refused",
    "gone": "file-refused",
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_page(desk: Counter, here: Here, tmp_path: Path, kind: str) -> None:
    """The pages before a bad file stay, the file is named, and the other doors refuse it too."""
    bad = make_bad_file(kind, tmp_path)
    good = draw_page(tmp_path / "good.jpg", 1, (600, 850))
    added = here("dossier", "add", desk.dossier().code, str(good), str(bad), "--json")
    assert refused(added) == BAD_FILES[kind]
    assert what_is_kept(desk) == (2, [])
    told = here("read", str(bad))
    assert told.status == 3
    assert told.err.startswith("tramso: ")
    assert told.err.endswith(f"[{BAD_FILES[kind]}]\n")
    assert (told.out, len(told.err.splitlines())) == ("", 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("dossier", "new", "--title", " ", "--name", "A"), "input-missing"),
        (("dossier", "new", "--title", "A" * 501, "--name", "A"), "input-invalid"),
        (("dossier", "new", "--title", "A\x07", "--name", "A"), "input-invalid"),
        (("dossier", "new", "--title", "A", "--name", "A" * 501), "input-invalid"),
        (("dossier", "new", "--title", "A", "--name", "A", "--copies", "0"), "input-invalid"),
        (("dossier", "new", "--title", "A", "--card", "/nowhere.png"), "file-refused"),
        (("dossier", "show", "nobody"), "not-found"),
        (
            ("dossier", "correct", "DOSSIER", "--page", "1", "--word", "0", "--text", "x"),
            "not-found",
        ),
        (("dossier", "compared", "DOSSIER", "--page", "9"), "not-found"),
        (("dossier", "remove", "DOSSIER", "--page", "-1"), "not-found"),
        (("dossier", "save", "DOSSIER", "/tmp"), "not-found"),
        (("register", "show", "99999999999999999999"), "not-found"),
        (("register", "close", "--book", "no book"), "not-found"),
        (("register", "export", "--out", "/nowhere/book.csv"), "file-refused"),
        (("verify", "/nowhere.pdf"), "not-a-pdf"),
        (("central", "enrol", "--url", "no url", "--code", "A"), "central-unreachable"),
        (("central", "lease", "--size", "100000"), "input-invalid"),
        (("central", "init", "--central-home", "/proc/central"), "file-refused"),
        (("central", "serve", "--central-home", "/nowhere"), "central-missing"),
        (("backup", "desk.backup"), "recovery-key-not-made"),
    ],
)
def test_words_that_cannot_be_meant(
    desk: Counter, here: Here, words: tuple[str, ...], code: str
) -> None:
    """A name of nothing, a value beyond its limits: a code, never a traceback."""
    if sys.platform == "win32" and any(word.startswith("/") for word in words):
        pytest.skip("the path is Linux's")
    dossier = desk.dossier().code
    said = [dossier if word == "DOSSIER" else word for word in words]
    assert refused(here(*said, "--json")) == code
    assert what_is_kept(desk) == UNTOUCHED


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("dossier", "show", os.fsdecode(b"\xff")),
        (),
        ("scan", "--device", SCANNER, "--dossier", "D", "--dpi", "-5"),
        ("scan", "--device", SCANNER, "--dossier", "D", "--pages", "0"),
        ("dossier", "list", "--limit", "-1"),
        ("dossier", "list", "--day", "31/12/2026"),
        ("verify", "x.pdf", "--at", "yesterday"),
        ("scan", "--out", "x", "--dossier", "y"),
    ],
)
def test_wrong_use(here: Here, words: tuple[str, ...]) -> None:
    """What no command understands ends with status 2 and the usage."""
    answer = here(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("usage: tramso")
