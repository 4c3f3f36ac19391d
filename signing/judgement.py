"""The judgement on a PDF, in the words of ETSI EN 319 102-1; `verification` limits it."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from signing import hex_strings
from signing.baseline import read_store
from signing.coroutines import finish
from signing.errors import NotAPdf
from signing.hostile import HOSTILE
from signing.signature_check import Document, DocumentStamp, check_document_stamp, check_signature
from signing.trust import Trust, load_trust
from signing.values import (
    AGENCY_FIELD,
    OFFICER_FIELD,
    SignatureReport,
    Verdict,
    VerificationReport,
)

hex_strings.install()

_LIMIT_BYTES = 256 * 1024 * 1024
# A PDF's header may stand a little into the file (ISO 32000-1, implementation note 13).
_HEADER_WITHIN = 1024
_PDFA = re.compile(
    rb"pdfaid:(part|conformance)\s*(?:=\s*[\"']|>)\s*([0-9A-Za-z]{1,2})\s*[\"'<]", re.ASCII
)

_WORST = (Verdict.TOTAL_PASSED, Verdict.INDETERMINATE, Verdict.TOTAL_FAILED)


def judge_pdf(
    source: Path | bytes, trust: Iterable[Path], at: datetime | None = None
) -> VerificationReport:
    """Judge every signature of a PDF, as `verify_pdf` says, in this process and without limits.

    Not for a thread with a running event loop.

    Raises:
        NotAPdf, CertificateRefused: as in `verify_pdf`.
    """
    moment = at or datetime.now(UTC)
    anchors = load_trust(trust)
    raw, name = _read(source)
    if raw is None:
        return undecided("too-large")
    if b"%PDF-" not in raw[:_HEADER_WITHIN]:
        raise NotAPdf(file=name)
    return finish(_verify(raw, anchors, moment))


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
        return undecided("unreadable")


async def _judge(raw: bytes, anchors: Trust, moment: datetime) -> VerificationReport:
    problems: list[str] = []
    try:
        reader = PdfFileReader(io.BytesIO(raw), strict=True)
        if reader.encrypted:
            return undecided("encrypted")
        signatures = reader.embedded_regular_signatures
    except PdfError:
        # Many old scanners write files that only a forgiving reader takes; such a file can be
        # described, but what a forgiving reader sees is not proven to be what was signed.
        problems.append("malformed")
        reader = PdfFileReader(io.BytesIO(raw), strict=False)
        if reader.encrypted:
            return undecided("encrypted")
        signatures = reader.embedded_regular_signatures
    known = len(signatures) + len(reader.embedded_timestamp_signatures)
    if len(list(enumerate_sig_fields(reader, filled_status=True))) > known:
        # pyHanko passes by what it does not know; here it is told.
        problems.append("signature-unknown")
    if not signatures:
        return VerificationReport(
            Verdict.INDETERMINATE, (), _pdfa_claim(reader), (*problems, "unsigned")
        )
    store = read_store(reader)
    document = Document(
        reader,
        trust=anchors.with_found(store.certificates, store.crls, store.ocsps),
        moment=moment,
        filled=frozenset(str(entry.field_name) for entry in reader.embedded_signatures),
    )
    stamps = await _document_stamps(document, anchors.with_found(store.certificates))
    if len(stamps) < len(reader.embedded_timestamp_signatures):
        problems.append("document-timestamp-not-trusted")
    document = replace(document, stamps=stamps)
    reports = [await check_signature(signature, document) for signature in signatures]
    problems += _after_the_last(raw, reports[-1], document)
    problems += _missing_signatures(reports)
    verdict = max((report.verdict for report in reports), key=_WORST.index)
    if problems and verdict is Verdict.TOTAL_PASSED:
        verdict = Verdict.INDETERMINATE
    # Only now: reading the metadata changes the reader's objects, and with them the comparison.
    return VerificationReport(verdict, tuple(reports), _pdfa_claim(reader), tuple(problems))


async def _document_stamps(document: Document, today: Trust) -> tuple[DocumentStamp, ...]:
    """The document time-stamps that count, in order.

    Each is judged at the time that the next later one proves, with the revocation data that the
    file carries; the last one is judged now, when that data may be long out of date.
    """
    found: list[DocumentStamp] = []
    judged = replace(document, trust=today)
    for stamp in reversed(document.reader.embedded_timestamp_signatures):
        counted = await check_document_stamp(stamp, judged)
        if counted is not None:
            found.insert(0, counted)
            judged = replace(document, moment=min(counted.at, judged.moment))
    return tuple(found)


def _after_the_last(raw: bytes, last: SignatureReport, document: Document) -> list[str]:
    """What lies behind the last signature's bytes: only validation data may, to the very end."""
    if last.covers_whole_file:
        return []
    stamped_to_the_end = any(
        sum(map(int, list(stamp.signature.byte_range)[2:])) == len(raw) for stamp in document.stamps
    )
    ends_as_written = raw[raw.rfind(b"%%EOF") :].strip() == b"%%EOF"
    if set(last.changed_after) == {"validation-data"} and (stamped_to_the_end or ends_as_written):
        return []
    return ["changed-after-last-signature"]


def _missing_signatures(reports: list[SignatureReport]) -> list[str]:
    """A copy of ours bears two signatures (NĐ 45/2020, Điều 10): one alone is not the whole act."""
    fields = {report.field for report in reports}
    one_only = OFFICER_FIELD in fields and AGENCY_FIELD not in fields
    return ["agency-signature-missing"] if one_only else []


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


def undecided(problem: str) -> VerificationReport:
    """A file that nothing can be said of, and why."""
    return VerificationReport(Verdict.INDETERMINATE, (), None, (problem,))
