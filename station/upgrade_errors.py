"""What a new version refuses when it is tried on a desk: the leaf of this room's errors for that.

StationError
└── UpgradeRefused      what the version before kept, this one does not take (facts: kind, name,
                        reason)
"""

from station.errors import StationError


class UpgradeRefused(StationError):
    """What the version before kept, this one does not take; nothing was changed.

    Facts: kind (`dossier` or `copy`), name, reason.
    """

    code = "upgrade-refused"
