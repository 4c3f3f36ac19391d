"""What a paper says twice, as a sign of doubt: where it does not agree, some word of it is wrong.

The reader judges each word by itself; only the kind of paper tells that a date stands there in
digits and in words, or that a number must fit a year of birth.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from offline_store.records import Reading
from station.recognition.kinds import Kind
from station.recognition.paper import recognise

# How often such a rule fails although every word was read right: papers contradict themselves, too.
# An assumption: the pages that reading is measured on are filled in at random, so that theirs do.
_PAPER_ITSELF = 0.02


def weighed(reading: Reading, kinds: Sequence[Kind]) -> Reading:
    """The reading as it is with its paper's own rules: of a check that fails, its words in doubt.

    By Bayes: that one of them is wrong is all but certain then, and each has its share of that by
    how probable it was before. No doubt falls, and words that a clerk put right stay as they are.
    Some hundredths of a second.
    """
    paper = recognise(reading, kinds)
    if paper is None:
        return reading
    doubts = [word.doubt if word.read_as is None else 0.0 for word in reading.words]
    raised = [word.doubt for word in reading.words]
    for check in paper.checks:
        if check.agrees:
            continue
        words = sorted({at for name in check.fields for at in paper.fields[name].words})
        any_wrong = 1 - math.prod(1 - doubts[at] for at in words)
        fails = any_wrong + (1 - any_wrong) * _PAPER_ITSELF
        for at in words:
            raised[at] = max(raised[at], round(doubts[at] / fails, 4))
    words_now = tuple(
        replace(word, doubt=doubt) for word, doubt in zip(reading.words, raised, strict=True)
    )
    return replace(reading, words=words_now)
