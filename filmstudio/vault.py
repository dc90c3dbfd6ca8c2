"""Secrets at rest: AES-256-GCM under master keys that can be rotated, and keys derived from them."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
import secrets
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from filmstudio.errors import BadInput, Missing
from filmstudio.files import disk_errors
from filmstudio.settings import settings

FORMAT = "v1"
NONCE_BYTES = 12
"""As NIST SP 800-38D recommends for GCM."""


class Vault:
    """Encrypts with the first master key and decrypts with any of them."""

    def __init__(self, keys: list[bytes]) -> None:
        self._keys = {_name(key): key for key in keys}
        self._current = keys[0]

    def encrypt(self, secret: str, purpose: str) -> str:
        """The secret as text: format, key, nonce and ciphertext. `purpose` (what it is and whose)
        is authenticated too: a ciphertext that was moved to another row is refused."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self._current).encrypt(nonce, secret.encode(), purpose.encode())
        return ":".join((FORMAT, _name(self._current), _text(nonce), _text(sealed)))

    def decrypt(self, sealed: str, purpose: str) -> str:
        """What `encrypt` was given. Raises Missing where the key is gone or the text was changed."""
        try:
            form, name, nonce, body = sealed.split(":")
            if form != FORMAT:
                raise ValueError(form)
            key = self._keys[name]
            return AESGCM(key).decrypt(_bytes(nonce), _bytes(body), purpose.encode()).decode()
        except KeyError as error:
            raise Missing(
                "A kept secret was encrypted with a master key that is no longer given. Add the "
                "old key to FILMSTUDIO_SECRET_KEYS.",
                code="secret_key",
            ) from error
        except (ValueError, binascii.Error, InvalidTag) as error:
            raise Missing("A kept secret cannot be read: enter it again.", code="secret") from error

    def is_current(self, sealed: str) -> bool:
        """Whether it is encrypted with the current master key."""
        return sealed.split(":")[1:2] == [_name(self._current)]

    def derive(self, purpose: str) -> bytes:
        """32 bytes for another use (signing tokens, cookies), by HKDF (RFC 5869)."""
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(self._current)

    def derived(self, purpose: str) -> list[bytes]:
        """As `derive` for every master key, the current one first: what old keys signed holds."""
        return [
            HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(key)
            for key in self._keys.values()
        ]


def _name(key: bytes) -> str:
    return hashlib.sha256(b"name" + key).hexdigest()[:8]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)


def parse_keys(text: str) -> list[bytes]:
    """Master keys from a comma-separated setting. Raises BadInput that says which is wrong."""
    keys = []
    for number, one in enumerate(filter(None, map(str.strip, text.split(","))), 1):
        try:
            key = base64.b64decode(one, altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            key = b""
        if len(key) != 32:
            raise BadInput(
                "FILMSTUDIO_SECRET_KEYS: key {n} is not the base64 of 32 bytes. Make one "
                "with: openssl rand -base64 32",
                n=number,
            )
        keys.append(key)
    return keys


def _kept_key(data: Path) -> bytes:
    """The key in the data folder, made the first time; readable by its owner only."""
    path = data / "secret.key"
    with disk_errors(path, making=True):
        data.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            descriptor, part = tempfile.mkstemp(prefix=".secret.key.", dir=data)  # 0600
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(base64.b64encode(secrets.token_bytes(32)))
                with contextlib.suppress(FileExistsError):
                    os.link(part, path)  # of several that begin at once, one key wins
            finally:
                os.unlink(part)
        return parse_keys(path.read_text())[0]


@lru_cache(maxsize=1)
def vault() -> Vault:
    """The vault of this process, by the settings."""
    given = parse_keys(settings().secret_keys.get_secret_value())
    return Vault(given or [_kept_key(settings().data)])


def token(bytes_: int = 32) -> str:
    """A new random secret for a cookie, link or key."""
    return secrets.token_urlsafe(bytes_)


def fingerprint(secret: str) -> str:
    """What is kept of a random secret in the database: its SHA-256. (Secrets of `token` have 256
    random bits: a slow hash would add nothing.)"""
    return hashlib.sha256(secret.encode()).hexdigest()
