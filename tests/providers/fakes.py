"""Local servers that answer as OpenAI's chat completions and ElevenLabs' speech do."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from tests.listener import Answer, Asked, Listener, running_listener

SECRET = "sk-test-0123456789abcdefghij"
VOICE_SECRET = "sk_" + "0123456789abcdef" * 3
LETTER_SECONDS = 0.07


@dataclass
class FakeModel:
    """A server of chat completions. `turns` are answers given before it behaves: a text instead of
    the right one, or an Answer."""

    secret: str = SECRET
    knows_schemas: bool = True
    turns: list[str | Answer] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    edit: Callable[[str, Any], Any] = lambda name, document: document

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {self.secret}":
            return openai_error(401, "Incorrect API key provided.", "invalid_api_key")
        if asked.path == "/v1/models":
            return Answer(200, {"object": "list", "data": [{"id": "m", "object": "model"}]})
        if asked.path == "/v1/moderations":
            return self._moderate(asked.json)
        assert asked.path == "/v1/chat/completions"
        body = asked.json
        self.requests.append(body)
        assert body["stream"] is True
        if body["model"] == "none":
            return openai_error(404, "The model `none` does not exist", "model_not_found")
        if not self.knows_schemas and "response_format" in body:
            return openai_error(400, "response_format is not supported by this model", None)
        if self.turns:
            turn = self.turns.pop(0)
            return turn if isinstance(turn, Answer) else streamed(turn)
        return streamed(json.dumps(self._answer(body), ensure_ascii=False))

    def _answer(self, body: dict[str, Any]) -> Any:
        system, given = body["messages"][0]["content"], json.loads(body["messages"][1]["content"])
        schema = json.loads(system[system.index("\n{") :])
        if "response_format" in body:
            form = body["response_format"]
            assert form["type"] == "json_schema"
            assert form["json_schema"]["strict"] is True
            assert form["json_schema"]["schema"] == schema
            assert re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", form["json_schema"]["name"])
        return self.edit(schema["title"], ANSWERS[schema["title"]](given))

    def _moderate(self, body: dict[str, Any]) -> Answer:
        results = [
            {
                "flagged": "kill" in text,
                "categories": {**dict.fromkeys(CATEGORIES, False), "violence": "kill" in text},
                "category_scores": dict.fromkeys(CATEGORIES, 0.1),
                "category_applied_input_types": {name: ["text"] for name in CATEGORIES},
            }
            for text in body["input"]
        ]
        return Answer(200, {"id": "modr-1", "model": body["model"], "results": results})


CATEGORIES = (
    *("harassment", "harassment/threatening", "hate", "hate/threatening", "illicit"),
    *("illicit/violent", "self-harm", "self-harm/instructions", "self-harm/intent", "sexual"),
    *("sexual/minors", "violence", "violence/graphic"),
)


def _overview(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": "The Judge's Title",
        "logline": "Somebody learns something.",
        "culture": "japanese",
        "music": "ambient",
        "turn": 1,
        "people": [
            {"id": one["id"], "gender": "female", "age": "elder", "role": "sailor",
             "personality": "stern"}
            for one in given["cast"]
        ],
        "scenes": [
            {"number": one["number"], "place": "harbour", "interior": False, "time": "dusk",
             "weather": "fog", "mood": "eerie"}
            for one in given["scenes"]
        ],
    }  # fmt: skip


def _beats(given: dict[str, Any]) -> dict[str, Any]:
    everybody = [one["id"] for one in given["cast"]]
    return {
        "beats": [
            {"number": one["number"], "emotion": "afraid", "pose": "run", "subjects": everybody[:1]}
            for one in given["beats"]
        ]
    }


ANSWERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "Overview": _overview,
    "Beats": _beats,
    "_Lines": lambda given: {
        "lines": [{"number": o["number"], "text": o["text"].upper()} for o in given["lines"]]
    },
    "_Judged": lambda given: {
        "flagged": any("kill" in text for text in given["texts"]),
        "categories": ["violence"] if any("kill" in text for text in given["texts"]) else [],
    },
}


def openai_error(
    status: int, message: str, code: str | None, kind: str = "invalid_request_error", **headers: str
) -> Answer:
    error = {"message": message, "type": kind, "param": None, "code": code}
    return Answer(status, {"error": error}, {k.replace("_", "-"): v for k, v in headers.items()})


def event(delta: dict[str, Any], ended: str | None = None) -> bytes:
    """One event of a stream."""
    chunk = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_760_000_000,
        "model": "m",
        "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": ended}],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()


def streamed(text: str, ended: str = "stop", *, breaks: bool = False) -> Answer:
    """An answer as a stream of small pieces, with the usage at its end."""
    size = max(1, len(text) // 7)
    pieces = [event({"role": "assistant", "content": ""})]
    pieces += [event({"content": text[i : i + size]}) for i in range(0, len(text), size)]
    if not breaks:
        usage = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                 "choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 1,
                                          "total_tokens": 2}}  # fmt: skip
        pieces += [event({}, ended), f"data: {json.dumps(usage)}\n\n".encode(), b"data: [DONE]\n\n"]
    return Answer(
        200, b"", {"Content-Type": "text/event-stream"}, stream=tuple(pieces), breaks=breaks
    )


@dataclass
class FakeVoices:
    """A server of ElevenLabs' speech: every letter sounds for 70 ms, spaces and marks are silent."""

    secret: str = VOICE_SECRET
    turns: list[Answer] = field(default_factory=list)
    spoken: list[dict[str, Any]] = field(default_factory=list)
    most: int = 10_000
    url: str = ""
    voices: list[dict[str, Any]] = field(default_factory=lambda: [dict(one) for one in VOICES])
    edit: Callable[[dict[str, Any]], dict[str, Any]] = lambda answer: answer

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("xi-api-key") != self.secret:
            return voice_error(401, "invalid_api_key", "Invalid API key")
        parts = urlsplit(asked.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/v1/user":
            return Answer(200, {"user_id": "u", "subscription": {"tier": "creator"}})
        if parts.path == "/v2/voices":
            return self._page(query)
        found = re.fullmatch(r"/v1/text-to-speech/([A-Za-z0-9]+)/with-timestamps", parts.path)
        assert found
        assert asked.method == "POST"
        body = asked.json
        if self.turns:
            return self.turns.pop(0)
        if found[1] not in [voice["voice_id"] for voice in self.voices]:
            return voice_error(404, "voice_not_found", "A voice was not found.")
        if len(body["text"]) > self.most:
            return voice_error(400, "max_character_limit_exceeded", "This text is too long.")
        assert query["output_format"] == "pcm_24000"
        assert 0.7 <= body["voice_settings"]["speed"] <= 1.2
        assert 0 <= body["voice_settings"]["stability"] <= 1
        assert ("language_code" in body) == body["model_id"].endswith(("v2_5", "_v3"))
        self.spoken.append({"voice": found[1], **body})
        return Answer(200, self.edit(speech(body["text"])))

    def _page(self, query: dict[str, str]) -> Answer:
        start, size = int(query.get("next_page_token", "0")), 3
        assert 1 <= int(query["page_size"]) <= 100
        more = start + size < len(self.voices)
        return Answer(
            200,
            {
                "voices": self.voices[start : start + size],
                "has_more": more,
                "total_count": len(self.voices),
                "next_page_token": str(start + size) if more else None,
            },
        )


def _voice(id: str, gender: str, age: str) -> dict[str, Any]:
    return {
        "voice_id": id,
        "name": id.title(),
        "category": "premade",
        "labels": {"accent": "american", "gender": gender, "age": age, "use_case": "narration"},
        "preview_url": f"https://example.com/{id}.mp3",
        "settings": None,
    }


VOICES = (
    _voice("ada1", "female", "young"),
    _voice("bea2", "female", "middle_aged"),
    _voice("cleo3", "female", "middle_aged"),
    _voice("dan4", "male", "middle_aged"),
    _voice("eli5", "male", "old"),
    _voice("fay6", "female", "old"),
    _voice("gus7", "male", "young"),
)


def speech(text: str, rate: int = 24_000) -> dict[str, Any]:
    """Their answer to a text."""
    sounds, starts, ends = [np.zeros(round(0.1 * rate))], [], []
    at = 0.1
    for letter in text:
        count = round(LETTER_SECONDS * rate)
        time = np.arange(count) / rate
        pitch = 140 + ord(letter) % 13 * 12
        wave = sum(np.sin(2 * np.pi * pitch * n * time) / n for n in (1, 2, 3, 5))
        sounds.append(0.2 * wave if letter.isalnum() else np.zeros(count))
        starts.append(round(at, 3))
        at += LETTER_SECONDS
        ends.append(round(at, 3))
    sounds.append(np.zeros(round(0.15 * rate)))
    pcm = (np.concatenate(sounds) * 32767).clip(-32768, 32767).astype("<i2").tobytes()
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": ends,
    }
    return {
        "audio_base64": base64.b64encode(pcm).decode(),
        "alignment": alignment,
        "normalized_alignment": alignment,
    }


def voice_error(status: int, code: str, message: str, **headers: str) -> Answer:
    return Answer(
        status,
        {"detail": {"status": code, "message": message}},
        {k.replace("_", "-"): v for k, v in headers.items()},
    )


@contextmanager
def running(fake: FakeModel | FakeVoices) -> Iterator[Listener]:
    """The fake as a server."""
    with running_listener(fake) as listener:
        yield listener
