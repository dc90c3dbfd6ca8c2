"""Commands for whoever runs the studio: credits, given-up tasks, new master keys, backups."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated

import typer

from filmstudio.commands.admin import EMAIL, ready, say
from filmstudio.errors import BadInput, Conflict, StudioError

_FOLDER = typer.Argument(help="The backup's folder.", show_default=False)


def grant(
    email: Annotated[str, EMAIL],
    credits: Annotated[int, typer.Argument(help="How many credits.", show_default=False)],
    note: Annotated[str, typer.Option(help="What for: shown in the account's history.")] = "",
) -> None:
    """Give an account credits, which do not expire."""
    from filmstudio.services import billing
    from filmstudio.services.accounts import operator
    from filmstudio.services.actor import OPERATOR
    from filmstudio.services.credits import balance
    from filmstudio.store.db import database
    from filmstudio.store.types import new_id

    ready()
    with database().transaction() as session:
        user = operator.by_email(session, email)
        key = f"operator:{new_id()}"
        billing.grant_credits(session, OPERATOR, user.id, credits, key=key, note=note)
        left = balance(session, user.id)
    say(f"{user.email} was given {credits} credits and has {left} now.")


def requeue(
    letter: Annotated[
        str, typer.Argument(help="A dead letter's id, or: all. Nothing: list them.")
    ] = "",
) -> None:
    """Try given-up tasks again: their films go on from where they failed."""
    from filmstudio.services.actor import OPERATOR
    from filmstudio.services.renders.requeue import letters
    from filmstudio.store.db import database

    ready()
    if letter not in ("", "all"):
        _requeue(_id_of(letter))
        return
    with database().reading() as session:
        waiting = letters(session, OPERATOR)
    if not waiting:
        say("No task was given up.")
    if not letter:
        for one in waiting:
            when = one.created_at.isoformat(" ", "minutes")
            typer.echo(f"{one.id}  {when}  job {one.render_id}  {one.name}: {one.error}")
        return
    seen: set[uuid.UUID] = set()
    failed: list[str] = []
    for one in waiting:
        if one.render_id not in seen:
            seen.add(one.render_id)
            try:
                _requeue(one.id)
            except StudioError as error:
                failed.append(f"{one.id}: {error.message}")
    if failed:
        raise Conflict("Not everything can be tried again. " + " ".join(failed))


def _id_of(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadInput(f"{text!r} is no dead letter's id. Without one they are listed.") from error


def _requeue(letter: uuid.UUID) -> None:
    from filmstudio.services.actor import OPERATOR
    from filmstudio.services.renders.requeue import requeue as again
    from filmstudio.store.db import database

    with database().transaction() as session:
        render = again(session, OPERATOR, letter)
    say(f"Job {render.id} goes on.")


def reencrypt() -> None:
    """Encrypt every kept secret with the first of the master keys, so that the others can go."""
    from filmstudio.services.actor import OPERATOR
    from filmstudio.services.rotation import reencrypt as again
    from filmstudio.store.db import database

    ready()
    with database().transaction() as session:
        done = again(session, OPERATOR)
    told = ", ".join(f"{count} {name}" for name, count in done.items() if count)
    say(f"Encrypted with the current master key: {told or 'everything was already'}.")


def backup(
    folder: Annotated[Path, _FOLDER],
    without_key: Annotated[
        bool, typer.Option("--without-key", help="Leave the master key out of it.")
    ] = False,
    copy: Annotated[
        bool, typer.Option("--copy", help="Copy files that could be hard links.")
    ] = False,
) -> None:
    """Write the whole studio to a new folder, while it goes on working."""
    from filmstudio.services.actor import OPERATOR
    from filmstudio.services.backups.saving import save
    from filmstudio.settings import settings

    ready()
    told = save(OPERATOR, folder, with_key=not without_key, copying=copy)
    size = sum(kept.bytes for kept in told.files.values())
    say(f"{len(told.files)} files, {size / 2**20:.1f} MB are kept in {folder}.")
    if told.has_key:
        say("Its secret.key opens every secret in it. Keep the folder where only you can read it.")
    elif settings().secret_keys.get_secret_value():
        say("The master keys are those of FILMSTUDIO_SECRET_KEYS: keep them too, but elsewhere.")
    else:
        say(
            "The master key is not in it. Keep secret.key of the data folder elsewhere: without "
            "it second factors, webhooks and provider keys have to be set up anew."
        )


def restore(folder: Annotated[Path, _FOLDER]) -> None:
    """Put a backup into an empty studio: FILMSTUDIO_DATA and DATABASE_URL say where."""
    from filmstudio.services.actor import OPERATOR
    from filmstudio.services.backups.restoring import restore as put_back

    ready()
    told = put_back(OPERATOR, folder)
    say(
        f"The studio of {told.made_at:%Y-%m-%d %H:%M} UTC is back: {len(told.files)} files. Start it "
        "with: filmstudio up. Its jobs go on; the studio it was taken from must not go on as well."
    )


def register(admin: typer.Typer) -> None:
    """Adds the commands to those for admins."""
    for command in (grant, requeue, reencrypt, backup, restore):
        admin.command(command.__name__)(command)
