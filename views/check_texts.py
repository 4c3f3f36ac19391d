"""What the clerk reads where fields of a paper do not fit together."""

from collections.abc import Mapping

from station.recognition.paper_checks import CheckResult
from views.language import translate


def check_text(check: CheckResult, titles: Mapping[str, str]) -> str:
    """The words for a check that does not agree. titles: what the clerk calls each field."""
    named = [titles.get(name, name) for name in check.fields]
    fields = ", ".join(named)
    match check.rule:
        case "date-in-words" | "number-in-words":
            return translate("Check", "In figures not as in words: {fields}").format(fields=fields)
        case "id-structure":
            return translate("Check", "The number does not fit: {fields}").format(fields=fields)
        case "not-before":
            return translate("Check", "{later} lies before: {earlier}").format(
                later=named[0], earlier=named[-1]
            )
        case "card-code":
            return translate("Check", "Not as in the card's code: {fields}").format(fields=fields)
        case "card-mrz":
            return translate(
                "Check", "Not as in the three lines at the card's back: {fields}"
            ).format(fields=fields)
        case "requester-name":
            return translate("Check", "The requester's name is not on this paper.")
        case "requester-id":
            return translate("Check", "The requester's number is not on this paper.")
        case "requester-birth":
            return translate("Check", "Of the requester's name, but born on another day.")
        case _:
            return translate("Check", "Not the same: {fields}").format(fields=fields)
