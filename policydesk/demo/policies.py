"""The invented policies of the small demo school, each with two to four versions and one thing that is not right."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from policydesk.dates import RoughDate, academic_year_name, academic_year_start, add_months
from policydesk.demo.people import G, S, T
from policydesk.terms import ApprovalBody, AskAgain, Origin, PolicyType, Renewal, StaffCategory

EVERYBODY = frozenset(StaffCategory)
NOT_VISITORS = EVERYBODY - {StaffCategory.OTHER}
EMPLOYED = frozenset({T, S, StaffCategory.TEACHER_TRAINEE, StaffCategory.OTHER_TRAINEE, StaffCategory.AGENCY_OR_SUPPLY})


@dataclass(frozen=True)
class Version:
    """One version: when it was published, what its draft says, who signed it, and how many in a hundred people signed.

    `signed` are the percentage and the days after publishing within which they did, `renewed` the percentage that
    signed again this academic year where a policy asks for it; `adopted` are names for head and
    chair, "" for a missing signature. `revised` is a day on which somebody changed what the register says, and how.
    """

    label: str
    published: date
    about: dict[str, Any]
    signed: tuple[int, int] = (100, 14)
    renewed: int = 0
    adopted: tuple[str, str] = ("Rowan Ellery", "Gwen Ashdown")
    has_document: bool = True
    stays_draft: bool = False
    revised: tuple[date, dict[str, Any]] | None = None


@dataclass(frozen=True)
class DemoPolicy:
    """One policy with its versions, the oldest first."""

    title: str
    about: dict[str, Any]
    versions: tuple[Version, ...]
    owner: str = ""
    related: tuple[str, ...] = field(default=())


def demo_policies(today: date) -> tuple[DemoPolicy, ...]:
    """Return the policies as they stand on a day; every date follows from it."""
    # What began in September must have fallen due: in early autumn the school stands in its second term.
    year = academic_year_start(today - timedelta(days=60))
    return (
        _social_media(today, year),
        _acceptable_use(today, year),
        _code_of_conduct(today, year),
        _child_protection(year),
        _online_safety(today, year),
        _mobile_devices(today),
    )


def _governors(in_force: date, **more: Any) -> dict[str, Any]:
    """Say what a well-kept version says: approved by governors before it came into force, reviewed a year later."""
    return {
        "in_force_from": RoughDate.of(in_force),
        "approved_by_name": "Gwen Ashdown",
        "approved_by_body": ApprovalBody.FULL_GOVERNING_BODY,
        "minute_reference": f"FGB {in_force.year}/07",
        "approved_on": RoughDate.of(add_months(in_force, -2)),
        "next_review_due": _month(add_months(in_force, 10)),
        "categories": EVERYBODY,
        "legislation": ("Data Protection Act 2018", "Equality Act 2010", "Online Safety Act 2023"),
        **more,
    }


def _month(day: date) -> RoughDate:
    return RoughDate(day.year, day.month)


def _social_media(today: date, year: date) -> DemoPolicy:
    one, two = add_months(year, -24), add_months(year, -12)
    return DemoPolicy(
        "Social Media Policy",
        {"policy_type": PolicyType.SOCIAL_MEDIA},
        (
            Version("1", add_months(one, -1), _governors(one), (97, 20)),
            Version("2", add_months(two, -1), _governors(two, summary_of_changes="Official accounts added."), (98, 20)),
            Version(
                "3",
                add_months(year, -1),
                _governors(
                    year,
                    last_reviewed_on=_month(add_months(year, -1)),
                    next_review_due=_month(add_months(year, 11)),
                    summary_of_changes="Messaging apps and friend requests from pupils made clearer.",
                    legislation=(),
                    categories=NOT_VISITORS,
                ),
                (91, 30),
            ),
            Version(
                "4",
                today - timedelta(days=6),
                _governors(add_months(year, 12), approved_on=None, summary_of_changes="Draft for the summer term."),
                stays_draft=True,
            ),
        ),
        owner="Rowan Ellery",
        related=("Safeguarding and Child Protection Policy", "Acceptable Use Policy", "Code of Conduct",
                 "Online Safety Policy", "Mobile Devices Policy"),
    )  # fmt: skip


def _acceptable_use(today: date, year: date) -> DemoPolicy:
    latest = today - timedelta(days=10)
    one, two = add_months(year, -23), add_months(year, -11)
    return DemoPolicy(
        "Acceptable Use Policy",
        {
            "policy_type": PolicyType.ACCEPTABLE_USE,
            "origin": Origin.LOCAL_AUTHORITY_MODEL,
            "originating_body": "County model",
            "template_source": "Model acceptable use policy",
            "template_version": "2024",
            "monitored_by": "Headteacher and governors",
        },
        (
            Version("2024", one, _governors(one, categories=EMPLOYED), (96, 15)),
            Version("2025", two, _governors(two, categories=EMPLOYED), (97, 15)),
            Version(
                "2026",
                latest,
                _governors(
                    latest,
                    approved_on=RoughDate.of(latest - timedelta(days=20)),
                    next_review_due=_month(add_months(latest, 36)),
                    categories=EMPLOYED,
                ),
                (55, 9),
                adopted=("Rowan Ellery", ""),
            ),
        ),
        owner="Callum Strang",
        related=("Social Media Policy",),
    )


def _code_of_conduct(today: date, year: date) -> DemoPolicy:
    one, two = add_months(year, -22), add_months(year, -10)
    overdue = _month(add_months(today, -2))
    return DemoPolicy(
        "Code of Conduct",
        {"policy_type": PolicyType.CODE_OF_CONDUCT, "monitored_by": "Headteacher"},
        (
            Version("A", one, _governors(one), (98, 12)),
            Version(
                "B",
                two,
                _governors(
                    two,
                    next_review_due=overdue,
                    last_reviewed_on=_month(add_months(two, -1)),
                    review_interval_months=None,
                ),
                (96, 21),
                has_document=False,
                revised=(add_months(today, -1), {"last_reviewed_on": _month(add_months(today, -1))}),
            ),
        ),
        owner="Olive Thackery",
    )


def _child_protection(year: date) -> DemoPolicy:
    one, two = add_months(year, -24), add_months(year, -12)
    return DemoPolicy(
        "Safeguarding and Child Protection Policy",
        {"policy_type": PolicyType.CHILD_PROTECTION, "monitored_by": "Safeguarding governor"},
        (
            Version(academic_year_name(one), one, _governors(one, renewal=Renewal.ACADEMIC_YEAR), (100, 10)),
            Version(
                academic_year_name(two),
                add_months(two, 1) + timedelta(days=3),
                _governors(
                    two,
                    renewal=Renewal.ACADEMIC_YEAR,
                    approved_on=RoughDate.of(add_months(two, 1)),
                    next_review_due=_month(add_months(year, 11)),
                    review_interval_months=24,
                ),
                (99, 12),
                88,
                adopted=("Rowan Ellery", "Sir Barnaby Croft"),
            ),
        ),
        owner="Samira Haddad",
    )


def _online_safety(today: date, year: date) -> DemoPolicy:
    one, latest = add_months(year, -18), today - timedelta(days=5)
    return DemoPolicy(
        "Online Safety Policy",
        {"policy_type": PolicyType.ONLINE_SAFETY},
        (
            Version("1.0", one, _governors(one), (97, 14)),
            Version(
                "1.1",
                add_months(one, 6),
                _governors(
                    add_months(one, 6), ask_again=AskAgain.CARRY_OVER, summary_of_changes="Two spelling mistakes."
                ),
                (0, 1),
            ),
            Version(
                "2.0",
                latest,
                _governors(
                    latest,
                    approved_by_body=ApprovalBody.HEADTEACHER,
                    approved_by_name="Rowan Ellery",
                    approved_on=None,
                    last_reviewed_on=_month(latest),
                    next_review_due=_month(latest),
                    days_to_acknowledge=60,
                    categories=frozenset({T, S, G}),
                ),
                (12, 5),
            ),
        ),
        owner="",
    )


def _mobile_devices(today: date) -> DemoPolicy:
    starts = add_months(today, 2).replace(day=1)
    return DemoPolicy(
        "Mobile Devices Policy",
        {"policy_type": PolicyType.MOBILE_DEVICE},
        (
            Version("1", today - timedelta(days=15), _governors(starts, approved_on=None), (0, 1)),
            Version(
                "2", today - timedelta(days=3), _governors(add_months(starts, 8), approved_on=None), stays_draft=True
            ),
        ),
        owner="Callum Strang",
    )
