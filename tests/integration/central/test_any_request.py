"""Whatever is asked of central in whatever shape: an answer as its description says, and no 5xx."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from limits import RateLimitItemPerMinute
from schemathesis import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from central.enrolment import add_enrolment_code
from central.home import init
from central.openapi import openapi_text
from central.rate_limit import LIMITS
from central.serve import run_in_thread
from offline_store.central_client import enrol
from tests.integration.central.conftest import AGENCY_CODE


def described() -> dict[str, Any]:
    """What is in the documents, but for who asks: that is said by each test."""
    description = json.loads(openapi_text())
    for methods in description["paths"].values():
        for operation in methods.values():
            operation["parameters"] = [
                each for each in operation.get("parameters", []) if each["name"] != "authorization"
            ]
    return dict(description)


DESCRIPTION = described()

OPERATIONS = sorted(
    (path, method) for path, methods in DESCRIPTION["paths"].items() for method in methods
)
ANYTHING = st.one_of(
    st.binary(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode()),
)
BOUNDS = settings(
    max_examples=15,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
    database=None,
)
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
NEVER = range(500, 600)


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, str]]:
    """A central of its own, without limits on how often, and the credential of a desk."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        many = RateLimitItemPerMinute(1_000_000)
        patch.setattr("central.rate_limit.LIMIT_OF_A_DESK", many)
        patch.setattr("central.rate_limit.LIMITS", tuple((kind, many) for kind, _ in LIMITS))
        home = init(Path(folder) / "central")
        with run_in_thread(home.folder) as url:
            place = enrol(url, add_enrolment_code(home.folder, AGENCY_CODE), "Quầy 1")
            yield url, place.credential


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_any_request_is_answered_as_described(
    path: str, method: str, served: tuple[str, str]
) -> None:
    """As a desk that is known, and as nobody."""
    url, credential = served
    operation = schemathesis.openapi.from_dict(DESCRIPTION)[path][method]

    @BOUNDS
    @given(operation.as_strategy())
    def ask(case: Case[Any]) -> None:
        for headers in ({"Authorization": f"Bearer {credential}"}, {}):
            answer = case.call(base_url=url, headers=headers)
            assert answer.status_code not in NEVER, (answer.status_code, answer.text)
            case.validate_response(answer, checks=CHECKS)

    ask()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_any_body_is_refused_or_understood(path: str, method: str, served: tuple[str, str]) -> None:
    """Bytes that are no JSON, JSON that is no such request: never a failure of central's."""
    url, credential = served
    operation = schemathesis.openapi.from_dict(DESCRIPTION)[path][method]
    described_here = {int(each) for each in DESCRIPTION["paths"][path][method]["responses"]}

    @BOUNDS
    @given(operation.as_strategy(), ANYTHING)
    def ask(case: Case[Any], body: bytes) -> None:
        sent = case.as_transport_kwargs(base_url=url)
        for word in ("json", "data", "files"):
            sent.pop(word, None)
        sent["headers"] = {**(sent.get("headers") or {}), "Authorization": f"Bearer {credential}"}
        answer = requests.request(**sent, data=body, timeout=30)
        assert answer.status_code in described_here, (answer.status_code, answer.text)

    ask()
