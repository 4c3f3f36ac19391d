"""Words for how far a run to central is."""

from offline_store.on_the_way import OnTheWay
from views.language import translate
from views.wording import number

_MINUTE = 60
_HOUR = 60 * _MINUTE


def sending_short(moment: OnTheWay) -> str:
    """Which of how many is on its way, for the status line."""
    return translate("Sending", "Sending {which} of {all}").format(
        which=number(min(moment.done + 1, moment.items)), all=number(moment.items)
    )


def sending_text(moment: OnTheWay) -> str:
    """The same in a sentence, with sizes and the time that is left."""
    parts = [
        translate("Sending", "{sent} of {size} MB have left, of this copy {percent} %.").format(
            sent=_megabytes(moment.sent),
            size=_megabytes(moment.size),
            percent=round(100 * moment.item_sent / moment.item_size) if moment.item_size else 100,
        )
    ]
    if moment.left_s is not None:
        parts.append(translate("Sending", "{time} left.").format(time=_duration(moment.left_s)))
    return " ".join(parts)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".", ",")


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return translate("Sending", "Less than a minute")
    if seconds < _HOUR:
        return translate("Sending", "About {count} min").format(count=round(seconds / _MINUTE))
    return translate("Sending", "About {count} h").format(count=round(seconds / _HOUR))
