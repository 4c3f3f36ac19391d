"""Where threads meet Qt: answers arrive on this thread, in order, and never after the end."""

import threading

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from tests.integration.views.conftest import LIMIT_MS
from views.jobs import QtJobs


@pytest.fixture
def jobs(qtbot: QtBot) -> QtJobs:
    """One thread of work."""
    return QtJobs(1, "test")


def test_work_runs_elsewhere_and_its_answer_arrives_here(jobs: QtJobs, qtbot: QtBot) -> None:
    """The answer of another thread is delivered on the one that asked."""
    seen: list[tuple[str, str]] = []

    def work() -> str:
        return threading.current_thread().name

    jobs.start(work, lambda name: seen.append((name, threading.current_thread().name)), fail)
    qtbot.waitUntil(lambda: bool(seen), timeout=LIMIT_MS)
    jobs.close()

    ((worked, answered),) = seen
    assert worked.startswith("test")
    assert answered == threading.main_thread().name


def test_progress_and_answers_keep_their_order(jobs: QtJobs, qtbot: QtBot) -> None:
    """What work tells on the way arrives before its answer, and jobs one after the other."""
    seen: list[object] = []
    tell = jobs.here(seen.append)

    def work() -> str:
        for step in range(3):
            tell(step)
        return "done"

    jobs.start(work, seen.append, fail)
    jobs.start(lambda: "next", seen.append, fail)
    qtbot.waitUntil(lambda: jobs.running == 0, timeout=LIMIT_MS)
    jobs.close()

    assert seen == [0, 1, 2, "done", "next"]


def test_a_failure_arrives_as_a_value(jobs: QtJobs, qtbot: QtBot) -> None:
    """What the work raises is handed to `failed`."""
    failed: list[Exception] = []

    def work() -> None:
        raise ValueError("no")

    jobs.start(work, fail, failed.append)
    qtbot.waitUntil(lambda: bool(failed), timeout=LIMIT_MS)
    jobs.close()

    assert isinstance(failed[0], ValueError)


def test_an_answer_that_fails_is_told_and_ends_nothing(jobs: QtJobs, qtbot: QtBot) -> None:
    """A defect in a callback reaches the hook; the next job still runs."""
    seen: list[str] = []
    with capture_exceptions() as defects:
        jobs.start(lambda: "first", broken, fail)
        jobs.start(lambda: "second", seen.append, fail)
        qtbot.waitUntil(lambda: bool(seen), timeout=LIMIT_MS)
    jobs.close()

    assert [kind for kind, _, _ in defects] == [ZeroDivisionError]


def test_nothing_arrives_after_the_end(jobs: QtJobs, qtbot: QtBot) -> None:
    """Answers of work that was still running are dropped, and new work is not taken."""
    go = threading.Event()
    seen: list[object] = []
    jobs.start(lambda: go.wait(10), seen.append, fail)
    go.set()
    jobs.close()
    jobs.start(lambda: True, seen.append, fail)
    qtbot.wait(20)

    assert seen == []


def broken(_: str) -> None:
    """A callback with a fault."""
    raise ZeroDivisionError


def fail(value: object) -> None:
    """Nobody should come here."""
    raise AssertionError(value)
