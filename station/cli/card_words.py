"""What the words of `tramso card` have in common: how a card is printed."""

from collections.abc import Iterable
from dataclasses import asdict

from station.check_card import Mismatch, Sighting
from station.recognition.card_qr import CardData


def card_fields(card: CardData) -> dict[str, object]:
    """A code's fields for JSON."""
    return {**asdict(card), "extras": list(card.extras)}


def sighting_fields(sighting: Sighting) -> dict[str, object]:
    """A place's value for JSON."""
    return {
        "source": sighting.source,
        "value": sighting.value,
        "file": None if sighting.picture is None else str(sighting.picture),
        "box": None if sighting.box is None else list(sighting.box),
        "dossier": sighting.dossier or None,
    }


def mismatch_lines(mismatches: Iterable[Mismatch]) -> list[str]:
    """A line for each place of what does not agree."""
    return [
        f"{each.field:12} {sighting.source:8} {sighting.value}  {sighting.dossier}".rstrip()
        for each in mismatches
        for sighting in each.sightings
    ]
