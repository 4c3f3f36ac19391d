"""Tell central of lots: where each stands, what its samples found, who did how much of it.

Of the dossiers nothing goes: a lot is handed on as a whole, once it is accepted (`export_lot.py`).
"""

import logging
from collections.abc import Iterable

from pydantic import ValidationError

from offline_store.central_client import CentralClient
from offline_store.errors import CentralNonsense, CentralRefused
from offline_store.lot_wire import LotOnWire, LotSampleOnWire, LotWorkOnWire, lot_etag
from offline_store.lots import LotCount
from offline_store.store import Records, Store
from station.check_lots import latest
from station.hanoi_time import Clock
from station.lot_figures import CountLots, LotFigures
from station.lot_settings import LotSettings

log = logging.getLogger(__name__)


def tell_lots(store: Store, client: CentralClient, settings: LotSettings, now: Clock) -> int:
    """How many were told. What central does not take is told again with the next run.

    Raises:
        CentralError: the line failed; the rest follows with a later run.
    """
    with store.snapshot() as records:
        lots = records.lots.list()
        before = records.told_lots.all()
    figures = CountLots(store, settings)
    told = 0
    for each in lots:
        lot_id = each.lot.id
        counted = figures((lot_id,))
        try:
            with store.snapshot() as records:
                said = on_wire(records, each, counted)
        except ValidationError:
            log.warning("a lot has no room on the wire")
            continue
        tag = lot_etag(said)
        if tag == before.get(lot_id):
            continue
        try:
            client.tell_lot(lot_id, said, tag)
        except (CentralRefused, CentralNonsense) as error:
            # An older central knows nothing of lots.
            log.warning("a lot was not told: %s", error.code)
            continue
        with store.transaction() as records:
            records.told_lots.keep(lot_id, tag, now())
        told += 1
    return told


def on_wire(records: Records, counted: LotCount, figures: Iterable[LotFigures]) -> LotOnWire:
    """What central is told of a lot.

    Raises:
        ValidationError: the wire has no room for something of it.
    """
    lot = counted.lot
    verdicts = records.lot_checks.verdicts(lot.id)
    samples = []
    for sample in records.lot_checks.samples(lot.id):
        said = latest(verdicts, sample.round)
        samples.append(
            LotSampleOnWire(
                round=sample.round,
                size=sample.size,
                severity=sample.severity,
                letter=sample.letter,
                count=len(sample.dossiers),
                accept=sample.accept,
                judged=len(said),
                wrong=sum(not each.right for each in said.values()),
            )
        )
    return LotOnWire(
        code=lot.code,
        name=lot.name,
        procedure_code=lot.procedure.code,
        operator=lot.operator,
        opened_at=lot.opened_at,
        level=lot.level,
        aql=lot.aql,
        state=lot.state.value,
        round=lot.round,
        dossiers=counted.dossiers,
        done=counted.done,
        samples=tuple(samples),
        work=tuple(
            LotWorkOnWire(
                who=line.who,
                dossiers=line.dossiers,
                papers=line.papers,
                pages=line.pages,
                seconds=line.seconds,
                corrections=line.corrections,
                keyed=line.keyed,
                differing=line.differing,
                overruled=line.overruled,
                sampled=line.sampled,
                wrong=line.wrong,
                errors=dict(line.errors),
            )
            for line in figures
        ),
    )
