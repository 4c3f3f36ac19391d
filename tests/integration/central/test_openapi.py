from pathlib import Path

from central.openapi import openapi_text

KEPT = Path(__file__).parents[3] / "docs/central-openapi.json"


def test_the_description_in_the_documents_is_current() -> None:
    """If this fails: `python -m central.openapi docs/central-openapi.json`, and read the diff."""
    assert KEPT.read_text("utf-8") == openapi_text()
