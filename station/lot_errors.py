"""What lots of dossiers refuse: beside `errors.py`, under the same root.

StationError
├── LotOperatorOnly     only the lot's operator digitises in it
├── CheckerIsOperator   whoever digitised in a lot does not check it
├── LotElsewhere        the lot stands where that is not done (facts: state)
├── LotUnfinished       dossiers of a lot are not done, or fields not typed twice (facts)
├── LotDossierUnfinished a dossier of a lot lacks something (facts: reason, component)
├── LotNotRight         dossiers of an accepted lot are still wrong (facts: dossiers)
├── SampleUnjudged      not all of the sample was looked at (facts: left)
└── KeyedBefore         who typed a field first does not type or decide it again
"""

from station.errors import StationError


class LotOperatorOnly(StationError):
    """Only the operator of a lot digitises in it."""

    code = "lot-operator-only"


class CheckerIsOperator(StationError):
    """Whoever digitised something of a lot does not check it."""

    code = "checker-is-operator"


class LotElsewhere(StationError):
    """The lot stands where that is not done. Facts: state, a word of `LotState`."""

    code = "lot-elsewhere"


class LotUnfinished(StationError):
    """The lot cannot be handed in yet.

    Facts: dossiers, how many are not done; keyings, how many papers wait to be typed a second time
    or for a decision.
    """

    code = "lot-unfinished"


class LotDossierUnfinished(StationError):
    """A dossier of a lot cannot be called done yet.

    Facts: reason, `pages` (there are none), `pile` (some belong to no paper) or `description`;
    component, which paper, from 1; 0 for none.
    """

    code = "lot-dossier-unfinished"


class LotNotRight(StationError):
    """Dossiers of an accepted lot were found wrong, and not right since. Facts: dossiers."""

    code = "lot-not-right"


class SampleUnjudged(StationError):
    """Not all of the sample was looked at, and not enough is wrong. Facts: left, how many."""

    code = "sample-unjudged"


class KeyedBefore(StationError):
    """Whoever typed a field first neither types it again nor decides what it is."""

    code = "keyed-before"
