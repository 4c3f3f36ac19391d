"""Sign a stack: many copies under one login, each of them signed and registered, or untouched."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Event

from offline_store.errors import FileDamaged, FileMissing, NotFound
from offline_store.records import CertifiedCopy, DocumentId
from signing.errors import CopyRefused
from signing.pin import Pin
from station.certify import CertifyCopy, Reserved
from station.copy_signing import SignDraft
from station.errors import (
    AlreadyCertified,
    GroundsNotJudged,
    PageNotCompared,
    PagesChanged,
    PagesMissing,
    RefusedToCitizen,
    SheetsUnaccounted,
)
from station.problems import PRODUCT_ERRORS, ProductError

AT_ONCE = 3
"""Copies in hand at a time: one on the token, one waiting for time-stamps, one being composed."""

# What is wrong with one copy alone. Anything else would befall the next one, too.
_OF_ONE_COPY = (
    AlreadyCertified,
    CopyRefused,
    FileDamaged,
    FileMissing,
    GroundsNotJudged,
    NotFound,
    PageNotCompared,
    PagesChanged,
    PagesMissing,
    RefusedToCitizen,
    SheetsUnaccounted,
)


class StackState(StrEnum):
    """Where one copy of a stack stands. Only `signed` has a copy, only `refused` an error."""

    WAITING = "waiting"
    SIGNING = "signing"
    SIGNED = "signed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class StackedCopy:
    """One document of a stack and what became of it; `waiting` at the end: it was not begun."""

    document_id: DocumentId
    state: StackState = StackState.WAITING
    copy: CertifiedCopy | None = None
    error: ProductError | None = None

    @property
    def ends_stack(self) -> bool:
        """Whether its error is no matter of this copy alone."""
        return self.error is not None and not isinstance(self.error, _OF_ONE_COPY)


Told = Callable[[StackedCopy], None]


@dataclass(frozen=True, slots=True)
class SignStack:
    """Certify a stack of documents in its order, logging in to each token once.

    Numbers follow the order of the stack. While one copy is on the token, others are composed,
    wait for their time-stamps, or are made durable. What is wrong with one copy passes it by; a
    lost token, a full disk or an empty register ends the stack. Nothing is ever in between: killed
    or unplugged at any moment, each copy is signed, registered and on its way to central, or it is
    not signed.
    """

    certify: CertifyCopy

    def __call__(
        self,
        documents: Sequence[DocumentId],
        pins: Mapping[str, Pin],
        told: Told = lambda copy: None,
        stop: Event | None = None,
    ) -> tuple[StackedCopy, ...]:
        """Sign, and give what became of each, in the order of the stack.

        Args:
            documents: each once; those certified already are `refused`, `already-certified`.
            pins: by token label; each is tried exactly once, and erased.
            told: is told each copy whenever its state changed; called on other threads.
            stop: once it is set, copies in hand are finished and no other is begun.

        Raises:
            TokenError, CertificateRefused, TimestampMissing, SettingMissing, SettingInvalid: nobody
                could sign at all; no copy was begun. SignInNeeded, RoleMissing: the clerk may not.
        """
        self.certify.require_may()
        with self.certify.signing.unlock(pins, self.certify.now()) as sign:
            run = _Run(self.certify, sign, tuple(dict.fromkeys(documents)), told, stop or Event())
            with ThreadPoolExecutor(AT_ONCE, "sign-stack") as pool:
                workers = [pool.submit(run.work) for _ in range(AT_ONCE)]
                try:
                    for worker in workers:
                        worker.result()
                finally:
                    # Also where this thread is interrupted: what is in hand is finished.
                    run.end()
        return run.copies


@dataclass(slots=True)
class _Run:
    certify: CertifyCopy
    use_keys: SignDraft
    documents: tuple[DocumentId, ...]
    told: Told
    stop: Event
    taken: int = 0
    ended: bool = False
    found: dict[DocumentId, StackedCopy] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def copies(self) -> tuple[StackedCopy, ...]:
        """What became of each."""
        return tuple(self.found.get(each, StackedCopy(each)) for each in self.documents)

    def end(self) -> None:
        """Begin no other copy."""
        self.ended = True

    def work(self) -> None:
        """Take one copy after the other until none is left or the stack has ended."""
        try:
            while (reserved := self._take()) is not None:
                copy = StackedCopy(reserved.document.id, StackState.SIGNING)
                try:
                    signed = self.certify.sign(reserved, self.use_keys)
                except PRODUCT_ERRORS as error:
                    self._refused(copy, error)
                else:
                    self._say(replace(copy, state=StackState.SIGNED, copy=signed))
        except BaseException:
            self.end()
            raise

    def _take(self) -> Reserved | None:
        """The next copy with its number: one thread at a time, so that numbers keep the order."""
        with self.turn:
            while self.taken < len(self.documents) and not (self.ended or self.stop.is_set()):
                copy = StackedCopy(self.documents[self.taken], StackState.SIGNING)
                self.taken += 1
                self._say(copy)
                try:
                    return self.certify.reserve(copy.document_id)
                except PRODUCT_ERRORS as error:
                    self._refused(copy, error)
            return None

    def _refused(self, copy: StackedCopy, error: ProductError) -> None:
        refused = replace(copy, state=StackState.REFUSED, error=error)
        if refused.ends_stack:
            self.end()
        self._say(refused)

    def _say(self, copy: StackedCopy) -> None:
        self.found[copy.document_id] = copy
        self.told(copy)
