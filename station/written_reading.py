"""What was read and compared as documents for programs and as lines for people."""

from collections.abc import Iterable

from station.recognition.named_differences import ranked
from station.recognition.paper import Field
from station.recognition.paper_checks import CheckResult
from station.recognition.second_look import Comparison, Difference


def field_document(field: Field) -> dict[str, object]:
    """What stands in a field with the keys of `tramso read --json`."""
    box = None if field.box is None else list(field.box)
    return {"value": field.value, "box": box, "doubt": field.doubt}


def checks_document(checks: Iterable[CheckResult]) -> list[dict[str, object]]:
    """Cross-checks with the keys of `tramso read --json`."""
    return [
        {"rule": check.rule, "fields": list(check.fields), "agrees": check.agrees}
        for check in checks
    ]


def comparison_document(comparison: Comparison) -> dict[str, object]:
    """A second look with the keys of `tramso compare --json`."""
    ranks = {id(difference): rank for rank, difference in enumerate(ranked(comparison), 1)}
    return {
        "aligned": comparison.aligned,
        "same": comparison.same,
        "differences": [
            {
                "kind": difference.kind,
                "box": list(difference.box),
                "score": difference.score,
                "original": difference.original,
                "copy": difference.copy,
                "rank": ranks[id(difference)],
            }
            for difference in comparison.differences
        ],
    }


def comparison_lines(comparison: Comparison) -> list[str]:
    """A second look for reading: what is to be looked at first comes first."""
    found = [_difference(each) for each in ranked(comparison)]
    if not comparison.aligned:
        return ["the two pictures cannot be laid over each other", *found]
    return found or ["no difference found"]


def _difference(difference: Difference) -> str:
    said = f"{difference.original or '–'} → {difference.copy or '–'}"
    read = difference.original is not None or difference.copy is not None
    return f"{difference.kind}  {difference.box}" + (f"  {said}" if read else "")
