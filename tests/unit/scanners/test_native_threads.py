"""A back-end's thread is left alone until it sleeps: ended at any other moment it may hang all."""

import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from scanners import native_threads
from scanners.native_threads import threads, wait_until_at_rest


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux' /proc")
def test_a_thread_that_sleeps_or_has_ended_is_at_rest() -> None:
    """As the system itself tells it."""
    let_go = Event()
    before = threads()
    thread = Thread(target=let_go.wait)
    thread.start()
    try:
        assert thread.native_id in threads() - before
        assert wait_until_at_rest(before, 60.0)
    finally:
        let_go.set()
        thread.join()
    assert wait_until_at_rest(before, 60.0)  # the system has it for a moment after its end


@pytest.fixture
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two threads, one of them a back-end's at work, in the place of the system's own word."""
    for number, state in ((7, "R"), (8, "R")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "stat").write_text(f"{number} (reader) D) {state} 1 2 3", "ascii")
    monkeypatch.setattr(native_threads, "_TASKS", tmp_path)
    return tmp_path


def test_a_thread_at_work_is_waited_for_until_it_sleeps(tasks: Path) -> None:
    """Only that one: those that were there before go on working."""
    stat, looks = tasks / "8/stat", 0
    real = native_threads._is_busy

    def looked(thread: int) -> bool:
        nonlocal looks
        looks += 1
        if looks == 3:
            stat.write_text("8 (reader) D) S 1 2 3", "ascii")
        return real(thread)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native_threads, "_is_busy", looked)
        assert wait_until_at_rest({7}, 60.0)
    assert looks == 3


def test_nobody_waits_longer_than_the_limit(tasks: Path) -> None:
    """A back-end that is never at rest must not keep its device for ever."""
    assert not wait_until_at_rest({7}, 0.0)
