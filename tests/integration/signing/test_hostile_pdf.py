"""Files made to hang a reader or to fill its memory end in a verdict, and the desk goes on."""

import multiprocessing
import zlib
from collections.abc import Callable

import pytest

from signing.values import Verdict
from signing.verification import prepare_judge, verify_pdf
from tests.signing_fixtures import PracticeDesk

LIMIT_S = 10.0
DEEP = 200_000


def file_of(objects: dict[int, bytes], trailer: bytes = b"", prev: int | None = None) -> bytes:
    """A PDF of these objects with a proper table."""
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    back = b"" if prev is None else b"/Prev %d" % (table if prev < 0 else prev)
    size = max(objects) + 1
    return (
        out
        + b"xref\n0 1\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s%s>>\n"
        % (
            rows,
            size,
            back,
            trailer,
        )
        + b"startxref\n%d\n%%%%EOF\n" % table
    )


def deep_nesting() -> bytes:
    """Arrays in arrays, in the catalogue itself."""
    nested = b"[" * DEEP + b"]" * DEEP
    return file_of({1: b"<</Type/Catalog/Pages 2 0 R/X %s>>" % nested, 2: b"<<>>"})


def deep_dictionaries() -> bytes:
    """Dictionaries in dictionaries, where the form is looked for."""
    nested = b"<</A" * DEEP + b" 1" + b">>" * DEEP
    return file_of({1: b"<</Type/Catalog/Pages 2 0 R/AcroForm %s>>" % nested, 2: b"<<>>"})


def table_loop() -> bytes:
    """A table whose predecessor is itself."""
    return file_of({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<<>>"}, prev=-1)


def page_loop() -> bytes:
    """A page tree whose node is its own child, and fields that are their own kids."""
    return file_of(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>",
            2: b"<</Type/Pages/Count 1000000000/Kids[2 0 R 2 0 R]>>",
            3: b"<</T(a)/FT/Sig/Kids[3 0 R 3 0 R]>>",
        }
    )


def endless_references() -> bytes:
    """Objects that lead to each other and nowhere else."""
    return file_of({1: b"2 0 R", 2: b"3 0 R", 3: b"1 0 R"})


def huge_table() -> bytes:
    """A table that promises four thousand million entries."""
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n"
    return head + (
        b"xref\n0 4294967295\n0000000000 65535 f \ntrailer\n<</Size 4294967295/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % len(head)
    )


def _zeros(mebibytes: int) -> bytes:
    """A deflated stream of so many zeros, made of one piece over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\x9c" + piece * mebibytes


def object_stream_bomb() -> bytes:
    """The catalogue lies in an object stream that swells to twenty gibibytes."""
    packed = zlib.compress(_zeros(20 * 1024), 9)
    stream = (
        b"<</Type/ObjStm/N 1/First 10/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n"
        % len(packed)
    )
    head = b"%PDF-1.7\n"
    holder = b"2 0 obj\n" + stream + packed + b"\nendstream\nendobj\n"
    rows = b"\0\0\0\0\xff" + b"\2\0\0\2\0" + b"\1" + len(head).to_bytes(3, "big") + b"\0"
    place = len(head) + len(holder)
    rows += b"\1" + place.to_bytes(3, "big") + b"\0"
    table = (
        (b"3 0 obj\n<</Type/XRef/Size 4/W[1 3 1]/Root 1 0 R/Length %d>>\nstream\n" % len(rows))
        + rows
        + b"\nendstream\nendobj\n"
    )
    return head + holder + table + b"startxref\n%d\n%%%%EOF\n" % place


HOSTILE: tuple[Callable[[], bytes], ...] = (
    deep_nesting,
    deep_dictionaries,
    table_loop,
    page_loop,
    endless_references,
    huge_table,
    object_stream_bomb,
)


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_hostile_file_ends_in_a_verdict(
    desk: PracticeDesk, signed: bytes, make: Callable[[], bytes]
) -> None:
    """It is INDETERMINATE or failed within the limits; the next file is judged as ever."""
    report = verify_pdf(make(), desk.trust, limit_s=LIMIT_S)

    assert report.verdict is not Verdict.TOTAL_PASSED
    assert report.problems
    assert verify_pdf(signed, desk.trust).verdict == Verdict.TOTAL_PASSED


def test_time_limit_is_a_verdict(desk: PracticeDesk, signed: bytes) -> None:
    """A file that takes longer than it may is given up, with its reason."""
    report = verify_pdf(signed, desk.trust, limit_s=0.0)

    assert (report.verdict, report.problems) == (Verdict.INDETERMINATE, ("limits-exceeded",))


def test_swelling_file_stays_within_its_memory(desk: PracticeDesk) -> None:
    """The bomb is stopped by the limits, not by luck."""
    report = verify_pdf(object_stream_bomb(), desk.trust, limit_s=60.0)

    assert report.problems in (("limits-exceeded",), ("unreadable",))


def test_a_judge_is_started_before_the_first_file(desk: PracticeDesk, signed: bytes) -> None:
    """One that waits is enough, and it is the one that judges."""

    def judges() -> set[int | None]:
        return {each.pid for each in multiprocessing.active_children() if each.name == "judge"}

    prepare_judge()
    before = judges()
    prepare_judge()

    assert before
    assert verify_pdf(signed, desk.trust).verdict == Verdict.TOTAL_PASSED
    assert judges() == before


def test_judge_that_died_while_it_waited(desk: PracticeDesk, signed: bytes) -> None:
    """Whatever ended it, such as a system short of memory: another judges the next file."""
    verify_pdf(signed, desk.trust)
    judges = [child for child in multiprocessing.active_children() if child.name == "judge"]
    for judge in judges:
        judge.kill()
        judge.join()

    assert judges
    assert verify_pdf(signed, desk.trust).verdict == Verdict.TOTAL_PASSED
