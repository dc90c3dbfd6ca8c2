"""Drafts, the steps of editing, previews"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmstudio.store import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("storyboard", types.Document, nullable=False),
        sa.Column("origin", types.Document, nullable=False),
        sa.Column("drawn", types.Document, nullable=False),
        sa.Column("saved_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_drafts_project_id_projects"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("target", sa.String(120), nullable=False),
        sa.Column("parts", types.Document, nullable=False),
        sa.Column("before", types.Document, nullable=False),
        sa.Column("after", types.Document, nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_steps_project_id_projects"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps")),
        sa.UniqueConstraint("project_id", "revision", name=op.f("uq_steps_project_id_revision")),
    )
    with op.batch_alter_table("steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_steps_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_steps_user_id"), ["user_id"], unique=False)

    op.create_table(
        "previews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("request", types.Document, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("part", sa.Float(), nullable=False),
        sa.Column("result", types.Document, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", types.Instant(), nullable=True),
        sa.Column("error_code", sa.String(40), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("created_at", types.Instant(), nullable=False),
        sa.Column("finished_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["users.id"],
            name=op.f("fk_previews_owner_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_previews_project_id_projects"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_previews")),
        sa.UniqueConstraint("key", name=op.f("uq_previews_key")),
    )
    with op.batch_alter_table("previews", schema=None) as batch_op:
        for name in ("created_at", "owner_id", "project_id", "state"):
            batch_op.create_index(batch_op.f(f"ix_previews_{name}"), [name], unique=False)


def downgrade() -> None:
    op.drop_table("previews")
    op.drop_table("steps")
    op.drop_table("drafts")
