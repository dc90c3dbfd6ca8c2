"""Who makes the parts of a render: makers that its owner's own keys open, and the studio's."""

from __future__ import annotations

import uuid

from sqlmodel import Session

from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Recipe
from filmstudio.recipes import workshop
from filmstudio.services.provider_keys import keys_of


def makers(
    session: Session, recipe: str, user_id: uuid.UUID
) -> tuple[Recipe, Providers, list[str]]:
    """The recipe, its makers for this owner, and sentences about keys that cannot be opened.

    Opened keys live in what is returned and nowhere else.
    """
    keys, notes = keys_of(session, user_id)
    build = workshop(recipe)
    made, providers = build(keys) if keys else build()
    return made, providers, notes
