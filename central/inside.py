"""What stands behind the ways in: keys, records, files, and who asks."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import Header, Request

from central.authority import Authority
from central.beginnings import Beginnings
from central.blob_bucket import BlobBucket
from central.blob_folder import BlobFolder
from central.blobs import Blobs
from central.database import Database
from central.enrolment import Desk, desk_of, place_of
from central.home import Home
from central.identification_settings import read_identification_settings
from central.identifications import Identifications
from central.identity_provider import IdentityProvider
from central.intake import Intake
from central.judging import Judging
from central.tls import certificate_of
from central.together import Together
from offline_store.wire import Refusal

REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal} for status in (401, 403, 404, 409, 413, 422, 429)
}


@dataclass(frozen=True, slots=True)
class Central:
    """A central that is open. folder: its home. key: signs receipts."""

    folder: Path
    key: Ed25519PrivateKey
    authority: Authority
    database: Database
    blobs: Blobs
    intake: Intake
    judging: Judging
    identifications: Identifications

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The central at a home that `init` made.

        Raises:
            CentralMissing: no central was made there.
            BucketInvalid: what it names for its files is no bucket.
            IdentificationSettingInvalid: what it says of an identity provider cannot be.
        """
        home = Home(folder)
        key = home.load_receipt_key()
        authority = Authority.of(home)
        settings = read_identification_settings(home.folder)
        identifications = Identifications(settings, IdentityProvider(settings, home.folder))
        database = Database(home)
        bucket = home.bucket()
        place = BlobFolder(home.blobs) if bucket is None else BlobBucket(bucket)
        blobs = Blobs(home.blobs, place)
        together = Together(database)
        beginnings = Beginnings(blobs)
        judging = Judging(database, together, blobs, beginnings, home.trust)
        intake = Intake(database, blobs, beginnings, key, judging.wake, together)
        return cls(folder, key, authority, database, blobs, intake, judging, identifications)

    def asking_desk(
        self, request: Request, authorization: Annotated[str | None, Header()] = None
    ) -> Desk:
        """The desk that a request shows itself to be."""
        with self.database.snapshot() as connection:
            return desk_of(connection, authorization, certificate_of(request))

    def enrolled_desk(
        self, request: Request, authorization: Annotated[str | None, Header()] = None
    ) -> Desk | None:
        """The desk whose place a request shows, where it shows one."""
        with self.database.snapshot() as connection:
            return place_of(connection, authorization, certificate_of(request))
