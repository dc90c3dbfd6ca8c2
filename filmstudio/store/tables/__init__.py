"""Every table of the studio, as SQLModel classes."""

from filmstudio.store.tables.accounts import (
    ApiKey,
    Identity,
    LoginAttempts,
    LoginSession,
    OneTimeToken,
    ProviderKey,
    RecoveryCode,
    RefreshToken,
    User,
)
from filmstudio.store.tables.credits import (
    CreditAccount,
    CreditEntry,
    FilmQuote,
    Invoice,
    Subscription,
)
from filmstudio.store.tables.editing import Draft, Preview, Step
from filmstudio.store.tables.projects import Collaborator, File, Project, Version
from filmstudio.store.tables.renders import DeadLetter, Making, Render, Task
from filmstudio.store.tables.traffic import (
    AuditEntry,
    Delivery,
    Idempotency,
    Inbox,
    Mail,
    Notification,
    PushMessage,
    PushSubscription,
    StudioSetting,
    Webhook,
)
from filmstudio.store.tables.writing import ScriptDraft

__all__ = [
    "ApiKey",
    "AuditEntry",
    "Collaborator",
    "CreditAccount",
    "CreditEntry",
    "DeadLetter",
    "Delivery",
    "Draft",
    "File",
    "FilmQuote",
    "Idempotency",
    "Identity",
    "Inbox",
    "Invoice",
    "LoginAttempts",
    "LoginSession",
    "Mail",
    "Making",
    "Notification",
    "OneTimeToken",
    "Preview",
    "Project",
    "ProviderKey",
    "PushMessage",
    "PushSubscription",
    "RecoveryCode",
    "RefreshToken",
    "Render",
    "ScriptDraft",
    "Step",
    "StudioSetting",
    "Subscription",
    "Task",
    "User",
    "Version",
    "Webhook",
]
