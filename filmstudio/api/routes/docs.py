"""The OpenAPI document and a page to read it, with nothing fetched from elsewhere."""

from __future__ import annotations

import html
import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

router = APIRouter(include_in_schema=False)
_STYLE = """
:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 18%,transparent)}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:3rem;text-transform:capitalize}summary{cursor:pointer;padding:.6rem 0}
details{border-top:1px solid var(--line)}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{overflow:auto;border:1px solid var(--line);border-radius:6px;padding:.8rem}
.verb{display:inline-block;width:4.5rem;font-weight:700}table{border-collapse:collapse}
td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}
"""


@router.get("/openapi.json")
async def openapi(request: Request) -> JSONResponse:
    """The OpenAPI 3.1 document."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """The same document, to read."""
    return HTMLResponse(
        _page(request.app.openapi()),
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


def _page(document: dict[str, Any]) -> str:
    areas: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for verb, operation in operations.items():
            area = (operation.get("tags") or ["other"])[0]
            areas.setdefault(area, []).append(_operation(verb, path, operation, document))
    title = html.escape(document["info"]["title"])
    about = html.escape(document["info"]["description"])
    links = " · ".join(f'<a href="#{html.escape(area)}">{html.escape(area)}</a>' for area in areas)
    parts = "".join(
        f'<section id="{html.escape(area)}"><h2>{html.escape(area)}</h2>{"".join(shown)}</section>'
        for area, shown in areas.items()
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}: API</title><style>{_STYLE}</style>"
        f'<h1>{title}: API</h1><p style="white-space:pre-line">{about}</p>'
        f'<p><a href="openapi.json">OpenAPI 3.1 document</a></p><nav>{links}</nav>{parts}</html>'
    )


def _operation(verb: str, path: str, operation: dict[str, Any], document: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{html.escape(one['name'])}</code><td>{html.escape(one['in'])}"
        f"<td>{'required' if one.get('required') else ''}"
        f"<td>{html.escape(one.get('description', ''))}"
        for one in operation.get("parameters", ())
    )
    table = f"<table><tr><th>name<th>in<th><th>{rows}</table>" if rows else ""
    body = operation.get("requestBody", {}).get("content", {})
    sent = "".join(_content("Send", kind, what, document) for kind, what in body.items())
    answers = "".join(
        _content(f"Answer {status}", kind, what, document)
        for status, answer in operation["responses"].items()
        for kind, what in answer.get("content", {}).items()
    )
    said = html.escape(operation.get("description") or operation.get("summary", ""))
    return (
        f'<details><summary><span class="verb">{verb.upper()}</span><code>{html.escape(path)}'
        f"</code></summary><p>{said}</p>{table}{sent}{answers}</details>"
    )


def _content(head: str, kind: str, what: dict[str, Any], document: dict[str, Any]) -> str:
    schema = what.get("schema", {})
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    shown = document["components"]["schemas"].get(name, schema)
    text = json.dumps(shown, indent=2, ensure_ascii=False)
    return f"<p>{html.escape(head)} <code>{html.escape(kind)}</code> {html.escape(name)}</p><pre>{html.escape(text)}</pre>"
