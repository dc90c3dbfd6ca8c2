"""Wrong passwords are counted by address, known or not; sessions know when the password was given.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmstudio.store import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "login_attempts",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", types.Instant(), nullable=True),
        sa.Column("failed_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_login_attempts")),
    )
    op.create_index(op.f("ix_login_attempts_failed_at"), "login_attempts", ["failed_at"])
    # Columns are dropped and added in place: rebuilding a table on SQLite would empty those that
    # refer to it.
    op.drop_column("users", "failed_logins")
    op.drop_column("users", "locked_until")
    op.add_column("login_sessions", sa.Column("confirmed_at", types.Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("login_sessions", "confirmed_at")
    op.add_column("users", sa.Column("locked_until", types.Instant(), nullable=True))
    op.add_column(
        "users", sa.Column("failed_logins", sa.Integer(), nullable=False, server_default="0")
    )
    op.drop_index(op.f("ix_login_attempts_failed_at"), table_name="login_attempts")
    op.drop_table("login_attempts")
