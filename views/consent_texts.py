"""What a citizen is asked, in words for them, and its name for the clerk."""

from offline_store.records import Requester
from station.consent import Purpose
from views.language import translate


def question_text(purpose: Purpose, requester: Requester) -> str:
    """The question, as it stands on the citizen's screen."""
    match purpose:
        case Purpose.MAIL:
            if requester.email:
                return translate(
                    "Consent", "May the signed copy be sent to you by e-mail, to {address}?"
                ).format(address=requester.email)
            return translate("Consent", "May the signed copy be sent to you by e-mail?")
        case Purpose.COPIES:
            return translate(
                "Consent",
                "May digital copies that the city already holds be used instead of your papers?",
            )
        case Purpose.FACE:
            return translate(
                "Consent",
                "May a camera compare your face with the photo on your card? No picture is kept. "
                "Otherwise the clerk looks.",
            )


def purpose_name(purpose: Purpose) -> str:
    """The same, short, for the clerk."""
    return {
        Purpose.MAIL: translate("Consent", "Send the copy by e-mail"),
        Purpose.COPIES: translate("Consent", "Use copies that the city holds"),
        Purpose.FACE: translate("Consent", "Compare face and card by camera"),
    }[purpose]


def answer_words(answer: bool | None) -> str:
    """What the citizen said last."""
    if answer is None:
        return translate("Consent", "Not asked yet.")
    if answer:
        return translate("Consent", "The citizen agreed.")
    return translate("Consent", "The citizen did not agree.")
