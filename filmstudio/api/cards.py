"""The head of a film's page for readers that run no scripts: search engines, and previews of links."""

from __future__ import annotations

import re
from html import escape

from filmstudio.errors import StudioError
from filmstudio.services.films import of_page
from filmstudio.services.projects import screening
from filmstudio.settings import settings
from filmstudio.store.db import database

_PAGE = re.compile(r"/films/([\w-]{1,120})")
_HEAD = b"</head>"
_TITLE = re.compile(rb"<title>.*?</title>", re.S)
PICTURE = (1280, 720)
"""Size of the thumbnails that deliver makes."""


def address_in(path: str) -> str:
    """The address of the film whose page lies at a path; empty for every other page."""
    found = _PAGE.fullmatch(path)
    return found[1] if found else ""


def with_card(page: bytes, address: str) -> tuple[bytes, int, bool]:
    """A page with what is told of its film in its head (https://ogp.me), its HTTP status, and
    whether search engines may list it. A film that is not there is not told apart from one that
    never was. Reads the database and artifacts: call it in a thread."""
    try:
        with database().reading() as session:
            of = screening.screening(session, address)
        film, made = screening.told(of)
    except StudioError as error:
        status = error.status if error.status >= 500 else 404
        return page.replace(_HEAD, _robots() + _HEAD, 1), status, False
    origin, at = settings().origin, of_page(address)
    where = f"{origin}/films/{address}"
    scenes, lines = len(made["scenes"]), made["lines"]
    about = lines[0]["text"] if lines else f"{scenes} scenes"
    about = f"{about[:180]} ({_minutes(made['seconds'])}, made with AI Film Studio)"
    tags = [
        ("name", "description", about),
        ("property", "og:site_name", "AI Film Studio"),
        ("property", "og:type", "video.other"),
        ("property", "og:title", of.title),
        ("property", "og:description", about),
        ("property", "og:url", where),
        ("property", "og:locale", made["language"].replace("-", "_")),
    ]
    if film["poster"]:
        tags += [
            ("property", "og:image", origin + at.file("thumbnails/01.jpg")),
            ("property", "og:image:type", "image/jpeg"),
            ("property", "og:image:width", str(PICTURE[0])),
            ("property", "og:image:height", str(PICTURE[1])),
            ("property", "og:image:alt", of.title),
        ]
    if film["sources"]:
        tags += [
            ("property", "og:video", origin + film["sources"][0]["src"]),
            ("property", "og:video:type", "video/mp4"),
            ("property", "video:duration", str(round(made["seconds"]))),
        ]
    tags += [
        ("name", "twitter:card", "summary_large_image"),
        ("name", "twitter:title", of.title),
        ("name", "twitter:description", about),
    ]
    told = "".join(
        f'<meta {kind}="{name}" content="{escape(value, quote=True)}"/>'
        for kind, name, value in tags
    )
    title = f"<title>{escape(of.title)} · AI Film Studio</title>".encode()
    told += f'<link rel="canonical" href="{escape(where, quote=True)}"/>'
    page = _TITLE.sub(b"", page, count=1)
    robots = b"" if of.public else _robots()
    return page.replace(_HEAD, title + told.encode() + robots + _HEAD, 1), 200, of.public


def _robots() -> bytes:
    return b'<meta name="robots" content="noindex"/>'


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
