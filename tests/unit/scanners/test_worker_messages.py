"""Messages between desk and worker."""

from pathlib import Path

import pytest

from scanners import worker_messages as messages
from scanners.errors import ScannerError
from scanners.values import Device, Mode, PageFile, ScanOptions, Source


def across(kind: str, body: messages.Body) -> messages.Body:
    """Send a body through a line."""
    line = messages.to_line(kind, body)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    back, content = messages.from_line(line)
    assert kind == back
    return content


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    """Devices, options and pages survive the pipe, Vietnamese and all."""
    device = Device("sane:x", "Máy quét\n", "sane", (Source.DUPLEX,), (200, 300), (Mode.GRAY,))
    options = ScanOptions(Source.FEEDER, 200, Mode.GRAY, 3, (("filename", "/tmp/giấy.ppm"),))
    page = PageFile(tmp_path / "page-0001.png", "ab", 1, 2, 300, ("dpi-unknown",))

    assert device == messages.device_from_body(across("device", messages.device_to_body(device)))
    assert options == messages.options_from_body(across("o", messages.options_to_body(options)))
    assert ScanOptions() == messages.options_from_body(messages.options_to_body(ScanOptions()))
    assert page == messages.page_from_body(across("page", messages.page_to_body(page)), tmp_path)


def test_a_page_never_points_out_of_the_spool(tmp_path: Path) -> None:
    """Only the name of a file is taken from the worker's word."""
    body = messages.page_to_body(PageFile(tmp_path / "x.png", "ab", 1, 2, 300))
    body["path"] = "../../etc/passwd"

    assert tmp_path / "passwd" == messages.page_from_body(body, tmp_path).path


def descendants(error: type[ScannerError]) -> list[type[ScannerError]]:
    """Return every error class of the room."""
    return [error] + [below for child in error.__subclasses__() for below in descendants(child)]


@pytest.mark.parametrize("error", descendants(ScannerError))
def test_every_error_is_rebuilt(error: type[ScannerError]) -> None:
    """Class and facts come back."""
    back = messages.error_from_body(
        across("error", messages.error_to_body(error(page=2, device="x")))
    )

    assert error is type(back)
    assert back.facts == {"page": 2, "device": "x"}


def test_only_errors_of_this_room_are_rebuilt() -> None:
    """A code that is not ours builds nothing."""
    with pytest.raises(KeyError):
        messages.error_from_body({"code": "KeyboardInterrupt", "facts": {}})


@pytest.mark.parametrize("line", [b"hello\n", b"[]\n", b"{}\n", b'{"a": 1}\n', b"\xff\n"])
def test_what_is_no_message_is_a_value_error(line: bytes) -> None:
    """Noise never passes for a message."""
    with pytest.raises(ValueError, match=r"."):
        messages.from_line(line)
