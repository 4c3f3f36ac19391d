"""The keys of the window, place by place: what the sheet of keys lists."""

from dataclasses import dataclass

from views.chosen_keys import Scope
from views.citizen_corner import CITIZEN_KEY, CONSENT_KEY
from views.citizens_copies_sheet import COPIES_KEY
from views.close_day_sheet import CLOSE_DAY_KEY
from views.compare_texts import DIFFERS_KEY
from views.face_sheet import FACE_KEY
from views.handling_sheet import HANDLING_KEY
from views.identify_tool import IDENTIFY_KEY
from views.language import translate
from views.papers_sheet import PAPERS_KEY
from views.presenters.counter import Place
from views.problem_sheet import PROBLEM_KEY
from views.reports_sheet import REPORTS_KEY
from views.sign_in_cover import LOCK_KEY, PASSWORD_KEY
from views.wording import place_key, place_name
from views.zoom_tools import FIT_KEY


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that work at a place, or everywhere: (keys, parted by spaces, and what they do)."""

    scope: Scope
    title: str
    entries: tuple[tuple[str, str], ...]


def key_groups() -> tuple[KeyGroup, ...]:
    """Keys and what they do, by place."""
    return (
        KeyGroup(
            None,
            translate("Keys", "Everywhere"),
            (
                ("F9", translate("Keys", "The next step, as the blue button says")),
                ("F2", translate("Keys", "Receive a new dossier")),
                ("F8", translate("Keys", "Check a signed PDF")),
                ("Shift+F8", translate("Keys", "What is owed to signed copies")),
                (PROBLEM_KEY, translate("Keys", "What went wrong, what is safe, what to do")),
                ("Ctrl+L", translate("Keys", "Show or hide all messages")),
                ("Ctrl+D", translate("Keys", "Show or hide the open dossier")),
                (PAPERS_KEY, translate("Keys", "The papers of the open dossier, and its pile")),
                ("1 … 9", translate("Keys", "At the papers: give the page in hand to that paper")),
                ("Enter", translate("Keys", "At the papers: choose for the page or paper in hand")),
                ("F4", translate("Keys", "At the papers: describe the paper in hand")),
                ("Shift+F9", translate("Keys", "At the papers: sign what is described")),
                ("F6", translate("Keys", "At the papers: the other list")),
                ("F7", translate("Keys", "At the papers: fill in the citizen's form")),
                (HANDLING_KEY, translate("Keys", "Steps and slips of the open dossier")),
                ("1 … 9", translate("Keys", "At the steps: move it to the state of that number")),
                ("F4  F6  F7", translate("Keys", "At the steps: print again, a slip, by e-mail")),
                ("F5", translate("Keys", "At the steps: take the fee, or cancel its receipt")),
                (CLOSE_DAY_KEY, translate("Keys", "The cashier's receipts, and the day's close")),
                (COPIES_KEY, translate("Keys", "Copies that the citizen already has")),
                ("Ctrl+B", translate("Keys", "Print the slip for the citizen")),
                (CITIZEN_KEY, translate("Keys", "The citizen's screen: open it, put it away")),
                (CONSENT_KEY, translate("Keys", "Ask the citizen for a consent")),
                (FACE_KEY, translate("Keys", "Hold the citizen's face against their card")),
                (LOCK_KEY, translate("Keys", "Lock the screen, where people sign in")),
                (PASSWORD_KEY, translate("Keys", "Change your password, where people sign in")),
                ("F1  ?", translate("Keys", "This sheet")),
                *((place_key(place), place_name(place)) for place in Place),
            ),
        ),
        KeyGroup(
            Place.TODAY,
            place_name(Place.TODAY),
            (
                ("Ctrl+F", translate("Keys", "Search")),
                (
                    "Ctrl+Enter  Ctrl+Del",
                    translate("Keys", "Keep an interrupted scan, set it aside"),
                ),
                ("Ctrl+T", translate("Keys", "What is late or due today")),
                (REPORTS_KEY, translate("Keys", "Reports of today and this month")),
                ("Enter", translate("Keys", "Open the dossier at its next step")),
            ),
        ),
        KeyGroup(
            Place.RECEIVE,
            place_name(Place.RECEIVE),
            (
                ("Ctrl+O", translate("Keys", "Choose a picture of the card")),
                ("Ctrl+K", translate("Keys", "Read a card through the camera")),
                ("Ctrl+I", translate("Keys", "Read the card's chip on the card reader")),
                (IDENTIFY_KEY, translate("Keys", "Let the citizen confirm by their phone")),
                ("Ctrl+J", translate("Keys", "Receive, then check the face")),
                ("Ctrl+M", translate("Keys", "For copies, or for a procedure")),
                ("F6", translate("Keys", "Call the next number, where the queue is used")),
            ),
        ),
        KeyGroup(
            Place.DOSSIERS,
            place_name(Place.DOSSIERS),
            (
                ("Ctrl+F", translate("Keys", "Search")),
                ("F6", translate("Keys", "By given name, or the newest first")),
                ("Enter", translate("Keys", "Open the dossier at its next step")),
            ),
        ),
        KeyGroup(
            Place.SCAN,
            place_name(Place.SCAN),
            (
                ("F5", translate("Keys", "Scan more")),
                ("Esc", translate("Keys", "Stop scanning")),
                ("F6", translate("Keys", "Look for scanners again")),
                ("Shift+F5", translate("Keys", "Scan more behind the page in hand")),
                ("Ctrl+R", translate("Keys", "Scan the page in hand again, in its place")),
                ("Ctrl+O  Ctrl+V", translate("Keys", "Add pages from files, paste a picture")),
                ("Shift+↑  Shift+↓", translate("Keys", "Choose several pages")),
                ("Del", translate("Keys", "Remove the pages chosen in the list of pages")),
                ("Ctrl+[  Ctrl+]", translate("Keys", "Turn the page left, right")),
                ("Ctrl+↑  Ctrl+↓", translate("Keys", "Move the pages chosen up, down")),
                ("Ctrl+K  Ctrl+T", translate("Keys", "Crop the page, cut it in two")),
                ("Ctrl+E", translate("Keys", "Clean up the pages chosen")),
                ("Ctrl+M", translate("Keys", "Make another paper of the pages chosen")),
                ("Ctrl+G", translate("Keys", "Join the pages chosen on one")),
                ("Ctrl+Z  Ctrl+Y", translate("Keys", "Take back an act on pages, do it again")),
                ("Ctrl+Enter  Ctrl+Del", translate("Keys", "Do what is suggested, leave it")),
                ("Ctrl+P", translate("Keys", "A separator sheet, to print or save")),
            ),
        ),
        KeyGroup(
            Place.COMPARE,
            place_name(Place.COMPARE),
            (
                ("Enter", translate("Keys", "Same as the original, or as typed; next doubt")),
                ("F7", translate("Keys", "The doubt before")),
                ("F4", translate("Keys", "No word: a pen stroke or a stain")),
                (DIFFERS_KEY, translate("Keys", "The original says something else here")),
                ("F6", translate("Keys", "Text, fields or another paper beside the picture")),
                ("F5  Ctrl+O", translate("Keys", "Another paper: scan it, open a file")),
                ("Ctrl+Space", translate("Keys", "Another paper: show it in the page's place")),
                ("Ctrl+Z", translate("Keys", "Take back the last correction")),
                ("PgUp PgDn", translate("Keys", "Page before, next page")),
                (f"Ctrl+−  Ctrl+=  {FIT_KEY}", translate("Keys", "Smaller, larger, fit")),
                ("Ctrl+Shift+Z", translate("Keys", "Compare this page again")),
            ),
        ),
        KeyGroup(
            Place.SIGN,
            place_name(Place.SIGN),
            (
                ("Enter", translate("Keys", "Go to what the copy lacks, or sign")),
                ("Shift+F9", translate("Keys", "Sign all that is ready")),
                ("Ctrl+J", translate("Keys", "Grounds for refusing")),
            ),
        ),
        KeyGroup(
            Place.HAND_OVER,
            place_name(Place.HAND_OVER),
            (
                ("PgUp PgDn", translate("Keys", "Page before, next page")),
                ("Ctrl+P", translate("Keys", "Print")),
                ("Ctrl+U", translate("Keys", "Save to USB stick")),
                ("F6", translate("Keys", "Send to central")),
            ),
        ),
        KeyGroup(
            Place.REGISTER,
            place_name(Place.REGISTER),
            (
                ("Ctrl+P", translate("Keys", "Print the book or the month")),
                ("Ctrl+E", translate("Keys", "Save it as a spreadsheet")),
                ("Del", translate("Keys", "Cancel a number that is not signed")),
            ),
        ),
        KeyGroup(
            Place.LOTS,
            place_name(Place.LOTS),
            (
                ("Ctrl+N", translate("Keys", "Open a new lot")),
                ("Enter", translate("Keys", "Open the lot, or the dossier")),
                ("F5  Ctrl+O", translate("Keys", "The next dossier: scan it, add files")),
                ("Ctrl+K", translate("Keys", "Cut a batch apart at its sheets")),
                ("F4", translate("Keys", "The dossier in hand is done")),
                ("F6", translate("Keys", "Type fields a second time, decide differences")),
                ("Ctrl+Enter", translate("Keys", "Hand the lot in for its check")),
                ("Ctrl+Y  Ctrl+J", translate("Keys", "The dossier is right, is wrong")),
                ("PgUp PgDn", translate("Keys", "Page before, next page")),
                (f"Ctrl+−  Ctrl+=  {FIT_KEY}", translate("Keys", "Smaller, larger, fit")),
                ("Ctrl+E", translate("Keys", "Save the figures as a spreadsheet")),
                ("Esc", translate("Keys", "Stop, or back to all lots")),
            ),
        ),
        KeyGroup(
            Place.OUTBOX,
            place_name(Place.OUTBOX),
            (
                ("F6", translate("Keys", "Send what was refused again")),
                ("Enter", translate("Keys", "Open the copy")),
            ),
        ),
        KeyGroup(
            Place.DEVICES,
            place_name(Place.DEVICES),
            (
                ("F4", translate("Keys", "Set the desk up, step by step")),
                ("F6", translate("Keys", "Scan a test page")),
                ("Ctrl+E", translate("Keys", "Save the file for support")),
            ),
        ),
    )
