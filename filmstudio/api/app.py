"""The API as one application: its routes, its errors, its OpenAPI document."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from filmstudio import __version__
from filmstudio.api import problems
from filmstudio.api.door import Door
from filmstudio.api.idempotency import Repeated
from filmstudio.api.noted import Noted
from filmstudio.api.process import begin
from filmstudio.api.quick import QuickStatus
from filmstudio.api.routes import (
    admin_studio,
    admin_users,
    auth,
    credits,
    docs,
    files,
    films,
    generate,
    jobs,
    oauth,
    operations,
    pictures,
    previews,
    projects,
    providers,
    push,
    results,
    service,
    storyboards,
    subscriptions,
    users,
    webhooks,
)

BASE = "/api/v1"
ROUTERS: tuple[APIRouter, ...] = (
    auth.router,
    oauth.router,
    users.router,
    admin_users.router,
    admin_studio.router,
    docs.router,
    service.router,
    files.router,
    projects.router,
    storyboards.router,
    generate.router,
    jobs.router,
    jobs.sockets,
    pictures.router,
    results.router,
    previews.router,
    films.router,
    credits.router,
    subscriptions.router,
    webhooks.router,
    push.router,
    providers.router,
)
"""Every area of the API, in the order of its documentation."""
UPLOADS = (f"{BASE}/files", f"{BASE}/videos")
"""Addresses whose bodies may be long: their routes count for themselves, by the plan."""

_SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "api_key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
_DESCRIPTION = """\
A script goes in; a narrated, scored, lip-synced, captioned film comes out.

Sign in with `Authorization: Bearer <access token>` or `X-API-Key`. Errors are problem details
(RFC 9457), in English or in the language of the studio that `Accept-Language` asks for. Lists are
read page by page with `limit` and `cursor`. A write that carries an `Idempotency-Key` is carried
out once, and its answer is given again for 24 hours. `RateLimit-*` headers say what the plan
allows. Times are RFC 3339 in UTC."""


def is_upload(path: str) -> bool:
    """Whether a request to this path may bring a file."""
    return path.rstrip("/") in UPLOADS


def create_app() -> FastAPI:
    """The application. Nothing is opened before the first request."""
    app = FastAPI(
        title="AI Film Studio",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix=BASE)
    app.include_router(service.router, include_in_schema=False)
    app.include_router(operations.router)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    app.add_middleware(Repeated)
    app.add_middleware(QuickStatus)
    app.add_middleware(Door, uploads=is_upload)
    app.add_middleware(Noted)
    return app


def serve() -> FastAPI:
    """The API alone, in a web process of its own."""
    begin()
    return create_app()


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The document of FastAPI, with our problems in place of its errors."""
    if app.openapi_schema:
        return app.openapi_schema
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        openapi_version="3.1.0",
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    reference = "#/components/schemas/"
    told = problems.Problem.model_json_schema(ref_template=reference + "{model}")
    schemas.update(told.pop("$defs"))
    schemas["Problem"] = told
    components["securitySchemes"] = _SECURITY
    components["responses"] = {
        "Problem": {
            "description": "A problem, told so that it can be acted on.",
            "content": {problems.MEDIA_TYPE: {"schema": {"$ref": f"{reference}Problem"}}},
        }
    }
    document["security"] = [{"bearer": []}, {"api_key": []}, {}]
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
    app.openapi_schema = document
    return document
