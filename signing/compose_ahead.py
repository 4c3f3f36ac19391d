"""A stack of copies: the next ones are composed while one is being signed."""

import os
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from signing.compose import compose_copy
from signing.values import CopyDraft


def compose_ahead(
    drafts: Iterable[CopyDraft], fonts: tuple[Path, ...], ahead: int = 2
) -> Generator[tuple[CopyDraft, "Future[bytes]"], None, None]:
    """Give each draft with its copy to come, in order.

    Signing waits for the token and for time-stamps most of its time; composing takes a processor.
    A draft is asked for only when its turn comes near, so that whoever makes drafts may reserve
    register numbers one by one. Close the iterator to stop: nothing more is asked for or composed.

    Args:
        drafts: may be endless.
        fonts: as `find_fonts` gives them.
        ahead: how many copies may be ready or in the making beyond the one given last.

    Yields:
        The draft, and a future whose result is the PDF or the refusal of `compose_copy`.
    """
    waiting: deque[tuple[CopyDraft, Future[bytes]]] = deque()
    pool = ThreadPoolExecutor(min(ahead, os.cpu_count() or 1), "compose-ahead")
    try:
        for draft in drafts:
            waiting.append((draft, pool.submit(compose_copy, draft, fonts)))
            if len(waiting) > ahead:
                yield waiting.popleft()
        yield from waiting
    except GeneratorExit:
        pool.shutdown(cancel_futures=True)
        raise
    finally:
        pool.shutdown()
