"""The same dossier at another desk: told to central, and what the other has kept beside ours.

A desk changes what stands at central only where it knew it (If-Match). Where another desk was
first, ours is kept there beside it, and theirs here beside ours: neither side's work disappears.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from offline_store.records import DossierElsewhere, DossierId, PaperElsewhere
from offline_store.tables import dossier_elsewhere
from offline_store.wire import (
    DossierAnswer,
    DossierVersion,
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is known of dossiers at other desks, within one transaction."""

    connection: Connection

    def known(self, dossier_id: DossierId) -> str | None:
        """The tag of what stood at central when this desk last knew; None: of nothing."""
        row = self._row(dossier_id)
        return None if row is None else row.known

    def told(self, dossier_id: DossierId) -> str | None:
        """The tag of what this desk last told of it."""
        row = self._row(dossier_id)
        return None if row is None else row.told

    def versions(self, dossier_id: DossierId) -> tuple[DossierElsewhere, ...]:
        """As other desks have it, where that differs from ours and nobody has settled it yet."""
        return tuple(
            _elsewhere(DossierVersion.model_validate(each["version"]), stands=each["stands"])
            for each in self._theirs(dossier_id)
            if not each["settled"]
        )

    def dossiers(self) -> tuple[DossierId, ...]:
        """Those of which another desk has another version."""
        rows = self.connection.execute(
            select(dossier_elsewhere.c.dossier_id).where(
                dossier_elsewhere.c.theirs.contains('"settled": false')
            )
        )
        return tuple(DossierId(row.dossier_id) for row in rows)

    def to_tell(self) -> tuple[DossierId, ...]:
        """Those that somebody settled as ours, or that were told without an answer."""
        rows = self.connection.execute(
            select(dossier_elsewhere.c.dossier_id).where(
                or_(dossier_elsewhere.c.told == "", dossier_elsewhere.c.telling != "[]")
            )
        )
        return tuple(DossierId(row.dossier_id) for row in rows)

    def begin(self, dossier_id: DossierId, tag: str) -> tuple[str, ...]:
        """Say what is told now, before it leaves; return what left earlier without an answer."""
        row = self._row(dossier_id)
        telling = [] if row is None else json.loads(row.telling)
        values = {"telling": json.dumps([*telling, tag])}
        if row is None:
            self.connection.execute(
                dossier_elsewhere.insert().values(
                    dossier_id=dossier_id, told="", known="", theirs="[]", **values
                )
            )
        else:
            self._change(dossier_id, **values)
        return tuple(telling)

    def keep(self, dossier_id: DossierId, told: str, answer: DossierAnswer, station: str) -> None:
        """Keep what central answered to what this desk told."""
        ours = answer.stands.etag == told
        settled = {each["version"]["etag"] for each in self._theirs(dossier_id) if each["settled"]}
        others = [
            version
            for version in answer.beside
            if version.etag != told and version.station != station
        ]
        theirs = [
            {
                "stands": version is answer.stands,
                "settled": version.etag in settled,
                "version": version.model_dump(mode="json"),
            }
            for version in (*(() if ours else (answer.stands,)), *others)
        ]
        # What another desk made stand is only known once somebody here has looked at it.
        known = {"known": told} if ours else {}
        self._change(dossier_id, told=told, telling="[]", theirs=json.dumps(theirs), **known)

    def settle(self, dossier_id: DossierId, *, ours: bool) -> None:
        """Somebody has looked at both. ours: this desk's is told again, knowing what stands."""
        theirs = self._theirs(dossier_id)
        values = {"theirs": json.dumps([{**each, "settled": True} for each in theirs])}
        for each in theirs:
            if each["stands"]:
                values["known"] = each["version"]["etag"]
        if ours:
            values["told"] = ""
        self._change(dossier_id, **values)

    def _theirs(self, dossier_id: DossierId) -> list[dict[str, Any]]:
        row = self._row(dossier_id)
        return [] if row is None else list(json.loads(row.theirs))

    def _change(self, dossier_id: DossierId, **values: str) -> None:
        self.connection.execute(
            update(dossier_elsewhere)
            .where(dossier_elsewhere.c.dossier_id == dossier_id)
            .values(**values)
        )

    def _row(self, dossier_id: DossierId) -> Row[Any] | None:
        return self.connection.execute(
            select(dossier_elsewhere).where(dossier_elsewhere.c.dossier_id == dossier_id)
        ).one_or_none()


def _elsewhere(version: DossierVersion, *, stands: bool) -> DossierElsewhere:
    dossier = version.dossier
    return DossierElsewhere(
        etag=version.etag,
        station=version.station,
        told_at=version.told_at,
        stands=stands,
        requester_name=dossier.requester.name,
        id_number=dossier.requester.id_number,
        papers=tuple(
            PaperElsewhere(
                each.id,
                each.title,
                each.copies,
                each.pages,
                each.book,
                each.number,
                each.handed_over,
            )
            for each in dossier.papers
        ),
    )
