"""Words of forms that are filled in: where a value comes from, and what is wrong with it."""

from collections.abc import Mapping

from station.eforms.evidence import FilledBy
from station.eforms.prefill import Found, Prefilled
from station.eforms.typed import Fault
from views.language import translate


def fault_text(fault: Fault) -> str:
    """What is wrong with a field as typed."""
    if fault is Fault.MISSING:
        return translate("EForm", "This must be said.")
    return translate("EForm", "This cannot be.")


def known_text(each: Prefilled, kinds: Mapping[str, str]) -> str:
    """Where a proposed value comes from, and what other places say instead."""
    texts = [source_text(each.found, kinds)]
    for other in each.others:
        texts.append(
            translate("EForm", "{value}: {source}").format(
                value=other.text, source=source_text(other, kinds)
            )
        )
    if each.found.text and each.doubtful:
        texts.append(translate("EForm", "doubt {percent}").format(percent=f"{each.doubt:.0%}"))
    return "; ".join(filter(None, texts))


def source_text(found: Found, kinds: Mapping[str, str]) -> str:
    """Where a value was found. kinds: names of the kinds of paper, by their ids."""
    kind = kinds.get(found.kind, found.kind)
    match found.by:
        case FilledBy.CARD if found.dossier:
            return translate("EForm", "the card in the earlier dossier {code}").format(
                code=found.dossier
            )
        case FilledBy.CARD:
            return translate("EForm", "the card's code")
        case FilledBy.REQUESTER:
            return translate("EForm", "said at receiving")
        case FilledBy.OWNER:
            return translate("EForm", "the dossier's owner")
        case FilledBy.NUMBER:
            return translate("EForm", "by the personal number")
        case FilledBy.PAPER:
            return translate("EForm", "read on page {page}: {kind}").format(
                page=found.page, kind=kind
            )
        case FilledBy.DESCRIBED:
            return translate("EForm", "as it was described: {kind}").format(kind=kind)
        case FilledBy.COPY:
            return translate("EForm", "the digital copy {code}").format(code=found.copy)
        case FilledBy.EARLIER:
            return translate("EForm", "the earlier dossier {code}").format(code=found.dossier)
        case FilledBy.CATALOGUE:
            return translate("EForm", "from the list of procedures")
        case FilledBy.DOSSIER:
            return translate("EForm", "this dossier")
        case FilledBy.SETTINGS:
            return translate("EForm", "from the settings")
        case FilledBy.TODAY:
            return translate("EForm", "today")
        case FilledBy.CLERK:
            return translate("EForm", "typed")
        case FilledBy.NOBODY:
            return ""
