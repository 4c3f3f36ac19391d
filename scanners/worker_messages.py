"""What the desk and its scan worker say to each other: one JSON object a line, in ASCII.

Desk to worker, one request at a time:

    {"find_devices": {"unanswering": [id, …]}}     those are not tried again
    {"scan": {"device_id": …, "options": {…}, "spool": …}}
    {"watch": {"device_id": …}}         for a press of the device's own button
    {"next": {}}                        a page of the scan was taken: one more may be begun
    {"cancel": {}}                      may come while a request is being answered

Worker to desk: `{"ready": {}}` once, then for each request any number of `{"device": {…}}`,
`{"trying": {"device_id": …}}` (the device that is opened next), `{"watching": {"pressed": …}}` (a
button, or null: none yet) or `{"page": {…}}`, and last `{"done": {}}` or
`{"error": {"code": …, "facts": {…}}}`. Pixels never cross the pipe: a page is the name of a file in
the spool. The worker is never more than one page ahead of what the desk has taken.
"""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scanners.errors import ScannerError
from scanners.values import Device, Mode, PageFile, ScanOptions, Source

Body = dict[str, Any]


def to_line(kind: str, body: Body) -> bytes:
    """Return one message as a line."""
    return json.dumps({kind: body}).encode("ascii") + b"\n"


def from_line(line: bytes) -> tuple[str, Body]:
    """Return kind and body of a message.

    Raises:
        ValueError: the line is no message.
    """
    message = json.loads(line)
    if not isinstance(message, dict) or len(message) != 1:
        raise ValueError(line[:80])
    ((kind, body),) = message.items()
    if not isinstance(body, dict):
        raise ValueError(line[:80])
    return kind, body


def device_to_body(device: Device) -> Body:
    """Return a device as JSON values."""
    return dataclasses.asdict(device)


def device_from_body(body: Body) -> Device:
    """Return the device that `device_to_body` was given."""
    return Device(
        body["id"],
        body["name"],
        body["driver"],
        tuple(Source(source) for source in body["sources"]),
        tuple(body["resolutions"]),
        tuple(Mode(mode) for mode in body["modes"]),
        body.get("brightness", True),  # a device remembered from before did not say
    )


def options_to_body(options: ScanOptions) -> Body:
    """Return scan options as JSON values."""
    return dataclasses.asdict(options)


def options_from_body(body: Body) -> ScanOptions:
    """Return the options that `options_to_body` was given."""
    source = body["source"]
    return ScanOptions(
        source=None if source is None else Source(source),
        dpi=body["dpi"],
        mode=Mode(body["mode"]),
        page_limit=body["page_limit"],
        area_mm=None if body["area_mm"] is None else (body["area_mm"][0], body["area_mm"][1]),
        brightness=body["brightness"],
        driver_options=tuple((name, value) for name, value in body["driver_options"]),
        find_paper=body["find_paper"],
    )


def page_to_body(page: PageFile) -> Body:
    """Return a page as JSON values; its files by name, without the spool's folder."""
    small = page.thumbnail
    names = {"path": page.path.name, "thumbnail": None if small is None else small.name}
    return dataclasses.asdict(page) | names


def page_from_body(body: Body, spool: Path) -> PageFile:
    """Return the page that `page_to_body` was given, its files in `spool`."""
    small = body["thumbnail"]
    return PageFile(
        spool / Path(body["path"]).name,
        body["sha256"],
        body["width"],
        body["height"],
        body["dpi"],
        tuple(body["warnings"]),
        None if small is None else spool / Path(small).name,
    )


def error_to_body(error: ScannerError) -> Body:
    """Return an error as JSON values."""
    return {"code": error.code, "facts": error.facts}


def error_from_body(body: Body) -> ScannerError:
    """Return the error that `error_to_body` was given; only classes of this room are rebuilt.

    Raises:
        KeyError: no error of this room has that code.
    """
    by_code = {known.code: known for known in _family(ScannerError)}
    return by_code[body["code"]](**body["facts"])


def _family(error: type[ScannerError]) -> Iterator[type[ScannerError]]:
    yield error
    for child in error.__subclasses__():
        yield from _family(child)
