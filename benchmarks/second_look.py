"""Second look: planted forgeries found, against false alarms, in rescans of another day."""

import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.forgeries import Forgery, Planted, plant
from benchmarks.rows import Row, Spread
from benchmarks.turns import Stopwatch
from station.recognition.second_look import Comparison, compare_pictures
from station.recognition.tesseract import Box

_ROUNDS_A_RUN = 2


def measure(runs: int) -> tuple[Row, ...]:
    """Each forgery twice a run, and as many rescans of the true paper."""
    found: Counter[Forgery] = Counter()
    planted: Counter[Forgery] = Counter()
    alarms: list[int] = []
    seconds: list[float] = []
    with tempfile.TemporaryDirectory(prefix="tramso-bench-") as folder:
        for case in plant(Path(folder), runs * _ROUNDS_A_RUN):
            with Stopwatch() as watch:
                comparison = compare_pictures(case.original, case.copy)
            seconds.append(watch.seconds)
            planted[case.forgery] += 1
            found[case.forgery] += _is_found(case, comparison)
            alarms.append(_false_alarms(case, comparison))
    kinds = [forgery for forgery in Forgery if forgery is not Forgery.NONE]
    forged, all_found = sum(planted[kind] for kind in kinds), sum(found[kind] for kind in kinds)
    return (
        Row(
            what=f"{forged} planted forgeries",
            unit="% found",
            more_is_better=True,
            ours=Spread.of((100 * all_found / forged,)),
            note=", ".join(f"{kind.value} {found[kind]} of {planted[kind]}" for kind in kinds),
        ),
        Row(
            what=f"false alarms on {len(alarms)} rescans",
            unit="a page",
            more_is_better=False,
            ours=Spread.of((sum(alarms) / len(alarms),)),
            note=f"{sum(count == 0 for count in alarms)} pages without any",
        ),
        Row(
            what="one comparison, files to answer",
            unit="s",
            more_is_better=False,
            ours=Spread.of(tuple(seconds)),
        ),
    )


def _is_found(case: Planted, comparison: Comparison) -> bool:
    return any(
        _touch(difference.box, place)
        for difference in comparison.differences
        for place in case.places
    )


def _false_alarms(case: Planted, comparison: Comparison) -> int:
    if not comparison.aligned:
        return 1
    return sum(
        not any(_touch(difference.box, place) for place in case.places)
        for difference in comparison.differences
    )


def _touch(one: Box, other: Box) -> bool:
    return all(
        one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2]
        for axis in (0, 1)
    )
