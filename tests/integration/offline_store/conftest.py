"""The store that every test here may ask for."""

from tests.store_fixtures import store as store
