"""The settings of keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KeySettings:
    """Which keys do what in the window, where not its own do.

    chosen: by place and the window's own key, such as `"compare/F7" = "Ctrl+Left"`; `"/F2"` is a
    key that works everywhere. may_change: whether people may choose keys on the window's sheet.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    may_change: bool = True
