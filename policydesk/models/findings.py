"""What was decided about findings: put off until a day with a reason, given to somebody."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from policydesk.models.base import Base


class FindingCare(Base):
    """What holds of one finding from a day on, whole; the newest row of a finding counts, older ones stay.

    `finding` is the finding's identity, `says` what it said on that day. It is put off while `put_off_until` has not
    come. That a finding is there at all, and since when, is not kept: it follows from the facts.
    """

    __tablename__ = "finding_care"
    __table_args__ = (
        CheckConstraint("(put_off_until IS NULL) = (reason = '')", name="put_off_for_a_reason"),
        Index("ix_finding_care_finding", "finding", "noted_on"),
    )

    finding: Mapped[str]
    says: Mapped[str]
    noted_on: Mapped[date]
    noted_by: Mapped[str]
    put_off_until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
