"""This desk's own place at central."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, select

from offline_store.code_numbers import CodeNumbers
from offline_store.errors import NotEnrolled
from offline_store.records import Enrolment
from offline_store.tables import enrolment
from offline_store.training import Training


@dataclass(frozen=True, slots=True)
class Desk:
    """What this desk knows of itself, within one transaction."""

    connection: Connection

    def enrolment(self) -> Enrolment:
        """This desk's place at central.

        Raises:
            NotEnrolled: it has none yet.
        """
        row = self.connection.execute(select(enrolment)).one_or_none()
        if row is None:
            raise NotEnrolled
        return Enrolment(
            central_url=row.central_url,
            station=row.station,
            agency=row.agency,
            credential=row.credential,
            receipt_key=row.receipt_key,
            authority=row.authority,
            certificate=row.certificate,
            key=row.key,
        )

    def enrol(self, place: Enrolment) -> None:
        """Keep this desk's place at central, instead of an earlier one.

        Dossier codes that were leased to another place are that place's.

        Raises:
            TrainingOnly: the store is one to train at.
        """
        Training(self.connection).refuse()
        known = self.connection.execute(select(enrolment.c.station)).scalar()
        if known != place.station:
            CodeNumbers(self.connection).forget()
        self.connection.execute(delete(enrolment))
        self.connection.execute(enrolment.insert().values(only=1, **asdict(place)))
