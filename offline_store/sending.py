"""Files on their way to central: one by one, in parts, or several small ones in a bundle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offline_store.bundle_wire import (
    PATH_BUNDLES,
    PATH_SEVERAL_SUBMISSIONS,
    BundleKept,
    OneOfSeveral,
    SeveralAnswered,
    SeveralSubmissions,
    bundled_file,
)
from offline_store.central_line import CentralLine, Leaving, failure_of
from offline_store.errors import CentralError, CentralNonsense
from offline_store.outgoing import Outgoing
from offline_store.wire import (
    LONGEST_PART_BYTES,
    PART_BYTES,
    PATH_BLOBS,
    BlobKept,
    DossierSubmission,
    PartKept,
    Refusal,
)


@dataclass(frozen=True, slots=True)
class FilePart:
    """Bytes of a file from `start` on, so many of them, as the body of a request.

    content: the bytes, or what opens them while they leave. What that raises ends the request.
    """

    content: bytes | Outgoing
    start: int
    size: int

    def __len__(self) -> int:
        return self.size

    def chunks(self) -> Iterator[bytes | memoryview]:
        """The bytes, in pieces of any length."""
        if isinstance(self.content, Outgoing):
            return self.content.chunks(self.start, self.size)
        return iter((memoryview(self.content)[self.start : self.start + self.size],))


@dataclass(frozen=True, slots=True)
class Bundled:
    """A small file of a bundle. leaving: told how many of its bytes have left so far."""

    sha256: str
    content: bytes
    leaving: Leaving = lambda size: None


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Files one after the other, as the body of a request."""

    files: Sequence[Bundled]

    def __len__(self) -> int:
        return sum(len(file.content) for file in self.files)

    def chunks(self) -> Iterator[bytes]:
        return iter([file.content for file in self.files])

    def left(self, size: int) -> None:
        """Tell each file how much of it has left, of so many bytes in all."""
        for file in self.files:
            if size > 0:
                file.leaving(min(size, len(file.content)))
            size -= len(file.content)


def send_file(line: CentralLine, sha256: str, content: bytes | Outgoing, leaving: Leaving) -> None:
    """Send one file; a large one in parts, from where an earlier attempt came to.

    Raises:
        CentralError: as `CentralClient`; and what `content` raises.
    """
    if len(content) > PART_BYTES:
        _send_parts(line, sha256, content, leaving)
        return
    whole = FilePart(content, 0, len(content))
    kept = line.ask("PUT", f"{PATH_BLOBS}/{sha256}", BlobKept, whole, leaving=leaving)
    if kept.sha256 != sha256:
        raise CentralNonsense(reason="another-file")


def send_bundle(line: CentralLine, files: Sequence[Bundled]) -> frozenset[str]:
    """Send small files in one request; those that central has now, durable, by SHA-256.

    Raises:
        CentralError: as `CentralClient`. CentralRefused with status 404: this central knows of no
            bundles.
    """
    bundle = _Bundle(files)
    names = "&file=".join(bundled_file(file.sha256, len(file.content)) for file in files)
    place = f"{PATH_BUNDLES}?file={names}"
    kept = line.ask("PUT", place, BundleKept, bundle, leaving=bundle.left).kept
    if not set(kept) <= {file.sha256 for file in files}:
        raise CentralNonsense(reason="never-asked")
    return frozenset(kept)


def submit_several(
    line: CentralLine, submissions: Sequence[DossierSubmission]
) -> list[str | CentralError]:
    """Hand in documents whose files are there; of each its receipt, still to be read, or why not.

    Raises:
        CentralError: as `CentralClient`; nothing is known of any of them then.
    """
    question = SeveralSubmissions(submissions=tuple(submissions))
    answers = line.ask("POST", PATH_SEVERAL_SUBMISSIONS, SeveralAnswered, question).answers
    if [each.item for each in answers] != [each.item for each in submissions]:
        raise CentralNonsense(reason="never-asked")
    return [_said(each) for each in answers]


def _said(answer: OneOfSeveral) -> str | CentralError:
    if answer.receipt:
        return answer.receipt
    return failure_of(answer.status, Refusal(reason=answer.reason, detail=answer.detail))


def _send_parts(
    line: CentralLine, sha256: str, content: bytes | Outgoing, leaving: Leaving
) -> None:
    path = f"{PATH_BLOBS}/{sha256}/part"
    at = line.ask("GET", path, PartKept)
    while not at.whole:
        if at.size >= len(content):
            raise CentralNonsense(reason="more-than-all")
        part = FilePart(content, at.size, min(len(content) - at.size, LONGEST_PART_BYTES))
        place = f"{path}?start={at.size}&total={len(content)}"
        left = _from(at.size, leaving)
        after = line.ask("PUT", place, PartKept, part, leaving=left)
        if not after.whole and after.size != at.size + len(part):
            raise CentralNonsense(reason="another-part")
        at = after


def _from(start: int, leaving: Leaving) -> Leaving:
    """Tell of a part's bytes as of the whole file's."""
    return lambda size: leaving(start + size)
