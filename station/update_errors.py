"""What is wrong with an update, or in the way of one: the leaf of this room's errors for that.

StationError
├── UpdatesUnused       this desk takes no updates from central (facts: reason)
├── UpdateUntrusted     what central gave is not what IT signed (facts: reason)
├── UpdateOlder         central offers an older version than is here (facts: offered, installed)
├── UpdateMissing       no newer version is offered to this desk's ring (facts: ring)
└── InstallerMissing    the system's own installer cannot be called (facts: program)
"""

from station.errors import StationError


class UpdatesUnused(StationError):
    """This desk takes no updates from central.

    Facts: reason: `no-root` (no setting says whom to trust), `no-package` (the program came in no
    package), `root-unreadable`, `root-of-desk` (to install: a clerk's own settings say whom to
    trust), `not-offered` (central has no repository of updates).
    """

    code = "updates-unused"


class UpdateUntrusted(StationError):
    """What central gave is not what IT signed; the version that is here works on.

    Facts: reason: `expired`, `rolled-back` (older than what was seen), `wrong-key`, `mixed` (parts
    of different states), `damaged` (not the file that was signed), `malformed`.
    """

    code = "update-untrusted"


class UpdateOlder(StationError):
    """Central offers an older version than is here, which could not open what this one wrote.

    Facts: offered, installed.
    """

    code = "update-older"


class UpdateMissing(StationError):
    """No newer version is offered to this desk's ring. Facts: ring."""

    code = "update-missing"


class InstallerMissing(StationError):
    """The system's own installer cannot be called from here. Facts: program."""

    code = "installer-missing"
