"""The second shape: when somebody last checked the privacy settings of their own accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the day, known of nobody yet."""
    op.add_column("staff_member", sa.Column("privacy_checked_on", sa.Date(), nullable=True))
