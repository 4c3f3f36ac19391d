"""Tokens that are plugged in or pulled out, noticed as it happens."""

from collections.abc import Callable

from signing.token_watch import TokenWatch
from signing.values import Token
from views.presenters.jobs import Jobs


class TokensPresenter:
    """Waits for news of the tokens on a thread of its own, and says that there are some."""

    def __init__(
        self,
        open_watch: Callable[[], TokenWatch],
        jobs: Jobs,
        changed: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Not watching yet.

        Args:
            open_watch: begins to watch.
            jobs: one thread, which waits and does nothing else.
            changed: called at each change after the first look.
            failed: told of what is no error of a token; those the watch keeps to itself.
        """
        self._open_watch = open_watch
        self._jobs = jobs
        self._changed = changed
        self._failed = failed
        self._watch: TokenWatch | None = None

    def start(self) -> None:
        """Begin to watch, once."""
        if self._watch is None:
            self._watch = self._open_watch()
            self._wait(self._watch, None)

    def close(self) -> None:
        """End the watch, and the wait with it."""
        if self._watch is not None:
            self._watch.close()

    def _wait(self, watch: TokenWatch, known: tuple[Token, ...] | None) -> None:
        def seen(tokens: tuple[Token, ...] | None) -> None:
            if tokens is None:
                return  # closed
            if known is not None:
                self._changed()
            self._wait(watch, tokens)

        self._jobs.start(lambda: watch.next(known), seen, self._failed)
