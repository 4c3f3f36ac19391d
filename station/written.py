"""Reports and register lines as documents for programs and as lines for people.

Most commands need something of this: what wants the libraries for pictures is in
`written_reading`, so that they do not wait for those.
"""

from datetime import datetime

from offline_store.records import RegisterLine
from signing.values import SignatureReport, VerificationReport
from station.hanoi_time import HANOI


def iso(at: datetime | None) -> str | None:
    """A time for the contract: ISO 8601 with the counter's offset, +07:00."""
    return None if at is None else at.astimezone(HANOI).isoformat(timespec="seconds")


def verification_document(report: VerificationReport) -> dict[str, object]:
    """The report with the keys of `tramso verify --json`."""
    return {
        "verdict": report.verdict,
        "signatures": [_signature(signature) for signature in report.signatures],
        "pdfa": report.pdfa,
        "problems": list(report.problems),
    }


def verification_lines(report: VerificationReport) -> list[str]:
    """The report for reading: the verdict first, then a paragraph a signature."""
    pdfa = f"PDF/A-{report.pdfa}" if report.pdfa else "no PDF/A claim"
    lines = [f"{report.verdict}  ({pdfa})", *(f"  ! {problem}" for problem in report.problems)]
    for signature in report.signatures:
        why = f" ({signature.subindication})" if signature.subindication else ""
        whole = "the whole file" if signature.covers_whole_file else "an earlier revision"
        stamped = iso(signature.timestamped_at) or "none"
        lines += [
            f"{signature.field}: {signature.verdict}{why}",
            f"  signer      {signature.signer}",
            f"  issuer      {signature.issuer or 'unknown'}",
            f"  signed at   {iso(signature.signed_at) or 'unknown'}",
            f"  time-stamp  {stamped}",
            f"  level       {signature.level or 'unknown'}",
            f"  covers      {whole}; changed after: {', '.join(signature.changed_after) or 'no'}",
            *(f"  ! {problem}" for problem in signature.problems),
        ]
    return lines


def register_document(line: RegisterLine) -> dict[str, object]:
    """A register line with the keys of `tramso register list --json`."""
    entry = line.entry
    return {
        "number": line.number,
        "book": line.book,
        "state": line.state,
        "reason": line.reason,
        "reserved_at": iso(line.reserved_at),
        "signed_at": iso(line.signed_at),
        "requester": entry.requester_name,
        "title": entry.document_title,
        "signer": entry.signer_name,
        "signer_title": entry.signer_title,
        "copies": entry.copies,
        "fee_vnd": entry.fee_vnd,
        "note": entry.note,
    }


def register_text(line: RegisterLine) -> str:
    """A register line in one line, its number as the book prints it."""
    entry = line.entry
    reason = f" ({line.reason})" if line.reason else ""
    return (
        f"{line.number:02d}  {line.state}{reason}  {entry.requester_name}  {entry.document_title}"
    )


def _signature(signature: SignatureReport) -> dict[str, object]:
    return {
        "field": signature.field,
        "signer": signature.signer,
        "signed_at": iso(signature.signed_at),
        "timestamped_at": iso(signature.timestamped_at),
        "level": signature.level,
        "verdict": signature.verdict,
        "subindication": signature.subindication,
        "covers_whole_file": signature.covers_whole_file,
        "changed_after": list(signature.changed_after),
        "problems": list(signature.problems),
        "revocation": signature.revocation,
        "issuer": signature.issuer,
    }
