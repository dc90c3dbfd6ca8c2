"""Every route that this client calls, and what it answers; a test holds it against the OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from filmstudio.client import models as m

T = TypeVar("T")
BASE = "/api/v1"


@dataclass(frozen=True)
class Route(Generic[T]):
    """A method and an address; `answer` is the type of the JSON (None: nothing, or bytes)."""

    method: str
    path: str
    answer: type[T] | None

    def read(self, body: bytes) -> T:
        """The answer from its JSON. Raises pydantic's ValidationError."""
        kind: Any = self.answer
        result: T = adapter(kind).validate_json(body)
        return result


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """What reads a type from JSON; made when it is first needed."""
    return TypeAdapter(kind)


REGISTER = Route("POST", "/auth/register", m.Told)
LOGIN = Route("POST", "/auth/login", m.Entry)
LOGOUT = Route[None]("POST", "/auth/logout", None)
REFRESH = Route("POST", "/auth/refresh", m.Entry)
CONFIRM = Route[None]("POST", "/auth/confirm", None)
VERIFY_CODE = Route("POST", "/auth/mfa/verify", m.Verified)
SESSION_STATE = Route("GET", "/auth/session", m.SessionState)

ME = Route("GET", "/users/me", m.Me)
CHANGE_ME = Route("PATCH", "/users/me", m.Me)
LEAVE = Route("DELETE", "/users/me", m.Leaving)
EXPORT = Route[None]("GET", "/users/me/export", None)
USAGE = Route("GET", "/users/me/usage", m.Usage)
SESSIONS = Route("GET", "/users/me/sessions", list[m.Session])
END_SESSIONS = Route("DELETE", "/users/me/sessions", m.Ended)
END_SESSION = Route[None]("DELETE", "/users/me/sessions/{session_id}", None)
API_KEYS = Route("GET", "/users/me/api-keys", list[m.ApiKey])
CREATE_API_KEY = Route("POST", "/users/me/api-keys", m.NewApiKey)
ROTATE_API_KEY = Route("POST", "/users/me/api-keys/{key_id}/rotate", m.NewApiKey)
REVOKE_API_KEY = Route[None]("DELETE", "/users/me/api-keys/{key_id}", None)

UPLOAD = Route("POST", "/files", list[m.File])
FILES = Route("GET", "/files", m.Page[m.File])
BEGIN_UPLOAD = Route("POST", "/files/uploads", m.UploadPlace)
FINISH_UPLOAD = Route("POST", "/files/uploads/{file_id}", m.File)
FILE = Route("GET", "/files/{file_id}", m.File)
DELETE_FILE = Route[None]("DELETE", "/files/{file_id}", None)
FILE_CONTENT = Route[None]("GET", "/files/{file_id}/content", None)

CREATE_PROJECT = Route("POST", "/projects", m.Project)
PROJECTS = Route("GET", "/projects", m.Page[m.Project])
PROJECT = Route("GET", "/projects/{project_id}", m.Project)
CHANGE_PROJECT = Route("PATCH", "/projects/{project_id}", m.Project)
DELETE_PROJECT = Route[None]("DELETE", "/projects/{project_id}", None)
DUPLICATE_PROJECT = Route("POST", "/projects/{project_id}/duplicate", m.Project)
MEMBERS = Route("GET", "/projects/{project_id}/collaborators", list[m.Member])
INVITE = Route("POST", "/projects/{project_id}/collaborators", m.Member)
DISMISS = Route[None]("DELETE", "/projects/{project_id}/collaborators", None)
SHARE_PROJECT = Route("POST", "/projects/{project_id}/share", m.Project)
STORYBOARD = Route("GET", "/projects/{project_id}/storyboard", dict[str, Any])
PUT_STORYBOARD = Route("PUT", "/projects/{project_id}/storyboard", dict[str, Any])
PATCH_STORYBOARD = Route("PATCH", "/projects/{project_id}/storyboard", dict[str, Any])
VERSIONS = Route("GET", "/projects/{project_id}/versions", m.Page[m.Version])
RESTORE_VERSION = Route("POST", "/projects/{project_id}/versions/{number}/restore", m.Version)

GENERATE_FILM = Route("POST", "/generate/film", m.Started)
JOBS = Route("GET", "/jobs", m.Page[m.Job])
START_JOB = Route("POST", "/jobs", m.Job)
JOB = Route("GET", "/jobs/{job_id}", m.Job)
CANCEL_JOB = Route("DELETE", "/jobs/{job_id}", m.Job)
JOB_STATUS = Route("GET", "/jobs/{job_id}/status", m.Status)
RETRY_JOB = Route("POST", "/jobs/{job_id}/retry", m.Job)
JOB_EVENTS = Route[None]("GET", "/jobs/{job_id}/events", None)
JOB_RESULT = Route("GET", "/jobs/{job_id}/result", m.Result)

ARTIFACTS = Route("GET", "/projects/{project_id}/artifacts", list[m.Artifact])
ARTIFACT = Route[None]("GET", "/projects/{project_id}/artifacts/{name}", None)
DOWNLOAD = Route[None]("GET", "/projects/{project_id}/download", None)
ARCHIVE = Route[None]("GET", "/projects/{project_id}/archive", None)

BALANCE = Route("GET", "/credits/balance", m.Balance)
CREDIT_HISTORY = Route("GET", "/credits/history", m.Page[m.CreditEntry])
ESTIMATE = Route("GET", "/credits/estimate", m.Estimate)
PLANS = Route("GET", "/plans", m.Offer)
SUBSCRIPTIONS = Route("GET", "/subscriptions", m.Page[m.Subscription])
SUBSCRIBE = Route("POST", "/subscriptions", m.Subscription)
UNSUBSCRIBE = Route("DELETE", "/subscriptions", m.Subscription)
CHANGE_PLAN = Route("POST", "/subscriptions/upgrade", m.Subscription)
INVOICES = Route("GET", "/invoices", m.Page[m.Invoice])

WEBHOOKS = Route("GET", "/webhooks", m.Page[m.Webhook])
WEBHOOK_EVENTS = Route("GET", "/webhooks/events", dict[str, str])
CREATE_WEBHOOK = Route("POST", "/webhooks", m.NewWebhook)
DELETE_WEBHOOK = Route[None]("DELETE", "/webhooks/{webhook_id}", None)
DELIVERIES = Route("GET", "/webhooks/{webhook_id}/deliveries", m.Page[m.Delivery])
REDELIVER = Route("POST", "/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", m.Delivery)

PROVIDERS = Route("GET", "/providers", m.Providers)
PROVIDER_KEYS = Route("GET", "/users/me/provider-keys", list[m.ProviderKey])
PROVIDER_KEY = Route("GET", "/users/me/provider-keys/{provider}", m.ProviderKey)
SET_PROVIDER_KEY = Route("PUT", "/users/me/provider-keys/{provider}", m.ProviderKey)
DELETE_PROVIDER_KEY = Route[None]("DELETE", "/users/me/provider-keys/{provider}", None)
TEST_PROVIDER_KEY = Route("POST", "/users/me/provider-keys/{provider}/test", m.Checked)

HEALTH = Route("GET", "/health", m.Alive)
READY = Route("GET", "/ready", m.Readiness)

ALL: tuple[Route[Any], ...] = tuple(one for one in globals().values() if isinstance(one, Route))
"""All of them."""
