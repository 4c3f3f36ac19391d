"""What the clerk reads while comparing: how many doubts there are, what the page waits for."""

from offline_store.records import Document, Word
from offline_store.spots import Spot, SpotKind
from views.language import translate
from views.presenters.compare import Marked
from views.presenters.fields import Fielded
from views.side_tabs import Side
from views.wording import moment

DIFFERS_KEY = "F10"


def lack_text(
    document: Document | None, marked: Marked | None, fielded: Fielded | None, reading: bool
) -> str:
    """What the page in hand waits for. reading: whether the document is being read."""
    if document is None:
        return translate("Compare", "No dossier is open. Choose one under Today (Ctrl+1).")
    if marked is None:
        return ""
    if document.copy is not None:
        return translate("Compare", "The copy is signed: its pages no longer change.")
    page = marked.page
    if marked.differing:
        return translate(
            "Compare", "Not as the original: {words}. Scan the page again, or take it back ({key})."
        ).format(words=_words_of(marked), key=DIFFERS_KEY)
    if page.compared_at is not None:
        return translate("Compare", "Page {page} was compared at {time}.").format(
            page=page.position, time=moment(page.compared_at)
        )
    if page.reading is None:
        if reading:
            return translate("Compare", "This page is being read…")
        return translate("Compare", "This page has no text. Compare its picture by eye.")
    if marked.spots_left:
        return spots_left_text(marked)
    if marked.left == 1:
        return translate("Compare", "1 doubtful word not looked at yet.")
    if marked.left:
        return translate("Compare", "{count} doubtful words not looked at yet.").format(
            count=marked.left
        )
    if fielded is not None and fielded.denied and fielded.left:
        return translate("Compare", "Fields do not fit together: see Fields (F6).")
    return translate("Compare", "All doubtful words were looked at.")


def doubts_text(marked: Marked | None) -> str:
    """Which doubtful word of how many is in hand; empty without any."""
    if marked is None or not marked.doubtful:
        return ""
    at = marked.doubtful.index(marked.current) + 1 if marked.current in marked.doubtful else 0
    spot = marked.spot(marked.current)
    if spot is not None:
        return translate("Compare", "{what}: {at} of {count}").format(
            what=spot_text(spot), at=at, count=len(marked.doubtful)
        )
    if not at:
        return translate("Compare", "Doubts: {count}").format(count=len(marked.doubtful))
    return translate("Compare", "Doubt {at} of {count}").format(at=at, count=len(marked.doubtful))


def fields_text(fielded: Fielded | None) -> str:
    """Which field to look at of how many is in hand; empty where another one is."""
    doubtful = [row.name for row in fielded.rows if row.doubtful] if fielded is not None else []
    current = fielded.current if fielded is not None else None
    if current not in doubtful:
        return ""
    return translate("Compare", "Field to look at {at} of {count}").format(
        at=doubtful.index(current) + 1, count=len(doubtful)
    )


def spot_text(spot: Spot) -> str:
    """What it is."""
    return {
        SpotKind.SEAL: translate("Compare", "Seal"),
        SpotKind.SIGNATURE: translate("Compare", "Signature"),
        SpotKind.SEALED_SIGNATURE: translate("Compare", "Seal and signature"),
        SpotKind.PHOTO: translate("Compare", "Photo"),
    }[spot.kind]


def edit_texts(side: Side, spot: Spot | None) -> tuple[str, str]:
    """What is in hand in the line to type in, and what stands there while it is empty."""
    if side is Side.FIELDS:
        return (
            translate("Compare", "Field in hand"),
            translate("Compare", "Nothing was read in this field"),
        )
    if spot is not None:
        what = spot_text(spot)
        return what, translate("Compare", "{what}: as on the original?").format(what=what)
    return (
        translate("Compare", "Word in hand"),
        translate("Compare", "No words were read on this page"),
    )


def spots_left_text(marked: Marked) -> str:
    """What of seals, signatures and photos nobody looked at, and how many doubts."""
    names = [spot_text(spot) for spot in marked.spots_left]
    what = ", ".join(name[:1].lower() + name[1:] for name in names)
    words = marked.left - len(names)
    if not words:
        return translate("Compare", "Not looked at yet: {what}.").format(what=what)
    return translate("Compare", "Not looked at yet: {what}; doubtful words: {count}.").format(
        what=what, count=words
    )


def help_text(side: Side, spot: Spot | None = None) -> str:
    """What Enter does, and what else. spot: in hand."""
    if side is Side.SECOND_LOOK:
        return translate("Compare", "Enter: looked at · Ctrl+Space: show the other paper")
    if spot is not None:
        return translate("Compare", "Enter: same as the original · {key}: differs").format(
            key=DIFFERS_KEY
        )
    return translate(
        "Compare", "Enter: same as the original · type to correct · {key}: differs"
    ).format(key=DIFFERS_KEY)


def time_used_text(seconds: int, budget: int) -> str:
    """Minutes and seconds used, of those that a copy is meant to take."""
    return translate("Compare", "{used} of {budget}").format(
        used=_minutes(seconds), budget=_minutes(budget)
    )


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _words_of(marked: Marked) -> str:
    """What differs: words as they were read, else what it is."""
    return ", ".join(
        f"“{place.text}”" if isinstance(place, Word) else spot_text(place)
        for place in (marked.places[index] for index in sorted(marked.differing))
    )
