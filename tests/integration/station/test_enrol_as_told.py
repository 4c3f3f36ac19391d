"""A desk whose installation was told where central is takes its place there by itself."""

from pathlib import Path

import pytest

from central.enrolment import add_enrolment_code
from central.home import init
from central.serve import run_in_thread
from offline_store.errors import CentralError, CentralLogin, NotEnrolled
from station.bootstrap import Desk, open_desk
from station.settings import FILE_NAME
from tests.demo_desk import free_port


def _desk(home: Path, url: str, code: str) -> Desk:
    home.mkdir()
    text = f'[sync]\ncentral_url = "{url}"\nenrol_code = "{code}"\n[store]\nkeyring = false\n'
    (home / FILE_NAME).write_text(text, "utf-8")
    return open_desk(home)


def _station(desk: Desk) -> str:
    with desk.store.snapshot() as records:
        return records.desk.enrolment().station


def test_the_first_run_enrols_and_later_ones_leave_it(tmp_path: Path) -> None:
    """Offline first: tried again with each run, done once, and written down in the trail."""
    central = init(tmp_path / "central")
    port = free_port()
    code = add_enrolment_code(central.folder, "H26.99.1")
    desk = _desk(tmp_path / "home", f"http://127.0.0.1:{port}", code)
    try:
        with pytest.raises(CentralError):
            desk.synchronise()
        with pytest.raises(NotEnrolled):
            _station(desk)
        with run_in_thread(central.folder, port=port):
            assert desk.synchronise().trouble is None
            station = _station(desk)
            # The code is used up: a second enrolment would be refused.
            assert desk.synchronise(at_once=True).trouble is None
        assert _station(desk) == station
        with desk.store.snapshot() as records:
            acts = [line.act for line in records.audit.lines()]
        assert acts.count("desk-enrolled") == 1
    finally:
        desk.close()


def test_a_code_that_is_none_is_told(tmp_path: Path) -> None:
    """Central's refusal is not hidden behind «not enrolled»."""
    central = init(tmp_path / "central")
    with run_in_thread(central.folder) as url:
        desk = _desk(tmp_path / "home", url, "AAAA-BBBB-CCCC-DDDD")
        try:
            with pytest.raises(CentralLogin):
                desk.synchronise()
        finally:
            desk.close()
