"""Settings: password, second step, and where one is signed in."""

from __future__ import annotations

import reflex as rx

from components.account import password_dialog, setting, settings, wrong
from components.button import button
from components.field import field
from components.floating import confirm, dialog
from components.form import api_form, revealed
from components.icon import icon
from components.page import Page
from components.text import t
from state.security import Place
from state.security import SecurityState as S


def _acts(do: rx.Var[str], kind: str = "primary") -> rx.Component:
    return rx.el.div(
        button(t("Back"), kind="quiet", on_click=S.ask("")),
        button(do, kind=kind, type="submit", busy=t("One moment…")),  # type: ignore[arg-type]
        class_name="acts",
    )


def _password() -> rx.Component:
    return dialog(
        api_form(
            rx.el.p(t("You are signed out everywhere else."), class_name="mut sm"),
            field(
                t("New password"),
                "password",
                id="new-password",
                type="password",
                complete="new-password",
                hint=t("Ten characters or more; three or four words make a good one."),
                auto_focus=True,
            ),
            wrong(S.form_error),
            _acts(t("Change the password")),
            action="/api/v1/auth/change-password",
            on_done=S.changed,
            class_name="stack",
        ),
        label=t("Change the password"),
        open=S.asking == "new-password",
        close=S.ask(""),
    )


def _code(label: rx.Var[str]) -> rx.Component:
    return field(
        label,
        "code",
        id="second-code",
        complete="one-time-code",
        input_mode="numeric",
        auto_focus=True,
        class_name="tc set-code",
    )


def _second() -> rx.Component:
    return rx.el.div(
        rx.el.ul(
            rx.el.li(
                rx.el.div(
                    rx.el.p(t("Authenticator app"), class_name="h2"),
                    rx.cond(
                        S.second,
                        rx.el.p(t("On since {day}", day=S.second_since), class_name="sm dim"),
                        rx.el.p(t("Off"), class_name="sm dim"),
                    ),
                    class_name="grow",
                ),
                rx.cond(
                    S.second,
                    rx.cond(
                        S.must_keep,
                        rx.el.span(t("Admins have to keep it"), class_name="sm dim"),
                        button(t("Switch off"), kind="quiet", on_click=S.ask_securely("off")),
                    ),
                    button(t("Set it up"), kind="line", on_click=S.ask_securely("second")),
                ),
                class_name="row",
            ),
            rx.cond(
                S.second,
                rx.el.li(
                    rx.el.div(
                        rx.el.p(t("Recovery codes"), class_name="h2"),
                        rx.el.p(t("{n} of 10 left", n=S.codes_left), class_name="sm dim"),
                        class_name="grow",
                    ),
                    rx.cond(
                        S.given_here,
                        button(t("New codes"), kind="quiet", on_click=S.ask_securely("new-codes")),
                        rx.el.span(t("Sign in with a code to renew them"), class_name="sm dim"),
                    ),
                    class_name="row",
                ),
            ),
            class_name="ruled",
        ),
        class_name="panel",
    )


def _second_dialogs() -> rx.Component:
    return rx.fragment(
        dialog(
            api_form(
                rx.el.p(
                    t(
                        "After the password you are asked for six digits that an app on your "
                        "telephone shows. Who has your password alone cannot sign in."
                    ),
                    class_name="mut",
                ),
                wrong(S.form_error),
                _acts(t("Show the code to scan")),
                action="/api/v1/auth/mfa/enroll",
                shows=["qr_svg", "secret"],
                on_done=S.enrolled,
                class_name="stack",
            ),
            label=t("Second step"),
            open=S.asking == "second",
            close=S.ask(""),
        ),
        dialog(
            rx.el.div(
                revealed("qr_svg", t("Code to scan with the app"), "picture"),
                rx.el.div(
                    rx.el.p(
                        t("Scan it with an authenticator app, or type this secret there:"),
                        class_name="sm mut",
                    ),
                    revealed("secret", t("Secret for the app")),
                    class_name="stack s",
                ),
                class_name="set-scan",
            ),
            api_form(
                _code(t("The six digits it shows")),
                wrong(S.form_error),
                _acts(t("Switch it on")),
                action="/api/v1/auth/mfa/verify",
                shows=["recovery_codes"],
                on_done=S.has_codes,
                class_name="stack",
            ),
            label=t("Second step"),
            open=S.asking == "second-code",
            close=S.ask(""),
            wide=True,
        ),
        dialog(
            rx.el.p(
                t(
                    "Keep these where your telephone is not. Each signs you in once if the "
                    "telephone is lost. They are not shown again."
                ),
                class_name="mut",
            ),
            revealed("recovery_codes", t("Recovery codes"), "codes"),
            rx.el.div(
                button(t("I have kept them"), kind="primary", on_click=S.ask("")), class_name="acts"
            ),
            label=t("Recovery codes"),
            open=S.asking == "codes",
            close=S.ask(""),
            wide=True,
        ),
        dialog(
            api_form(
                rx.el.p(t("The old codes no longer work then."), class_name="mut"),
                wrong(S.form_error),
                _acts(t("Make new codes")),
                action="/api/v1/auth/mfa/recovery-codes",
                shows=["recovery_codes"],
                on_done=S.has_codes,
                class_name="stack",
            ),
            label=t("New recovery codes"),
            open=S.asking == "new-codes",
            close=S.ask(""),
        ),
        dialog(
            api_form(
                rx.el.p(
                    t("Your password alone will sign you in. The recovery codes go too."),
                    class_name="mut",
                ),
                _code(t("A code of the app, or a recovery code")),
                wrong(S.form_error),
                _acts(t("Switch it off"), "stop"),
                action="/api/v1/auth/mfa/disable",
                on_done=S.changed,
                class_name="stack",
            ),
            label=t("Switch the second step off?"),
            open=S.asking == "off",
            close=S.ask(""),
        ),
    )


def _place(one: Place) -> rx.Component:
    return rx.el.li(
        rx.cond(one["phone"], icon("phone"), icon("laptop")),
        rx.el.div(
            rx.el.p(
                one["device"],
                rx.cond(one["here"], rx.el.span(t("This one"), class_name="chip")),
                class_name="h2 row fw",
            ),
            rx.el.p(one["about"], class_name="sm dim"),
            class_name="grow",
        ),
        rx.cond(
            one["here"],
            rx.fragment(),
            button(
                t("Sign out"),
                kind="quiet",
                on_click=S.end(one["id"]),
                aria_label=t("Sign out {device}", device=one["device"]),
            ),
        ),
        class_name="row",
        key=one["id"],
    )


def _places() -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.el.ul(rx.foreach(S.places, _place), class_name="ruled"), class_name="panel"),
        rx.cond(
            S.elsewhere,
            button(
                t("Sign out everywhere else"),
                kind="line",
                on_click=S.ask("others"),
                class_name="set-start",
            ),
        ),
        class_name="stack",
    )


def view() -> rx.Component:
    """The page."""
    return settings(
        t("Security"),
        "/settings/security",
        setting(
            t("Password"),
            t("You are signed out everywhere else when it changes."),
            rx.cond(
                S.has_password,
                button(t("Change the password"), on_click=S.ask_securely("new-password")),
                rx.el.p(t("You sign in with another service."), class_name="mut"),
            ),
        ),
        setting(t("Second step"), t("Asked after the password."), _second()),
        setting(t("Signed in"), t("Sign out anything you don’t recognise."), _places()),
        dialogs=rx.fragment(
            password_dialog(),
            _password(),
            _second_dialogs(),
            confirm(
                t("Sign out everywhere else?"),
                t("Every other browser and program has to sign in again. API keys go on working."),
                open=S.asking == "others",
                stay=S.ask(""),
                keep=t("Stay signed in"),
                go=[S.ask(""), S.end_others],
                do=t("Sign out"),
            ),
        ),
    )


PAGE = Page(
    route="/settings/security",
    title="Security",
    view=view,
    load=(S.open, S.look),
    private=True,
)
