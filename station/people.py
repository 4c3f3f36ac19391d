"""Who may do what. Checked by each use case, in the transaction in which it acts.

A desk to which central has sent no accounts knows nobody, and lets whoever sits there do
everything, as whom the system says (`tramso doctor` warns).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from offline_store.account_wire import Role
from offline_store.store import Records
from station.errors import RoleMissing, SignInNeeded

NOBODY = "-"
"""Stands on the trail for what a desk with accounts does by itself. No login looks like it."""


class Act(StrEnum):
    """What people do at a desk, as far as it matters who they are."""

    RECEIVE = "receive"
    DECIDE = "decide"
    CANCEL_RECEIPT = "cancel-receipt"
    PAGES = "pages"
    COMPARE = "compare"
    JUDGE = "judge"
    CERTIFY = "certify"
    HAND_OVER = "hand-over"
    CENTRAL = "central"
    BOOK = "book"
    PURGE = "purge"
    ADMINISTER = "administer"
    DIGITISE = "digitise"
    CHECK = "check"


_AT_THE_COUNTER = frozenset({Role.CLERK, Role.OFFICER})
_OR_FOR_IT = _AT_THE_COUNTER | {Role.AGENT}
_ALL = frozenset(Role)

# The one table. DECIDE: what becomes of a dossier for a procedure, and its money: no agent's.
# CANCEL_RECEIPT: not whoever takes the money alone.
# CERTIFY: NĐ 23/2015 Điều 20 has the officer answer for what is certified.
MAY: Mapping[Act, frozenset[Role]] = {
    Act.RECEIVE: _OR_FOR_IT,
    Act.DECIDE: _AT_THE_COUNTER,
    Act.CANCEL_RECEIPT: frozenset({Role.OFFICER}),
    Act.PAGES: _OR_FOR_IT,
    Act.COMPARE: _AT_THE_COUNTER,
    Act.JUDGE: _AT_THE_COUNTER,
    Act.CERTIFY: frozenset({Role.OFFICER}),
    Act.HAND_OVER: _OR_FOR_IT | {Role.ARCHIVIST},
    Act.CENTRAL: _ALL,
    Act.BOOK: frozenset({Role.ARCHIVIST}),
    Act.PURGE: frozenset({Role.ARCHIVIST, Role.ADMINISTRATOR}),
    Act.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
    Act.DIGITISE: _AT_THE_COUNTER,
    Act.CHECK: frozenset({Role.CLERK, Role.OFFICER, Role.ARCHIVIST}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in. login: stands on the trail."""

    login: str
    name: str
    roles: frozenset[Role]


def require(records: Records, who: str, act: Act) -> None:
    """See that whoever acts may do so now.

    who: the login of a person who signed in; anything else where the desk has no accounts.

    Raises:
        SignInNeeded: the desk has accounts, and this is none of them, or it is disabled since.
        RoleMissing: it has none of the roles for that.
    """
    account = records.accounts.of(who)
    if account is None and not records.accounts.any():
        return
    if account is None or account.disabled:
        raise SignInNeeded
    may = MAY[act]
    if not account.roles & may:
        needed = ", ".join(role.value for role in Role if role in may)
        raise RoleMissing(act=act.value, roles=needed)
