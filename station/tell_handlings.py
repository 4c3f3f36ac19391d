"""Tell central of dossiers for procedures: each whole, whenever something of it changed."""

import logging
from datetime import datetime

from pydantic import ValidationError

from offline_store.central_client import CentralClient
from offline_store.errors import CentralNonsense, CentralRefused
from offline_store.handling import Axis, Handling, Standing
from offline_store.handling_wire import (
    ChangeOnWire,
    ComponentOnWire,
    FeeOnWire,
    FormFieldOnWire,
    FormOnWire,
    HandlingOnWire,
    OwnerOnWire,
    handling_etag,
)
from offline_store.records import Dossier, DossierId
from offline_store.store import Records, Store
from offline_store.wire import RequesterOnWire
from station.checklist import mark_of
from station.dossier_states import Sync
from station.hanoi_time import Clock, hanoi_day
from station.procedure_fees import bill
from station.responsible import responsibilities
from station.time_limit import due_at, pauses_of, received_at
from station.working_time import WorkingTime

log = logging.getLogger(__name__)

_TOLD_OF = (Axis.BUSINESS, Axis.MONEY, Axis.DELIVERY)
_AT_ONCE = 200
_REFUSED_AT_ONCE = 50


def tell_handlings(
    store: Store, client: CentralClient, calendar: WorkingTime, clerk: str, now: Clock
) -> int:
    """How many were told. What central does not take stays here, and is told of again.

    Raises:
        CentralError: the line failed; the rest follows with a later run.
    """
    told = 0
    with store.snapshot() as records:
        waiting = records.told_handlings.to_tell(
            [axis.value for axis in _TOLD_OF],
            _AT_ONCE,
            refused=Sync.REFUSED,
            refused_limit=_REFUSED_AT_ONCE,
        )
    for dossier_id in waiting:
        told += _tell(store, client, calendar, clerk, now, dossier_id)
    return told


def _tell(
    store: Store,
    client: CentralClient,
    calendar: WorkingTime,
    clerk: str,
    now: Clock,
    dossier_id: DossierId,
) -> bool:
    read_at = now()
    with store.snapshot() as records:
        handling = records.handling.get(dossier_id)
        dossier = records.dossiers.heading(dossier_id)
        before = records.told_handlings.etag(dossier_id)
        try:
            said = on_wire(records, dossier, handling, calendar)
        except ValidationError:
            log.warning("a dossier for a procedure has no room on the wire")
            said = None
    if said is None:
        _stand(store, dossier_id, Sync.REFUSED, clerk, now(), "wire")
        return False
    tag = handling_etag(said)
    if tag == before:
        with store.transaction() as records:
            records.told_handlings.keep(dossier_id, tag, read_at)
        return False
    if handling.state(Axis.SYNC) != Sync.REFUSED:
        _stand(store, dossier_id, Sync.ON_THE_WAY, clerk, read_at)
    try:
        client.tell_handling(dossier_id, said, tag)
    except (CentralRefused, CentralNonsense) as error:
        # An older central knows nothing of them; a newer one may want more than is said.
        log.warning("a dossier for a procedure was not told: %s", error.code)
        _stand(store, dossier_id, Sync.REFUSED, clerk, now(), error.code)
        return False
    # In one: killed between two of these, it would stay on its way until it changes again.
    with store.transaction() as records:
        records.told_handlings.keep(dossier_id, tag, read_at)
        # What was refused until now was on its way, too.
        _stand_within(records, dossier_id, Sync.ON_THE_WAY, clerk, read_at)
        _stand_within(records, dossier_id, Sync.SAFE, clerk, now())
    return True


def _stand(
    store: Store, dossier_id: DossierId, state: Sync, clerk: str, at: datetime, reason: str = ""
) -> None:
    with store.transaction() as records:
        _stand_within(records, dossier_id, state, clerk, at, reason)


def _stand_within(
    records: Records,
    dossier_id: DossierId,
    state: Sync,
    clerk: str,
    at: datetime,
    reason: str = "",
) -> None:
    """Where the record is; the axis moves by itself."""
    if records.handling.get(dossier_id).state(Axis.SYNC) != state:
        records.handling.change(dossier_id, Axis.SYNC, state, at, clerk, reason)


def on_wire(
    records: Records, dossier: Dossier, handling: Handling, calendar: WorkingTime
) -> HandlingOnWire:
    """What central is told of a dossier.

    Raises:
        ValidationError: the wire has no room for something of it.
    """
    received = received_at(handling)
    procedure = handling.procedure
    due = None
    if received is not None:
        due = due_at(calendar, procedure, received, pauses_of(handling))
    fee_day = hanoi_day(dossier.created_at)
    sequences = [each.sequence for each in handling.changes if each.axis is Axis.BUSINESS]
    return HandlingOnWire(
        code=dossier.code,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        field=procedure.field,
        channel=int(handling.channel),
        requester=RequesterOnWire(
            name=dossier.requester.name, id_number=dossier.requester.id_number
        ),
        phone=dossier.requester.phone,
        email=dossier.requester.email,
        owner=OwnerOnWire(
            name=handling.owner.name,
            id_number=handling.owner.id_number,
            kind=int(handling.owner.kind),
        ),
        receiving_unit=handling.receiving_unit,
        resolving_unit=handling.resolving_unit,
        registered_at=dossier.created_at,
        received_at=received,
        due_at=due,
        money=handling.state(Axis.MONEY),
        components=_components(records, handling),
        fees=tuple(
            FeeOnWire(name=line.name, vnd=line.vnd, charge=line.charge)
            for line in bill(procedure, fee_day)
        ),
        changes=tuple(
            ChangeOnWire(
                sequence=sequence,
                state=step.state,
                at=step.since,
                who=step.who,
                unit=step.unit,
                reason=step.reason,
            )
            for sequence, step in zip(sequences, responsibilities(handling), strict=True)
        ),
        forms=_forms(records, dossier.id),
    )


def _forms(records: Records, dossier_id: DossierId) -> tuple[FormOnWire, ...]:
    return tuple(
        FormOnWire(
            form=filled.form,
            since=filled.since,
            title=filled.title,
            sample=filled.sample,
            revision=filled.revision,
            at=filled.at,
            who=filled.who,
            fields=tuple(
                FormFieldOnWire(
                    name=each.name,
                    title=each.title,
                    value=each.value,
                    source=each.by,
                    place=each.dossier or each.copy or each.kind,
                )
                for each in filled.fields
            ),
        )
        for filled in records.filled_forms.of(dossier_id)
    )


def _components(records: Records, handling: Handling) -> tuple[ComponentOnWire, ...]:
    told = []
    for position, asked in enumerate(handling.procedure.components, start=1):
        mark = mark_of(handling, position)
        if mark is None or mark.standing in (Standing.NOT_NEEDED, Standing.SUPPLEMENT):
            continue
        described = signed = None
        if mark.document_id is not None:
            described = records.descriptions.of(mark.document_id)
            signed = records.signed_papers.of(mark.document_id)
        told.append(
            ComponentOnWire(
                name=asked.name,
                code=asked.code,
                digitised=mark.standing is Standing.SCAN,
                reused=mark.standing is Standing.DIGITAL,
                described="" if described is None else described.code,
                sha256="" if signed is None else signed.sha256,
            )
        )
    return tuple(told)
