"""Dossiers for procedures to the national system, ten at once at most, each until it is taken.

What was sent and not answered goes again: there a dossier is known by its code, and a step of its
progress by code, state and moment, so that the same again changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import requests

from central.database import Database
from central.errors import NationalRefused, NationalSettingInvalid, NationalUnreachable
from central.handlings import ToExport, mark_exported, to_export
from central.home import Home
from central.national_messages import dossier_message, progress_message
from central.national_settings import NationalSettings, read_national_settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exported:
    """What a run came to. dossiers, steps: taken. batches: sent. left: dossiers still to go."""

    dossiers: int
    steps: int
    batches: int
    left: int


def export(folder: Path) -> Exported:
    """Send what the national system has not, or not as it is now.

    Raises:
        CentralMissing: no central was made at that folder.
        NationalSettingInvalid: `national.toml` is not as it must be, or names no adapter.
        NationalUnreachable: it does not answer; what was taken before stays so.
        NationalRefused: it refuses the log-in or a batch. Facts: code, service.
    """
    home = Home(folder)
    home.load_receipt_key()
    settings = read_national_settings(folder)
    if not settings.url:
        raise NationalSettingInvalid(key="url")
    database = Database(home)
    try:
        with database.snapshot() as connection:
            waiting = to_export(connection)
        line = NationalLine(settings, folder)
        dossiers = steps = batches = 0
        for batch in _batches(waiting, settings.batch):
            batches += line.send(
                settings.dossiers, [dossier_message(each.told, settings) for each in batch]
            )
            progress = list(_progress(batch, settings))
            for some in _batches(progress, settings.batch):
                batches += line.send(settings.progress, some)
            with database.transaction() as connection:
                mark_exported(connection, batch)
            dossiers, steps = dossiers + len(batch), steps + len(progress)
        with database.snapshot() as connection:
            left = len(to_export(connection))
    finally:
        database.close()
    return Exported(dossiers, steps, batches, left)


def _batches(all_of_them: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(all_of_them)
    while batch := list(islice(left, size)):
        yield batch


def _progress(batch: Sequence[ToExport], settings: NationalSettings) -> Iterator[dict[str, Any]]:
    """The changes that the national system does not know yet, dossier by dossier, oldest first."""
    for each in batch:
        for change in each.told.changes:
            if change.sequence > each.since:
                yield progress_message(each.told, change, settings)


@dataclass(slots=True)
class NationalLine:
    """The line to the adapter, under one session; a new one where that is over, once."""

    settings: NationalSettings
    home: Path
    _session: str = field(default="", repr=False)

    def send(self, service: str, data: list[dict[str, Any]]) -> int:
        """Send one batch; 1, so that callers count.

        Raises:
            NationalUnreachable, NationalRefused: see `export`.
        """
        settings = self.settings
        for attempt in (1, 2):
            if not self._session:
                self._log_in()
            answer = self._ask(
                settings.forward,
                {
                    settings.session: self._session,
                    settings.service: service,
                    settings.updating: "false",
                    settings.data: data,
                },
            )
            code = str(answer.get(settings.error, ""))
            if code == settings.good:
                return 1
            if attempt == 1 and code in settings.session_over:
                self._session = ""
                continue
            raise NationalRefused(code=code, service=service)
        raise AssertionError  # the second attempt returns or raises

    def _log_in(self) -> None:
        settings = self.settings
        password = ""
        if settings.password_file:
            try:
                lines = (self.home / settings.password_file).read_text("utf-8").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise NationalSettingInvalid(key="password_file") from error
            password = lines[0] if lines else ""
        answer = self._ask(
            settings.login, {settings.user_key: settings.user, settings.password_key: password}
        )
        code = str(answer.get(settings.error, settings.good))
        session = answer.get(settings.session)
        if code != settings.good or not isinstance(session, str) or not session:
            raise NationalRefused(code=code, service="login")
        self._session = session

    def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        settings = self.settings
        headers = {}
        if settings.destination:
            headers[settings.destination_header] = settings.destination
        try:
            answer = requests.post(
                settings.url.rstrip("/") + path,
                json=body,
                headers=headers,
                timeout=settings.answer_limit_s,
                allow_redirects=False,
                verify=settings.authority or True,
            )
            answer.raise_for_status()
            said = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise NationalUnreachable(kind=type(error).__name__) from error
        if not isinstance(said, dict):
            raise NationalUnreachable(kind="nonsense")
        return said
