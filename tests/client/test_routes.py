"""The client against the OpenAPI document: every route is known, every model has its shape."""

from __future__ import annotations

import inspect
import json
import re
import typing
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import BaseModel

from filmstudio.api.app import create_app
from filmstudio.client import FilmStudio, FilmStudioError, routes
from filmstudio.client.models import Page, Status
from filmstudio.client.steps import both, both_iter
from filmstudio.client.studio import Studio

BROWSERS = "for browsers: cookies, letters and other people's pages"
ADMINS = "for the people who run a studio, in its pages and at its command line"
UNKNOWN = {
    ("GET", "/admin/stats"): ADMINS,
    ("GET", "/admin/jobs"): ADMINS,
    ("GET", "/admin/system-health"): ADMINS,
    ("POST", "/auth/verify-email"): BROWSERS,
    ("POST", "/auth/forgot-password"): BROWSERS,
    ("POST", "/auth/reset-password"): BROWSERS,
    ("POST", "/auth/change-password"): BROWSERS,
    ("POST", "/auth/change-email"): BROWSERS,
    ("POST", "/auth/mfa/enroll"): BROWSERS,
    ("POST", "/auth/mfa/recovery-codes"): BROWSERS,
    ("POST", "/auth/mfa/disable"): BROWSERS,
    ("GET", "/auth/oauth"): BROWSERS,
    ("GET", "/auth/oauth/{provider}"): BROWSERS,
    ("GET", "/auth/oauth/{provider}/callback"): BROWSERS,
    ("POST", "/auth/oauth/{provider}/callback"): BROWSERS,
    ("GET", "/push/key"): BROWSERS,
    ("GET", "/push/subscriptions"): BROWSERS,
    ("POST", "/push/subscriptions"): BROWSERS,
    ("DELETE", "/push/subscriptions/{subscription_id}"): BROWSERS,
    ("GET", "/users/me/identities"): BROWSERS,
    ("DELETE", "/users/me/identities/{identity_id}"): BROWSERS,
    ("GET", "/previews/{preview_id}"): BROWSERS,
    ("GET", "/previews/{preview_id}/{key}/{name}"): BROWSERS,
    ("GET", "/jobs/{job_id}/pictures/{unit}"): BROWSERS,
    ("GET", "/jobs/{job_id}/clips/{unit}"): BROWSERS,
    ("GET", "/jobs/{job_id}/lines/{unit}"): BROWSERS,
    ("GET", "/films/{address}"): BROWSERS,
    ("GET", "/films/{address}/video"): BROWSERS,
    ("GET", "/films/{address}/files/{name}"): BROWSERS,
    ("GET", "/films/{address}/pictures/{unit}"): BROWSERS,
    ("POST", "/projects/{project_id}/links"): BROWSERS,
    ("DELETE", "/projects/{project_id}/links"): BROWSERS,
    ("GET", "/projects/{project_id}/cover"): BROWSERS,
    ("POST", "/credits/purchase"): BROWSERS,
    ("POST", "/credits/grant"): ADMINS,
    ("GET", "/admin/users"): ADMINS,
    ("GET", "/admin/users/{user_id}"): ADMINS,
    ("PATCH", "/admin/users/{user_id}"): ADMINS,
    ("GET", "/admin/audit"): ADMINS,
}
"""What the client leaves to others, and why."""

DOCUMENT = create_app().openapi()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS: dict[tuple[str, str], Any] = {
    (method.upper(), path.removeprefix(routes.BASE)): operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
BY_ROUTE = pytest.mark.parametrize("route", routes.ALL, ids=lambda r: f"{r.method} {r.path}")
SIMPLE = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    UUID: {"type": "string", "format": "uuid"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}


def differences(kind: Any, schema: dict[str, Any], where: str) -> list[str]:
    """What of a type of the client is not as the schema says, by its place."""
    if "$ref" in schema:
        return differences(kind, SCHEMAS[schema["$ref"].rsplit("/", 1)[1]], where)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if "anyOf" in schema:
        if len(inner) != len(schema["anyOf"]):
            return [f"{where}: {kind} has not {len(schema['anyOf'])} sides"]
        pairs = zip(inner, schema["anyOf"], strict=True)
        return [said for one, given in pairs for said in differences(one, given, where)]
    if kind is Any:
        return []
    if origin is list and schema.get("type") == "array":
        return differences(inner[0], schema["items"], f"{where}[]")
    if origin is dict and schema.get("type") == "object":
        given = schema.get("additionalProperties")
        return differences(inner[1], given, f"{where}{{}}") if isinstance(given, dict) else []
    if inspect.isclass(kind) and issubclass(kind, BaseModel) and "properties" in schema:
        return _fields(kind, schema, where)
    wanted = SIMPLE.get(kind)
    found = {name: schema[name] for name in ("type", "format") if name in schema}
    return [] if wanted == found else [f"{where}: {kind} is {found} there"]


def _fields(kind: type[BaseModel], schema: dict[str, Any], where: str) -> list[str]:
    mine, theirs = kind.model_fields, schema["properties"]
    said = [f"{where}.{name} is missing" for name in sorted(set(theirs) - set(mine))]
    said += [f"{where}.{name} is not there" for name in sorted(set(mine) - set(theirs))]
    required = set(schema.get("required", ()))
    for name in set(mine) & set(theirs):
        if mine[name].is_required() and name not in required:
            said.append(f"{where}.{name} may be left out there")
        said += differences(mine[name].annotation, theirs[name], f"{where}.{name}")
    return said


def test_every_route_is_known_or_left_to_others_for_a_reason():
    known = {(route.method, route.path) for route in routes.ALL}
    assert len(known) == len(routes.ALL)
    assert known | set(UNKNOWN) == set(OPERATIONS)
    assert not known & set(UNKNOWN)


@BY_ROUTE
def test_what_a_route_answers_has_the_shape_of_the_document(route):
    answers = {
        code: answer
        for code, answer in OPERATIONS[route.method, route.path]["responses"].items()
        if code.startswith("2")
    }
    (answer, *_) = answers.values()
    schema = answer.get("content", {}).get("application/json", {}).get("schema")
    if route.answer is None:
        assert not schema
        return
    assert schema is not None
    if route.path.endswith("/storyboard"):
        return  # a document of its own, with its own schema
    assert differences(route.answer, schema, route.path) == []


def test_the_comparison_sees_what_differs():
    class Told(BaseModel):
        id: int
        state: str
        more: str

    said = differences(Told, SCHEMAS["StatusShown"], "job")
    assert "job.sequence is missing" in said
    assert "job.more is not there" in said
    assert any(one.startswith("job.id: ") for one in said)
    assert differences(Status, SCHEMAS["StatusShown"], "job") == []
    assert differences(Page[Status], SCHEMAS["Page_FileShown_"], "page")


def areas() -> dict[str, type]:
    hints = {}
    client = FilmStudio("http://studio")
    for name, area in vars(client).items():
        if hasattr(area, "transport"):
            hints[name] = type(area)
    client.close()
    return hints


@BY_ROUTE
def test_every_route_is_called_by_a_method(route):
    (name,) = [key for key, one in vars(routes).items() if one is route]
    texts = [inspect.getsource(inspect.getmodule(area)) for area in set(areas().values())]
    from filmstudio.client import core, events, uploads

    texts += [inspect.getsource(module) for module in (core, events, uploads)]
    assert any(f"routes.{name}" in text for text in texts)


def test_every_method_says_what_it_does():
    assert Studio.__doc__
    for area in areas().values():
        assert area.__doc__
        for name, method in vars(area).items():
            if not name.startswith("_"):
                assert method.__doc__, f"{area.__name__}.{name}"


GIVEN: dict[str, Any] = {
    "source": b"text",
    "name": "a.txt",
    "script": "A script.",
    "document": {},
    "change": {},
    "seen": 1,
    "shared": True,
    "number": 3,
    "version": 3,
    "seconds": 1.0,
    "words": 3,
    "quality": "720p",
    "changes": {"title": "Tea"},
    "options": {"duration": 3},
}
"""Arguments by their names; others are the text "x" where they have to be given."""


def methods() -> list[tuple[str, str]]:
    return [
        (area, name)
        for area, kind in areas().items()
        for name, method in vars(kind).items()
        if isinstance(method, both | both_iter) and (area, name) != ("auth", "refresh")
    ]


def schema_of(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation["requestBody"]["content"]
    schema = content.get("application/json", {}).get("schema", {})
    schema = next((one for one in schema.get("anyOf", ()) if "$ref" in one), schema)
    return SCHEMAS[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


@pytest.mark.parametrize(("area", "name"), methods())
def test_what_a_method_sends_is_in_the_document(area, name, tmp_path):
    sent: list[httpx.Request] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(500)

    http = httpx.Client(transport=httpx.MockTransport(refuse))
    client = FilmStudio("http://studio", api_key="key", http=http)
    method = getattr(getattr(client, area), name)
    kinds = inspect.Parameter
    given: dict[str, Any] = {}
    for one in inspect.signature(method).parameters.values():
        if one.kind is kinds.VAR_KEYWORD:
            given |= GIVEN["changes" if area != "films" else "options"]
        elif one.name == "to":
            given["to"] = tmp_path / "file"
        elif one.name in GIVEN and area != "account":
            given[one.name] = GIVEN[one.name]
        elif one.default is kinds.empty or one.name in ("title", "note", "search", "kind"):
            given[one.name] = "x"
    if area == "account":
        given.pop("title", None)
    with pytest.raises(FilmStudioError):
        [*made] if hasattr(made := method(**given), "__next__") else made
    (request,) = sent
    path = request.url.path.removeprefix(routes.BASE)
    matching = [
        operation
        for (verb, where), operation in OPERATIONS.items()
        if verb == request.method and re.fullmatch(re.sub(r"{\w+}", r"[^/]+", where), path)
    ]
    assert matching, f"{request.method} {path}"
    operation = matching[0]
    queries = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
    assert set(request.url.params) <= queries
    assert ("idempotency-key" in request.headers) == (request.method != "GET")
    kind = request.headers.get("content-type", "")
    assert ("requestBody" in operation) or not request.read()
    if kind.startswith("application/json") and "storyboard" not in path:
        schema = schema_of(operation)
        assert set(json.loads(request.content)) <= set(schema["properties"])
        assert set(schema.get("required", ())) <= set(json.loads(request.content))
