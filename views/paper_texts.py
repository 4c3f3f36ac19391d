"""Words of a dossier's papers: what is with each, and where pages of its pile belong."""

from collections.abc import Sequence

from offline_store.handling import Standing
from station.pile_offers import Offer, Reason
from views.language import translate
from views.presenters.dossier_papers import ComponentRow


def standing_text(row: ComponentRow) -> str:
    """What is with a paper."""
    match row.standing:
        case Standing.SCAN if row.pages and row.signed:
            return translate("Papers", "scanned, described, signed")
        case Standing.SCAN if row.pages and row.described:
            return translate("Papers", "scanned, described")
        case Standing.SCAN:
            return (
                translate("Papers", "scanned")
                if row.pages
                else translate("Papers", "still to be scanned")
            )
        case Standing.DIGITAL:
            return translate("Papers", "there already")
        case Standing.ON_PAPER:
            return translate("Papers", "kept on paper")
        case Standing.NOT_NEEDED:
            return translate("Papers", "not needed")
        case Standing.SUPPLEMENT:
            return translate("Papers", "still to be brought")
        case _:
            return (
                translate("Papers", "still open")
                if row.needed
                else translate("Papers", "only where there is one")
            )


def belongs_text(offer: Offer, names: Sequence[str]) -> str:
    """To which paper a page is offered, or to none. names: of the papers, in their order."""
    if offer.separator is not None:
        return translate("Papers", "Separator sheet")
    if offer.component is not None:
        return f"{offer.component}. {names[offer.component - 1]}"
    match offer.reason:
        case Reason.CONTESTED:
            numbers = ", ".join(str(component) for component, _ in offer.claims)
            return translate("Papers", "One of these: {numbers}").format(numbers=numbers)
        case Reason.OTHER_DOSSIER:
            return translate("Papers", "Another dossier")
        case Reason.UNREAD:
            return translate("Papers", "Not read yet")
        case _:
            return translate("Papers", "None of the papers")


def why_text(offer: Offer) -> str:
    """By what it is offered there, or why it may not go there."""
    match offer.refused:
        case "":
            return _reason(offer.reason)
        case "shown-only":
            return translate("Papers", "only shown: give it back")
        case "secret":
            return translate("Papers", "secret: not to be digitised")
        case "paper-copy":
            return translate("Papers", "a copy: not to be digitised")
        case "digital":
            return translate("Papers", "there already")
        case "signed":
            return translate("Papers", "signed already")
        case _:
            return translate("Papers", "not needed")


def doubt_text(offer: Offer) -> str:
    """How likely it is wrong; nothing for what is offered to none."""
    return "" if offer.component is None else f"{offer.doubt:.0%}"


def _reason(reason: Reason) -> str:
    match reason:
        case Reason.TITLE:
            return translate("Papers", "its title")
        case Reason.KIND:
            return translate("Papers", "what is printed on it")
        case Reason.PAGE_NUMBER:
            return translate("Papers", "its page number")
        case Reason.TEXT_GOES_ON:
            return translate("Papers", "its text goes on")
        case Reason.BLANK_BACK:
            return translate("Papers", "a blank back")
        case Reason.FOLLOWS:
            return translate("Papers", "the page before")
        case Reason.SEPARATOR:
            return translate("Papers", "the separator sheet")
        case _:
            return ""
