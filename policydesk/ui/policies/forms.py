"""From the forms of a policy and a version to their drafts and back; some answers stand beside a draft's own fields."""

from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from policydesk.actions.documents import FileDraft
from policydesk.actions.policies import PolicyDraft
from policydesk.actions.versions import VersionDraft
from policydesk.errors import Refusal
from policydesk.queries.policy_rows import PolicyDetail, VersionRow
from policydesk.rules.choices import CHOICES, DEFAULT_CHOICES
from policydesk.terms import AskAgain, StaffCategory
from policydesk.ui.kit.person_picker import Choice

_OWN = {one.name for one in fields_of(VersionDraft)} - {"choices", "legislation", "categories"}


def version_draft(values: dict[str, Any], before: VersionRow | None) -> VersionDraft:
    """Return the draft that a form's answers make; what was not asked stays as it was before."""
    kept = {} if before is None else {name: getattr(before, name) for name in _OWN}
    own = {name: value for name, value in values.items() if name in _OWN}
    choices = {one.code: values[f"choice_{one.code}"] for one in CHOICES if f"choice_{one.code}" in values}
    legislation = tuple(line.strip() for line in values.get("legislation", "").splitlines() if line.strip())
    return VersionDraft(
        **{**kept, **own},
        categories=frozenset(values.get("categories", ())),
        legislation=legislation,
        choices={**DEFAULT_CHOICES, **({} if before is None else before.choices), **choices},
    )


def version_values(version: VersionRow | None) -> dict[str, Any]:
    """Return a form's first answers: those of a version, else what a first version usually has."""
    if version is None:
        draft = VersionDraft("", None, frozenset(StaffCategory))
        values = {name: getattr(draft, name) for name in _OWN}
        return values | {"categories": draft.categories, **_choices(draft.choices)}
    values = {name: getattr(version, name) for name in _OWN}
    return values | {
        "categories": version.categories,
        "legislation": "\n".join(version.legislation),
        **_choices(version.choices),
    }


def next_version_values(policy: PolicyDetail) -> dict[str, Any]:
    """Return the first answers for a new version: as the newest one, without its own dates, label and signatures."""
    newest = next(iter(policy.versions), None)
    values = version_values(newest)
    if newest is not None:
        for name in ("in_force_from", "approved_on", "last_reviewed_on", "next_review_due"):
            values[name] = None
        for name in ("label", "summary_of_changes", "minute_reference"):
            values[name] = ""
        values["ask_again"] = AskAgain.EVERYONE
    return values


def policy_values(policy: PolicyDetail) -> dict[str, Any]:
    """Return the answers that a policy's form shows first."""
    names = ("title", "policy_type", "monitored_by", "origin", "originating_body", "template_source",
             "template_version", "adapted_on", "adapted_by", "notes")  # fmt: skip
    values: dict[str, Any] = {name: getattr(policy, name) for name in names}
    values["owner_id"] = None if policy.owner_id is None else Choice(policy.owner_id, policy.owner)
    return values | {f"related_{policy_id}": True for policy_id, _title in policy.related}


def policy_draft(values: dict[str, Any]) -> PolicyDraft:
    """Return the draft that a policy's form makes; the policies it goes with stand beside its own fields."""
    related = tuple(
        int(name.removeprefix("related_")) for name, on in values.items() if name.startswith("related_") and on
    )
    own = {name: value for name, value in values.items() if not name.startswith("related_")}
    return PolicyDraft(**own, related_ids=related)


def read_file(path: Path | None, field: str) -> FileDraft | None:
    """Return a chosen file with its bytes; raises Refusal naming the field where it cannot be read."""
    if path is None:
        return None
    try:
        return FileDraft(path.name, path.read_bytes())
    except OSError:
        raise Refusal(
            f"“{path.name}” could not be read. Close it in other programs, or choose another file.", field
        ) from None


def _choices(choices: dict[str, str]) -> dict[str, str]:
    return {f"choice_{code}": value for code, value in choices.items()}
