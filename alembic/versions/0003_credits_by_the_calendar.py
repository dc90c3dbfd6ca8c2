"""Credits by the calendar, quotes of films, smaller plans to come"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmstudio.store import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "film_quotes",
        sa.Column("render_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("covered", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("words", types.Document, nullable=False),
        sa.Column("completed_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_film_quotes_project_id_projects"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("render_id", name=op.f("pk_film_quotes")),
    )
    with op.batch_alter_table("film_quotes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_film_quotes_project_id"), ["project_id"], unique=False)

    with op.batch_alter_table("credit_accounts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "anchor_at",
                types.Instant(),
                server_default=sa.func.current_timestamp(),
                nullable=False,
            )
        )

    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("next_plan", sa.String(20), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("failed_at", types.Instant(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("subscriptions", schema=None) as batch_op:
        batch_op.drop_column("failed_at")
        batch_op.drop_column("next_plan")

    with op.batch_alter_table("credit_accounts", schema=None) as batch_op:
        batch_op.drop_column("anchor_at")

    with op.batch_alter_table("film_quotes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_film_quotes_project_id"))

    op.drop_table("film_quotes")
