"""Passwords: which are good enough, and how they are kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher

from filmstudio.errors import BadInput

SHORTEST = 10
LONGEST_BYTES = 1024
FEWEST_CHARACTERS = 5
"""Different characters that a password has at least."""

HASHES = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
"""Argon2id with 19 MiB and two passes, the OWASP cheat sheet's recommendation for servers that
check many at once (https://cheatsheetseries.owasp.org, Password Storage)."""

_LEET = str.maketrans("01345678@$!|+€", "oleasgtbasiite")
_AROUND = "0123456789!?.,;:#*+-_@$%&()'\" "
"""What is put around a word to satisfy rules; guessed along with it."""
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return HASHES.hash(normal(password))


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """The hash that is checked where there is none: unknown addresses take as long as known ones."""
    return hashed("nobody has this password")


def fits(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Whether the password is the one that was kept, and a newer hash where the kept one was made
    with older settings. The same work is done where nothing is kept."""
    if len(password.encode()) > LONGEST_BYTES:
        password = ""
    try:
        good, newer = HASHES.verify_and_update(normal(password), kept or _nobodys())
    except PwdlibError:
        return False, None
    return (good, newer) if kept and good else (False, None)


def normal(password: str) -> str:
    """The password in Unicode's form NFKC, so that every keyboard types the same one (NIST SP
    800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, about: Iterable[str] = ()) -> None:
    """Raises BadInput that says why a password is no good. `about` is what others know of its
    owner: address and name."""
    try:
        size = len(password.encode())
    except UnicodeEncodeError as error:
        raise BadInput("The password has characters that are no text.", code="password") from error
    if size > LONGEST_BYTES:
        raise BadInput(
            "A password may have {n} bytes.",
            code="password",
            n=LONGEST_BYTES,
        )
    if len(normal(password)) < SHORTEST:
        raise BadInput("The password needs at least {n} characters.", code="password", n=SHORTEST)
    if _is_guessed(normal(password).casefold(), about):
        raise BadInput(
            "This password is among the first that are guessed. Three or four words that have "
            "nothing to do with each other make a good one.",
            code="password",
        )


def _is_guessed(password: str, about: Iterable[str]) -> bool:
    if len(set(password)) < FEWEST_CHARACTERS or _is_walk(password):
        return True
    known = {*common(), *(part for text in about for part in _parts(text))}
    core = password.strip(_AROUND)
    for form in (password, core, password.translate(_LEET), core.translate(_LEET)):
        letters, squeezed = re.sub(r"[\W\d_]+", "", form), re.sub(r"[\W_]+", "", form)
        for word in (form, letters, squeezed):
            if word in known or _repeats(word) in known or _is_two_of(word, known):
                return True
    digits = re.sub(r"\D", "", password)
    return len(digits) >= len(password) - 2 and len(password) < 16


def _parts(text: str) -> set[str]:
    """Pieces of an address or a name by which a password is guessed."""
    return {part for part in re.split(r"[\W_]+", text.casefold()) if len(part) >= 4}


def _repeats(word: str) -> str:
    """The shortest piece that makes the word when it is said again and again."""
    for size in range(1, len(word) // 2 + 1):
        if len(word) % size == 0 and word[:size] * (len(word) // size) == word:
            return word[:size]
    return word


def _is_two_of(word: str, known: set[str]) -> bool:
    return any(word[:cut] in known and word[cut:] in known for cut in range(3, len(word) - 2))


def _is_walk(password: str) -> bool:
    """Whether it only walks along the alphabet or the rows of a keyboard, in runs of three or
    more."""
    pairs = {a + b for row in _ROWS for a, b in pairwise(row)}
    pairs |= {pair[::-1] for pair in pairs}
    steps = sum(1 for a, b in pairwise(password) if a + b in pairs or a == b)
    return steps >= 0.75 * (len(password) - 1)


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Words that passwords are made of most often."""
    text = (files("filmstudio.services.accounts") / "common_passwords.txt").read_text()
    return frozenset(line for line in text.split() if not line.startswith("#"))
