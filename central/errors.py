"""What central says no to.

CentralSideError
├── CentralMissing      no central was made at that home
├── BucketInvalid       what was named is no bucket, or none that answers
├── DatabaseUrlInvalid  what was named is no address of a PostgreSQL database, or holds a password
├── LoginTaken          the agency has an account of that login already
├── AccountUnknown      the agency has no account of that login
├── AccountInvalid      a field of an account is not as it must be (facts: field)
├── AgencyUnknown       no desk of that agency was ever invited here
├── CatalogueRefused    a catalogue is not as it must be (facts: place, reason)
├── PaymentInvalid      a transfer cannot be that, or was told of with other facts
├── NationalSettingInvalid a setting of the national system is not as it must be (facts: key)
├── NationalUnreachable the national system does not answer (facts: kind)
├── NationalRefused     the national system refuses a batch or the log-in (facts: code, service)
├── IdentificationSettingInvalid a setting of the identity provider cannot be (facts: key)
├── IdentificationFailed who somebody is was not confirmed (facts: reason)
├── SchemaNewer         a newer central wrote the database
└── Refused             a request is refused (facts go to the desk as `Refusal`)
"""

from typing import ClassVar

from offline_store.wire import Reason, Refusal


class CentralSideError(Exception):
    """Root of this room's errors: a stable code and facts, as in every room."""

    code: ClassVar[str] = "central-side-error"
    retryable: ClassVar[bool] = False

    def __init__(self, **facts: str | int | float | bool | None) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class CentralMissing(CentralSideError):
    """No central was made at that home, or its receipt key is no such key."""

    code = "central-missing"


class BucketInvalid(CentralSideError):
    """Not `s3://bucket` or `https://host[:port]/bucket`, no boto3, or the bucket does not answer.

    reason: `address`, `boto3-missing`, or the kind of failure.
    """

    code = "bucket-invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class DatabaseUrlInvalid(CentralSideError):
    """Not `postgresql://[user@]host[:port]/name`; a password belongs in libpq's `.pgpass`."""

    code = "database-url-invalid"


class LoginTaken(CentralSideError):
    """The agency has an account of that login already, perhaps a disabled one."""

    code = "login-taken"


class AccountUnknown(CentralSideError):
    """The agency has no account of that login."""

    code = "account-unknown"


class AccountInvalid(CentralSideError):
    """A field of an account is not as it must be. Facts: field: login, name, roles or password."""

    code = "account-invalid"


class AgencyUnknown(CentralSideError):
    """No desk of that agency was ever invited here."""

    code = "agency-unknown"


class PaymentInvalid(CentralSideError):
    """A transfer cannot be that, or its reference was told of with other facts."""

    code = "payment-invalid"


class NationalSettingInvalid(CentralSideError):
    """A setting of the national system is not as it must be. Facts: key."""

    code = "national-setting-invalid"


class NationalUnreachable(CentralSideError):
    """The national system does not answer, or not as it does. Facts: kind."""

    code = "national-unreachable"


class NationalRefused(CentralSideError):
    """The national system refuses a batch, or the log-in. Facts: code, of its own; service."""

    code = "national-refused"


class IdentificationSettingInvalid(CentralSideError):
    """A setting of the identity provider is not as it must be. Facts: key."""

    code = "identification-setting-invalid"


class IdentificationFailed(CentralSideError):
    """The identity provider confirms nobody. Facts: reason, an `IdentificationFailure`."""

    code = "identification-failed"


class CatalogueRefused(CentralSideError):
    """A catalogue of procedures is not as it must be. Facts: place, reason."""

    code = "catalogue-invalid"


class UpdateRefused(CentralSideError):
    """An update is not offered or withdrawn. Facts: reason, a code."""

    code = "update-refused"


class SchemaNewer(CentralSideError):
    """The database has a step that this program does not know; it stays untouched."""

    code = "schema-newer"

    def __init__(self, found: str, known: str | None) -> None:
        super().__init__(found=found, known=known)


class Refused(CentralSideError):
    """A request is refused, with an HTTP status and a reason for the desk; by 5xx for now alone."""

    code = "refused"

    def __init__(self, status: int, reason: Reason, detail: tuple[str, ...] = ()) -> None:
        super().__init__(status=status, reason=reason.value)
        self.status = status
        self.refusal = Refusal(reason=reason.value, detail=detail)
