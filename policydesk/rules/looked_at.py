"""What each demand is about, so that a school that has recorded nothing of it is not told that it meets it."""

from enum import Enum

from policydesk.rules.facts import SchoolFacts


class About(Enum):
    """What the register must have before it can show whether a demand is met."""

    THE_SCHOOL = "the school itself"
    POLICIES = "a policy in force"
    SIGNING = "a policy in force, and staff"
    REVIEWS = "a planned review"
    HOLDERS = "somebody in a post"
    ACCOUNTS = "an official account"
    EDITIONS = "an edition of guidance"
    STAFF = "staff"
    APPROVALS = "something that was asked for"
    ENQUIRIES = "an enquiry from the media"
    PAGES = "a page that others run"
    FIRMS = "a firm with access"


_ABOUT = {
    "policy.none": About.THE_SCHOOL,
    "policy": About.POLICIES,
    "review": About.POLICIES,
    "dates": About.POLICIES,
    "engagement": About.POLICIES,
    "schedule": About.REVIEWS,
    "post.vacant": About.THE_SCHOOL,
    "post": About.HOLDERS,
    "acknowledgement": About.SIGNING,
    "induction": About.SIGNING,
    "account": About.ACCOUNTS,
    "guidance": About.EDITIONS,
    "declaration": About.STAFF,
    "approval": About.APPROVALS,
    "media": About.ENQUIRIES,
    "page": About.PAGES,
    "access": About.FIRMS,
}


def about(rule: str) -> About:
    """Return what a rule is about: by its own id, or by the first word of it."""
    return _ABOUT.get(rule) or _ABOUT[rule.partition(".")[0]]


def there_by_facts(facts: SchoolFacts) -> frozenset[About]:
    """Return what the school has of all this, as far as the rules' own facts show it."""
    found = {
        About.THE_SCHOOL: True,
        About.POLICIES: bool(facts.in_force),
        About.REVIEWS: bool(facts.reviews),
        About.HOLDERS: bool(facts.holders),
        About.ACCOUNTS: bool(facts.official.accounts),
        About.EDITIONS: bool(facts.editions),
    }
    return frozenset(one for one, there in found.items() if there)
