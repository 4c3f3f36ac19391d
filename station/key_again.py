"""Double keying: a second person types the fields that matter blind, and differences are decided.

Which fields, by kind of paper: the setting `lots.double_keyed`. The first person is whoever
described the paper last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offline_store.descriptions import Description
from offline_store.errors import NotFound
from offline_store.keyings import Keying
from offline_store.lots import Lot, LotId
from offline_store.records import DocumentId
from offline_store.store import Records, Store
from station.describe import DescribePapers
from station.described_fields import checked
from station.errors import InputInvalid, InputMissing
from station.hanoi_time import Clock, hanoi_day
from station.lot_errors import KeyedBefore, LotElsewhere
from station.lot_settings import LotSettings
from station.people import Act, require


@dataclass(frozen=True, slots=True)
class ToKey:
    """A paper of a lot whose fields want a second keying, or a decision.

    number: of its dossier in the lot. fields: still to be typed. differing: typed, and not the same
    as the first; nobody has decided yet.
    """

    document_id: DocumentId
    number: int
    code: str
    component: int
    title: str
    first_who: str
    fields: tuple[str, ...]
    differing: tuple[Keying, ...]


@dataclass(frozen=True, slots=True)
class KeyAgain:
    """The second keying of a lot's papers. Raises SignInNeeded or RoleMissing where one may not."""

    store: Store
    settings: LotSettings
    describe: DescribePapers
    clerk: str
    now: Clock

    def waiting(self, lot_id: LotId) -> tuple[ToKey, ...]:
        """Papers that want somebody, in the lot's order.

        Raises:
            NotFound: no such lot.
        """
        with self.store.snapshot() as records:
            return still_to_key(records, records.lots.get(lot_id), self.settings)

    def key(self, document_id: DocumentId, said: Mapping[str, str]) -> tuple[Keying, ...]:
        """Keep what a second person typed, and return what of it differs from the first.

        said: each field that is still to be typed; of those asked of the paper, and no other.

        Raises:
            KeyedBefore: the same person described it. InputMissing: a field is not there. Facts:
                field. InputInvalid: it is not asked, or cannot be that. Facts: field.
            LotElsewhere: the lot is not digitised now. NotFound: nothing is asked of the paper.
        """
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.DIGITISE)
            lot, kind = _lot_and_kind(records, document_id)
            if not lot.worked_on:
                raise LotElsewhere(state=lot.state.value)
            first = records.descriptions.of(document_id)
            asked = self.settings.keyed(kind)
            if first is None or not asked:
                raise NotFound(kind="keying of document", id=document_id)
            if first.who == self.clerk:
                raise KeyedBefore
            for field in said:
                if field not in asked:
                    raise InputInvalid(field=field)
            before = {each.field: each for each in records.keyings.of((document_id,))}
            for field in _to_type(asked, before, first):
                if field not in said:
                    raise InputMissing(field=field)
            kept = tuple(
                Keying(
                    document_id=document_id,
                    field=field,
                    first=str(getattr(first, field)),
                    first_who=first.who,
                    second=checked(field, said[field], hanoi_day(at)),
                    who=self.clerk,
                    at=at,
                )
                for field in said
            )
            for each in kept:
                records.keyings.keep(each)
            differing = tuple(each for each in kept if each.differs)
            records.audit.append(
                at,
                self.clerk,
                "paper-keyed-again",
                document_id,
                fields=len(kept),
                differing=len(differing),
            )
        return differing

    def decide(self, document_id: DocumentId, field: str, text: str) -> Description:
        """Say what a field is where the two differ; the paper is described so from now on.

        text: what the first typed, or the second, or what the paper says after all. Whoever typed
        the first does not decide.

        Raises:
            KeyedBefore: the same person typed the first. InputInvalid: it cannot be that.
            NotFound: nothing waits for a decision there. LotElsewhere: as `key`.
        """
        at = self.now()
        with self.store.transaction() as records:
            require(records, self.clerk, Act.DIGITISE)
            lot, _ = _lot_and_kind(records, document_id)
            if not lot.worked_on:
                raise LotElsewhere(state=lot.state.value)
            kept = next(
                (each for each in records.keyings.of((document_id,)) if each.field == field), None
            )
            now = records.descriptions.of(document_id)
            if kept is None or now is None or not _waits_for_decision(kept, now):
                raise NotFound(kind="difference", id=field)
            if kept.first_who == self.clerk:
                raise KeyedBefore
            holds = checked(field, text, hanoi_day(at))
            described = self.describe.keep_within(records, document_id, {field: holds}, at)
            records.keyings.decide(document_id, field, holds, at, self.clerk)
            records.audit.append(
                at,
                self.clerk,
                "keying-decided",
                document_id,
                field=field,
                as_typed="first"
                if holds == kept.first
                else "second"
                if holds == kept.second
                else "neither",
            )
        return described


def still_to_key(records: Records, lot: Lot, settings: LotSettings) -> tuple[ToKey, ...]:
    """The papers of a lot that want a second keying or a decision; none where nothing is asked."""
    if not any(fields.split() for fields in settings.double_keyed.values()):
        return ()
    waiting = []
    dossiers = records.lots.dossiers(lot.id)
    documents_of = records.dossiers.documents_of([each.dossier_id for each in dossiers])
    described = records.descriptions.many(
        [each.id for documents in documents_of.values() for each in documents]
    )
    keyed = {(each.document_id, each.field): each for each in records.keyings.of_lot(lot.id)}
    for dossier in dossiers:
        documents = [
            document
            for document in documents_of.get(dossier.dossier_id, ())
            if document.component and document.pages and not document.dissolved
        ]
        for document in documents:
            first = described.get(document.id)
            assert document.component is not None
            kind = lot.procedure.components[document.component - 1].kind
            asked = settings.keyed(kind)
            if first is None or not asked:
                continue
            of_it = {
                field: keyed[document.id, field] for field in asked if (document.id, field) in keyed
            }
            differing = tuple(each for each in of_it.values() if _waits_for_decision(each, first))
            fields = _to_type(asked, of_it, first)
            if fields or differing:
                waiting.append(
                    ToKey(
                        document.id,
                        dossier.number,
                        dossier.code,
                        document.component,
                        document.title,
                        first.who,
                        fields,
                        differing,
                    )
                )
    return tuple(waiting)


def _to_type(
    asked: Sequence[str], keyed: Mapping[str, Keying], now: Description
) -> tuple[str, ...]:
    """Fields that nobody typed a second time, or not since the description says something else."""
    return tuple(
        field
        for field in asked
        if field not in keyed
        or not (_waits_for_decision(keyed[field], now) or _settled(keyed[field], now))
    )


def _waits_for_decision(kept: Keying, now: Description) -> bool:
    return kept.differs and kept.decided is None and getattr(now, kept.field) == kept.first


def _settled(kept: Keying, now: Description) -> bool:
    """Whether two persons agree on what the description says now, or somebody decided it."""
    return kept.holds is not None and getattr(now, kept.field) == kept.holds


def _lot_and_kind(records: Records, document_id: DocumentId) -> tuple[Lot, str]:
    """The lot of a document, and the kind of paper that it is to be.

    Raises:
        NotFound: no such document, or it is no paper of a lot.
    """
    document = records.dossiers.document(document_id, with_readings=False)
    lot = records.lots.of(document.dossier_id)
    if lot is None or not document.component:
        raise NotFound(kind="paper of a lot", id=document_id)
    return lot, lot.procedure.components[document.component - 1].kind
