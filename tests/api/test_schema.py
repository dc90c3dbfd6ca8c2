"""The whole OpenAPI, tried with whatever it allows: no fault of ours, no answer it does not describe."""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from filmstudio.api import limits
from tests.api.conftest import BOARD

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = {"postgres": int(os.environ.get("SCHEMA_EXAMPLES", "8")), "sqlite": 2}
"""Of each operation. Postgres is the one that refuses what a column cannot hold."""
ENDLESS = {"/api/v1/jobs/{job_id}/events"}
"""Streams end with their job; test_jobs reads them."""


@pytest.fixture
def schema(app):
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def test_the_document_holds_for_whatever_comes(schema, person, finish, studio, monkeypatch):
    monkeypatch.setattr(limits, "requests_a_minute", lambda plan: 10**6)
    ann = person("ann", role="admin")
    project = ann.project(storyboard=BOARD)
    ids = {
        "project_id": project["id"],
        "file_id": project["source_file_id"],
        "job_id": str(finish(project)),
    }
    headers = {"Authorization": f"Bearer test-{ann.user.id}"}
    tried = set()

    def attempt(case):
        for name in ids.keys() & set(case.path_parameters or {}):
            # Most tries go to things that are there; what is not there is soon tried enough.
            if sum(str(case.path_parameters[name]).encode()) % 4:
                case.path_parameters[name] = ids[name]
        response = case.call(headers=headers)
        tried.add((case.method, case.path))
        if response.status_code != 503 or "retry-after" not in response.headers:
            case.validate_response(response, checks=CHECKS)

    profile = settings(
        max_examples=EXAMPLES["sqlite" if studio.is_sqlite else "postgres"],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path not in ENDLESS:
            profile(given(case=operation.as_strategy())(attempt))()
    assert len(tried) > 30
