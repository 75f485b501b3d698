"""Whose public keys are genuine: those that somebody who reads incidents vouched for."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base, UtcDateTime
from policydesk.models.sealed import Sealed, SealedValue


class VouchedKey(Base):
    """The public key of a reader of incidents, vouched for; the safeguarding sheet's where `user_id` is none.

    `voucher` is the public key that the signature is checked with, the same in every row; its private half is
    `held` by each of those who were vouched for, so that they can vouch for the next.
    """

    __tablename__ = "vouched_key"
    __table_args__ = (UniqueConstraint("user_id"),)

    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    voucher: Mapped[bytes]
    signature: Mapped[bytes]
    held: Mapped[SealedValue] = mapped_column(Sealed)
    vouched_by: Mapped[str]
    vouched_at: Mapped[datetime] = mapped_column(UtcDateTime)
