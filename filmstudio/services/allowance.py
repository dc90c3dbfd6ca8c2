"""How often somebody may ask for what costs work and no credits: readings and previews."""

from __future__ import annotations

from filmstudio.services.accounts.attempts import limit, network
from filmstudio.services.actor import Actor


def spend(actor: Actor, action: str, *, guest: str, user: str) -> None:
    """Counts one `action` for an account, or for a guest's network.

    Allowances are written `60/minute;600/hour`; an empty one for guests asks them to sign in.
    Raises TooMany, SignInNeeded.
    """
    if actor.user_id is not None:
        limit(action, str(actor.user_id), user)
        return
    if not guest:
        actor.user()
    limit(action, f"guest {network(actor.address)}", guest)
