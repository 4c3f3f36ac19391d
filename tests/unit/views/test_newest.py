"""Looks of which only the newest counts."""

from collections.abc import Callable

from tests.unit.views.scripted import JobsLater
from views.presenters.newest import Newest


def test_of_what_is_asked_meanwhile_only_the_last_is_looked_for() -> None:
    """After a look that failed, too; what was found for something else is not shown."""
    jobs = JobsLater()
    looked: list[str] = []
    shown: list[str] = []
    failed: list[Exception] = []
    newest = Newest(jobs, failed.append)

    def look(name: str) -> Callable[[], Callable[[], None]]:
        def found() -> Callable[[], None]:
            looked.append(name)
            if name == "broken":
                raise OSError(name)
            return lambda: shown.append(name)

        return found

    for name in ("a", "b", "c"):
        newest.ask(look(name))
    jobs.run()
    assert (looked, shown, len(jobs.waiting)) == (["a"], [], 1)
    jobs.run()
    assert (looked, shown, jobs.waiting) == (["a", "c"], ["c"], [])

    newest.ask(look("broken"))
    newest.ask(look("d"))
    jobs.run()
    jobs.run()
    assert (looked[2:], shown, len(failed), jobs.waiting) == (["broken", "d"], ["c", "d"], 1, [])
