"""Network scanners by eSCL, spoken directly: for Windows, and where SANE does not find one.

Addresses are given by IT, or found by what scanners announce. On Linux sane-airscan finds scanners
and speaks the same protocol.
"""

import io
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin

import requests

from scanners import escl_words
from scanners.driver import MayOpen, Stopped, always, never
from scanners.errors import (
    DeviceBusy,
    DeviceError,
    DeviceFault,
    DeviceNotFound,
    DeviceOffline,
    NotAPicture,
    OptionRefused,
    PageTruncated,
    PictureTooLarge,
    PictureTruncated,
    ScanCancelled,
)
from scanners.escl_announced import announced_addresses
from scanners.escl_words import Capabilities
from scanners.picture_files import DAMAGE, HeldPicture, keep_picture, page_size
from scanners.reading_ahead import read_ahead
from scanners.spool import Spool
from scanners.values import Device, PageFile, ScanOptions, Source

PREFIX = "escl:"
ANNOUNCED = "announced"  # in the place of an address: those that announce themselves

_CONNECT_LIMIT_S = 5.0
_ANSWER_LIMIT_S = 30.0
_FOUND_LIMIT_S = 10.0  # to say what it is, while others are still to be found
_PAGE_LIMIT_S = 120.0  # a slow device scans A3 at 600 dpi before its first byte
_ASK_AGAIN_S = 0.5
_LARGEST_DOCUMENT = 1 << 20
_LARGEST_PAGE = 1 << 29
_PIECE = 1 << 15  # bytes between two looks at whether the clerk said stop
_NEAR = 0.02  # of a width


class EsclDriver:
    """A ScanDriver over addresses of eSCL services such as `http://192.0.2.7/eSCL`."""

    def __init__(
        self,
        addresses: Sequence[str] = (),
        interfaces: Sequence[str] = (),
        may_open: MayOpen = always,
    ) -> None:
        """Take the scanners that are listed; any other address can still be scanned from.

        Args:
            addresses: of eSCL services; `announced` among them looks for others.
            interfaces: own addresses on which to listen for those, all when empty.
            may_open: asked before an address is spoken to in a search.
        """
        self._may_open = may_open
        self._addresses = [address for address in addresses if address != ANNOUNCED]
        self._listens = ANNOUNCED in addresses
        self._interfaces = interfaces

    def find_devices(self) -> Iterator[Device]:
        """Yield the scanners that answer; one that does not is passed over.

        Those that announce themselves come last: hearing of them takes two seconds.
        """
        yield from self._answering(self._addresses)
        if self._listens:
            heard = announced_addresses(self._interfaces)
            yield from self._answering([each for each in heard if each not in self._addresses])

    def _answering(self, addresses: Sequence[str]) -> Iterator[Device]:
        for address in addresses:
            if not self._may_open(PREFIX + address):
                continue
            try:
                with closing(_Scanner(PREFIX + address, address)) as scanner:
                    can = scanner.capabilities(_FOUND_LIMIT_S)
            except DeviceError:
                continue
            yield _device(address, can)

    def scan(
        self,
        device_id: str,
        options: ScanOptions,
        spool: Path,
        stopped: Stopped = never,
    ) -> Generator[PageFile, None, None]:
        """Yield the sides that the scanner gives; see `ScanDriver.scan`.

        Pictures are kept as the scanner made them, with their resolution written in: the one that
        was asked for, or their own where it is theirs by the width of what was asked for.

        Raises:
            DeviceNotFound: no eSCL service answers at the address.
            DeviceError: facts `device`, and `page`, the number of pages yielded before.
        """
        pages_to = Spool(spool)
        pages = 0
        untaken: list[_Side] = []
        try:
            sides = read_ahead(lambda: _sides(device_id, options, stopped), untaken=untaken)
            with closing(sides):
                for side in sides:
                    yield _keep(pages_to, side, device_id)
                    pages += 1
        except DeviceError as error:
            error.facts["page"] = pages
            raise
        finally:
            # Sides that had left the feeder when the scan was closed: they are whole, and stay.
            for side in untaken:
                _keep(pages_to, side, device_id)


@dataclass(frozen=True, slots=True)
class _Side:
    """A picture as the scanner gave it, and what was asked for: dpi, and a width in inches."""

    data: bytes
    dpi: int
    width_in: float


def _sides(device_id: str, options: ScanOptions, stopped: Stopped) -> Generator[_Side, None, None]:
    with closing(_Scanner(device_id, device_id.removeprefix(PREFIX), stopped)) as scanner:
        can = scanner.capabilities()
        source = options.source or next(iter(can.sources), Source.FLATBED)
        settings = _settings(device_id, source, options, can)
        width, _ = escl_words.region_for(options, can.sources[source])
        job = scanner.start(settings, from_feeder=source is not Source.FLATBED)
        limit = 1 if source is Source.FLATBED else options.page_limit
        count = 0
        try:
            while limit is None or count < limit:
                data = scanner.next_side(job)
                if data is None:
                    break
                yield _Side(data, options.dpi, width / escl_words.UNITS_PER_INCH)
                count += 1
        finally:
            scanner.end(job)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    location: str


class _Scanner:
    """One eSCL service."""

    def __init__(self, device_id: str, address: str, stopped: Stopped = never) -> None:
        self._id = device_id
        self._stopped = stopped
        self._root = address.rstrip("/") + "/"
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy stands between a desk and its scanner

    def close(self) -> None:
        self._session.close()

    def capabilities(self, limit_s: float = _ANSWER_LIMIT_S) -> Capabilities:
        answer = self._ask("GET", "ScannerCapabilities", limit_s=limit_s)
        if answer.status != HTTPStatus.OK:
            raise DeviceNotFound(device=self._id, status=answer.status)
        try:
            return escl_words.capabilities_from(answer.body[:_LARGEST_DOCUMENT])
        except ValueError as error:
            raise DeviceNotFound(device=self._id, status="no-capabilities") from error

    def start(self, settings: str, *, from_feeder: bool) -> str:
        """Start a job; return its address."""
        answer = self._ask(
            "POST", "ScanJobs", limit_s=_ANSWER_LIMIT_S, data=settings.encode("utf-8")
        )
        if answer.status == HTTPStatus.CREATED and answer.location:
            # Some scanners name themselves by an address that the desk cannot reach.
            name = answer.location.rstrip("/").rpartition("/")[2]
            return urljoin(self._root, f"ScanJobs/{name}")
        if from_feeder:
            self._raise_feeder_error()
        if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
            raise DeviceBusy(device=self._id)
        raise DeviceFault(device=self._id, status=answer.status)

    def next_side(self, job: str) -> bytes | None:
        """Return the next picture, None after the last."""
        deadline = time.monotonic() + _PAGE_LIMIT_S
        while True:
            answer = self._ask("GET", f"{job}/NextDocument", limit_s=_PAGE_LIMIT_S)
            match answer.status:
                case HTTPStatus.OK:
                    return answer.body
                case HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
                    self._raise_feeder_error(empty_is_well=True)
                    return None
                case HTTPStatus.SERVICE_UNAVAILABLE:
                    self._raise_feeder_error(empty_is_well=True)
                    if self._stopped():
                        raise ScanCancelled(device=self._id)
                    if time.monotonic() > deadline:
                        raise DeviceFault(device=self._id, status="not-ready")
                    time.sleep(_ASK_AGAIN_S)
                case status:
                    self._raise_feeder_error(empty_is_well=True)
                    raise DeviceFault(device=self._id, status=status)

    def end(self, job: str) -> None:
        """Let the paper go; a scanner that forgot the job already has nothing against it."""
        try:
            self._ask("DELETE", job, limit_s=_ANSWER_LIMIT_S)
        except DeviceError:
            return

    def _raise_feeder_error(self, *, empty_is_well: bool = False) -> None:
        answer = self._ask("GET", "ScannerStatus", limit_s=_ANSWER_LIMIT_S)
        try:
            error = escl_words.feeder_error_from(answer.body[:_LARGEST_DOCUMENT])
        except ValueError as failure:
            raise DeviceFault(device=self._id, status="no-status") from failure
        if error is None or (empty_is_well and error.code == "feeder-empty"):
            return
        raise error(device=self._id)

    def _ask(self, method: str, path: str, *, limit_s: float, data: bytes | None = None) -> _Answer:
        """Ask, and read the whole answer.

        Raises:
            PageTruncated: the answer breaks off. DeviceOffline: no answer.
        """
        try:
            answer = self._session.request(
                method,
                urljoin(self._root, path),
                data=data,
                headers={"Content-Type": "text/xml"} if data is not None else None,
                timeout=(_CONNECT_LIMIT_S, limit_s),
                allow_redirects=False,
                stream=True,
            )
            with answer:
                body = bytearray()
                for part in answer.iter_content(_PIECE):
                    body += part
                    if self._stopped() and method == "GET":  # the job still wants its end
                        raise ScanCancelled(device=self._id)
                    if len(body) > _LARGEST_PAGE:
                        raise DeviceFault(device=self._id, status="too-large")
        except requests.exceptions.ChunkedEncodingError as error:
            raise PageTruncated(device=self._id) from error
        except requests.exceptions.RequestException as error:
            raise DeviceOffline(device=self._id) from error
        return _Answer(answer.status_code, bytes(body), answer.headers.get("Location", ""))


def _settings(device_id: str, source: Source, options: ScanOptions, can: Capabilities) -> str:
    def refused(option: str, value: str | int) -> OptionRefused:
        return OptionRefused(device=device_id, option=option, value=value)

    if source not in can.sources:
        raise refused("source", source.value)
    place = can.sources[source]
    if options.dpi not in place.resolutions:
        raise refused("resolution", options.dpi)
    if options.mode not in place.modes:
        raise refused("mode", options.mode.value)
    if not place.formats:
        raise refused("format", "image/jpeg")
    if options.area_mm is not None and not place.takes(*options.area_mm):
        width, height = options.area_mm
        raise refused("paper", f"{width:g} × {height:g} mm")
    for name, value in options.driver_options:
        raise refused(name, value)
    return escl_words.settings_for(source, options, place, _brightness(options, can))


def _brightness(options: ScanOptions, can: Capabilities) -> int | None:
    if options.brightness is None or can.brightness is None:
        return None
    low, normal, high = can.brightness
    reach = high - normal if options.brightness > 0 else normal - low
    return normal + round(reach * options.brightness / 100)


def _device(address: str, can: Capabilities) -> Device:
    resolutions = sorted({dpi for of in can.sources.values() for dpi in of.resolutions})
    modes = dict.fromkeys(mode for of in can.sources.values() for mode in of.modes)
    return Device(
        PREFIX + address,
        can.name,
        "escl",
        tuple(can.sources),
        tuple(resolutions),
        tuple(modes),
        can.brightness is not None,
    )


def _keep(spool: Spool, side: _Side, device_id: str) -> PageFile:
    """Keep a picture as it came, once it is known to be whole."""
    try:
        return keep_picture(HeldPicture("side", side.data), spool, _true_dpi(side))
    except NotAPicture as error:
        raise DeviceFault(device=device_id, status="no-picture") from error
    except PictureTooLarge as error:
        raise DeviceFault(device=device_id, status="too-large") from error
    except PictureTruncated as error:
        raise PageTruncated(device=device_id) from error


def _true_dpi(side: _Side) -> int:
    """The resolution asked for; the file's own where its width is what was asked for by that one.

    Some scanners give what they like; most write any number into the file.
    """
    try:
        width, _, own = page_size(io.BytesIO(side.data))
    except DAMAGE:
        return side.dpi

    def fits(dpi: int) -> bool:
        return abs(width / dpi / side.width_in - 1) < _NEAR

    return own if fits(own) and not fits(side.dpi) else side.dpi
