"""Mail: signed copies and papers to citizens' addresses, by the ward's own mail server."""

import random
import smtplib
import ssl
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from offline_store.errors import NotFound
from offline_store.issued_papers import PaperId
from offline_store.mail_queue import MailItem, MailState
from offline_store.records import DocumentId
from offline_store.store import Store
from station.citizen_forms import CitizenForm
from station.errors import (
    InputInvalid,
    MailLoginRefused,
    MailRefused,
    MailUnreachable,
    SettingInvalid,
    SettingMissing,
    StationError,
)
from station.hand_over import HandOver
from station.hanoi_time import HANOI, Clock
from station.issue_paper import IssuePaper
from station.people import Act, require
from station.problems import PRODUCT_ERRORS
from station.settings import Settings

_WORDS = Path(__file__).with_name("mail_words.toml")
_FIRST_WAIT_S = 60.0
_LONGEST_WAIT_S = 3600.0
_ALL_DUE = datetime.max.replace(tzinfo=UTC)

Progress = Callable[[MailItem], None]


@dataclass(frozen=True, slots=True)
class MailReport:
    """The items that were tried, as they are now. trouble: what stopped the run before its end."""

    items: tuple[MailItem, ...]
    trouble: StationError | None = None


@dataclass(frozen=True, slots=True)
class MailCopies:
    """Queue a copy or a paper for an address, and send what is queued. Always over TLS."""

    store: Store
    settings: Settings
    hand_over: HandOver
    issue_paper: IssuePaper
    clerk: str
    now: Clock

    def queue(self, document_id: DocumentId, recipient: str) -> MailItem:
        """Put a signed copy on its way; offline it waits.

        Raises:
            SettingMissing: no mail server or no sender is set. SettingInvalid: the sender is no
                address. InputInvalid: that is none.
            NotFound: the paper is not certified yet.
        """
        address = self._address(recipient)
        with self.store.transaction() as records:
            require(records, self.clerk, Act.HAND_OVER)
            if records.dossiers.document(document_id).copy is None:
                raise NotFound(kind="copy", id=document_id)
            item = records.mail.enqueue(document_id, address, self.now())
            records.audit.append(self.now(), self.clerk, "copy-mail-queued", document_id)
        return item

    def queue_paper(self, paper_id: PaperId, recipient: str) -> MailItem:
        """Put a paper that was issued on its way, as `queue` does a copy.

        Raises:
            As `queue`. NotFound: there is no such paper.
        """
        address = self._address(recipient)
        with self.store.transaction() as records:
            require(records, self.clerk, Act.RECEIVE)
            records.issued_papers.get(paper_id)
            item = records.mail.enqueue_paper(paper_id, address, self.now())
            records.audit.append(self.now(), self.clerk, "paper-mail-queued", paper_id)
        return item

    def __call__(
        self, progress: Progress = lambda item: None, *, at_once: bool = False
    ) -> MailReport:
        """Send what is due, oldest first. at_once: also what would wait longer after a failure.

        What the server refuses for good is parked; where it does not answer or does not take the
        log-in, the run stops there.
        """
        with self.store.snapshot() as records:
            due = records.mail.due(_ALL_DUE if at_once else self.now())
            password = records.mail.password()
        tried = list[MailItem]()
        if not due:
            return MailReport(())
        try:
            with self._server(password) as server:
                for item in due:
                    tried.append(self._send(server, item, progress))
        except (MailUnreachable, MailLoginRefused) as error:
            # The server could not be asked, or went away with an item in hand: that one waits,
            # and no other is tried.
            if len(tried) < len(due):
                tried.append(self._put_off(due[len(tried)], error, progress))
            return MailReport(tuple(tried), error)
        return MailReport(tuple(tried))

    def log_in_with(self, password: str) -> None:
        """Keep the password of the mail server, encrypted with the desk.

        Raises:
            InputInvalid: it has other characters than ASCII, which the log-in cannot carry.
        """
        if not password.isascii():
            raise InputInvalid(field="password")
        with self.store.transaction() as records:
            require(records, self.clerk, Act.ADMINISTER)
            records.mail.set_password(password)
            records.audit.append(self.now(), self.clerk, "mail-password-set", "mail")

    def _address(self, recipient: str) -> str:
        """The address as it is written on the envelope, where this desk can send at all."""
        for key in ("server", "sender"):
            if not getattr(self.settings.mail, key):
                raise SettingMissing(key=f"mail.{key}")
        if not _is_address(self.settings.mail.sender):
            raise SettingInvalid(key="mail.sender", expected="an address alone: name@example.vn")
        address = recipient.strip()
        if not _is_address(address):
            raise InputInvalid(field="recipient")
        return address

    @contextmanager
    def _server(self, password: str | None) -> Iterator[smtplib.SMTP]:
        mail = self.settings.mail
        limit = float(mail.answer_limit_s)
        try:
            # A file of authorities that is not there is no reason to trust others.
            context = ssl.create_default_context(cafile=mail.authority or None)
            if mail.security == "tls":
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    mail.server, mail.port, timeout=limit, context=context
                )
            else:
                server = smtplib.SMTP(mail.server, mail.port, timeout=limit)
            with server:
                if mail.security == "starttls":
                    # A server that does not offer it ends here: nothing goes in clear.
                    server.starttls(context=context)
                if mail.user:
                    server.login(mail.user, password or "")
                yield server
        except smtplib.SMTPAuthenticationError as error:
            raise MailLoginRefused(status=error.smtp_code) from error
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnreachable(kind=type(error).__name__) from error

    def _send(self, server: smtplib.SMTP, item: MailItem, progress: Progress) -> MailItem:
        item = self._begin(item, progress)
        if item.state is not MailState.SENDING:
            return item  # another program sent it meanwhile
        try:
            message = self._message(item)
            server.send_message(message, self.settings.mail.sender, [item.recipient])
        except smtplib.SMTPResponseException as error:
            if error.smtp_code >= 500:
                return self._park(item, progress)
            return self._later(item, MailRefused.code, progress)
        except smtplib.SMTPRecipientsRefused as error:
            status = next(iter(error.recipients.values()))[0]
            if status >= 500:
                return self._park(item, progress)
            return self._later(item, MailRefused.code, progress)
        except PRODUCT_ERRORS as error:
            # What is to be sent cannot be read or composed now.
            return self._later(item, error.code, progress)
        document_id = item.document_id
        with self.store.transaction() as records:
            records.mail.mark_sent(item.id, self.now())
            if document_id is None:
                handed_over = True
                records.audit.append(self.now(), self.clerk, "paper-mailed", str(item.paper_id))
            else:
                handed_over = records.dossiers.document(document_id).handed_over_at is not None
                records.audit.append(self.now(), self.clerk, "copy-mailed", document_id)
        if document_id is not None and not handed_over:
            self.hand_over.record(document_id)
        return self._told(item, progress)

    def _put_off(self, item: MailItem, error: StationError, progress: Progress) -> MailItem:
        with self.store.snapshot() as records:
            begun = records.mail.item(item.id).state is MailState.SENDING
        return self._later(item if begun else self._begin(item, progress), error.code, progress)

    def _begin(self, item: MailItem, progress: Progress) -> MailItem:
        with self.store.transaction() as records:
            records.mail.mark_sending(item.id)
        return self._told(item, progress)

    def _park(self, item: MailItem, progress: Progress) -> MailItem:
        with self.store.transaction() as records:
            records.mail.mark_refused(item.id, MailRefused.code)
        return self._told(item, progress)

    def _later(self, item: MailItem, code: str, progress: Progress) -> MailItem:
        limit = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(item.attempts, 10))
        at = self.now() + timedelta(seconds=random.uniform(_FIRST_WAIT_S, limit))
        with self.store.transaction() as records:
            records.mail.mark_failed(item.id, code, at)
        return self._told(item, progress)

    def _told(self, item: MailItem, progress: Progress) -> MailItem:
        with self.store.snapshot() as records:
            after = records.mail.item(item.id)
        progress(after)
        return after

    def _message(self, item: MailItem) -> EmailMessage:
        letter = self._of_copy(item) if item.paper_id is None else self._of_paper(item.paper_id)
        message = EmailMessage()
        message["Subject"] = letter.subject
        message["From"] = Address(self.settings.agency.name, addr_spec=self.settings.mail.sender)
        message["To"] = item.recipient
        message["Date"] = format_datetime(self.now().astimezone(HANOI))
        # The same however often it is tried: a server that has it already can tell.
        message["Message-ID"] = f"<{item.id}@{self.settings.mail.sender.rpartition('@')[2]}>"
        message.set_content(letter.text)
        message.add_attachment(
            letter.pdf, maintype="application", subtype="pdf", filename=letter.file
        )
        return message

    def _of_copy(self, item: MailItem) -> "_Letter":
        assert item.document_id is not None
        with self.store.snapshot() as records:
            document = records.dossiers.document(item.document_id)
        copy = document.copy
        if copy is None:
            raise NotFound(kind="copy", id=item.document_id)
        words = tomllib.loads(_WORDS.read_text("utf-8"))
        lookup_url = self.settings.copy.lookup_of(copy.code)
        facts = {
            "title": document.title,
            "code": copy.code,
            "agency": self.settings.agency.name,
            "lookup": words["lookup"].format(lookup_url=lookup_url) if lookup_url else "",
        }
        return _letter(words, facts, self.hand_over.pdf(item.document_id), copy.code)

    def _of_paper(self, paper_id: PaperId) -> "_Letter":
        with self.store.snapshot() as records:
            paper = records.issued_papers.get(paper_id)
            code = records.dossiers.heading(paper.dossier_id).code
        words = tomllib.loads(_WORDS.read_text("utf-8"))["paper"]
        facts = {
            "title": CitizenForm(paper.form).legal_name,
            "code": code,
            "agency": self.settings.agency.name,
        }
        pdf = self.issue_paper.again(paper_id)
        return _letter(words, facts, pdf, f"{code}-{paper.form}-{paper.count}")


@dataclass(frozen=True, slots=True)
class _Letter:
    subject: str
    text: str
    pdf: bytes
    file: str


def _letter(words: Mapping[str, Any], facts: Mapping[str, str], pdf: bytes, name: str) -> _Letter:
    text = words["text"].strip().format(**facts) + "\n"
    return _Letter(words["subject"].format(**facts), text, pdf, f"{name}.pdf")


def _is_address(text: str) -> bool:
    """Whether it is one address as it is written on an envelope, and nothing else."""
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        return False
    return bool(address.username) and "." in address.domain and text.isascii()
