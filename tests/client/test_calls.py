"""How requests are sent, repeated and refused, by either client."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.client import (
    AsyncFilmStudio,
    BadInput,
    Busy,
    Conflict,
    FileTrouble,
    FilmStudio,
    FilmStudioError,
    Forbidden,
    NotFound,
    PaymentNeeded,
    ServerFault,
    SignInNeeded,
    Tokens,
    TooMany,
    Unexpected,
    Unreachable,
    retry,
)
from filmstudio.client.errors import of_answer

ALIVE = {"status": "ok", "version": "1"}
PROBLEM = {"content-type": "application/problem+json"}
PROJECT: dict[str, Any] = {
    "id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b11", "kind": "film", "title": "Tea", "order": {},
    "source_file_id": None, "track_file_id": None, "version": 0, "visibility": "private",
    "url": "", "role": "owner", "job_id": None, "job_state": "",
    "created_at": "2026-03-01T09:30:00Z", "updated_at": "2026-03-01T09:30:00Z",
}  # fmt: skip


class Script:
    """Answers in turn; an exception is raised. The last one is given again and again."""

    def __init__(self, *answers: Any) -> None:
        self.answers = [*answers]
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            return answer(request)
        status, *rest = answer
        return httpx.Response(status, json=rest[0] if rest else None, headers=dict(*rest[1:]))


class ScriptedFile(Script):
    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answers.pop(0)(request)


def problem(status: int, code: str = "x", detail: str = "No.", **headers: str) -> Any:
    told = {"type": "", "title": "", "status": status, "detail": detail, "code": code, "errors": []}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return (status, told, PROBLEM | named)


@pytest.mark.parametrize(
    "first",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("gone"),
        (502,),
        (503,),
        problem(503, "busy", retry_after="2"),
        problem(429, "rate_limit", retry_after="2"),
    ],
)
def test_what_passes_is_tried_again(client_of, naps, first):
    script = Script(first, (201, PROJECT))
    client = client_of(answer=script)
    assert client.projects.create("A script.").title == "Tea"
    one, two = script.asked
    assert one.headers["idempotency-key"] == two.headers["idempotency-key"]
    assert one.content == two.content
    assert len(naps) == 1
    asked = 2.0 if isinstance(first, tuple) and len(first) > 1 else 0.0
    assert asked <= naps[0] <= asked + 1.0


@pytest.mark.parametrize(
    ("answer", "family"),
    [
        (problem(400), BadInput),
        (problem(401), SignInNeeded),
        (problem(402), PaymentNeeded),
        (problem(403), Forbidden),
        (problem(404), NotFound),
        (problem(409), Conflict),
        (problem(412), Conflict),
        (problem(422), BadInput),
        (problem(500), ServerFault),
        (problem(502), ServerFault),
        (problem(503, "missing"), Busy),
        (problem(429, retry_after="3600"), TooMany),
        ((418,), FilmStudioError),
    ],
)
def test_what_does_not_pass_is_told_at_once(client_of, naps, answer, family):
    script = Script(answer)
    with pytest.raises(family) as caught:
        client_of(answer=script).projects.create("A script.")
    assert len(script.asked) == 1
    assert naps == []
    assert str(caught.value) in ("No.", "The studio answered with status 418.")


def test_it_gives_up_after_so_many_tries(client_of, naps):
    script = Script(httpx.ConnectError("nobody there"))
    with pytest.raises(Unreachable, match=r"http://studio cannot be reached: nobody there\."):
        client_of(answer=script, retries=3).service.health()
    assert len(script.asked) == 4
    assert naps == sorted(naps)
    with pytest.raises(TooMany) as caught:
        client_of(answer=Script(problem(429, retry_after="1")), retries=1).account.get()
    assert caught.value.retry_after == 1.0


def test_a_repetition_waits_for_the_first_to_be_carried_out(client_of, naps):
    script = Script(httpx.ReadTimeout("slow"), problem(409, "in_progress"), (201, PROJECT))
    assert client_of(answer=script).projects.create("A script.", idempotency_key="mine").kind
    assert {one.headers["idempotency-key"] for one in script.asked} == {"mine"}


def test_a_refusal_names_field_and_request(client_of):
    told = problem(422, "bad_input", "body.title: Too long.", x_request_id="r1")
    told[1]["errors"] = [{"field": "body.title", "detail": "Too long."}]
    with pytest.raises(BadInput) as caught:
        client_of(answer=Script(told)).account.get()
    error = caught.value
    assert (error.status, error.code, error.request_id) == (422, "bad_input", "r1")
    assert error.errors == (("body.title", "Too long."),)


def test_where_nothing_is_left_it_waits_for_the_minute_to_end(client_of, naps):
    spent = {"ratelimit-limit": "60", "ratelimit-remaining": "0", "ratelimit-reset": "20"}
    script = Script((200, ALIVE, spent), (200, ALIVE))
    client = client_of(answer=script)
    client.service.health()
    assert naps == []
    assert client.rate_limit.limit == 60
    client.service.health()
    assert len(naps) == 1
    assert 19 < naps[0] <= 20


@pytest.mark.parametrize("body", [{"status": 7}, [], {"status": None}])
def test_an_answer_of_something_else_is_told(client_of, body):
    with pytest.raises(Unexpected, match="GET /health"):
        client_of(answer=Script((200, body))).service.health()


@given(st.integers(0, 1000), st.none() | st.floats(0, 1e6), st.floats(0, 1))
def test_pauses_keep_what_is_asked_and_have_an_end(attempt, asked, chance):
    seconds = retry.pause(attempt, asked, chance)
    if asked is None:
        assert 0.25 <= seconds <= retry.LONGEST
    else:
        assert asked <= seconds <= asked + 1


@given(st.integers(400, 599), st.binary(max_size=200), st.text(max_size=40))
def test_any_answer_becomes_an_error_with_a_sentence(status, body, after):
    error = of_answer(status, PROBLEM | {"retry-after": after}, body)
    assert str(error)
    assert error.status == status


# Signing in


def entry(number: int, seconds: int = 900) -> tuple[int, dict[str, Any]]:
    return (200, {
        "access_token": f"access{number}", "refresh_token": f"refresh{number}",
        "expires_in": seconds,
    })  # fmt: skip


def test_a_key_is_sent_and_not_shown(client_of):
    script = Script((200, ALIVE))
    client = client_of(answer=script, api_key="fs_secret")
    client.service.health()
    assert script.asked[0].headers["x-api-key"] == "fs_secret"
    assert "fs_secret" not in repr(client.client)


def test_address_and_key_come_from_the_environment(client_of, monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_URL", "https://films.example.com/api/v1/")
    monkeypatch.setenv("FILMSTUDIO_API_KEY", "fs_env")
    script = Script((200, ALIVE))
    client_of("", answer=script).service.health()
    assert str(script.asked[0].url) == "https://films.example.com/api/v1/health"
    assert script.asked[0].headers["x-api-key"] == "fs_env"


@pytest.mark.parametrize(
    "base", ["ftp://x", "studio", "http://", "http://a:b@studio", "http://x?y"]
)
def test_an_address_that_is_none_is_refused(base):
    with pytest.raises(FilmStudioError):
        FilmStudio(base)


def test_tokens_are_renewed_in_time_and_told(client_of):
    told: list[Tokens | None] = []
    script = Script(entry(2), (200, ALIVE), (204,))
    old = Tokens("access1", "refresh1", time.time() + 5)
    client = client_of(answer=script, tokens=old, on_tokens=told.append)
    client.service.health()
    renewal, call = script.asked
    assert "authorization" not in renewal.headers
    assert call.headers["authorization"] == "Bearer access2"
    assert [one.refresh for one in told if one] == ["refresh2"]
    assert "access2" not in repr(told)
    client.auth.logout()
    assert told[-1] is None
    assert client.auth.tokens is None


def test_what_was_left_to_a_guest_does_not_bind_who_signed_in(client_of, naps):
    spent = {"ratelimit-limit": "60", "ratelimit-remaining": "0", "ratelimit-reset": "20"}
    client = client_of(answer=Script((*entry(1), spent), (200, ALIVE)))
    client.auth.login("ann@example.com", "seven green kettles hum")
    client.service.health()
    assert naps == []


def test_a_refused_token_is_renewed_once(client_of):
    script = Script(problem(401), entry(2), problem(401, "sign_in", "Sign in again."))
    client = client_of(answer=script, tokens=Tokens("access1", "refresh1", time.time() + 900))
    with pytest.raises(SignInNeeded, match=r"Sign in again\."):
        client.account.get()
    assert len(script.asked) == 3


def renewing() -> tuple[Callable[[httpx.Request], httpx.Response], list[str]]:
    renewed: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/refresh"):
            renewed.append(request.read().decode())
            return httpx.Response(200, json=entry(2)[1])
        return httpx.Response(200, json=ALIVE)

    return answer, renewed


def test_of_many_at_once_one_renews():
    answer, renewed = renewing()
    old = Tokens("access1", "refresh1", 0)
    http = httpx.Client(transport=httpx.MockTransport(answer))
    client = FilmStudio("http://studio", tokens=old, http=http)
    threads = [threading.Thread(target=client.service.health) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(renewed) == 1

    async def many() -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        other = AsyncFilmStudio("http://studio", tokens=old, http=http)
        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(other.service.health)

    anyio.run(many)
    assert len(renewed) == 2


# Downloads


def sent(content: bytes) -> httpx.Response:
    length = {"content-length": str(len(content)), "etag": '"2"'}
    return httpx.Response(200, stream=httpx.ByteStream(content), headers=length)


def test_a_link_into_a_storage_gets_no_credentials(client_of, tmp_path):
    def away(_: httpx.Request) -> httpx.Response:
        return httpx.Response(307, headers={"location": "https://bucket.example.com/x?sig=1"})

    def bytes_(_: httpx.Request) -> httpx.Response:
        return sent(b"film")

    script = ScriptedFile(away, bytes_)
    client = client_of(answer=script, api_key="fs_secret")
    path = client.files.download("f1", tmp_path / "a.mp4")
    assert path.read_bytes() == b"film"
    near, far = script.asked
    assert near.headers["x-api-key"] == "fs_secret"
    assert "x-api-key" not in far.headers
    assert far.url.host == "bucket.example.com"


def test_a_film_that_changed_meanwhile_is_fetched_anew(client_of, naps, tmp_path):
    def broken(_: httpx.Request) -> httpx.Response:
        def pieces() -> Any:
            yield b"old old "
            raise httpx.ReadError("cut")

        async def later() -> Any:
            for piece in pieces():
                yield piece

        class Cut(httpx.SyncByteStream, httpx.AsyncByteStream):
            __iter__ = staticmethod(pieces)
            __aiter__ = staticmethod(later)

        return httpx.Response(200, stream=Cut(), headers={"etag": '"1"', "content-length": "16"})

    script = ScriptedFile(broken, lambda _: sent(b"new"))
    path = client_of(answer=script).results.download("p", tmp_path / "film.mp4")
    assert path.read_bytes() == b"new"
    assert script.asked[1].headers["range"] == "bytes=8-"
    assert script.asked[1].headers["if-range"] == '"1"'
    assert [one.name for one in tmp_path.iterdir()] == ["film.mp4"]


def test_a_conversion_is_waited_for(client_of, naps, tmp_path):
    busy = problem(503, "converting", retry_after="5")
    refusals = [lambda _: httpx.Response(503, json=busy[1], headers=busy[2])] * 9
    script = ScriptedFile(*refusals, lambda _: sent(b"webm"))
    path = client_of(answer=script).results.download("p", tmp_path, format="webm")
    assert path == tmp_path / "film"
    assert len(naps) == 9


def test_a_place_that_cannot_be_written_is_told(client_of, tmp_path):
    script = Script((200, ALIVE))
    with pytest.raises(FileTrouble, match="cannot be written"):
        client_of(answer=script).results.archive("p", tmp_path / "none" / "a.zip")


@pytest.mark.parametrize("source", ["nowhere.txt", b"bytes without a name"])
def test_a_file_that_is_not_there_is_told(client_of, source):
    script = Script((200, ALIVE))
    with pytest.raises(FileTrouble):
        client_of(answer=script).files.upload(source)
    assert script.asked == []


def test_what_a_callback_raises_comes_out(client_of, tmp_path):
    script = ScriptedFile(lambda _: sent(b"zip"))

    def stop(_: Any) -> None:
        raise BrokenPipeError("nobody listens")

    with pytest.raises(BrokenPipeError):
        client_of(answer=script).results.archive("p", tmp_path / "a.zip", progress=stop)
    assert [*tmp_path.iterdir()] == []
