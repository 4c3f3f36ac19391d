"""The tokens of the look: every colour, size and font of the window stands here and only here."""

from dataclasses import dataclass

# Measures in logical pixels, on a grid of 8.
GRID = 8
MARGIN = 16
GROUP = 24
CONTROL = 36
CORNER = 6
ROW = 44
ICON = 20
SMALL_ICON = 16
RAIL = 80
RAIL_NARROW = 48
PANEL = 292
STRIP = 128
THUMBNAIL = 96
COLUMN = 304
COLUMN_NARROW = 236
STATUS = 32
HEADER = 52
FOOTER = 53
LIGHT = 8
FOCUS = 2
HAIRLINE = 1

# Below this width of the window the rail loses its words and the dossier panel folds away.
NARROW_BELOW = 1040
# Smallest window: 1366×768 at 200 % leaves 683×384.
SMALLEST = (640, 352)

# The citizen's screen: read at arm's length, touched with a finger; a tablet's size where it is a
# window.
CITIZEN_CODE = GRID * 30
CITIZEN_FIELD = GRID * 40
CITIZEN_CONTROL = 72
TABLET = (1024, 700)

SMALL_PX = 12
BODY_PX = 13
TITLE_PX = 15
NUMBER_PX = 20
READING_PX = 16
CITIZEN_SMALL_PX = 17
CITIZEN_PX = 22
CITIZEN_TITLE_PX = 28
CITIZEN_NUMBER_PX = 34
CITIZEN_CALLED_PX = 120

# Fonts with all Vietnamese letters, the systems' own first.
FONTS = (
    "Segoe UI Variable Text",
    "Segoe UI",
    "Inter",
    "Noto Sans",
    "Ubuntu",
    "Cantarell",
    "Arimo",
    "DejaVu Sans",
)
# What is compared letter by letter looks as on paper.
PAPER_FONTS = ("Times New Roman", "Tinos", "Noto Serif", "DejaVu Serif")

SLIDE_MS = 140


# Lies over black ink on white paper, in both themes.
HIGHLIGHTER = "#FFE7B3"


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. Text on its ground keeps at least 4.5 : 1; colour always means something."""

    background: str
    surface: str
    text: str
    secondary: str
    line: str
    accent: str
    on_accent: str
    hover: str
    selected: str
    done: str
    doubt: str
    doubt_ground: str
    error: str
    desk: str


LIGHT_PALETTE = Palette(
    background="#F7F8FA",
    surface="#FFFFFF",
    text="#1B1F27",
    secondary="#5B6472",
    line="#E1E4EA",
    accent="#0B5FA5",
    on_accent="#FFFFFF",
    hover="#EEF2F6",
    selected="#E2EDF7",
    done="#1E7B4F",
    doubt="#A65700",
    doubt_ground="#FFF3DC",
    error="#B3261E",
    desk="#ECEEF2",
)
DARK_PALETTE = Palette(
    background="#16181D",
    surface="#1E2128",
    text="#E7E9EE",
    secondary="#9AA3B2",
    line="#2C313B",
    accent="#5AA9F0",
    on_accent="#0E1A26",
    hover="#262B34",
    selected="#22364B",
    done="#4CC38A",
    doubt="#F5B453",
    doubt_ground="#3A2C12",
    error="#FF8A80",
    desk="#101216",
)
# For eyes that need it: at least 7 : 1 everywhere, and every line is seen.
CONTRAST_PALETTE = Palette(
    background="#FFFFFF",
    surface="#FFFFFF",
    text="#000000",
    secondary="#262626",
    line="#000000",
    accent="#003A75",
    on_accent="#FFFFFF",
    hover="#E8E8E8",
    selected="#D6E8FB",
    done="#00441B",
    doubt="#6B2E00",
    doubt_ground="#FFF3DC",
    error="#8B0000",
    desk="#E8E8E8",
)
CONTRAST_DARK_PALETTE = Palette(
    background="#000000",
    surface="#000000",
    text="#FFFFFF",
    secondary="#E6E6E6",
    line="#FFFFFF",
    accent="#7CC4FF",
    on_accent="#000000",
    hover="#242424",
    selected="#00305A",
    done="#7CFFB2",
    doubt="#FFD166",
    doubt_ground="#332200",
    error="#FFB3AB",
    desk="#161616",
)
