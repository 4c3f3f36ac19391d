"""The practice desk and its paper."""

from tests.signing_fixtures import desk, draft

__all__ = ["desk", "draft"]
