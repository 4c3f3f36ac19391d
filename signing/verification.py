"""The verification of any PDF, in the words of ETSI EN 319 102-1; knows nothing of tokens."""

import asyncio
import io
import re
import struct
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko_certvalidator.errors import ValidationError

from signing.errors import NotAPdf
from signing.signature_check import check_signature
from signing.trust import Trust, load_trust
from signing.values import SignatureReport, Verdict, VerificationReport

_LIMIT_BYTES = 256 * 1024 * 1024
# A PDF's header may stand a little into the file (ISO 32000-1, implementation note 13).
_HEADER_WITHIN = 1024
_PDFA = re.compile(
    rb"pdfaid:(part|conformance)\s*(?:=\s*[\"']|>)\s*([0-9A-Za-z]{1,2})\s*[\"'<]", re.ASCII
)

# Everything that a malformed file was seen to raise inside the reader and the validator.
HOSTILE = (
    PdfError,
    ValueErrorWithMessage,
    ValidationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError and NotImplementedError are among its kinds
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

_WORST = (Verdict.TOTAL_PASSED, Verdict.INDETERMINATE, Verdict.TOTAL_FAILED)


def verify_pdf(
    source: Path | bytes, trust: Path | Iterable[Path], at: datetime | None = None
) -> VerificationReport:
    """Judge every signature of a PDF, and the file as a whole.

    A signature is TOTAL-PASSED when its bytes are intact, its certificate leads to an anchor in
    `trust` and was valid at the time proven by its trusted time-stamp (without one: at `at`),
    and nothing but further signatures and validation data came after it. The file's verdict is
    its worst signature's; bytes after the last signature make it worse. Nothing is fetched. Not
    for a thread with a running event loop.

    Args:
        source: the file, or its bytes.
        trust: a folder, or files and folders, with certificates (PEM or DER) and revocation
            lists (`.crl`).
        at: aware; the moment of verification, now if not given.

    Raises:
        NotAPdf: the file cannot be read, or is no PDF at all.
        CertificateRefused: a file in `trust` cannot be read.
    """
    moment = at or datetime.now(UTC)
    anchors = load_trust((trust,) if isinstance(trust, Path) else trust)
    raw, name = _read(source)
    if raw is None:
        return _undecided("too-large")
    if b"%PDF-" not in raw[:_HEADER_WITHIN]:
        raise NotAPdf(file=name)
    return asyncio.run(_verify(raw, anchors, moment))


def _read(source: Path | bytes) -> tuple[bytes | None, str]:
    """The bytes, or None where there are too many; and the file's name for facts."""
    if isinstance(source, bytes):
        return (source if len(source) <= _LIMIT_BYTES else None), ""
    try:
        if source.stat().st_size > _LIMIT_BYTES:
            return None, source.name
        return source.read_bytes(), source.name
    except OSError as error:
        raise NotAPdf(file=source.name) from error


async def _verify(raw: bytes, anchors: Trust, moment: datetime) -> VerificationReport:
    try:
        return await _judge(raw, anchors, moment)
    except HOSTILE:
        return _undecided("unreadable")


async def _judge(raw: bytes, anchors: Trust, moment: datetime) -> VerificationReport:
    problems: list[str] = []
    try:
        reader = PdfFileReader(io.BytesIO(raw), strict=True)
        if reader.encrypted:
            return _undecided("encrypted")
        signatures = reader.embedded_regular_signatures
    except PdfError:
        # Many old scanners write files that only a forgiving reader takes; such a file can be
        # described, but what a forgiving reader sees is not proven to be what was signed.
        problems.append("malformed")
        reader = PdfFileReader(io.BytesIO(raw), strict=False)
        if reader.encrypted:
            return _undecided("encrypted")
        signatures = reader.embedded_regular_signatures
    if not signatures:
        return VerificationReport(
            Verdict.INDETERMINATE, (), _pdfa_claim(reader), (*problems, "unsigned")
        )
    filled = frozenset(str(signature.field_name) for signature in reader.embedded_signatures)
    reports = [
        await check_signature(signature, anchors, moment, filled) for signature in signatures
    ]
    problems += _after_the_last(reports[-1])
    verdict = max((report.verdict for report in reports), key=_WORST.index)
    if problems and verdict is Verdict.TOTAL_PASSED:
        verdict = Verdict.INDETERMINATE
    # Only now: reading the metadata changes the reader's objects, and with them the comparison.
    return VerificationReport(verdict, tuple(reports), _pdfa_claim(reader), tuple(problems))


def _after_the_last(last: SignatureReport) -> list[str]:
    """What lies behind the last signature's bytes: only validation data may."""
    if last.covers_whole_file or set(last.changed_after) == {"validation-data"}:
        return []
    return ["changed-after-last-signature"]


def _pdfa_claim(reader: PdfFileReader) -> str | None:
    """What the XMP metadata claims, such as `2b`; a claim is no proof."""
    try:
        xmp = reader.root["/Metadata"].data[: 1 << 20]
    except HOSTILE:
        return None
    claim = {key: value.decode("ascii") for key, value in _PDFA.findall(xmp)}
    if b"part" not in claim:
        return None
    return f"{claim[b'part']}{claim.get(b'conformance', '').lower()}"


def _undecided(problem: str) -> VerificationReport:
    return VerificationReport(Verdict.INDETERMINATE, (), None, (problem,))
