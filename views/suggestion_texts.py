"""The words of suggestions: what could be done, what the key does, what leaves it alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from offline_store.records import Page
from station.interrupted import Interrupted
from station.page_order import Reason
from station.separators import Part
from views.language import translate
from views.presenters.suggested import Kind, Suggestion
from views.wording import moment, pages_text


@dataclass(frozen=True, slots=True)
class SuggestionText:
    """One suggestion in the clerk's language."""

    words: str
    accept: str
    dismiss: str


def suggestion_text(suggestion: Suggestion) -> SuggestionText:
    """The words of one suggestion about pages."""
    numbers = page_numbers(suggestion.pages)
    keep = translate("Suggestion", "Keep")
    remove = translate("Suggestion", "Remove")
    match suggestion.kind:
        case Kind.BLANK:
            words = translate("Suggestion", "Blank: page {pages}. Remove? Ctrl+Z brings it back.")
            return SuggestionText(words.format(pages=numbers), remove, keep)
        case Kind.NEARLY_BLANK if not suggestion.looked:
            words = translate(
                "Suggestion", "Page {pages} is nearly blank: look closely before removing it."
            )
            return SuggestionText(
                words.format(pages=numbers), translate("Suggestion", "Look"), keep
            )
        case Kind.NEARLY_BLANK:
            words = translate(
                "Suggestion", "Page {pages} is open: is there a pale stamp, a number, a stroke?"
            )
            return SuggestionText(words.format(pages=numbers), remove, keep)
        case Kind.REPEATED:
            like = suggestion.like.position if suggestion.like is not None else "…"
            words = translate("Suggestion", "Page {pages} is the sheet of page {like} once more.")
            return SuggestionText(words.format(pages=numbers, like=like), remove, keep)
        case Kind.ORDER:
            words = (
                translate("Suggestion", "By the printed page numbers the order is: {pages}.")
                if suggestion.reason is Reason.PAGE_NUMBERS
                else translate("Suggestion", "As the text goes on, the order is: {pages}.")
            )
            return SuggestionText(
                words.format(pages=numbers), translate("Suggestion", "Put in order"), keep
            )
        case Kind.MISSING:
            words = translate(
                "Suggestion", "No page bears the printed number {numbers}: is a sheet missing?"
            ).format(numbers=", ".join(str(each) for each in suggestion.missing))
            return SuggestionText(words, "", translate("Suggestion", "Seen"))
        case Kind.LYING:
            words = translate(
                "Suggestion", "Not upright, and the copy would not be either: page {pages}. Turn?"
            )
            return SuggestionText(
                words.format(pages=numbers), translate("Suggestion", "Turn upright"), keep
            )
        case Kind.SPLIT:
            words = translate("Suggestion", "Several papers lie on page {pages}. Cut it in two?")
            return SuggestionText(
                words.format(pages=numbers), translate("Suggestion", "Cut in two"), keep
            )
        case Kind.CUT:
            words = translate("Suggestion", "Separator sheets: page {pages}. Cut: {parts}.")
            parts = "; ".join(_part_text(part) for part in suggestion.parts)
            return SuggestionText(
                words.format(pages=numbers, parts=parts), translate("Suggestion", "Cut"), keep
            )


def interrupted_text(offered: Interrupted, recoverable: bool) -> SuggestionText:
    """The words of a capture that was interrupted.

    recoverable: its own paper is there, or another is open.
    """
    facts = {"pages": pages_text(len(offered.pages)), "at": moment(offered.at)}
    if offered.code is not None:
        words = translate(
            "Suggestion", "A scan into {code} was interrupted at {at}: {pages} wait to be kept."
        ).format(code=offered.code, **facts)
    elif recoverable:
        words = translate(
            "Suggestion",
            "A scan was interrupted at {at}: {pages}. Its dossier is gone; they would go into the "
            "one that is open.",
        ).format(**facts)
    else:
        words = translate(
            "Suggestion",
            "A scan was interrupted at {at}: {pages}. Its dossier is gone: open the one into which "
            "they belong, then come back.",
        ).format(**facts)
    dismiss = (
        translate("Suggestion", "Leave it aside")
        if offered.set_aside
        else translate("Suggestion", "Set aside")
    )
    return SuggestionText(words, translate("Suggestion", "Keep the pages"), dismiss)


def page_numbers(pages: Sequence[Page]) -> str:
    """Positions as people write them: 1–3, 5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page.position == runs[-1][-1] + 1:
            runs[-1].append(page.position)
        else:
            runs.append([page.position])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _part_text(part: Part) -> str:
    facts = {"pages": page_numbers(part.pages), "code": part.dossier}
    if part.new and part.dossier:
        return translate("Suggestion", "{pages} becomes another paper of dossier {code}").format(
            **facts
        )
    if part.new:
        return translate("Suggestion", "{pages} becomes another paper").format(**facts)
    if part.dossier:
        return translate("Suggestion", "{pages} to dossier {code}").format(**facts)
    return translate("Suggestion", "{pages} stays").format(**facts)
