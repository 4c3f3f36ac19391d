"""The one table of what may follow what."""

from hypothesis import given
from hypothesis import strategies as st

from offline_store.handling import Axis
from station.dossier_states import FIRST, MAY_FOLLOW, Business, may_follow


@given(st.data())
def test_every_walk_through_the_table_ends(data: st.DataObject) -> None:
    """From any state of any axis only states of that axis follow, and nothing becomes new again."""
    axis = data.draw(st.sampled_from(Axis))
    state = FIRST[axis]
    for _ in range(12):
        following = sorted(may_follow(axis, state))
        assert set(following) <= set(MAY_FOLLOW[axis])
        if not following:
            break
        state = data.draw(st.sampled_from(following))
        if axis is Axis.BUSINESS:
            assert state != Business.REGISTERED


def test_the_national_codes_are_one_to_ten() -> None:
    """All of them stand in the table, each can be reached."""
    reached = {FIRST[Axis.BUSINESS]}
    while more := {after for state in reached for after in may_follow(Axis.BUSINESS, state)}:
        if more <= reached:
            break
        reached |= more
    assert sorted(reached, key=int) == [str(number) for number in range(1, 11)]
