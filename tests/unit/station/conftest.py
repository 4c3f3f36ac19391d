"""A real store for the station's use cases."""

from tests.store_fixtures import store

__all__ = ["store"]
