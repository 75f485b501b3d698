"""What one published policy allows and another forbids: a choice of each policy version, never a constant.

The sources disagree: "Social networking guidance" (AN), "Communications policy" (CP) and "Acceptable use" (AT).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One question on which policies differ; `options` are value and words, the first is what is shipped."""

    code: str
    asks: str
    options: tuple[tuple[str, str], ...]
    source: str

    @property
    def default(self) -> str:
        """The value that a new version has."""
        return self.options[0][0]

    def words(self, value: str) -> str:
        """Return the words of a value; one that is not offered is said as it is."""
        return dict(self.options).get(value, value)


CHOICES = (
    Choice(
        "family_exemption",
        "Contact with pupils who are family",
        (("with_relationship", "Allowed where the relationship is recorded"), ("none", "No exemption stated")),
        "AT 6.2.1, 6.5; AN 4.4; CP 11",
    ),
    Choice(
        "parent_contact",
        "Contact with parents",
        (
            ("declare", "Declared; the headteacher decides"),
            ("conflict_only", "Avoided only where there is a conflict of interest"),
            ("forbidden", "Not allowed, personal friends excepted"),
            ("not_mentioned", "Not mentioned"),
        ),
        "CP 11; AT 6.3",
    ),
    Choice(
        "account_approver_roles",
        "Who approves official accounts",
        (
            ("headteacher_or_executive", "Headteacher or executive headteacher"),
            ("headteacher", "Headteacher only"),
            ("line_manager_or_head", "Line manager, head of school or executive headteacher"),
        ),
        "CP must 1; AT A.3.2",
    ),
    Choice(
        "content_approval",
        "Who approves what is posted",
        (
            ("delegated", "Approved moderators, delegated in writing"),
            ("headteacher", "The headteacher, every item"),
            ("line_manager_or_head", "Line manager or headteacher"),
        ),
        "CP must 2; AT A.3.4",
    ),
    Choice(
        "min_moderators",
        "Moderators for each official account",
        (("2", "At least two"), ("3", "At least three")),
        "AT A.5.4",
    ),
    Choice(
        "name_the_school",
        "Naming the school on personal profiles",
        (
            ("advisory", "Advised against"),
            ("allowed", "Allowed within the guidelines"),
            ("must_disclose", "Official sites: position must be disclosed"),
        ),
        "AN 4.5; CP must 4; AT A.4.8",
    ),
    Choice(
        "social_media_on_school_equipment",
        "Social media on school equipment",
        (
            ("official_only", "Official use only"),
            ("forbidden", "Not allowed"),
            ("outside_hours", "Personal use outside contracted hours"),
        ),
        "CP 10; AT 6.13",
    ),
    Choice(
        "class_discussion_required",
        "Talking with the class after a pupil's friend request",
        (("required", "Required"), ("not_required", "Not required")),
        "AT 6.5",
    ),
    Choice(
        "report_route",
        "Where concerns are reported",
        (
            ("dsl", "To the DSL, with the CPOMS reference"),
            ("slt_or_cpoms", "To a senior leader or on CPOMS"),
            ("authorities", "To the appropriate authorities"),
        ),
        "AN 4.7; AT",
    ),
)

DEFAULT_CHOICES = {choice.code: choice.default for choice in CHOICES}
"""What a new version has until somebody reads the policy and says otherwise."""
