"""The contract of every scan driver, kept by TWAIN's in a Windows Python under Wine."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.contracts.test_scan_drivers import (
    spool,
    test_a_closed_scan_leaves_whole_pages,
    test_a_later_scan_overwrites_nothing,
    test_a_scan_stops_at_its_page_limit,
    test_a_source_that_is_not_there_is_refused,
    test_an_empty_feeder_says_so,
    test_an_unknown_device_is_not_found,
    test_half_a_page_is_no_page,
    test_pages_are_whole_and_alone_in_the_spool,
    test_pages_before_a_jam_are_kept,
    test_the_device_is_found,
    way,
)
from tests.contracts.ways import Rig
from tests.twain.conftest import DUPLEX, Feeder

PAPER_JAM = 20  # TWCC_PAPERJAM

__all__ = [
    "spool",
    "test_a_closed_scan_leaves_whole_pages",
    "test_a_later_scan_overwrites_nothing",
    "test_a_scan_stops_at_its_page_limit",
    "test_a_source_that_is_not_there_is_refused",
    "test_an_empty_feeder_says_so",
    "test_an_unknown_device_is_not_found",
    "test_half_a_page_is_no_page",
    "test_pages_are_whole_and_alone_in_the_spool",
    "test_pages_before_a_jam_are_kept",
    "test_the_device_is_found",
    "way",
]


@pytest.fixture
def rig(feeder: Feeder) -> Rig:
    """Three sides in the feeder of our data source."""
    troubles: dict[str, Callable[[], object]] = {
        "jam": partial(feeder.behave, fail_at=3, fail_with=PAPER_JAM),
        "empty": partial(feeder.fill, 0),
        "half": partial(feeder.behave, short_at=1),
        "no-duplex": partial(feeder.behave, duplex=0),
    }
    return Rig(
        feeder.device_id,
        feeder.environment,
        DUPLEX,
        page_count=3,
        has_brightness=True,
        troubles=troubles,
        python=feeder.python,
    )
