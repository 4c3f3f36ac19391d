"""What the system says of a disk, in the store's words."""

import errno

import pytest

from offline_store.durable import room_on_disk
from offline_store.errors import StoreError, StoreFull, StoreReadOnly


@pytest.mark.parametrize(
    ("said", "told"),
    [(errno.EIO, StoreReadOnly), (errno.EROFS, StoreReadOnly), (errno.ENOSPC, StoreFull)],
)
def test_a_disk_that_takes_no_more_is_told_as_such(said: int, told: type[StoreError]) -> None:
    """A disk that fails answers what is under way with EIO, and all after it with EROFS."""
    with pytest.raises(told), room_on_disk():
        raise OSError(said, "")
