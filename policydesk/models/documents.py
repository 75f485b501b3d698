"""Files kept inside the register: policies, signed copies, scans of sign-off sheets, the logo."""

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class Document(Base):
    """One file's bytes, named by their SHA-256; the same bytes are kept once."""

    __tablename__ = "document"
    __table_args__ = (CheckConstraint("size = length(content)", name="size_is_true"),)

    sha256: Mapped[str] = mapped_column(unique=True)
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    added_on: Mapped[date]
    content: Mapped[bytes] = mapped_column(LargeBinary, nullable=False, deferred=True)
