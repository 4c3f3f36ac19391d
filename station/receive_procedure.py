"""Receive for a procedure: who asks, whose dossier it is, how it came, and who resolves it."""

import re
from dataclasses import dataclass

from uuid_utils import uuid7

from offline_store.handling import Axis, Channel, Handling, Owner, OwnerKind, StateChange
from offline_store.procedure_wire import (
    AGENCY_CODE,
    LONGEST_AGENCY_CODE,
    Procedure,
    Resolver,
)
from offline_store.records import Dossier, DossierId, Requester
from station.catalogue import procedure_of
from station.dossier_states import FIRST, Money
from station.errors import InputInvalid, InputMissing, ProcedureNotReceivedHere, SettingMissing
from station.hanoi_time import hanoi_day
from station.people import Act, require
from station.procedure_fees import fees_on
from station.receive import ReceiveDossier, vouched_for
from station.typed_text import (
    clean_requester,
    clean_text,
    require_sendable,
    require_sendable_requester,
)

_AGENCY = re.compile(AGENCY_CODE)
_LONGEST_QUEUE_NUMBER = 20


@dataclass(frozen=True, slots=True)
class ReceiveForProcedure:
    """Open a dossier for a procedure; its papers follow by the checklist."""

    receive: ReceiveDossier

    def __call__(
        self,
        requester: Requester,
        procedure_code: str,
        *,
        owner: Owner | None = None,
        channel: Channel = Channel.IN_PERSON,
        resolving_unit: str = "",
        queue_number: str = "",
        identified_by: str = "",
    ) -> Dossier:
        """Keep a new dossier, newly registered (1), and return it; it has no documents yet.

        owner: None: whoever asks. Another person's with the relation where the procedure wants it,
        and without it where it does not: what no act needs is not kept.
        resolving_unit: needed where the procedure is resolved at the owner's residence; elsewhere
        the procedure says it.
        queue_number: that the citizen drew, as it is printed; may be empty.
        identified_by: who vouches for the requester, such as `VNeID`; the trail keeps it.

        Raises:
            CatalogueMissing, ProcedureUnknown, ProcedureNotInForce: there is no such procedure
                today.
            ProcedureNotReceivedHere: other units take it.
            InputMissing, InputInvalid: a field is empty or cannot be that.
            SettingMissing: the agency's code is not set.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        receive = self.receive
        asks = clean_requester(requester)
        if owner is None:
            whose = Owner(asks.name, asks.id_number)
        else:
            whose = Owner(
                clean_text(owner.name),
                clean_text(owner.id_number),
                owner.kind,
                clean_text(owner.relation),
            )
        for field, value in (("name", asks.name), ("owner", whose.name)):
            if not value:
                raise InputMissing(field=field)
        require_sendable_requester(asks)
        require_sendable("owner", whose.name)
        require_sendable("owner_id_number", whose.id_number)
        require_sendable("relation", whose.relation)
        drawn = clean_text(queue_number)
        if len(drawn) > _LONGEST_QUEUE_NUMBER:
            raise InputInvalid(field="queue_number")
        require_sendable("queue_number", drawn)
        if not receive.agency_code:
            raise SettingMissing(key="agency.code")
        at = receive.now()
        dossier_id = DossierId(str(uuid7()))
        with receive.store.transaction() as records:
            require(records, receive.clerk, Act.RECEIVE)
            procedure = procedure_of(records, procedure_code, hanoi_day(at))
            if procedure.received_by and receive.agency_code not in procedure.received_by:
                raise ProcedureNotReceivedHere(
                    code=procedure.code, units=", ".join(procedure.received_by)
                )
            if owner is not None:
                _require_relation(procedure, whose)
            unit = _resolving_unit(procedure, receive.agency_code, resolving_unit)
            kept = records.catalogue.kept()
            assert kept is not None
            first = dict(FIRST)
            if sum(fee.vnd for fee in fees_on(procedure, hanoi_day(at))):
                first[Axis.MONEY] = Money.DUE
            code = receive.next_code(records, hanoi_day(at))
            dossier = Dossier(dossier_id, code, asks, at)
            records.dossiers.add(dossier)
            records.handling.add(
                Handling(
                    dossier_id=dossier_id,
                    procedure=procedure,
                    catalogue_version=kept.version,
                    channel=channel,
                    owner=whose,
                    receiving_unit=receive.agency_code,
                    resolving_unit=unit,
                    queue_number=drawn,
                    changes=tuple(
                        StateChange(sequence, axis, state, at, receive.clerk)
                        for sequence, (axis, state) in enumerate(first.items(), start=1)
                    ),
                )
            )
            records.audit.append(
                at,
                receive.clerk,
                "dossier-received",
                dossier_id,
                procedure=procedure.code,
                **vouched_for(identified_by),
            )
        return dossier


def _require_relation(procedure: Procedure, owner: Owner) -> None:
    """That somebody asks for another is nothing odd; what they are to them is asked of few acts."""
    wanted = procedure.relation and owner.kind is OwnerKind.PERSON
    if wanted and not owner.relation:
        raise InputMissing(field="relation")
    if owner.relation and not wanted:
        raise InputInvalid(field="relation")


def _resolving_unit(procedure: Procedure, here: str, given: str) -> str:
    """Who resolves: the one rule."""
    given = given.strip()
    if procedure.resolver is Resolver.RESIDENCE:
        if not given:
            raise InputMissing(field="resolving_unit")
        if len(given) > LONGEST_AGENCY_CODE or not _AGENCY.fullmatch(given):
            raise InputInvalid(field="resolving_unit")
        return given
    by_rule = procedure.resolving_unit or here
    if given not in ("", by_rule):
        raise InputInvalid(field="resolving_unit")
    return by_rule
