"""Stand-ins at the presenters' two edges: jobs that run at once, and a clock that stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from views.presenters.counter import Place, Work
from views.presenters.messages import Message

T = TypeVar("T")


class JobsAtOnce:
    """Runs work where it is started, so that a test sees what follows."""

    def start(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `work`, then `done` or `failed`."""
        try:
            answer = work()
        except Exception as error:  # noqa: BLE001  what the work raises is its answer
            failed(error)
        else:
            done(answer)

    def here(self, callback: Callable[[T], None]) -> Callable[[T], None]:
        """The callback itself."""
        return callback


class JobsLater(JobsAtOnce):
    """Keeps work until the test lets it run."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def start(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Keep it."""
        self.waiting.append(lambda: super(JobsLater, self).start(work, done, failed))

    def run(self, index: int = 0) -> None:
        """Run one that waits."""
        self.waiting.pop(index)()


@dataclass(slots=True)
class CounterScreen:
    """Remembers what the counter asked the window for."""

    places: list[Place] = field(default_factory=list)
    works: list[Work | None] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def show_place(self, place: Place) -> None:
        """Remember the place."""
        self.places.append(place)

    def show_work(self, work: Work | None) -> None:
        """Remember the work."""
        self.works.append(work)

    def show_message(self, message: Message) -> None:
        """Remember the message."""
        self.messages.append(message)
