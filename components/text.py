"""What pages say: English in the source, every other language by its catalog."""

from __future__ import annotations

import json

import reflex as rx

from state.base import AppState


def t(text: str, **values: rx.Var | str | int) -> rx.Var[str]:
    """A text in the language of who reads it: `t("Make the film")`.

    `{name}` within it is replaced by the value of that name: `t("{n} credits", n=State.credits)`.
    The catalog is looked up in the browser; what it lacks is said in English.
    """
    key = json.dumps(text, ensure_ascii=False)
    words = AppState.t
    expression = f"({words!s}[{key}] ?? {key})"
    data = [words._get_all_var_data()]
    for name, value in values.items():
        var = rx.Var.create(value)
        mark = json.dumps(f"{{{name}}}")
        expression += f".replaceAll({mark}, () => String({var!s}))"
        data.append(var._get_all_var_data())
    merged = rx.vars.VarData.merge(*data)
    return rx.Var(_js_expr=expression, _var_type=str, _var_data=merged).to(str)


def said(text: rx.Var[str]) -> rx.Var[str]:
    """As `t`, for a text that a state found out: its English is looked up in the catalog."""
    words, found = AppState.t, rx.Var.create(text)
    merged = rx.vars.VarData.merge(words._get_all_var_data(), found._get_all_var_data())
    expression = f"({words!s}[{found!s}] ?? {found!s})"
    return rx.Var(_js_expr=expression, _var_type=str, _var_data=merged).to(str)
