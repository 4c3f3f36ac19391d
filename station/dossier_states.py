"""What may follow what, as one table: the national codes, and three axes beside them.

Business: the codes 1 to 10 of the national message (TrangThaiHoSo). The four axes say nothing of
each other: a dossier may be resolved and unpaid, or paid and not yet sent.
"""

from collections.abc import Mapping
from enum import StrEnum

from offline_store.handling import Axis


class Business(StrEnum):
    """The national codes; `NATIONAL_WORDS` has their words."""

    REGISTERED = "1"
    RECEIVED = "2"
    NOT_RECEIVED = "3"
    IN_WORK = "4"
    SUPPLEMENT_ASKED = "5"
    PAYMENT_ASKED = "6"
    WITHDRAWN = "7"
    STOPPED = "8"
    RESOLVED = "9"
    RETURNED = "10"


NATIONAL_WORDS: Mapping[Business, str] = {
    Business.REGISTERED: "Mới đăng ký",
    Business.RECEIVED: "Được tiếp nhận",
    Business.NOT_RECEIVED: "Không được tiếp nhận",
    Business.IN_WORK: "Đang xử lý",
    Business.SUPPLEMENT_ASKED: "Yêu cầu bổ sung giấy tờ",
    Business.PAYMENT_ASKED: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Business.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    Business.STOPPED: "Dừng xử lý",
    Business.RESOLVED: "Đã xử lý xong",
    Business.RETURNED: "Đã trả kết quả",
}
"""What papers call the codes."""


class Money(StrEnum):
    """A shown code is never `paid`: a cashier's act or a word of central's is.

    What is paid is due again only once its receipt is cancelled.
    """

    NOTHING_DUE = "nothing-due"
    DUE = "due"
    PAID = "paid"


class Delivery(StrEnum):
    """Where the result is."""

    NOTHING_YET = "nothing-yet"
    READY = "ready"
    POSTED = "posted"
    HANDED_OVER = "handed-over"


class Sync(StrEnum):
    """Where the record is: here alone, on its way, at central, or refused there."""

    HERE = "here"
    ON_THE_WAY = "on-the-way"
    SAFE = "safe"
    REFUSED = "refused"


_B, _M, _D, _S = Business, Money, Delivery, Sync

# The one table: by axis and state, what may follow.
MAY_FOLLOW: Mapping[Axis, Mapping[str, frozenset[str]]] = {
    Axis.BUSINESS: {
        _B.REGISTERED: frozenset({_B.RECEIVED, _B.NOT_RECEIVED, _B.WITHDRAWN}),
        _B.RECEIVED: frozenset(
            {_B.IN_WORK, _B.SUPPLEMENT_ASKED, _B.PAYMENT_ASKED, _B.WITHDRAWN, _B.STOPPED}
        ),
        _B.NOT_RECEIVED: frozenset(),
        _B.IN_WORK: frozenset(
            {_B.SUPPLEMENT_ASKED, _B.PAYMENT_ASKED, _B.WITHDRAWN, _B.STOPPED, _B.RESOLVED}
        ),
        _B.SUPPLEMENT_ASKED: frozenset({_B.IN_WORK, _B.WITHDRAWN, _B.STOPPED}),
        _B.PAYMENT_ASKED: frozenset({_B.IN_WORK, _B.WITHDRAWN, _B.STOPPED}),
        _B.WITHDRAWN: frozenset(),
        _B.STOPPED: frozenset(),
        _B.RESOLVED: frozenset({_B.RETURNED}),
        _B.RETURNED: frozenset(),
    },
    Axis.MONEY: {
        _M.NOTHING_DUE: frozenset({_M.DUE}),
        _M.DUE: frozenset({_M.PAID, _M.NOTHING_DUE}),
        _M.PAID: frozenset({_M.DUE}),
    },
    Axis.DELIVERY: {
        _D.NOTHING_YET: frozenset({_D.READY}),
        _D.READY: frozenset({_D.POSTED, _D.HANDED_OVER}),
        _D.POSTED: frozenset({_D.READY, _D.HANDED_OVER}),
        _D.HANDED_OVER: frozenset(),
    },
    Axis.SYNC: {
        _S.HERE: frozenset({_S.ON_THE_WAY}),
        _S.ON_THE_WAY: frozenset({_S.SAFE, _S.REFUSED, _S.HERE}),
        _S.SAFE: frozenset({_S.ON_THE_WAY}),
        _S.REFUSED: frozenset({_S.ON_THE_WAY}),
    },
}
# Where each axis begins.
FIRST: Mapping[Axis, str] = {
    Axis.BUSINESS: Business.REGISTERED,
    Axis.MONEY: Money.NOTHING_DUE,
    Axis.DELIVERY: Delivery.NOTHING_YET,
    Axis.SYNC: Sync.HERE,
}
# The citizen is owed a word why.
WANTS_REASON = frozenset(
    {Business.NOT_RECEIVED, Business.SUPPLEMENT_ASKED, Business.WITHDRAWN, Business.STOPPED}
)
# What is awaited of the citizen is not counted into the time limit.
PAUSED = frozenset({Business.SUPPLEMENT_ASKED})
# Nobody waits for a result any more.
OVER = frozenset(
    {
        Business.NOT_RECEIVED,
        Business.WITHDRAWN,
        Business.STOPPED,
        Business.RESOLVED,
        Business.RETURNED,
    }
)


def may_follow(axis: Axis, state: str) -> frozenset[str]:
    """What may follow a state of an axis; empty where it is the last."""
    return MAY_FOLLOW[axis][state]
