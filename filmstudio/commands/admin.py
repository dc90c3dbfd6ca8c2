"""Commands for whoever runs the studio: its accounts."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from filmstudio.errors import BadInput
from filmstudio.services.actor import RANK

console = Console(stderr=True, highlight=False)
admin = typer.Typer(
    name="admin",
    help="Run the studio: accounts, credits, given-up tasks, backups.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

EMAIL = typer.Argument(help="The account's e-mail address.", show_default=False)
_ROLES = ", ".join(RANK)


def say(sentence: str) -> None:
    """Says something to whoever runs the command; what programs read goes to standard output."""
    console.print(sentence, markup=False, soft_wrap=True)


def _password(again: bool = True) -> str:
    """A password, typed without being seen; or the first line of what is piped in. Never an option:
    other users of a machine can read those."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=again, err=True))
    line = sys.stdin.readline(4096).rstrip("\r\n")
    if not line:
        raise BadInput("Type the password, or pipe it in as one line.")
    return line


def ready() -> None:
    """Brings the tables up to date, so that the first command on a new machine works too."""
    from filmstudio.store.db import database
    from filmstudio.store.migrate import is_current, upgrade

    if not is_current(database()):
        upgrade(database())


@admin.command("create-user")
def create_user(
    email: Annotated[str, EMAIL],
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
    role: Annotated[
        str, typer.Option(help=f"{_ROLES} [user; of the first account: super_admin].")
    ] = "",
) -> None:
    """Open an account; its password is typed, or piped in."""
    from filmstudio.services.accounts import operator
    from filmstudio.store.db import database

    ready()
    password = _password()
    with database().transaction() as session:
        user = operator.create_user(session, email, password, name, role)
    say(f"{user.email} has an account as {user.role}.")
    typer.echo(str(user.id))


@admin.command("promote")
def promote(
    email: Annotated[str, EMAIL],
    role: Annotated[str, typer.Argument(help=f"{_ROLES}.")] = "admin",
) -> None:
    """Give an account a role: a higher or a lower one."""
    from filmstudio.services.accounts import operator
    from filmstudio.store.db import database

    ready()
    with database().transaction() as session:
        user = operator.give_role(session, email, role)
    say(f"{user.email} is {user.role} now.")
    if RANK[user.role] >= RANK["admin"] and user.totp_enabled_at is None:
        say("Admins need a second factor: it is set up under security, after signing in.")


@admin.command("suspend")
def suspend(
    email: Annotated[str, EMAIL],
    undo: Annotated[bool, typer.Option("--undo", help="Admit the account again.")] = False,
) -> None:
    """Shut an account out at once, with its sessions and keys."""
    from filmstudio.services.accounts import operator
    from filmstudio.store.db import database

    ready()
    with database().transaction() as session:
        user = operator.suspend(session, email, admit=undo)
    say(f"{user.email} is {user.status}.")


@admin.command("reset-password")
def reset_password(
    email: Annotated[str, EMAIL],
    without_second_factor: Annotated[
        bool,
        typer.Option("--without-second-factor", help="Also take a lost second factor away."),
    ] = False,
) -> None:
    """Set an account's password (typed, or piped in), and sign it out everywhere."""
    from filmstudio.services.accounts import operator
    from filmstudio.store.db import database

    ready()
    password = _password()
    with database().transaction() as session:
        user = operator.reset_password(
            session, email, password, without_second_factor=without_second_factor
        )
    say(f"{user.email} has a new password and is signed out everywhere.")
