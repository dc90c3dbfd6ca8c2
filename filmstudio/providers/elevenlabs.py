"""ElevenLabs voices: a line becomes a recording with the time of every letter in it."""

from __future__ import annotations

import base64
import binascii
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from filmstudio import outside
from filmstudio.errors import BadInput, Broken, Busy, Refused, StudioError
from filmstudio.film.storyboard import Voice
from filmstudio.providers.embedded import Recording, VoicePart, VoiceRequest
from filmstudio.providers.keys import OWN_KEY, OwnKey, bad_key, named

T = TypeVar("T", bound=BaseModel)
SAMPLE_RATE = 24_000
"""The best that every plan of theirs may ask for as plain samples."""
SECONDS, SILENCE = 300.0, 90.0
"""How long a line may take, and how long they may be silent."""
LIMITS: Mapping[str, int] = {
    "eleven_v3": 5_000,
    "eleven_flash_v2_5": 40_000,
    "eleven_turbo_v2_5": 40_000,
    "eleven_flash_v2": 30_000,
    "eleven_turbo_v2": 30_000,
}
"""Characters of one request by model, as they publish them; 10,000 for all others."""
USUAL_LIMIT = 10_000
CONTEXT = 300
"""Letters of the text before and after that go along where a line is sent in pieces."""
LIST_SECONDS = 600.0
_AGES = {"child": ("young",), "teen": ("young",), "adult": ("middle_aged", "middle-aged", "young"),
         "elder": ("old",)}  # fmt: skip
_STEADY = {"neutral": 0.55, "thoughtful": 0.6, "tired": 0.6, "tender": 0.5, "sad": 0.45,
           "angry": 0.3, "excited": 0.3, "afraid": 0.35, "surprised": 0.35}  # fmt: skip
"""Their "stability" by emotion: lower lets the voice be moved more. By ear."""


class _Alignment(BaseModel):
    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]


class _Timed(BaseModel):
    """Their answer: samples in base64 and when each character of the text is heard."""

    audio_base64: str
    alignment: _Alignment | None = None


class _Voice(BaseModel):
    voice_id: str
    name: str = ""
    category: str | None = None
    labels: dict[str, str | None] | None = None

    def label(self, name: str) -> str:
        return ((self.labels or {}).get(name) or "").lower()


class _Voices(BaseModel):
    voices: list[_Voice]
    has_more: bool = False
    next_page_token: str | None = None


@dataclass(frozen=True)
class VendorVoice:
    """A voice of the creator's account, for lists."""

    id: str
    name: str
    gender: str
    age: str
    accent: str


class ElevenLabs:
    """Speaks with the voices of the creator's own account."""

    name = "elevenlabs-voices"
    capability = "voice"
    tier = OWN_KEY

    def __init__(self, key: OwnKey) -> None:
        self._key = key
        self._listed: tuple[float, list[_Voice]] | None = None

    @property
    def model(self) -> str:
        return self._key.options.get("voice_model") or self._key.model

    @property
    def version(self) -> str:
        return f"1 {self.model} {self._key.fingerprint()}"

    def is_available(self) -> tuple[bool, str]:
        return True, "Speaks with the voices of your ElevenLabs account."

    def voices(self) -> list[VendorVoice]:
        """The voices of the account, those it made itself first."""
        return [
            VendorVoice(v.voice_id, v.name, v.label("gender"), v.label("age"), v.label("accent"))
            for v in self._voices()
        ]

    def run(self, request: VoiceRequest) -> Recording:
        """Speaks a line. Raises BadInput for a language whose sounds are not known or a line that
        says nothing; Busy, Broken and Refused as the vendor answers."""
        from filmstudio.speech import sound
        from filmstudio.speech.languages import find
        from filmstudio.speech.script import clean, script_of
        from filmstudio.speech.timing import Letters, spoken_by_letters

        language = find(request.language)
        script = script_of(request.text, language)
        if not script.tokens:
            raise BadInput(
                "There is nothing to speak in this line: it has no letters or digits.",
                code="nothing_to_speak",
            )
        voice = self._cast(request.voice, request.part)
        parts = pieces(clean(request.text), LIMITS.get(self.model, USUAL_LIMIT))
        letters = Letters((), (), ())
        samples = np.zeros(0, np.float32)
        for index, text in enumerate(parts):
            around = ("".join(parts[:index])[-CONTEXT:], "".join(parts[index + 1 :])[:CONTEXT])
            heard, timed = self._speak(text, voice, request, language.code, around)
            letters = letters.then(Letters(*timed), len(samples) / SAMPLE_RATE)
            samples = np.concatenate([samples, heard])
        if not len(samples) or float(np.abs(samples).max()) < 1e-4:
            raise Broken("ElevenLabs sent a recording without a sound.")
        full = sound.to_film_rate(samples, SAMPLE_RATE, 1.0)
        full, cut = sound.trim(full)
        full = sound.normalise(full, sound.LOUDNESS)
        moved = Letters((), (), ()).then(letters, -cut)
        spoken = spoken_by_letters(
            script,
            language,
            moved,
            len(full) / sound.SAMPLE_RATE,
            engine="elevenlabs",
            voice=voice,
        )
        return Recording(full, spoken, script.warnings)

    def _cast(self, voice: Voice, part: VoicePart) -> str:
        """The voice that the storyboard names, or the one that fits the part. Characters of one
        kind take the next best voices in turn, so that two of them differ."""
        if voice.engine == "elevenlabs" and voice.name:
            return voice.name
        found = self._voices()
        if not found:
            raise Broken("Your ElevenLabs account has no voices. Add one to it.", code="voices")

        def unlike(one: _Voice) -> int:
            wrong_gender = bool(part.gender) and one.label("gender") != part.gender
            wrong_age = one.label("age") not in _AGES.get(part.age, ())
            return 2 * wrong_gender + wrong_age

        if not part.number:
            # The narrator begins at the other end of those that fit, far from the cast's.
            return sorted(found, key=lambda one: (-unlike(one), one.voice_id))[-1].voice_id
        ranked = sorted(found, key=lambda one: (unlike(one), one.voice_id))
        right = [one for one in ranked if unlike(one) < 2] or ranked
        return right[(part.number - 1) % len(right)].voice_id

    def _voices(self) -> list[_Voice]:
        if self._listed and time.monotonic() - self._listed[0] < LIST_SECONDS:
            return self._listed[1]
        found: list[_Voice] = []
        token = ""
        for _ in range(5):
            query = {"page_size": "100"} | ({"next_page_token": token} if token else {})
            page = self._ask("GET", "/v2/voices", query=query, into=_Voices, seconds=30.0)
            found += page.voices
            token = page.next_page_token or ""
            if not page.has_more or not token:
                break
        found.sort(key=lambda one: (one.category == "premade", one.voice_id))
        self._listed = (time.monotonic(), found)
        return found

    def _speak(
        self,
        text: str,
        voice: str,
        request: VoiceRequest,
        language: str,
        around: tuple[str, str],
    ) -> tuple[NDArray[np.float32], tuple[tuple[str, ...], tuple[float, ...], tuple[float, ...]]]:
        """Samples of one piece, and its characters with their times."""
        from filmstudio.speech.delivery import manner_of
        from filmstudio.speech.engines.base import pcm_to_float

        manner = manner_of(request.emotion, request.delivery)
        body: dict[str, Any] = {
            "text": text,
            "model_id": self.model,
            "seed": 1,
            "voice_settings": {
                "stability": _STEADY.get(request.emotion, 0.45),
                "similarity_boost": 0.75,
                # Their speed may be 0.7 to 1.2.
                "speed": round(min(max(request.voice.rate * manner.rate, 0.7), 1.2), 3),
            },
        }
        if self.model.endswith(("v2_5", "_v3")):
            body["language_code"] = language
        if around[0]:
            body["previous_text"] = around[0]
        if around[1]:
            body["next_text"] = around[1]
        if self.model == "eleven_v3":
            body.pop("previous_text", None)
            body.pop("next_text", None)
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", voice):
            raise BadInput("'{voice}' is not the id of an ElevenLabs voice.", voice=voice[:40])
        answer = self._ask(
            "POST",
            f"/v1/text-to-speech/{voice}/with-timestamps",
            query={"output_format": f"pcm_{SAMPLE_RATE}"},
            body=body,
            into=_Timed,
        )
        try:
            raw = base64.b64decode(answer.audio_base64, validate=True)
        except (ValueError, binascii.Error) as error:
            raise Broken("ElevenLabs sent a recording that cannot be read.") from error
        samples = pcm_to_float(raw[: len(raw) // 2 * 2])
        return samples, _times(answer.alignment, len(samples) / SAMPLE_RATE)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        into: type[T],
        query: dict[str, str] | None = None,
        body: dict[str, Any] | None = None,
        seconds: float = SECONDS,
    ) -> T:
        key = self._key
        try:
            with outside.client(
                seconds=seconds, private=key.private, read=min(SILENCE, seconds)
            ) as client:
                answer = client.request(
                    method,
                    key.base + path,
                    params=query,
                    json=body,
                    headers={"xi-api-key": key.secret},
                )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise named(outside.said(error), key.about) from None
        except outside.NotPublic as error:
            raise named(error, key.about) from None
        if answer.status_code != 200:
            raise told(answer, key)
        try:
            return into.model_validate_json(answer.content)
        except ValidationError:
            raise Broken("ElevenLabs sent an answer that is not understood.") from None


def _times(
    alignment: _Alignment | None, seconds: float
) -> tuple[tuple[str, ...], tuple[float, ...], tuple[float, ...]]:
    """Characters and their times, in order and within the recording. Raises Broken."""
    if alignment is None or not alignment.characters:
        raise Broken("ElevenLabs sent a recording without the times of its letters.")
    starts, ends = alignment.character_start_times_seconds, alignment.character_end_times_seconds
    if not len(alignment.characters) == len(starts) == len(ends):
        raise Broken("ElevenLabs sent times that do not fit the text.")
    held = np.clip(np.nan_to_num(np.array([starts, ends], np.float64)), 0.0, seconds)
    begin = np.maximum.accumulate(held[0])
    end = np.maximum(np.maximum.accumulate(held[1]), begin)
    return tuple(alignment.characters), tuple(begin.tolist()), tuple(end.tolist())


def pieces(text: str, most: int) -> list[str]:
    """The text in pieces of at most `most` characters, cut after a sentence where one ends, else
    after a word. Joined they are the text."""
    found: list[str] = []
    while len(text) > most:
        head = text[:most]
        ends = [m.end() for m in re.finditer(r"[.!?…。！？।]['\"”’»)]*\s*|\n+", head)]
        spaces = [m.end() for m in re.finditer(r"\s+", head)]
        at = next((e for e in reversed(ends) if e > most // 3), 0) or (spaces or [most])[-1]
        found.append(text[:at])
        text = text[at:]
    return [*found, text] if text else found


_BUSY = ("too_many_concurrent_requests", "system_busy", "rate_limit_exceeded")
_POLICY = ("content_against_policy", "content_moderation", "blocked_generation", "flagged_content")


def told(answer: httpx.Response, key: OwnKey) -> StudioError:
    """Their refusal as an error of the studio's families."""
    status, message = _detail(answer)
    code = answer.status_code
    if status == "quota_exceeded":
        return Broken(
            "Your ElevenLabs account has too few characters left for this line.",
            code="provider_quota",
        )
    if code == 429 or status in _BUSY:
        after = answer.headers.get("retry-after", "")
        wait = float(after) if re.fullmatch(r"\d{1,4}", after) else 3.0
        return Busy("ElevenLabs is busy.", retry_after=wait)
    if status in _POLICY or "policy" in status:
        if why := key.without(message).strip():
            return Refused("ElevenLabs declined to speak this line. {why}", why=why)
        return Refused("ElevenLabs declined to speak this line.")
    if status in ("voice_not_found", "invalid_voice_id") or code == 404:
        return Broken("Your ElevenLabs account does not have this voice.", code="voices")
    if code in (401, 403):
        if status in ("", "invalid_api_key", "missing_permissions", "needs_authorization"):
            return bad_key(key.about)
        return Broken("ElevenLabs: {why}", code="provider_key", why=key.without(message) or status)
    if code >= 500:
        return Broken("ElevenLabs has a fault of its own (status {status}).", status=code)
    return Broken("ElevenLabs did not take the request: {why}.", why=key.without(message) or code)


def _detail(answer: httpx.Response) -> tuple[str, str]:
    """Status and message of their error bodies: {"detail": {"status", "message"}}, or a list of
    faults of the request."""
    try:
        detail = answer.json()["detail"]
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        return "", ""
    if isinstance(detail, dict):
        return str(detail.get("status") or detail.get("code") or ""), str(detail.get("message", ""))
    if isinstance(detail, Sequence) and not isinstance(detail, str):
        return "", "; ".join(str(one.get("msg", "")) for one in detail if isinstance(one, dict))
    return "", str(detail)
