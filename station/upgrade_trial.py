"""A new version tries itself on what is kept, before the desk is its own.

When the database takes a new shape, and before that is final, recent dossiers are opened in the
new shape and a sample of signed copies is judged anew. What fails leaves the database as the
version before had it: that one can be installed again, and works on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from offline_store.errors import FileDamaged, FileMissing, StoreError
from offline_store.files import Files
from offline_store.records import CertifiedCopy
from offline_store.store import Records
from signing.errors import SigningError
from signing.values import Verdict, VerificationReport
from signing.verification import verify_pdf
from station.settings import Settings
from station.trust import trusted_places
from station.upgrade_errors import UpgradeRefused

_RECENT = 20  # dossiers that are opened whole
_LOOKED_THROUGH = 200  # the newest, among whose copies the sample is taken
_COPIES = 6
# ETSI EN 319 102-1, 5.1.3: what a signature is by itself. Certificates age; these never change.
_BROKEN = frozenset({"FORMAT_FAILURE", "HASH_FAILURE", "SIG_CRYPTO_FAILURE"})


def upgrade_trial(home: Path, settings: Settings) -> Callable[[Records, Files], None]:
    """What `Store.open` runs when it has brought a desk to a new shape.

    It raises UpgradeRefused, facts `kind` (`dossier` or `copy`), `name` and `reason`.
    """

    def tried(records: Records, files: Files) -> None:
        trust = trusted_places(home, settings)
        with _opening("dossier", ""):
            newest = records.dossiers.list(limit=_LOOKED_THROUGH)
        for each in newest[:_RECENT]:
            with _opening("dossier", each.code):
                records.dossiers.get(each.id)
        copies = [
            document.copy
            for each in newest
            for document in each.documents
            if document.copy is not None
        ]
        for copy in _sample(copies):
            _judge(copy, files, trust)

    return tried


@contextmanager
def _opening(kind: str, name: str) -> Iterator[None]:
    """What does not open in the new shape refuses it."""
    try:
        yield
    except (StoreError, LookupError, ValueError, TypeError) as error:
        reason = error.code if isinstance(error, StoreError) else type(error).__name__
        raise UpgradeRefused(kind=kind, name=name, reason=reason) from error


def _sample(copies: list[CertifiedCopy]) -> list[CertifiedCopy]:
    """The newest, the oldest, and some in between at equal distances."""
    if len(copies) <= _COPIES:
        return copies
    last = len(copies) - 1
    return [copies[round(number * last / (_COPIES - 1))] for number in range(_COPIES)]


def _judge(copy: CertifiedCopy, files: Files, trust: tuple[Path, ...]) -> None:
    try:
        pdf = files.read(copy.sha256)
    except (FileMissing, FileDamaged):
        return  # not this version's doing: the doctor tells of it, and central has the file
    name = f"{copy.number} {copy.book}"
    try:
        report = verify_pdf(pdf, trust)
    except SigningError as error:
        raise UpgradeRefused(kind="copy", name=name, reason=error.code) from error
    if (reason := _why_weaker(report)) is not None:
        raise UpgradeRefused(kind="copy", name=name, reason=reason)


def _why_weaker(report: VerificationReport) -> str | None:
    """Why this version no longer takes for whole what was signed; None where it does."""
    if not report.signatures:
        return next(iter(report.problems), "unsigned")
    for each in report.signatures:
        if each.verdict is Verdict.TOTAL_FAILED and each.subindication in _BROKEN:
            return each.subindication
    return None
