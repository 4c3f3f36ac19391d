"""The status line while a run to central is on its way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PyQt6.QtWidgets import QApplication

from offline_store.on_the_way import OnTheWay
from offline_store.records import OutboxId
from views.language import Language, speak
from views.presenters.status import DeskState
from views.sending_texts import sending_text
from views.status_line import StatusLine
from views.theme import Theme, ThemeName

MOMENT = OnTheWay(12, 3, 20_000_000, 4_100_000, OutboxId("1"), 1_000_000, 400_000, 130.0)
STATE = DeskState((), (), None, 9, 0, None, 0, None, False, 50, False, False, 9000, False)


@pytest.fixture
def line(qapp: QApplication) -> Iterator[StatusLine]:
    """The status line, in Vietnamese."""
    speak(qapp, Language.VIETNAMESE)
    line = StatusLine(Theme(ThemeName.LIGHT))
    yield line
    line.deleteLater()
    speak(qapp, Language.ENGLISH)


def test_the_line_tells_how_far_a_run_is(line: StatusLine) -> None:
    """Until it stands; what waits is shown again then."""
    line.show_state(STATE)
    assert line.central.text() == "9 chờ gửi"
    line.show_sending(True, MOMENT)
    line.show_state(replace(STATE, waiting=8))
    assert line.central.text() == "Đang gửi 4/12"
    assert line.central.toolTip() == "Đã gửi 4,1/20,0 MB, bản này 40 %. Còn khoảng 2 phút."
    line.show_sending(False)
    assert line.central.text() == "8 chờ gửi"


def test_a_disk_that_fills_up_has_a_light(line: StatusLine) -> None:
    """With how much is free; where there is room, nothing is said."""
    line.show_state(STATE)
    assert line.disk.isHidden()
    line.show_state(replace(STATE, disk_mib=1234, disk_low=True))
    assert not line.disk.isHidden()
    assert line.disk.text() == "Ổ đĩa: còn 1.234 MB"
    assert "2 GB" in line.disk.accessibleName()


@pytest.mark.parametrize(
    ("left_s", "said"),
    [(None, ""), (10.0, " Còn chưa đến một phút."), (7200.0, " Còn khoảng 2 giờ.")],
)
def test_the_time_left_is_said_as_people_say_it(
    line: StatusLine, left_s: float | None, said: str
) -> None:
    """Not before a pace is known."""
    text = sending_text(replace(MOMENT, left_s=left_s))
    assert text == f"Đã gửi 4,1/20,0 MB, bản này 40 %.{said}"
