"""pyHanko's coroutines, run to their end from ordinary code."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a loop of its own. Not for a thread in which a loop runs already.

    `asyncio.run` also minds Ctrl-C on the main thread, and on its way out prints the whole result
    into a message that nobody sees: for a PDF that took as long as signing it.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
