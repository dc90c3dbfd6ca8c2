"""Vendors that creators may bring their own keys for: what their keys look like, and whether one works."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from filmstudio.errors import BadInput, Broken, Busy, StudioError
from filmstudio.said import Said, said
from filmstudio.settings import settings

if TYPE_CHECKING:
    import httpx

OWN_KEY = 0
"""The tier of makers that work with the creator's own key: asked first."""


@dataclass(frozen=True)
class Vendor:
    """A vendor. `form` is what its keys look like and `looks` says it; `makes` are the
    capabilities it is used for now. A live test asks `test` with the headers `ask`."""

    name: str
    title: str
    form: str
    looks: Said
    base_url: str
    test: str
    ask: Mapping[str, str]
    makes: tuple[str, ...] = ()
    model: str = ""
    """The model that is used where the creator names none; empty: one has to be named."""
    keyless: bool = False
    own_base: bool = False
    """Whether the creator may give another base address."""


_BEARER = MappingProxyType({"Authorization": "Bearer {key}"})
_TEXT = ("text", "translation", "moderation")
_ANY = r"[\x21-\x7e]{8,400}"

_TABLE = (
    Vendor("openai", "OpenAI", r"sk-[A-Za-z0-9_-]{20,300}", said("begins with {start}", start="sk-"),
           "https://api.openai.com/v1", "/models", _BEARER, _TEXT, "gpt-5-mini",
           own_base=True),
    Vendor("openrouter", "OpenRouter", r"sk-or-[A-Za-z0-9_-]{20,300}", said("begins with {start}", start="sk-or-"),
           "https://openrouter.ai/api/v1", "/key", _BEARER, _TEXT, "openai/gpt-5-mini"),
    Vendor("anthropic", "Anthropic", r"sk-ant-[A-Za-z0-9_-]{20,300}", said("begins with {start}", start="sk-ant-"),
           "https://api.anthropic.com/v1", "/models",
           MappingProxyType({"x-api-key": "{key}", "anthropic-version": "2023-06-01"}), _TEXT,
           "claude-sonnet-4-5"),
    Vendor("google", "Google", r"AIza[A-Za-z0-9_-]{35}",
           said("begins with {start} and has {n} letters", start="AIza", n=39),
           "https://generativelanguage.googleapis.com/v1beta/openai", "/models", _BEARER, _TEXT,
           "gemini-2.5-flash"),
    Vendor("ollama", "Ollama", _ANY, said("has {n} letters at least", n=8), "http://localhost:11434/v1",
           "/models", _BEARER, _TEXT, keyless=True, own_base=True),
    Vendor("compatible", "OpenAI-compatible server", _ANY, said("has {n} letters at least", n=8), "",
           "/models", _BEARER, _TEXT, keyless=True, own_base=True),
    Vendor("elevenlabs", "ElevenLabs", r"(?:sk_)?[0-9a-f]{32,64}",
           said("begins with {start} or has {n} letters and digits", start="sk_", n=32),
           "https://api.elevenlabs.io",
           "/v1/user", MappingProxyType({"xi-api-key": "{key}"}), ("voice",),
           "eleven_multilingual_v2", own_base=True),
    Vendor("stability", "Stability", r"sk-[A-Za-z0-9]{20,200}", said("begins with {start}", start="sk-"),
           "https://api.stability.ai", "/v1/user/account", _BEARER),
    Vendor("replicate", "Replicate", r"r8_[A-Za-z0-9]{30,60}", said("begins with {start}", start="r8_"),
           "https://api.replicate.com", "/v1/account", _BEARER),
    Vendor("runway", "Runway", r"key_[0-9a-f]{64,256}", said("begins with {start}", start="key_"),
           "https://api.dev.runwayml.com", "/v1/organization",
           MappingProxyType({"Authorization": "Bearer {key}", "X-Runway-Version": "2024-11-06"})),
    Vendor("kie", "KIE", r"[0-9a-zA-Z-]{32,64}", said("has {n} letters and digits", n=32),
           "https://api.kie.ai", "/api/v1/chat/credit", _BEARER),
)  # fmt: skip
VENDORS: Mapping[str, Vendor] = MappingProxyType({vendor.name: vendor for vendor in _TABLE})
OPTIONS = ("model", "voice_model")


@dataclass(frozen=True)
class OwnKey:
    """A creator's own key, opened. It lives in memory only: what prints it shows no secret."""

    vendor: str
    secret: str = field(repr=False)
    base_url: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    """Whether its address may lie in a private network; `settings().private_providers` decides."""

    @property
    def about(self) -> Vendor:
        return VENDORS[self.vendor]

    @property
    def base(self) -> str:
        """The address that is called, without a slash at the end."""
        return (self.base_url or self.about.base_url).rstrip("/")

    @property
    def model(self) -> str:
        """The model that the creator chose, or the vendor's usual one."""
        return self.options.get("model") or self.about.model

    def fingerprint(self) -> str:
        """What tells this address from others in versions, without naming it."""
        return hashlib.sha256(self.base.encode()).hexdigest()[:8]

    def without(self, text: str, most: int = 200) -> str:
        """A vendor's message on one line, short, and without the key should it hold it."""
        plain = " ".join(text.split())
        if len(self.secret) >= 6:
            plain = plain.replace(self.secret, "…")
        return plain[:most]


def vendor_of(name: str) -> Vendor:
    """The vendor of this name. Raises BadInput that lists those there are."""
    found = VENDORS.get(name)
    if found is None:
        raise BadInput(
            "There is no provider '{provider}' to bring a key for. There are: {known}.",
            code="provider",
            provider=name,
            known=list(VENDORS),
        )
    return found


def checked_key(
    name: str, secret: str, base_url: str = "", options: Mapping[str, str] | None = None
) -> OwnKey:
    """A key whose form is right; nobody is asked. Raises BadInput that says what is wrong."""
    vendor = vendor_of(name)
    secret = secret.strip()
    chosen = {key: value.strip() for key, value in (options or {}).items() if value.strip()}
    if not (vendor.keyless and not secret) and not re.fullmatch(vendor.form, secret):
        raise BadInput(
            "A key of {vendor} {looks}.",
            code="provider_key",
            vendor=vendor.title,
            looks=vendor.looks,
        )
    if base_url and not vendor.own_base:
        raise BadInput("The address of {vendor} is known: give the key alone.", vendor=vendor.title)
    if not (base_url or vendor.base_url):
        raise BadInput(
            "Give the base address of the {vendor}.", code="address", vendor=vendor.title
        )
    unknown = sorted(set(chosen) - set(OPTIONS))
    if unknown:
        raise BadInput(
            "There is no option {names}. There are: {known}.",
            names=list(unknown),
            known=list(OPTIONS),
        )
    for value in chosen.values():
        if not re.fullmatch(r"[\w./:@+-]{1,120}", value):
            raise BadInput("'{name}' is not the name of a model.", name=value[:40])
    if "text" in vendor.makes and not (chosen.get("model") or vendor.model):
        raise BadInput("Name the model that {vendor} shall use.", code="model", vendor=vendor.title)
    base_url = base_url.strip().rstrip("/")
    # The network's client is loaded where it is used: most commands call nobody.
    from filmstudio import outside

    key = OwnKey(name, secret, base_url, chosen, settings().private_providers)
    outside.checked_url(key.base, private=key.private)
    return key


def try_key(key: OwnKey, seconds: float = 15.0) -> str:
    """Asks the vendor whether it takes the key; a sentence that says so.

    Raises Broken (a bad key, or a vendor that cannot be asked) and Busy.
    """
    import httpx

    from filmstudio import outside

    vendor = key.about
    headers = {
        name: text.format(key=key.secret)
        for name, text in vendor.ask.items()
        if key.secret or "{key}" not in text
    }
    try:
        with outside.client(
            seconds=seconds, most_bytes=8 << 20, private=key.private, read=seconds
        ) as client:
            answer = client.get(key.base + vendor.test, headers=headers)
    except httpx.HTTPError as error:
        raise named(outside.said(error), vendor) from None
    except outside.NotPublic as error:
        raise named(error, vendor) from None
    except httpx.InvalidURL:
        raise Broken("The address of {vendor} cannot be called.", vendor=vendor.title) from None
    status = answer.status_code
    if status == 200 and vendor.name == "kie":
        status = _told_inside(answer)
    if status == 200:
        return taken(vendor)
    if status in (400, 401, 403):
        raise bad_key(vendor)
    if status == 429:
        raise Busy(
            "{vendor} is busy with your other requests.", retry_after=10.0, vendor=vendor.title
        )
    raise Broken("{vendor} answered with status {status}.", vendor=vendor.title, status=status)


def taken(vendor: Vendor) -> str:
    """What is said of a key that a vendor takes."""
    return f"{vendor.title} takes this key."


def _told_inside(answer: httpx.Response) -> int:
    """The status that a vendor writes into the body of its answers."""
    try:
        return int(answer.json().get("code", 200))
    except (json.JSONDecodeError, AttributeError, TypeError, ValueError):
        return 502


def bad_key(vendor: Vendor) -> Broken:
    """What a creator is told when a vendor does not take the key."""
    return Broken(
        "{vendor} does not accept your key. Check it under Settings, Your own keys.",
        code="provider_key",
        vendor=vendor.title,
    )


def named(error: StudioError, vendor: Vendor) -> Broken:
    """A sentence about "it" as one about the vendor."""
    return Broken(
        "{vendor}: {why}",
        code=error.code,
        vendor=vendor.title,
        why=error.message,
    )
