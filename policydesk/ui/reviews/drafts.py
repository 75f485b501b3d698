"""From the forms about reviews to their drafts and back."""

from typing import Any

from policydesk.actions.consultation import AnswerDraft, EditionDraft, EngagementDraft
from policydesk.actions.documents import FileDraft
from policydesk.actions.reviews import CompletionDraft
from policydesk.actions.schedules import ScheduleDraft
from policydesk.queries.consultation import EditionRow
from policydesk.queries.reviews import ReviewRow
from policydesk.terms import StaffCategory
from policydesk.terms_reviews import CountFrom, Every, ReviewKind
from policydesk.ui.acknowledgements.fields import read_evidence
from policydesk.ui.kit.person_picker import Choice


def completion_draft(review_id: int, values: dict[str, Any]) -> CompletionDraft:
    """Return what a form says came of a review."""
    return CompletionDraft(review_id, evidence=_evidence(values), **_without_file(values))


def schedule_draft(values: dict[str, Any], kind: ReviewKind | None = None) -> ScheduleDraft:
    """Return the schedule that a form describes."""
    own = dict(values)
    own.setdefault("kind", kind)
    months = own.pop("months", None)
    if own["every"] is Every.WEEKDAY:
        own["count"] = months
    own.setdefault("count", 1)
    return ScheduleDraft(**own)


def schedule_values(row: ReviewRow | None) -> dict[str, Any]:
    """Return a form's first answers: a schedule's, else a year from the due date."""
    if row is None:
        return {
            "kind": ReviewKind.OTHER, "every": Every.YEARS, "count": 1, "months": 1, "count_from": CountFrom.NEAREST,
            "lead_days": 28,
        }  # fmt: skip
    rhythm = row.rhythm
    return {
        "title": row.title,
        "due_on": row.due_on,
        "every": rhythm.every,
        "count": rhythm.count,
        "months": rhythm.count,
        "nth": rhythm.nth,
        "weekday": rhythm.weekday,
        "count_from": rhythm.count_from,
        "person_id": None if row.person_id is None else Choice(row.person_id, row.person),
        "lead_days": row.lead_days,
    }


def engagement_draft(values: dict[str, Any]) -> EngagementDraft:
    """Return the discussion that a form describes."""
    return EngagementDraft(evidence=_evidence(values), **_without_file(values))


def edition_draft(values: dict[str, Any]) -> EditionDraft:
    """Return the edition that a form describes."""
    own = {name: value for name, value in values.items() if not name.startswith("parts_")}
    return EditionDraft(**own, readings={one: values.get(f"parts_{one.value}", "") for one in StaffCategory})


def edition_values(row: EditionRow | None) -> dict[str, Any]:
    """Return a form's first answers: an edition's, else the guidance that every school has."""
    if row is None:
        return {"name": "Keeping children safe in education"}
    names = ("name", "edition", "in_force_from", "source", "policy_id")
    values = {name: getattr(row, name) for name in names}
    return values | {f"parts_{category.value}": parts for category, parts in row.readings}


def answer_draft(staff_ids: tuple[int, ...], values: dict[str, Any]) -> AnswerDraft:
    """Return what a form says people answered."""
    return AnswerDraft(staff_ids, evidence=_evidence(values), **_without_file(values))


def _evidence(values: dict[str, Any]) -> FileDraft | None:
    found = read_evidence(values)
    return None if found is None else FileDraft(*found)


def _without_file(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "evidence"}
