"""What can go wrong with what must survive, and on the way to central.

StoreError
├── StoreMissing            no store at that home
├── SchemaNewer             the store was written by a newer program
├── StoreDamaged            the database does not pass its integrity check
├── StoreFull               the disk has no room
├── StoreReadOnly           the disk takes no writing any more
├── StoreBusy               another program holds the database
├── DeskKeyMissing          this computer does not give the desk's key (facts: place)
├── RecoveryKeyWrong        that recovery key opens nothing here (facts: reason)
├── RecoveryKeyNotMade      a backup needs a recovery key, and none was made
├── BackupDamaged           the backup is not as it was written (facts: reason)
├── MirrorAway              the folder of the desk's second copy cannot be written
├── HomeTaken               there is a desk already where one is to be restored
├── RecordRefused           the database's own rules refuse the record (facts: rule)
├── NotFound                no such record (facts: kind, id)
├── FileMissing             a page file is not there (facts: sha256)
├── FileDamaged             a page file's bytes no longer match their name (facts: sha256)
├── OtherPaperFirst         an act on several papers goes back or on in all (facts: document)
├── NumbersExhausted        the leased block is used up: lease another from central
├── BookClosed              the book is closed for the year
├── BookUnfinished          a line is neither signed nor cancelled (facts: book, number)
├── LineSettled             the line is signed or cancelled already (facts: book, number, state)
├── LotClosed               a lot waits for its check, or is accepted: its dossiers are fixed
├── NotEnrolled             this desk has no place at central yet
└── CentralError            central could not be had, or did not answer as agreed
    ├── CentralUnreachable
    ├── CentralRefused      it refused this item for good (facts: status, reason)
    ├── CentralFailed       it failed, 5xx (facts: status)
    ├── CentralNonsense     the answer is not what was agreed (a captive portal, for instance)
    ├── CentralLogin        it does not know this desk's credentials
    ├── TrainingOnly        this desk is one to train at: nothing leaves it
    └── ReceiptInvalid      the receipt is not signed by central, or not over these hashes
"""

from http import HTTPStatus
from typing import ClassVar

Fact = str | int | float | bool | None


class StoreError(Exception):
    """Root of this room's errors: a stable code, whether trying again may help, and facts."""

    code: ClassVar[str] = "store-error"
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Fact] = facts


class StoreMissing(StoreError):
    """There is no store at that home."""

    code = "store-missing"


class SchemaNewer(StoreError):
    """The store was written by a newer program. Facts: found, known."""

    code = "schema-newer"


class StoreDamaged(StoreError):
    """The database does not pass its integrity check."""

    code = "store-damaged"


class StoreFull(StoreError):
    """The disk has no room; what was kept before stays."""

    code = "disk-full"
    retryable = True


class StoreReadOnly(StoreError):
    """The disk takes no writing, or fails at it. What was kept before stays."""

    code = "disk-read-only"


class StoreBusy(StoreError):
    """Another program holds the database for longer than any of ours does."""

    code = "store-busy"
    retryable = True


class DeskKeyMissing(StoreError):
    """This computer, or this user, does not give the desk's key. Facts: place, keyring or file."""

    code = "desk-key-missing"


class RecoveryKeyWrong(StoreError):
    """That recovery key opens nothing here. Facts: reason: mistyped, another-one, none-made."""

    code = "recovery-key-wrong"


class RecoveryKeyNotMade(StoreError):
    """A backup is opened by the recovery key alone, and none was made yet."""

    code = "recovery-key-not-made"


class BackupDamaged(StoreError):
    """The backup is not as it was written. Facts: reason."""

    code = "backup-damaged"


class HomeTaken(StoreError):
    """There is a desk already where one is to be restored."""

    code = "home-taken"


class MirrorAway(StoreError):
    """The folder of the desk's second copy cannot be written.

    Facts: errno, or reason `another-desk`: the copy of another desk lies there.
    """

    code = "mirror-away"
    retryable = True


class RecordRefused(StoreError):
    """The database's own rules refuse the record. Facts: rule, as SQLite names its kind."""

    code = "record-refused"


class NotFound(StoreError):
    """No such record. Facts: kind, id."""

    code = "not-found"


class FileMissing(StoreError):
    """A page file that a record names is not there. Facts: sha256."""

    code = "file-missing"


class FileDamaged(StoreError):
    """A page file's bytes no longer match their name. Facts: sha256."""

    code = "file-damaged"


class OtherPaperFirst(StoreError):
    """The act was on another paper, too, where another act must go back or on first.

    Facts: document, that paper's position, from 1.
    """

    code = "other-paper-first"


class NumbersExhausted(StoreError):
    """The leased block of register numbers is used up. Facts: book."""

    code = "numbers-exhausted"


class BookClosed(StoreError):
    """The book is closed for the year. Facts: book."""

    code = "book-closed"


class BookUnfinished(StoreError):
    """A line of the book is neither signed nor cancelled yet. Facts: book, number."""

    code = "book-unfinished"


class LineSettled(StoreError):
    """The line is signed or cancelled already. Facts: book, number, state."""

    code = "line-settled"


class LotClosed(StoreError):
    """The dossier's lot waits for its check, or was accepted: its pages do not change any more."""

    code = "lot-closed"


class NotEnrolled(StoreError):
    """This desk has no place at central yet."""

    code = "not-enrolled"


class CentralError(StoreError):
    """Central could not be had, or did not answer as agreed."""

    code = "central-error"


class CentralUnreachable(CentralError):
    """No answer from central: the network, or central itself, is down."""

    code = "central-unreachable"
    retryable = True


class CentralRefused(CentralError):
    """Central refused this item for good. Facts: status, reason."""

    code = "central-refused"


class CentralFailed(CentralError):
    """Central failed. Facts: status, 500 to 599."""

    code = "central-failed"
    retryable = True


class CentralNonsense(CentralError):
    """The answer is not what was agreed, as from a captive portal."""

    code = "central-nonsense"
    retryable = True

    @property
    def unknown_way(self) -> bool:
        """Whether central knows no such way, as an older one: no trouble of its own."""
        return self.facts.get("status") in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}


class CentralLogin(CentralError):
    """Central does not know this desk's credentials."""

    code = "central-login"


class ReceiptInvalid(CentralError):
    """The receipt is not signed by central, or not over these hashes."""

    code = "receipt-invalid"
    retryable = True


class TrainingOnly(CentralError):
    """This desk is one to train at: nothing leaves it, and it has no place at any central."""

    code = "training-only"
