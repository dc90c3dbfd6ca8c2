"""Providers: what the studio's workers can do, and creators' own keys for vendors."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import Field, SecretStr

from filmstudio.api.context import CurrentActor, Reading, SignedIn, Transaction
from filmstudio.api.shapes import Given, Shown
from filmstudio.services import provider_keys

router = APIRouter(tags=["providers"])
KEYS = "/users/me/provider-keys"


class Provider(Shown):
    """Something that makes parts of films. `tier` 1 is the studio's key at a vendor, 2 a worker
    with a CUDA card, 3 what is built in; `workers` is how many have it now."""

    name: str
    version: str
    capability: str
    tier: int
    available: bool
    note: str
    workers: int


class VendorShown(Shown):
    """A vendor that you can bring a key for. `makes` is what it is used for now; where a `model`
    is empty you name one, where `own_base` you may give another base address."""

    name: str
    title: str
    key_looks: str
    makes: list[str]
    model: str
    keyless: bool
    own_base: bool


class Providers(Shown):
    providers: list[Provider]
    vendors: list[VendorShown]


class NewKey(Given):
    """Your key for a vendor. Options: `model` for text, `voice_model` for voices."""

    key: SecretStr = Field(
        default=SecretStr(""), max_length=500, examples=["sk-proj-abcdefghijklmnopqrstuvwx"]
    )
    base_url: str = Field(default="", max_length=500, examples=[""])
    options: dict[str, str] = Field(
        default_factory=dict, max_length=8, examples=[{"model": "gpt-5-mini"}]
    )


class KeyShown(Shown):
    """What is shown of a key: its last four letters, and what the last test of it found."""

    provider: str
    last4: str
    base_url: str
    options: dict[str, str]
    created_at: datetime
    checked_at: datetime | None
    check_note: str


class Checked(Shown):
    """Whether the vendor takes the key, in a sentence."""

    ok: bool
    note: str


@router.get("/providers")
def list_providers(actor: CurrentActor) -> Providers:
    """What makes films here now, and whose keys you can bring."""
    return Providers(
        providers=[
            Provider(
                name=offer.card.name,
                version=offer.card.version,
                capability=offer.card.capability,
                tier=offer.card.tier,
                available=offer.card.available,
                note=offer.card.note,
                workers=len(offer.workers),
            )
            for offer in provider_keys.offers()
        ],
        vendors=[
            VendorShown(
                name=vendor.name,
                title=vendor.title,
                key_looks=vendor.looks,
                makes=list(vendor.makes),
                model=vendor.model,
                keyless=vendor.keyless,
                own_base=vendor.own_base,
            )
            for vendor in provider_keys.vendors()
        ],
    )


@router.get(KEYS)
def list_keys(session: Reading, actor: SignedIn) -> list[KeyShown]:
    """Your keys, by vendor."""
    return [KeyShown.model_validate(row) for row in provider_keys.listed(session, actor)]


@router.get(KEYS + "/{provider}")
def get_key(provider: str, session: Reading, actor: SignedIn) -> KeyShown:
    """What is known of one of your keys. The key itself is never shown again."""
    return KeyShown.model_validate(provider_keys.get(session, actor, provider))


@router.put(KEYS + "/{provider}")
def put_key(provider: str, given: NewKey, session: Transaction, actor: SignedIn) -> KeyShown:
    """Keeps a key, encrypted, in place of an older one. It is used for your own films only."""
    row = provider_keys.put(
        session, actor, provider, given.key.get_secret_value(), given.base_url, given.options
    )
    return KeyShown.model_validate(row)


@router.delete(KEYS + "/{provider}", status_code=204)
def delete_key(provider: str, session: Transaction, actor: SignedIn) -> None:
    """Forgets a key."""
    provider_keys.remove(session, actor, provider)


@router.post(KEYS + "/{provider}/test")
def test_key(provider: str, actor: SignedIn) -> Checked:
    """Asks the vendor whether it takes the key."""
    ok, note = provider_keys.test(actor, provider)
    return Checked(ok=ok, note=note)
