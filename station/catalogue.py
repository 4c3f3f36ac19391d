"""The catalogue of procedures: taken from a file or from central, and looked up."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from offline_store.catalogue import KeptCatalogue, Origin
from offline_store.catalogue_signing import read_signed_catalogue
from offline_store.errors import NotEnrolled, ReceiptInvalid
from offline_store.procedure_wire import Catalogue, Procedure, SignedCatalogue
from offline_store.store import Records, Store
from station.catalogue_file import catalogue_of, invalid, is_signed, read_bytes
from station.catalogue_settings import CatalogueSettings
from station.errors import (
    CatalogueInvalid,
    CatalogueMissing,
    CatalogueOlder,
    CatalogueUnsigned,
    ProcedureNotInForce,
    ProcedureUnknown,
)
from station.hanoi_time import Clock, hanoi_day
from station.people import Act, require

_SAMPLE = "sample_procedures.json"


@dataclass(frozen=True, slots=True)
class TakeCatalogue:
    """Take a catalogue instead of the one that is here: all of it or nothing.

    kinds: ids of the kinds of paper that reading knows; a catalogue may name no others.
    """

    store: Store
    settings: CatalogueSettings
    kinds: frozenset[str]
    clerk: str
    now: Clock

    def from_file(self, path: Path) -> KeptCatalogue:
        """Take it from a file: JSON, XLSX, or as central signed it.

        Raises:
            CatalogueInvalid: it is not as it must be. Facts: place, reason.
            CatalogueUnsigned: no signature of this desk's central, and the settings ask for one;
                or one that does not fit. CatalogueOlder: the one here was signed later.
            SignInNeeded, RoleMissing: the clerk may not. OSError: the file cannot be read.
        """
        content = read_bytes(path)
        if is_signed(content):
            return self.signed(content.decode("ascii").strip(), Origin.FILE)
        if self.settings.signed_only:
            raise CatalogueUnsigned
        return self._keep(catalogue_of(content), Origin.FILE, None)

    def sample(self) -> KeptCatalogue:
        """Take the few procedures that come with the program, to practise with.

        Raises:
            CatalogueUnsigned: the settings ask for what central signed.
            SignInNeeded, RoleMissing: the clerk may not.
        """
        if self.settings.signed_only:
            raise CatalogueUnsigned
        return self._keep(sample_catalogue(), Origin.SAMPLE, None)

    def signed(self, token: str, origin: Origin) -> KeptCatalogue:
        """Take what central signed for this desk's agency.

        Raises:
            As `from_file`.
        """
        with self.store.snapshot() as records:
            try:
                place = records.desk.enrolment()
            except NotEnrolled as error:
                raise CatalogueUnsigned from error
        try:
            said = read_signed_catalogue(token, place)
        except ReceiptInvalid as error:
            raise CatalogueUnsigned from error
        except ValidationError as error:
            raise invalid(error) from error
        return self._keep(said.catalogue, origin, said)

    def _keep(
        self, new: Catalogue, origin: Origin, signed: SignedCatalogue | None
    ) -> KeptCatalogue:
        self._require_kinds(new)
        at = self.now()
        with self.store.transaction() as records:
            if origin is not Origin.CENTRAL:
                require(records, self.clerk, Act.ADMINISTER)
            before = records.catalogue.kept()
            here = None if before is None else before.issued_at
            if signed is not None and here is not None and signed.issued_at < here:
                raise CatalogueOlder(issued_at=here.isoformat(timespec="seconds"))
            records.catalogue.keep(
                new,
                origin,
                issued_at=None if signed is None else signed.issued_at,
                taken_at=at,
                taken_by=self.clerk,
            )
            records.audit.append(
                at,
                self.clerk,
                "catalogue-taken",
                new.version(),
                origin=origin.value,
                procedures=len(new.procedures),
            )
            kept = records.catalogue.kept()
        assert kept is not None
        return kept

    def _require_kinds(self, new: Catalogue) -> None:
        for number, procedure in enumerate(new.procedures, start=1):
            for position, component in enumerate(procedure.components, start=1):
                if component.kind and component.kind not in self.kinds:
                    place = f"procedures.{number}.components.{position}.kind"
                    raise CatalogueInvalid(place=place, reason="kind-unknown")


@dataclass(frozen=True, slots=True)
class FindProcedures:
    """Look procedures up; works without a network."""

    store: Store
    now: Clock

    def __call__(
        self, text: str = "", *, day: date | None = None, limit: int = 50
    ) -> tuple[Procedure, ...]:
        """Those that hold a text in code, name or field, as typed, with or without marks.

        day: on which they are to be in force; None: today.

        Raises:
            CatalogueMissing: this desk has no catalogue.
        """
        with self.store.snapshot() as records:
            _require_catalogue(records)
            return records.catalogue.find(text, day or hanoi_day(self.now()), limit)

    def one(self, code: str, day: date | None = None) -> Procedure:
        """The procedure of that code.

        Raises:
            CatalogueMissing: this desk has no catalogue.
            ProcedureUnknown, ProcedureNotInForce: there is none of that code, or not on that day.
        """
        with self.store.snapshot() as records:
            return procedure_of(records, code, day or hanoi_day(self.now()))

    def kept(self) -> KeptCatalogue:
        """What is known of the catalogue as a whole.

        Raises:
            CatalogueMissing: this desk has no catalogue.
        """
        with self.store.snapshot() as records:
            return _require_catalogue(records)

    def age_days(self, kept: KeptCatalogue) -> int:
        """Days since central signed it, or, unsigned, since it was issued."""
        since = kept.issued_on if kept.issued_at is None else hanoi_day(kept.issued_at)
        return (hanoi_day(self.now()) - since).days


def procedure_of(records: Records, code: str, day: date) -> Procedure:
    """The procedure of that code as it is in force on that day.

    Raises:
        CatalogueMissing, ProcedureUnknown, ProcedureNotInForce: there is none.
    """
    _require_catalogue(records)
    found = records.catalogue.of(code, day)
    if found is not None:
        return found
    codes = records.catalogue.codes()
    if code in codes:
        raise ProcedureNotInForce(code=code, day=day.isoformat())
    raise ProcedureUnknown(code=code, nearest=_nearest(code, codes))


def sample_catalogue() -> Catalogue:
    """The few procedures that come with the program, marked as a sample."""
    return catalogue_of((files("station") / _SAMPLE).read_bytes())


def _nearest(code: str, codes: Iterable[str]) -> str | None:
    near = difflib.get_close_matches(code, list(codes), n=1)
    return near[0] if near else None


def _require_catalogue(records: Records) -> KeptCatalogue:
    kept = records.catalogue.kept()
    if kept is None:
        raise CatalogueMissing
    return kept
