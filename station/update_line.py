"""Updates from central, as The Update Framework (TUF) judges them: nothing unsigned gets through.

The root that IT gave says whose signatures count. Metadata that was seen stays below the desk's
home, so that no older state passes for the newest; what runs out is refused, and so is anything
that is not, to the byte, what was signed. tuf follows its specification 1.0; the way to central is
this desk's own line.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError
from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.ngclient import TargetFile, Updater
from tuf.ngclient.fetcher import FetcherInterface

from offline_store.central_line import CentralLine
from offline_store.central_tls import tls_files
from offline_store.durable import make_folder
from offline_store.errors import CentralRefused
from offline_store.records import Enrolment
from offline_store.update_wire import (
    OFFERS,
    PATH_UPDATE_METADATA,
    PATH_UPDATE_TARGETS,
    Offer,
    Offers,
)
from station.update_errors import UpdatesUnused, UpdateUntrusted


@dataclass(frozen=True, slots=True)
class Fetched:
    """A package as it was signed. sha256: by the verified metadata, in hexadecimal."""

    path: Path
    sha256: str


class UpdateLine:
    """One look at what central offers, under a desk's enrolment. Close it when done.

    Args:
        place: the desk's, at central.
        root: metadata of the root role that IT trusts, in whichever version it was given.
        folder: where metadata and packages are kept, below the desk's home.
        timeout_s: for the connection and for each silence.

    Every method raises CentralError, UpdateUntrusted, or UpdatesUnused where central has no
    repository of updates.
    """

    def __init__(self, place: Enrolment, root: bytes, folder: Path, timeout_s: float) -> None:
        self._root = root
        self._metadata = folder / "metadata"
        self._packages = folder / "packages"
        self._open = ExitStack()
        files = tls_files(place.authority, place.certificate, place.key)
        tls = self._open.enter_context(files)
        line = CentralLine(place.central_url, timeout_s, place.credential, tls)
        self._open.callback(line.close)
        self._fetcher = _OverTheLine(line)
        self._updater: Updater | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def offers(self) -> tuple[Offer, ...]:
        """All that is offered, to whichever ring."""
        path, _ = self._fetch(OFFERS)
        try:
            return Offers.model_validate_json(path.read_bytes()).offers
        except ValidationError as error:
            raise UpdateUntrusted(reason="malformed") from error

    def package(self, offer: Offer) -> Fetched:
        """The package of an offer, whole and as it was signed; what is here already stays."""
        path, about = self._fetch(offer.file)
        digest = about.hashes.get("sha256")
        if digest is None:
            raise UpdateUntrusted(reason="malformed")
        return Fetched(path, digest)

    def _fetch(self, name: str) -> tuple[Path, TargetFile]:
        with _judged(metadata=True):
            about = self._fresh().get_targetinfo(name)
        if about is None:
            raise UpdateUntrusted(reason="mixed")
        target = self._packages / name
        with _judged(metadata=False):
            if self._fresh().find_cached_target(about, str(target)) is None:
                part = target.with_name(f".{name}.part")
                self._fresh().download_target(about, str(part))
                part.replace(target)
        return target, about

    def _fresh(self) -> Updater:
        """The updater, with the newest metadata: asked for once."""
        if self._updater is None:
            for folder in (self._metadata, self._packages):
                make_folder(folder)
            updater = Updater(
                str(self._metadata),
                PATH_UPDATE_METADATA,
                str(self._packages),
                PATH_UPDATE_TARGETS,
                self._fetcher,
                bootstrap=self._root,
            )
            updater.refresh()
            self._updater = updater
        return self._updater


class _OverTheLine(FetcherInterface):
    """Takes files from central, with the desk's own certificate and secret."""

    def __init__(self, line: CentralLine) -> None:
        self._line = line

    def _fetch(self, url: str) -> Iterator[bytes]:
        # A generator: what goes wrong with the line is raised while it is read, outside of what
        # the framework would call a failed download, and stays what it is.
        try:
            with closing(self._line.stream(url)) as chunks:
                yield from chunks
        except CentralRefused as error:
            # That there is no newer root is said by its absence.
            status = error.facts.get("status")
            number = status if isinstance(status, int) else int(HTTPStatus.NOT_FOUND)
            raise DownloadHTTPError(error.code, number) from error


@contextmanager
def _judged(*, metadata: bool) -> Iterator[None]:
    """The framework's refusals in our words."""
    try:
        yield
    except ExpiredMetadataError as error:
        raise UpdateUntrusted(reason="expired") from error
    except BadVersionNumberError as error:
        raise UpdateUntrusted(reason="rolled-back") from error
    except UnsignedMetadataError as error:
        raise UpdateUntrusted(reason="wrong-key") from error
    except DownloadHTTPError as error:
        raise UpdatesUnused(reason="not-offered") from error
    except (LengthOrHashMismatchError, DownloadLengthMismatchError) as error:
        # Of metadata: parts that belong to different states of the repository.
        raise UpdateUntrusted(reason="mixed" if metadata else "damaged") from error
    except (RepositoryError, DownloadError) as error:
        raise UpdateUntrusted(reason="malformed") from error
