"""The way in: signing in, new accounts, lost passwords, addresses to confirm.

Passwords, codes and links go from the browser to the API; what is here is what the API said.
"""

from __future__ import annotations

from typing import Any

import reflex as rx

from filmstudio.services.accounts import attempts, sign_in_with
from filmstudio.services.accounts.passwords import SHORTEST
from state.base import AppState
from state.words import english

SHORTEST_PASSWORD = SHORTEST
OFFLINE = english("The studio can’t be reached. Look at your connection, then try again.")
JOURNEYS = {
    "journey": english("The sign-in was not finished. Begin it again."),
    "link_first": english(
        "This address has an account already: sign in with its password, then link the service "
        "under security."
    ),
    "unconfirmed": english(
        "That service does not say that the address is yours. Confirm it there, or use a password."
    ),
    "suspended": english("This account is suspended. Write to the studio’s owner."),
    "signed_out": english("You are signed out: sign in again."),
}
"""What went wrong at another service, by its code in the address; see `api.routes.oauth`."""


class EntranceState(AppState):
    """One step of one of these pages."""

    step: str = ""
    """empty: the form; code: a code of the second factor is wanted; done: what was asked is done."""
    error: str = ""
    email_error: str = ""
    password_error: str = ""
    name_error: str = ""
    code_error: str = ""
    then: str = "/dashboard"
    """Where to go on; the browser goes to addresses of this site only."""
    services: list[dict[str, str]] = []
    sends_letters: bool = False
    has_link: bool = False

    @rx.event
    def enter(self) -> Any:
        """Runs when one of these pages opens."""
        asked = self.router.url.query_parameters
        self._calm()
        self.step = ""
        self.then = asked.get("then", "")[:500] or "/dashboard"
        self.has_link = bool(asked.get("token"))
        self.sends_letters = attempts.letters_are_sent()
        self.services = [{"id": id, "name": name} for id, name in sign_in_with.offered().items()]
        problem = asked.get("problem", "")
        if problem:
            self.error = self._say(JOURNEYS.get(problem, JOURNEYS["journey"]))
        return None

    def _calm(self) -> None:
        self.error = self.email_error = self.password_error = self.name_error = ""
        self.code_error = ""

    def _refused(self, answer: dict[str, Any]) -> None:
        """Puts each sentence of an answer where it belongs."""
        self._calm()
        said = str(answer.get("detail", "")) or OFFLINE
        faults: dict[str, str] = dict(answer.get("faults") or {})
        place = str(answer.get("code", ""))
        if place in ("email", "password"):
            faults = {place: said}
        elif place == "wrong_code":
            faults = {"code": said}
        known = {"email", "password", "name", "code"} & set(faults)
        for name in known:
            setattr(self, f"{name}_error", self._say(faults[name]))
        if not known:
            self.error = self._say(said)

    @rx.event
    def answered(self, answer: dict[str, Any]) -> None:
        """What the API said to any of these forms. After a good sign-in the browser is away before
        this is asked."""
        if not answer.get("ok"):
            ran_out = answer.get("code") == "ticket"
            self._refused(answer)
            if ran_out:
                self.step = ""
            return
        self._calm()
        self.step = "code" if answer.get("waits") else "done"

    @rx.event
    def begin_anew(self) -> None:
        """Back to the form."""
        self._calm()
        self.step = ""
