"""E-mail addresses as people type them, brought to one form."""

from __future__ import annotations

import re

import idna

from filmstudio.errors import BadInput

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
LONGEST = 254
"""RFC 5321, section 4.5.3.1.3, less the angle brackets."""


def email_of(text: str) -> str:
    """The address in lower case, its domain in ASCII; the form is that of HTML's e-mail field
    (https://html.spec.whatwg.org/#valid-e-mail-address). Raises BadInput."""
    local, at, domain = text.strip()[: LONGEST * 2].lower().rpartition("@")
    try:
        domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        domain = ""
    address = f"{local}@{domain}"
    if not (at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)) or len(address) > LONGEST:
        raise BadInput(
            "That is not an e-mail address: write it like name@example.com.", code="email"
        )
    return address
