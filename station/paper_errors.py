"""What signing the papers of a procedure's dossier refuses: beside `errors.py`, the same root."""

from station.errors import StationError


class PaperNotDescribed(StationError):
    """A paper has no description, and so no code, under which it could be signed.

    Facts: component, which paper, from 1.
    """

    code = "paper-not-described"


class PaperOfLot(StationError):
    """A paper of a lot is not signed by itself: its lot is checked and written out as a whole."""

    code = "paper-of-lot"
