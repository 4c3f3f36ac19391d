"""The words of one error."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """English sources of one error's words, before translation. Facts stand in braces.

    detail: added to what happened when the error carries its facts.
    """

    happened: str
    to_do: str
    detail: str = ""
