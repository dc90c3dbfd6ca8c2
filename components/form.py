"""Forms that are sent to the API by the browser itself, so that passwords never are in a state."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx


class Answer(TypedDict):
    """What the API said: `detail` is its sentence, `faults` those of single fields. `waits` where
    a second step is needed; status 0 where nothing came back."""

    ok: bool
    waits: bool
    status: int
    code: str
    detail: str
    faults: dict[str, str]


class ApiForm(rx.Component):
    """A form that is sent as JSON. After a good answer the browser goes on to `then`, if it is given.

    `keep` names a field of the answer that the next form `takes`, without anybody seeing it; `query`
    a part of the page's address that is sent along, as the secret of a letter's link.
    """

    library = "$/studio/form"
    tag = "ApiForm"
    action: rx.Var[str]
    extra: rx.Var[dict[str, Any]]
    keep: rx.Var[str]
    takes: rx.Var[str]
    query: rx.Var[str]
    then: rx.Var[str]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]


api_form = ApiForm.create
