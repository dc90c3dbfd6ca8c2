"""What a web process serves: `filmstudio.serve:pages`, the studio with its pages."""

from __future__ import annotations

from starlette.types import ASGIApp

from filmstudio.api.process import begin
from filmstudio.web import build
from filmstudio.web.files import Files
from filmstudio.web.opening import Opening


def pages() -> ASGIApp:
    """The studio with its pages, which have been built before."""
    begin()
    return Opening(Files(build.folder()), _site)


def _site() -> ASGIApp:
    from filmstudio.filmstudio import site

    return site()
