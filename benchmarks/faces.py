"""Faces: how often a stranger is let through and an owner turned away, and how long a check takes.

The pictures are not ours: a folder of them with `pairs.csv` (or `master.csv`, as in the tests of
the project deepface) names two files a line and whether they show one person: `a.jpg,b.jpg,Yes`.
Who is one person by one line or several is one person in the row of all pairs.
"""

import csv
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import cv2

from benchmarks.rows import Row, Spread
from station.recognition.errors import ReadingError
from station.recognition.face_models import THRESHOLD
from station.recognition.face_quality import flaw_of
from station.recognition.faces import (
    FaceReader,
    SeenFace,
    Template,
    likeness,
    load_face_reader,
)
from station.recognition.picture import Pixels, open_picture

_PAIR_FILES = ("pairs.csv", "master.csv")
_PHOTO_HIGH = 300  # pixels: a card's photo, 25 mm at 300 dpi
_AROUND = 0.6  # of a face's height: what a card's photo shows beside it
_PRINTED_QUALITY = 60  # JPEG
_FILM = (1280, 720)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A picture's face in numbers, and as it would be as a card's photo. flaw: empty for none."""

    template: Template
    as_photo: Template | None
    flaw: str


def measure(runs: int, data: Path | None, models: str) -> tuple[Row, ...]:
    """Error rates where there are pictures; the times of one picture and of loading always."""
    reader = load_face_reader(models)
    if data is None:
        return _times(runs, models, None)
    genuine, listed = _read_pairs(data)
    names = sorted({name for pair in (*genuine, *listed) for name in pair})
    told = {name: _told(reader, open_picture(data / name)) for name in names}
    found = {name: each for name, each in told.items() if each is not None}
    people = _people(genuine)
    everybody = [pair for pair in combinations(sorted(found), 2) if _apart(people, pair)]
    fit = {name: each for name, each in found.items() if not each.flaw}
    flaws = Counter(each.flaw for each in found.values() if each.flaw)
    refused = len(names) - len(fit)
    note = ", ".join(f"{flaw} {count}" for flaw, count in flaws.most_common())
    rows = [
        Row(
            "pictures that the gates refuse",
            "%",
            more_is_better=False,
            ours=Spread.of((100 * refused / len(names),)),
            note=f"{refused} of {len(names)}; no face {len(names) - len(found)}; {note}",
        )
    ]
    for what, each in (("every picture", found), ("pictures that pass", fit)):
        rows += [
            _wrong(f"{what}: owners turned away", _likenesses(each, genuine), True),
            _wrong(f"{what}: strangers let in, pairs as listed", _likenesses(each, listed), False),
            _wrong(f"{what}: strangers let in, all pairs", _likenesses(each, everybody), False),
            _wrong(
                f"{what}, one as a card's photo: owners turned away", _crossed(each, genuine), True
            ),
            _wrong(
                f"{what}, one as a card's photo: strangers let in, all pairs",
                _crossed(each, everybody),
                False,
            ),
        ]
    return (*rows, *_times(runs, models, data / names[0]))


def _read_pairs(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Pairs of one person, and of two."""
    file = next(folder / name for name in _PAIR_FILES if (folder / name).is_file())
    genuine, strangers = list[Pair](), list[Pair]()
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            if len(row) == 3 and row[2].strip().lower() in ("yes", "no"):
                pairs = genuine if row[2].strip().lower() == "yes" else strangers
                pairs.append((row[0].strip(), row[1].strip()))
    return genuine, strangers


def _people(genuine: Iterable[Pair]) -> Mapping[str, str]:
    """A name for whoever is on each picture."""
    person: dict[str, str] = {}
    for one, other in genuine:
        kept, gone = person.setdefault(one, one), person.setdefault(other, other)
        person.update({name: kept for name, who in person.items() if who == gone})
    return person


def _apart(person: Mapping[str, str], pair: Pair) -> bool:
    one, other = (person.get(name) for name in pair)
    return one is not None and other is not None and one != other


def _told(reader: FaceReader, rgb: Pixels) -> Told | None:
    faces = reader.faces(rgb)
    if not faces:
        return None
    flaw = flaw_of(rgb, faces)
    photo = _as_photo(rgb, faces[0])
    on_photo = reader.faces(photo)
    return Told(
        reader.template(rgb, faces[0]),
        reader.template(photo, on_photo[0]) if on_photo else None,
        flaw.value if flaw else "",
    )


def _as_photo(rgb: Pixels, face: SeenFace) -> Pixels:
    """The face as a photo on a card, scanned: 25 mm at 300 dpi, soft, printed pale."""
    left, top, width, height = face.box
    beside = height * _AROUND
    rows = slice(max(0, round(top - beside)), round(top + height + beside))
    columns = slice(max(0, round(left - beside)), round(left + width + beside))
    cut = rgb[rows, columns]
    scale = _PHOTO_HIGH / cut.shape[0]
    small = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 1.0)
    pale = cv2.convertScaleAbs(soft, alpha=0.8, beta=40)
    _, packed = cv2.imencode(".jpg", pale, [cv2.IMWRITE_JPEG_QUALITY, _PRINTED_QUALITY])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)  # type: ignore[return-value]


def _likenesses(told: Mapping[str, Told], pairs: Iterable[Pair]) -> list[float]:
    return [
        likeness(told[one].template, told[other].template)
        for one, other in pairs
        if one in told and other in told
    ]


def _crossed(told: Mapping[str, Told], pairs: Iterable[Pair]) -> list[float]:
    """Each picture against the other as a card's photo, both ways."""
    found = []
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            photo = told[one].as_photo if one in told else None
            if photo is not None and other in told:
                found.append(likeness(photo, told[other].template))
    return found


def _wrong(what: str, values: list[float], owners: bool) -> Row:
    wrong = sum((value < THRESHOLD) if owners else (value >= THRESHOLD) for value in values)
    extreme = min(values) if owners else max(values)
    note = f"{wrong} of {len(values)} at {THRESHOLD}; {'least' if owners else 'most'} like "
    note += f"{extreme:.3f}"
    share = 100 * wrong / len(values)
    return Row(what, "%", more_is_better=False, ours=Spread.of((share,)), note=note)


def _times(runs: int, models: str, picture: Path | None) -> tuple[Row, ...]:
    loading, finding, telling = list[float](), list[float](), list[float]()
    if picture is not None:
        rgb = open_picture(picture)
        film: Pixels = cv2.resize(rgb, _FILM)  # type: ignore[assignment]
    for _ in range(runs):
        begun = time.perf_counter()
        try:
            reader = load_face_reader(models)
        except ReadingError:
            return ()
        loading.append(time.perf_counter() - begun)
        if picture is None:
            continue
        begun = time.perf_counter()
        reader.faces(film)
        finding.append(time.perf_counter() - begun)
        face = reader.faces(rgb)[0]
        begun = time.perf_counter()
        reader.template(rgb, face)
        telling.append(time.perf_counter() - begun)
    named = (
        ("both networks loaded", loading),
        ("a face found, a webcam's picture of 1280 × 720", finding),
        ("a face told", telling),
    )
    return tuple(
        Row(what, "s", more_is_better=False, ours=Spread.of(tuple(seconds)))
        for what, seconds in named
        if seconds
    )
