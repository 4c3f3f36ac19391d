"""Sign a stack: many under one login, each of them signed and kept, or untouched.

Copies that are certified (`CertifyCopy`), and papers that who scanned them signs (`SignPapers`).
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Event
from typing import Generic, Protocol, TypeVar

from offline_store.errors import FileDamaged, FileMissing, NotFound
from offline_store.records import CertifiedCopy, Document, DocumentId
from offline_store.signed_papers import SignedPaper
from signing.errors import CopyRefused
from signing.pin import Pin
from station.errors import (
    AlreadyCertified,
    GroundsNotJudged,
    PageNotCompared,
    PagesChanged,
    PagesMissing,
    RefusedToCitizen,
    SheetsUnaccounted,
)
from station.paper_errors import PaperNotDescribed, PaperOfLot
from station.problems import PRODUCT_ERRORS, ProductError

AT_ONCE = 3
"""Copies in hand at a time: one on the token, one waiting for time-stamps, one being composed."""

Keys = TypeVar("Keys")
Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class OfDocument(Protocol):
    """What was found ready of a document."""

    @property
    def document(self) -> Document:
        """As it was then."""
        ...


Ready = TypeVar("Ready", bound=OfDocument)


class SigningAct(Protocol[Ready, Keys, Made_co]):
    """What a stack does with each of its documents; `CertifyCopy` and `SignPapers` say more."""

    def require_may(self) -> None:
        """See that whoever is signed in may."""
        ...

    def unlock(self, pins: Mapping[str, Pin]) -> AbstractContextManager[Keys]:
        """Log in to each token once."""
        ...

    def reserve(self, document_id: DocumentId) -> Ready:
        """See that a document is ready, and take for it what is its own: called one by one."""
        ...

    def sign(self, reserved: Ready, sign: Keys, /) -> Made_co:
        """Sign it and keep it, in one; called on several threads."""
        ...


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
    PaperNotDescribed,
    PaperOfLot,
    RefusedToCitizen,
    SheetsUnaccounted,
)


class StackState(StrEnum):
    """Where one copy of a stack stands. Only `signed` has a copy, only `refused` an error."""

    WAITING = "waiting"
    SIGNING = "signing"
    SIGNED = "signed"
    REFUSED = "refused"


# Without slots: what a generic class makes under one of its names is refused by them.
@dataclass(frozen=True)
class Stacked(Generic[Made]):
    """One document of a stack and what became of it; `waiting` at the end: it was not begun."""

    document_id: DocumentId
    state: StackState = StackState.WAITING
    copy: Made | None = None
    error: ProductError | None = None

    @property
    def ends_stack(self) -> bool:
        """Whether its error is no matter of this copy alone."""
        return self.error is not None and not isinstance(self.error, _OF_ONE_COPY)


StackedCopy = Stacked[CertifiedCopy]
StackedPaper = Stacked[SignedPaper]


@dataclass(frozen=True, slots=True)
class SignStack(Generic[Ready, Keys, Made]):
    """Sign a stack of documents in its order, logging in to each token once.

    Numbers of copies follow the order of the stack. While one copy is on the token, others are
    composed, wait for their time-stamps, or are made durable. What is wrong with one copy passes it
    by; a lost token, a full disk or an empty register ends the stack. Nothing is ever in between:
    killed or unplugged at any moment, each copy is signed, registered and on its way to central, or
    it is not signed.
    """

    act: SigningAct[Ready, Keys, Made]

    def __call__(
        self,
        documents: Sequence[DocumentId],
        pins: Mapping[str, Pin],
        told: Callable[[Stacked[Made]], None] = lambda copy: None,
        stop: Event | None = None,
    ) -> tuple[Stacked[Made], ...]:
        """Sign, and give what became of each, in the order of the stack.

        Args:
            documents: each once; those signed already are `refused`, `already-certified`.
            pins: by token label; each is tried exactly once, and erased.
            told: is told each copy whenever its state changed; called on other threads.
            stop: once it is set, copies in hand are finished and no other is begun.

        Raises:
            TokenError, CertificateRefused, TimestampMissing, SettingMissing, SettingInvalid: nobody
                could sign at all; no copy was begun. SignInNeeded, RoleMissing: the clerk may not.
        """
        self.act.require_may()
        with self.act.unlock(pins) as sign:
            run = _Run(self.act, sign, tuple(dict.fromkeys(documents)), told, stop or Event())
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
class _Run(Generic[Ready, Keys, Made]):
    act: SigningAct[Ready, Keys, Made]
    use_keys: Keys
    documents: tuple[DocumentId, ...]
    told: Callable[[Stacked[Made]], None]
    stop: Event
    taken: int = 0
    ended: bool = False
    found: dict[DocumentId, Stacked[Made]] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def copies(self) -> tuple[Stacked[Made], ...]:
        """What became of each."""
        return tuple(self.found.get(each, Stacked(each)) for each in self.documents)

    def end(self) -> None:
        """Begin no other copy."""
        self.ended = True

    def work(self) -> None:
        """Take one copy after the other until none is left or the stack has ended."""
        try:
            while (reserved := self._take()) is not None:
                copy: Stacked[Made] = Stacked(reserved.document.id, StackState.SIGNING)
                try:
                    signed = self.act.sign(reserved, self.use_keys)
                except PRODUCT_ERRORS as error:
                    self._refused(copy, error)
                else:
                    self._say(replace(copy, state=StackState.SIGNED, copy=signed))
        except BaseException:
            self.end()
            raise

    def _take(self) -> Ready | None:
        """The next copy with its number: one thread at a time, so that numbers keep the order."""
        with self.turn:
            while self.taken < len(self.documents) and not (self.ended or self.stop.is_set()):
                document_id = self.documents[self.taken]
                copy: Stacked[Made] = Stacked(document_id, StackState.SIGNING)
                self.taken += 1
                self._say(copy)
                try:
                    return self.act.reserve(copy.document_id)
                except PRODUCT_ERRORS as error:
                    self._refused(copy, error)
            return None

    def _refused(self, copy: Stacked[Made], error: ProductError) -> None:
        refused = replace(copy, state=StackState.REFUSED, error=error)
        if refused.ends_stack:
            self.end()
        self._say(refused)

    def _say(self, copy: Stacked[Made]) -> None:
        self.found[copy.document_id] = copy
        self.told(copy)
