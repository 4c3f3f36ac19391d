"""Files in an S3-compatible bucket, `ab/abcd…`, for a city: AWS, MinIO, Ceph, whatever speaks S3.

What a file says it is (its SHA-256) goes with it as its checksum, so that the other side refuses
bytes that changed on the way. Credentials are boto3's own affair: environment, `~/.aws`, a role.
"""

import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from central.errors import BucketInvalid, Refused
from offline_store.wire import Reason

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

_CHUNK = 1 << 18
# A question about a thousand files takes as long as some sixty of them do.
_ASKED_AT_ONCE = 16
_ANSWER_WITHIN_S = 30


class BlobBucket:
    """A bucket of files that never change.

    Raises:
        BucketInvalid: the address is none, boto3 is not installed, or the bucket does not answer.
    """

    def __init__(self, address: str) -> None:
        endpoint, self._bucket = parts_of(address)
        try:
            import boto3
            from botocore.config import Config
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError:
            raise BucketInvalid(reason="boto3-missing") from None
        self._away = (BotoCoreError, ClientError)
        config = Config(
            connect_timeout=_ANSWER_WITHIN_S,
            read_timeout=_ANSWER_WITHIN_S,
            retries={"mode": "standard", "max_attempts": 3},
            max_pool_connections=_ASKED_AT_ONCE,
            s3={"addressing_style": "auto" if endpoint is None else "path"},
        )
        self._s3: S3Client = boto3.client("s3", endpoint_url=endpoint, config=config)

    def check(self) -> None:
        """Ask whether the bucket is there.

        Raises:
            BucketInvalid: it does not answer.
        """
        try:
            self._s3.head_bucket(Bucket=self._bucket)
        except self._away as error:
            raise BucketInvalid(reason=type(error).__name__) from error

    def missing(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """Those of the files that are not here."""
        asked = tuple(hashes)
        with ThreadPoolExecutor(_ASKED_AT_ONCE) as threads:
            there = threads.map(self._is_there, asked)
            return tuple(each for each, is_there in zip(asked, there, strict=True) if not is_there)

    def put(self, whole: Path, sha256: str) -> None:
        """Keep a checked file; done when the other side has said that it has these very bytes."""
        checksum = b64encode(bytes.fromhex(sha256)).decode()
        with self._answered(), whole.open("rb") as file:
            self._s3.put_object(
                Bucket=self._bucket,
                Key=_key(sha256),
                Body=file,
                ChecksumSHA256=checksum,
                ContentType="application/octet-stream",
            )
        whole.unlink()

    @contextmanager
    def reading(self, sha256: str) -> Iterator[Path]:
        """A copy of the file, which goes with the block."""
        with tempfile.TemporaryDirectory(prefix="tramso-") as folder:
            path = Path(folder) / sha256
            with path.open("xb") as file:
                for chunk in self.chunks(sha256):
                    file.write(chunk)
            yield path

    def size(self, sha256: str) -> int:
        """How many bytes it has."""
        with self._answered():
            return self._s3.head_object(Bucket=self._bucket, Key=_key(sha256))["ContentLength"]

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """Its bytes."""
        with self._answered():
            body = self._s3.get_object(Bucket=self._bucket, Key=_key(sha256))["Body"]
            yield from body.iter_chunks(_CHUNK)

    def _is_there(self, sha256: str) -> bool:
        with self._answered():
            try:
                self._s3.head_object(Bucket=self._bucket, Key=_key(sha256))
            except self._s3.exceptions.ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                    return False
                raise
        return True

    @contextmanager
    def _answered(self) -> Iterator[None]:
        try:
            yield
        except self._away as error:
            raise Refused(503, Reason.FILES_UNREACHABLE) from error


def parts_of(address: str) -> tuple[str | None, str]:
    """Endpoint (None: AWS's own) and name of the bucket that an address names.

    `s3://bucket`, or `https://host[:port]/bucket`. Keys stand in no address.

    Raises:
        BucketInvalid: it is no such address.
    """
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError:
        raise BucketInvalid(reason="address") from None
    if url.username is not None or url.password is not None or url.query or url.fragment:
        raise BucketInvalid(reason="address")
    if url.scheme == "s3" and url.hostname and url.path in {"", "/"}:
        return None, url.hostname
    name = url.path.strip("/")
    if url.scheme not in {"http", "https"} or not url.hostname or not name or "/" in name:
        raise BucketInvalid(reason="address")
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    return f"{url.scheme}://{host}" + (f":{port}" if port else ""), name


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
