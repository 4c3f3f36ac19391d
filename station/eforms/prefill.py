"""Values for a form's fields from what is known, each with where it comes from and its doubt.

What two places say differently is in doubt, and so is what only an earlier dossier says: what was
true then need not be true now.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from offline_store.copies_wire import figures_of
from offline_store.filled_forms import FilledForm
from station.eforms.declared import EForm, FormField, Source
from station.eforms.evidence import Evidence, FilledBy, ReadCard, day_text, signed_on
from station.eforms.typed import check, normal_text, text_of
from station.recognition.doubt import DOUBTFUL
from station.recognition.personal_id import read_personal_id
from station.typed_text import same_key

DIFFERS = 0.5
"""Doubt of a value of which another place says something else, or only an earlier dossier."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value as it is typed, and where it was found.

    kind, page: of the paper; page from 1, 0 for none. dossier: code of the earlier one that it is
    from. copy: code of the digital copy that it is from.
    """

    text: str
    by: FilledBy
    kind: str = ""
    page: int = 0
    dossier: str = ""
    copy: str = ""
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What a field should say. others: what other places say instead. needed: by the schema."""

    field: FormField
    found: Found
    others: tuple[Found, ...] = ()
    needed: bool = False

    @property
    def doubt(self) -> float:
        """0 to 1, that it is wrong."""
        return max(self.found.doubt, DIFFERS if self.others else 0.0)

    @property
    def doubtful(self) -> bool:
        """Whether somebody must say that it is right."""
        return bool(self.found.text) and self.doubt > DOUBTFUL

    @property
    def asked(self) -> bool:
        """Whether the clerk is asked: a gap that must be filled, or a doubt."""
        return self.doubtful or (self.needed and not self.found.text)


GAP = Found("", FilledBy.NOBODY)
_OF_REQUESTER = frozenset({"card", "requester", "number", "earlier"})
# They tell of who stands at the counter: of a field of the owner's only where that is one person.


def prefill(form: EForm, known: Evidence, kept: FilledForm | None) -> Mapping[str, Prefilled]:
    """What each field should say, in their order; what is kept stands first.

    kept: the form as it was filled in last for this dossier.
    """
    filled = {}
    for field in form.fields:
        filled[field.name] = _of_field(field, known, kept)
    # What the schema refuses is no proposal; with `if`, what must be said hangs on the others.
    texts = {name: each.found.text for name, each in filled.items()}
    for name in check(form, texts, known.today).faults:
        if texts.get(name):
            filled[name] = replace(filled[name], found=GAP, others=())
            texts[name] = ""
    missing = check(form, texts, known.today).faults
    return {
        name: replace(each, needed=each.needed or name in missing) for name, each in filled.items()
    }


def _of_field(field: FormField, known: Evidence, kept: FilledForm | None) -> Prefilled:
    if kept is not None:
        said = kept.field(field.name)
        if said is None:
            return Prefilled(field, GAP, needed=field.needed)
        found = Found(
            text_of(field, said.value),
            FilledBy(said.by),
            said.kind,
            said.page,
            said.dossier,
            said.copy,
        )
        return Prefilled(field, found, needed=field.needed)
    candidates: list[Found] = []
    of_owner = any(source.of == "owner" for source in field.sources)
    for source in field.sources:
        if of_owner and source.of in _OF_REQUESTER and not _asks_for_themselves(known):
            continue
        for found in _found(source, field, known):
            text = normal_text(field, found.text)
            if text is not None:
                candidates.append(replace(found, text=text))
    if not candidates:
        return Prefilled(field, GAP, needed=field.needed)
    best = candidates[0]
    key = same_key(best.text)
    others = {
        same_key(each.text): each
        for each in reversed(candidates)
        if same_key(each.text) != key and not each.dossier
    }
    # Two places that agree take the doubt of an earlier dossier's word away, or of a bad reading.
    agree = [each for each in candidates if same_key(each.text) == key]
    surest = min(agree, key=lambda each: each.doubt)
    return Prefilled(
        field, replace(best, doubt=surest.doubt), tuple(others.values())[::-1], field.needed
    )


def _found(source: Source, field: FormField, known: Evidence) -> Iterator[Found]:
    asks, handling = known.dossier.requester, known.handling
    match source.of:
        case "card":
            yield from _on_cards(source.field, known)
        case "requester":
            yield Found(getattr(asks, source.field), FilledBy.REQUESTER)
        case "owner":
            if source.field in ("name", "id_number"):
                yield Found(getattr(handling.owner, source.field), FilledBy.OWNER)
            elif _asks_for_themselves(known):
                yield Found(getattr(asks, source.field), FilledBy.REQUESTER)
        case "number":
            yield from _in_number(source.field, asks.id_number)
        case "procedure":
            yield Found(getattr(handling.procedure, source.field), FilledBy.CATALOGUE)
        case "dossier":
            yield Found(known.dossier.code, FilledBy.DOSSIER)
        case "agency":
            yield Found(known.agency, FilledBy.SETTINGS)
        case "today":
            yield Found(day_text(known.today), FilledBy.TODAY)
        case "paper":
            yield from _on_papers(source, known)
        case "described":
            for kind, said in known.described:
                if kind == source.kind:
                    yield Found(getattr(said, source.field), FilledBy.DESCRIBED, kind)
        case "copy":
            yield from _of_copies(source, known)
        case "earlier":
            yield from _earlier(source, field, known)


def _asks_for_themselves(known: Evidence) -> bool:
    """Whether the dossier is the requester's own, by the number: names are borne by many."""
    number = figures_of(known.dossier.requester.id_number)
    return bool(number) and figures_of(known.handling.owner.id_number) == number


def _on_cards(name: str, known: Evidence) -> Iterator[Found]:
    for card in known.cards:
        doubt = DIFFERS if card.dossier else 0.0
        for text in _card_words(card, name):
            yield Found(text, FilledBy.CARD, "", card.page, card.dossier, doubt=doubt)


def _card_words(card: ReadCard, name: str) -> Iterator[str]:
    """What the code says, then the zone, whose names have no marks and are not taken."""
    if card.code is not None:
        yield {
            "number": card.code.id_number,
            "old_number": card.code.old_id_number,
            "name": card.code.name,
            "birth_date": card.code.birth_date,
            "sex": card.code.sex,
            "address": card.code.address,
            "issued_on": card.code.issued_on,
        }.get(name, "")
    if card.zone is not None:
        yield {
            "number": card.zone.id_number,
            "birth_date": card.zone.birth_date,
            "sex": card.zone.sex,
            "valid_until": card.zone.valid_until,
        }.get(name, "")


def _in_number(name: str, number: str) -> Iterator[Found]:
    """What a personal number says: in doubt, for sex and birth may have been put right since."""
    said = read_personal_id(number)
    if said is not None:
        text = said.sex if name == "sex" else str(said.birth_year)
        yield Found(text, FilledBy.NUMBER, doubt=DIFFERS)


def _on_papers(source: Source, known: Evidence) -> Iterator[Found]:
    papers = [paper for paper in known.papers if paper.kind == source.kind]
    say = {paper.of for paper in papers if source.field in paper.fields}
    # Of two papers one alone says it: it may be the one that the form is not about.
    least = 0.0 if say == {paper.of for paper in papers} else DIFFERS
    for paper in papers:
        field = paper.fields.get(source.field)
        if field is not None:
            by = FilledBy.COPY if paper.copy else FilledBy.PAPER
            doubt = max(least, field.doubt)
            yield Found(field.value, by, paper.kind, paper.page, copy=paper.copy, doubt=doubt)


def _of_copies(source: Source, known: Evidence) -> Iterator[Found]:
    for kind, copy in known.copies:
        if kind == source.kind:
            text = signed_on(copy) if source.field == "signed_on" else getattr(copy, source.field)
            yield Found(str(text), FilledBy.COPY, kind, copy=copy.code)


def _earlier(source: Source, field: FormField, known: Evidence) -> Iterator[Found]:
    if source.kind:
        for paper in known.earlier_papers:
            read = paper.fields.get(source.field) if paper.kind == source.kind else None
            if read is not None:
                doubt = max(DIFFERS, read.doubt)
                yield Found(
                    read.value, FilledBy.EARLIER, paper.kind, paper.page, paper.dossier, doubt=doubt
                )
        return
    for code, form in known.earlier_forms:
        said = form.field(field.name)
        if said is not None:
            text = text_of(field, said.value)
            yield Found(text, FilledBy.EARLIER, dossier=code, doubt=DIFFERS)
