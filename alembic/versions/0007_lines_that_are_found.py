"""What is said in a storyboard, beside it, where searches find it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmstudio.store import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("spoken", sa.String(), server_default="", nullable=False))
    versions = sa.table(
        "versions",
        sa.column("id", sa.Uuid()),
        sa.column("storyboard", types.Document),
        sa.column("spoken", sa.String()),
    )
    connection = op.get_bind()
    for id in connection.execute(sa.select(versions.c.id)).scalars().all():
        mine = versions.c.id == id
        board = connection.execute(sa.select(versions.c.storyboard).where(mine)).scalar_one()
        said = [
            " ".join(line["text"].split())
            for scene in board.get("scenes", [])
            for shot in scene.get("shots", [])
            for line in shot.get("lines", [])
        ]
        connection.execute(versions.update().where(mine).values(spoken="\n".join(said)))


def downgrade() -> None:
    with op.batch_alter_table("versions", schema=None) as batch_op:
        batch_op.drop_column("spoken")
