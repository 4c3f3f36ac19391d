"""Between normal and tightened inspection: the switching rules of ISO 2859-1 (9.3.1, 9.3.2, 9.4).

From normal to tightened once two of five successive lots, or of fewer, were not accepted when they
were first submitted; back once five successive lots were accepted. Once five lots in all were not
accepted while tightened, sampling stops: the standard leaves to the parties what follows, and here
every dossier is looked at until a lot is accepted so; then tightened inspection goes on. Reduced
inspection is not supported.
"""

from collections.abc import Iterable

from station.sampling_plans import Severity

_WINDOW, _REFUSED_IN_WINDOW = 5, 2
_ACCEPTED_IN_A_ROW = 5
_REFUSED_WHILE_TIGHTENED = 5


def severity_after(accepted: Iterable[bool]) -> Severity:
    """How strictly an operator's next lot is looked at.

    accepted: of each earlier lot, oldest first, whether its first check accepted it.
    """
    severity = Severity.NORMAL
    window: list[bool] = []
    in_a_row = refused = 0
    for passed in accepted:
        match severity:
            case Severity.NORMAL:
                window = [*window, passed][-_WINDOW:]
                if window.count(False) >= _REFUSED_IN_WINDOW:
                    severity, in_a_row, refused = Severity.TIGHTENED, 0, 0
            case Severity.TIGHTENED:
                in_a_row = in_a_row + 1 if passed else 0
                refused += not passed
                if in_a_row >= _ACCEPTED_IN_A_ROW:
                    severity, window = Severity.NORMAL, []
                elif refused >= _REFUSED_WHILE_TIGHTENED:
                    severity = Severity.ALL
            case Severity.ALL:
                if passed:
                    severity, in_a_row, refused = Severity.TIGHTENED, 0, 0
    return severity
