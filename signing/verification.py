"""The verification of any PDF, ours or a stranger's, within limits of time and memory.

A PDF can be made to hold a reader for hours or to fill its memory. So a file is judged in a child
process that is kept for the next one, and killed when the time is up. There are as many as there
are cores: more would only take each other's time and memory. Knows nothing of tokens.
"""

import atexit
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from signing.errors import Fact, SigningError
from signing.values import Verdict, VerificationReport

log = logging.getLogger(__name__)

_LIMIT_S = 60.0
_LIMIT_BYTES = 3 * 1024**3
_STOP_LIMIT_S = 5.0

_context = multiprocessing.get_context("spawn")
_MOST = max(2, os.cpu_count() or 1)
_free = threading.BoundedSemaphore(_MOST)
_idle: "list[_Judge]" = []
_turn = threading.Lock()
_yields = threading.Event()
_YIELDS_BY = 10


def verify_pdf(
    source: Path | bytes,
    trust: Path | Iterable[Path],
    at: datetime | None = None,
    *,
    limit_s: float = _LIMIT_S,
) -> VerificationReport:
    """Judge every signature of a PDF, and the file as a whole.

    A signature is TOTAL-PASSED when its bytes are intact, its certificate leads to an anchor in
    `trust` and was valid and not known to be revoked at the time proven by a trusted time-stamp
    (without one: at `at`), and nothing but further signatures and validation data came after it.
    Revocation data that exists for its chain but is too old for that time makes it INDETERMINATE.
    The file's verdict is its worst signature's; bytes after the last signature make it worse, and
    so does a copy of ours without the agency's signature. Nothing is fetched. May be called from
    any thread; each call at a time takes a process, which is kept for the next.

    Args:
        source: the file, or its bytes.
        trust: a folder, or files and folders, with certificates (PEM or DER), revocation lists
            (`.crl`) and OCSP answers (`.ocsp`).
        at: aware; the moment of verification, now if not given.
        limit_s: seconds after which a file is given up: INDETERMINATE, problem `limits-exceeded`.
            Waiting for its turn is not counted.

    Raises:
        NotAPdf: the file cannot be read, or is no PDF at all.
        CertificateRefused: a file in `trust` cannot be read.
    """
    places = (trust,) if isinstance(trust, Path) else tuple(trust)
    with _free:
        judge = _take_judge()
        answer = judge.ask((source, places, at), limit_s)
        if answer is None:
            return VerificationReport(Verdict.INDETERMINATE, (), None, ("limits-exceeded",))
        with _turn:
            _idle.append(judge)
    if isinstance(answer, tuple):
        kind, facts = answer
        raise kind(**facts)
    return answer


def prepare_judge() -> None:
    """Start a judge, if none waits and there may be another, and return at once.

    For who will verify a file in a moment: what a judge takes to start, some 1 s of imports, then
    passes beside what they do meanwhile.
    """
    with _turn:
        waits = any(judge.lives for judge in _idle)
    if waits or not _free.acquire(blocking=False):
        return
    try:
        judge = _Judge()
        with _turn:
            _idle.append(judge)
    finally:
        _free.release()


def judges() -> int:
    """How many files are judged at a time, at most."""
    return _MOST


def get_ready(*, yielding: bool = False) -> None:
    """Start all judges, so that no file waits for that.

    For who is asked to verify all day. They take some 100 MB each. yielding: from now on judges
    leave the processor to whatever else wants it, where the system can (not on Windows).
    """
    if yielding:
        _yields.set()
    with ExitStack() as all_free:
        judges = []
        for _ in range(_MOST):
            all_free.enter_context(_free)
            judges.append(_take_judge())
        with _turn:
            _idle.extend(judges)


def _take_judge() -> "_Judge":
    """One that waits, else a new one; what ended one as it waited is no fault of the next file."""
    while True:
        with _turn:
            judge = _idle.pop() if _idle else None
        if judge is None:
            return _Judge()
        if judge.lives:
            return judge
        judge.end()


_Question = tuple[Path | bytes, tuple[Path, ...], datetime | None]
_Answer = VerificationReport | tuple[type[SigningError], dict[str, Fact]]


class _Judge:
    """A child process that judges one file after another."""

    def __init__(self) -> None:
        self._pipe, other = _context.Pipe()
        self._process = _context.Process(
            target=_serve, args=(other, _yields.is_set()), daemon=True, name="judge"
        )
        self._process.start()
        other.close()

    @property
    def lives(self) -> bool:
        """Whether it can be asked."""
        return self._process.is_alive()

    def ask(self, question: _Question, limit_s: float) -> _Answer | None:
        """Its answer; None, and the end of the process, when there is none in time."""
        try:
            # What it takes to start is not the file's fault.
            if self._pipe.poll(_LIMIT_S) and self._pipe.recv():
                self._pipe.send(question)
                if self._pipe.poll(limit_s):
                    answer: _Answer = self._pipe.recv()
                    return answer
        except (EOFError, OSError):
            # Out of memory, or a crash in a library: the process is gone, the verdict the same.
            pass
        self.end()
        log.warning("judge ended: exit status %s", self._process.exitcode)
        return None

    def end(self) -> None:
        self._process.kill()
        self._process.join(_STOP_LIMIT_S)
        self._pipe.close()


@atexit.register
def _end_all() -> None:
    with _turn:
        judges, _idle[:] = list(_idle), []
    for judge in judges:
        judge.end()


def _serve(pipe: Connection, yielding: bool) -> None:
    """The child's life: say ready, take a file, give the answer, until the parent is gone."""
    from signing.judgement import judge_pdf, undecided

    # No log is read here, and a library's last resort would be standard error, with whole names.
    logging.disable(logging.CRITICAL)
    _limit_memory()
    if yielding and sys.platform != "win32":
        os.nice(_YIELDS_BY)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send("ready")
            source, trust, at = pipe.recv()
            answer: _Answer
            try:
                answer = judge_pdf(source, trust, at)
            except SigningError as error:
                answer = (type(error), error.facts)
            except MemoryError:
                answer = undecided("limits-exceeded")
            pipe.send(answer)


def _limit_memory() -> None:
    """A bound on the child's memory where the system has one."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        ceiling = _LIMIT_BYTES if hard == resource.RLIM_INFINITY else min(hard, _LIMIT_BYTES)
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
