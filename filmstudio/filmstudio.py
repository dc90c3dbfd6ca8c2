"""The web studio: its pages, their states and the API as one application on one port."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import reflex as rx
from starlette.types import ASGIApp

from components.document import boundary, head
from filmstudio.api.app import create_app
from filmstudio.web import build
from filmstudio.web.files import Files
from filmstudio.web.site import Beside, Site
from pages import PAGES
from state.base import AppState
from state.bell import BellState
from state.errors import told
from state.guard import OnePerson
from state.live import on_air

api = create_app()
app = rx.App(
    html_lang="en",
    stylesheets=["/tokens.css", "/studio.css", "/pages"],
    reset_style=False,
    head_components=head(),
    app_wraps={(55, "ErrorBoundary"): boundary},
    toaster=None,
    backend_exception_handler=told,
    # For `reflex run`; in production `Site` stands before both.
    api_transformer=lambda live: Beside(api, live),
)
app.add_middleware(OnePerson())
for page in PAGES:
    page.add_to(app, AppState.arrive, AppState.admit, BellState.attend)


@contextlib.asynccontextmanager
async def _api_lives() -> AsyncIterator[None]:
    """What the API begins and ends with the server: a mounted application is not asked by itself."""
    async with api.router.lifespan_context(api):
        yield


app.register_lifespan_task(_api_lives)
app.register_lifespan_task(on_air, app=app)


def site() -> ASGIApp:
    """The whole studio for a web process of its own. The pages have been built before."""
    return Site(api, app(), Files(build.folder(), app.router))
