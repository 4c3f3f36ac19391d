"""What can go wrong with consents, copies, receipts of money, and with a desk to train at."""

from station.errors import StationError


class ConsentRefused(StationError):
    """The citizen said no to this. Facts: purpose."""

    code = "consent-refused"


class ConsentNeeded(StationError):
    """The citizen was not asked for this yet. Facts: purpose."""

    code = "consent-needed"


class CopyNotFit(StationError):
    """A digital copy cannot stand for a paper. Facts: verdict, by ETSI EN 319 102-1; reason.

    reason: `signatures`, those that were judged; `another-file`, it is not what central named;
    `from-the-future`, it was signed later than now.
    """

    code = "copy-not-fit"


class ReceiptCancelled(StationError):
    """The receipt was cancelled before. Facts: receipt, its number."""

    code = "receipt-cancelled"


class TrainingMixed(StationError):
    """A store to train at with the settings of a real desk, or the other way round."""

    code = "training-mixed"


class IdentificationDeclined(StationError):
    """The citizen, or the identity provider, did not confirm who they are."""

    code = "identification-declined"


class IdentificationUnproven(StationError):
    """What came from the identity provider proves nothing. Facts: reason.

    reason: an `IdentificationFailure`, such as `nonce-wrong`, `issuer-wrong`, `token-invalid`.
    """

    code = "identification-unproven"


class IdentificationAway(StationError):
    """The identity provider does not answer central."""

    code = "identification-away"
    retryable = True


class IdentificationOver(StationError):
    """Nobody confirmed anything in time."""

    code = "identification-over"
    retryable = True
