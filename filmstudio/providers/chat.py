"""Talks to servers that speak OpenAI's chat completions: answers as checked documents, streamed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from filmstudio import outside
from filmstudio.errors import Broken, Busy, Refused, StudioError
from filmstudio.providers.keys import OwnKey, bad_key, named

if TYPE_CHECKING:
    import openai

T = TypeVar("T", bound=BaseModel)
SECONDS, SILENCE = 420.0, 120.0
"""How long an answer may take, and how long the server may be silent."""
MOST_LETTERS = 400_000
_NO_QUOTA = ("insufficient_quota", "billing_hard_limit_reached", "credit_balance_too_low")
_POLICY = ("content_policy_violation", "content_filter", "moderation_blocked", "safety")


class Chat:
    """A model behind a key."""

    def __init__(self, key: OwnKey) -> None:
        self._key = key
        self._plain = False
        """Whether the server was found to know nothing of JSON schemas."""

    @property
    def version(self) -> str:
        return f"1 {self._key.model} {self._key.fingerprint()}"

    @property
    def title(self) -> str:
        return self._key.about.title

    def ask(
        self,
        task: str,
        material: str,
        into: type[T],
        faults: Callable[[T], str] = lambda answer: "",
    ) -> T:
        """The model's answer to a task as a document of this type.

        `faults` says in words what is wrong with a document of the right form. An answer that is
        wrong is sent back once to be repaired. Raises Busy, Broken and Refused.
        """
        schema = json.dumps(into.model_json_schema(), separators=(",", ":"))
        system = f"{task}\n\nAnswer with one JSON object of this schema and nothing else:\n{schema}"
        messages = [
            {"role": "system", "content": system},
            {"role": "user", "content": material},
        ]
        answer = self._complete(messages, into)
        found, wrong = _read(answer, into, faults)
        if found is None:
            messages += [
                {"role": "assistant", "content": answer[:20_000]},
                {
                    "role": "user",
                    "content": f"That is not right: {wrong} Send the whole, corrected.",
                },
            ]
            found, wrong = _read(self._complete(messages, into), into, faults)
        if found is None:
            raise Broken(
                "{vendor}'s model {model} does not answer as asked.",
                vendor=self.title,
                model=self._key.model,
            )
        return found

    def moderate(self, texts: Iterable[str], model: str) -> list[Any]:
        """The results of OpenAI's moderation of each text."""
        with self._opened() as client:
            answer = self._guarded(
                lambda: client.moderations.create(model=model, input=list(texts))
            )
        return list(answer.results)

    def _complete(self, messages: list[dict[str, str]], into: type[BaseModel]) -> str:
        """The text of one answer."""
        form: dict[str, Any] = {
            "type": "json_schema",
            "json_schema": {
                "name": into.__name__.strip("_").lower(),
                "schema": into.model_json_schema(),
                "strict": True,
            },
        }
        if not self._plain:
            try:
                return self._guarded(lambda: self._stream(messages, {"response_format": form}))
            except _NoSchemas:
                self._plain = True
        try:
            return self._guarded(lambda: self._stream(messages, {}))
        except _NoSchemas as error:
            raise told(error.said, self._key) from None

    def _stream(self, messages: list[dict[str, str]], extra: dict[str, Any]) -> str:
        """Reads an answer as it comes, so that one without end is left in time."""
        parts: list[str] = []
        refusal: list[str] = []
        letters, ended = 0, ""
        with self._opened() as client:
            create: Any = client.chat.completions.create
            stream = create(model=self._key.model, messages=messages, stream=True, **extra)
            with stream:
                for chunk in stream:
                    if not chunk.choices:
                        continue
                    choice = chunk.choices[0]
                    parts.append((choice.delta.content if choice.delta else "") or "")
                    refusal.append(getattr(choice.delta, "refusal", "") or "")
                    ended = choice.finish_reason or ended
                    letters += len(parts[-1])
                    if letters > MOST_LETTERS:
                        raise Broken("{vendor}'s answer has no end.", vendor=self.title)
        if ended == "content_filter" or any(refusal):
            why = self._key.without("".join(refusal)).strip()
            if why:
                raise Refused("{vendor} declined this text. {why}", vendor=self.title, why=why)
            raise Refused("{vendor} declined this text.", vendor=self.title)
        if ended == "length":
            raise Broken(
                "{vendor}'s model stopped in the middle: its answers are too short.",
                vendor=self.title,
            )
        if not ended:
            raise Broken("{vendor}'s answer broke off.", vendor=self.title)
        return "".join(parts)

    def _opened(self) -> openai.OpenAI:
        import openai

        key = self._key
        http: Any = outside.client(seconds=SECONDS, private=key.private, read=SILENCE)
        return openai.OpenAI(
            api_key=key.secret or "none", base_url=key.base, http_client=http, max_retries=0
        )

    def _guarded(self, call: Callable[[], Any]) -> Any:
        """Runs a call and turns what goes wrong into the studio's families."""
        import openai

        try:
            return call()
        except openai.BadRequestError as error:
            if re.search(r"response_format|json_schema|schema", error.message, re.IGNORECASE):
                raise _NoSchemas(error) from error
            raise told(error, self._key) from None
        except openai.OpenAIError as error:
            raise told(error, self._key) from None
        except httpx.HTTPError as error:
            raise named(outside.said(error), self._key.about) from None
        except outside.NotPublic as error:
            raise named(error, self._key.about) from None
        except (ValidationError, ValueError, TypeError, AttributeError) as error:
            # The stream held something else than their events.
            raise Broken(
                "{vendor} sent an answer that is not understood.", vendor=self.title
            ) from error


class _NoSchemas(Exception):
    """The server does not know how to hold an answer to a schema."""

    def __init__(self, said: openai.OpenAIError) -> None:
        super().__init__(str(said))
        self.said = said


def _read(
    answer: str, into: type[T], faults: Callable[[T], str]
) -> tuple[T, str] | tuple[None, str]:
    """The document in an answer, or what is wrong with it."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        found = into.model_validate_json(answer[start : end + 1] if start >= 0 else answer)
    except ValidationError as error:
        first = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:12]]
        return None, "; ".join(first) + "."
    wrong = faults(found)
    return (None, wrong) if wrong else (found, "")


def told(error: openai.OpenAIError, key: OwnKey) -> StudioError:
    """A failure of their library as an error of the studio's families."""
    import openai

    title = key.about.title
    if isinstance(error, openai.APITimeoutError):
        return Broken("{vendor} did not answer in time.", code="timeout", vendor=title)
    if isinstance(error, openai.APIConnectionError):
        if isinstance(error.__cause__, httpx.HTTPError):
            return named(outside.said(error.__cause__), key.about)
        return Broken("{vendor} could not be reached.", code="unreachable", vendor=title)
    if not isinstance(error, openai.APIStatusError):
        code = str(getattr(error, "code", "") or "")
        if any(word in code for word in _POLICY):
            return Refused("{vendor} declined this text.", vendor=title)
        return Broken(
            "{vendor} broke off: {why}.",
            vendor=title,
            why=key.without(str(error)) or "no reason given",
        )
    status, code = error.status_code, f"{error.code or ''} {error.type or ''}"
    if any(word in code for word in _NO_QUOTA) or status == 402:
        return Broken(
            "Your account at {vendor} has no credit left.", code="provider_quota", vendor=title
        )
    if status == 429:
        return Busy("{vendor} is busy.", retry_after=_after(error.response.headers), vendor=title)
    if any(word in code for word in _POLICY):
        return Refused("{vendor} declined this text.", vendor=title)
    if status in (401, 403):
        return bad_key(key.about)
    if status == 404:
        return Broken(
            "{vendor} has no model called {model}.", code="model", vendor=title, model=key.model
        )
    if status >= 500:
        return Broken(
            "{vendor} has a fault of its own (status {status}).", vendor=title, status=status
        )
    return Broken(
        "{vendor} did not take the request: {why}",
        vendor=title,
        why=key.without(error.message),
    )


def _after(headers: Any) -> float:
    """Seconds to wait, as rate-limited answers tell them; 5 where they do not."""
    for name, factor in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        text = headers.get(name, "")
        if re.fullmatch(r"\d{1,7}(\.\d{1,6})?", text):
            return min(max(float(text) * factor, 0.5), 3600.0)
    return 5.0
