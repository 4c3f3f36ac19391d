"""Submissions: certified documents and papers in, receipts and verdicts out, what central holds."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header
from fastapi.responses import StreamingResponse

from central.citizens import copies_of_citizen, file_of_citizen
from central.enrolment import Desk
from central.errors import Refused
from central.inside import REFUSALS, Central
from central.papers import take_paper
from central.verdicts import answer_verdicts, undecided, wait_again
from offline_store.bundle_wire import (
    PATH_SEVERAL_SUBMISSIONS,
    OneOfSeveral,
    SeveralAnswered,
    SeveralSubmissions,
)
from offline_store.copies_wire import (
    PATH_COPIES,
    PATH_COPY_FILE,
    CopiesAnswer,
    CopiesQuestion,
    CopyFileQuestion,
)
from offline_store.paper_wire import PATH_PAPERS, PaperSubmission
from offline_store.verdict_wire import PATH_VERDICTS, VerdictAnswer, VerdictQuestion
from offline_store.wire import (
    IDEMPOTENCY_HEADER,
    PATH_HOLDINGS,
    PATH_MISSING_SUBMISSIONS,
    PATH_SUBMISSIONS,
    DossierSubmission,
    Holdings,
    Reason,
    SubmissionAnswer,
    SubmissionQuestion,
    SubmissionsMissing,
    holdings_of,
)

_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}


def submissions_ways(central: Central) -> APIRouter:
    """The ways in about them."""
    ways = APIRouter()
    AskingDesk = Annotated[Desk, Depends(central.asking_desk)]

    @ways.post(PATH_SUBMISSIONS, responses=REFUSALS)
    def take_submission(
        desk: AskingDesk,
        offered: DossierSubmission,
        idempotency_key: Annotated[str, Header(alias=IDEMPOTENCY_HEADER)],
    ) -> SubmissionAnswer:
        """Take a certified document in, all of whose files are here, and give its receipt."""
        if idempotency_key != offered.item:
            raise Refused(422, Reason.REQUEST_MALFORMED, (IDEMPOTENCY_HEADER,))
        return SubmissionAnswer(receipt=central.intake.take(desk, offered))

    @ways.post(PATH_PAPERS, responses=REFUSALS)
    def take_signed_paper(
        desk: AskingDesk,
        offered: PaperSubmission,
        idempotency_key: Annotated[str, Header(alias=IDEMPOTENCY_HEADER)],
    ) -> SubmissionAnswer:
        """Take a paper of a procedure's dossier in, whose file is here, and give its receipt."""
        if idempotency_key != offered.item:
            raise Refused(422, Reason.REQUEST_MALFORMED, (IDEMPOTENCY_HEADER,))
        return SubmissionAnswer(receipt=take_paper(central.intake, desk, offered))

    @ways.post(PATH_SEVERAL_SUBMISSIONS, responses=REFUSALS)
    def take_several_submissions(desk: AskingDesk, several: SeveralSubmissions) -> SeveralAnswered:
        """Take certified documents in, each under its own item, and answer each for itself."""
        answers = central.intake.take_several(desk, several.submissions)
        return SeveralAnswered(
            answers=tuple(
                OneOfSeveral(
                    item=offered.item,
                    reason=answer.refusal.reason,
                    detail=answer.refusal.detail,
                    status=answer.status,
                )
                if isinstance(answer, Refused)
                else OneOfSeveral(item=offered.item, receipt=answer)
                for offered, answer in zip(several.submissions, answers, strict=True)
            )
        )

    @ways.get(PATH_HOLDINGS, responses=REFUSALS)
    def show_holdings(desk: AskingDesk) -> Holdings:
        """Show what central has taken from the desk that asks, as one hash."""
        return holdings_of(central.intake.taken(desk))

    @ways.post(PATH_MISSING_SUBMISSIONS, responses=REFUSALS)
    def missing_submissions(desk: AskingDesk, question: SubmissionQuestion) -> SubmissionsMissing:
        """Say which of the desk's submissions central has not taken."""
        taken = central.intake.taken(desk)
        lost = (item for item, copy in question.items.items() if taken.get(item) != copy)
        return SubmissionsMissing(missing=tuple(lost))

    @ways.post(PATH_VERDICTS, responses=REFUSALS)
    def tell_verdicts(desk: AskingDesk, question: VerdictQuestion) -> VerdictAnswer:
        """Tell which of the desk's submissions stand; what could not be judged is, once more."""
        if question.again:
            with central.database.snapshot() as connection:
                again = undecided(connection, desk, question)
            if again:
                with central.database.transaction() as connection:
                    wait_again(connection, again)
            for item in again:
                central.judging.wake(item)
        with central.database.snapshot() as connection:
            return answer_verdicts(connection, desk, question, central.key)

    @ways.post(PATH_COPIES, responses=REFUSALS)
    def copies_known(desk: AskingDesk, question: CopiesQuestion) -> CopiesAnswer:
        """Say which copies were certified for a citizen; that a desk asked is kept."""
        with central.database.transaction() as connection:
            return copies_of_citizen(connection, desk, question)

    @ways.post(PATH_COPY_FILE, responses=REFUSALS | _PDF, response_class=StreamingResponse)
    def copy_known(desk: AskingDesk, question: CopyFileQuestion) -> StreamingResponse:
        """Give one of them, to be used instead of the paper; that a desk asked is kept."""
        with central.database.transaction() as connection:
            sha256 = file_of_citizen(connection, desk, question)
        return central.blobs.response(sha256, "application/pdf")

    return ways
