"""The first page of the governors' report: what the figures say in plain English, and how each area stands."""

from typing import TYPE_CHECKING, Any

from policydesk.counts import called, counted
from policydesk.dates import written
from policydesk.queries.accounts import AccountRow
from policydesk.queries.acknowledgement_figures import PolicyFigure
from policydesk.reports.governors_asked import AREAS, POSTS, asked
from policydesk.reports.governors_facts import GovernorsFacts, Standing
from policydesk.reports.governors_incidents import said_of_incidents
from policydesk.reports.governors_reviews import said_of_reviews
from policydesk.reports.paper.told import Head, Rag
from policydesk.reports.paper.words import of, part_of, percent, so_many
from policydesk.rules.masking import masked, shown
from policydesk.terms import Post, Urgency

if TYPE_CHECKING:
    from policydesk.reports.paper.parts import Parts

COUNTED = (
    "The numbers count findings: things that a policy asks for and that are not so, without those that are only for "
    "information."
)

INCIDENTS = "Friend requests and concerns"
"""The area that only those with a key know how it stands."""


def summary(facts: GovernorsFacts, parts: "Parts") -> list[Any]:
    """Tell the first page: sentences, four figures, how each area stands, and who holds the posts."""
    now = facts.now
    told = [
        parts.words("Social media policy: compliance report for governors", "title"),
        *(parts.words(says, "lead") for says in sentences(facts)),
        parts.space(2),
        parts.figures(
            (
                (percent(now.figures.up_to_date, now.figures.asked), "of the acknowledgements asked for are given"),
                (f"{now.figures.overdue:,}", f"{called(now.figures.overdue, 'acknowledgement')} overdue"),
                (
                    of(covered(now), len(now.speaking)) if now.speaking else "–",
                    f"official {called(len(now.speaking), 'account')} with enough moderators",
                ),
                (f"{now.count(Urgency.OVERDUE):,}", f"{called(now.count(Urgency.OVERDUE), 'finding')} overdue"),
            )
        ),
        *parts.heading("What governors are asked to do"),
        *parts.points(asked(facts)),
        *parts.heading("How each area stands"),
    ]
    heads = (Head("Area", 204), Head("How it stands", 109), Head("Overdue", 56, right=True),
             Head("This week", 56, right=True), Head("Later", 56, right=True))  # fmt: skip
    rows = []
    for words, topics in AREAS:
        overdue, week = now.count(Urgency.OVERDUE, *topics), now.count(Urgency.THIS_WEEK, *topics)
        later = now.count(Urgency.SOON, *topics)
        rows.append((words, parts.status(rag(overdue, week)), overdue, week, later))
    rows.append(_incident_row(facts, parts))
    return [
        *told,
        parts.table(heads, rows),
        parts.space(3),
        parts.words(COUNTED, "quiet"),
        *parts.heading("Named people"),
        parts.table((Head("Post", 4), Head("Held by", 5)), _posts(facts)),
    ]


def _incident_row(facts: GovernorsFacts, parts: "Parts") -> tuple[Any, ...]:
    """Return how incidents stand: in words where whoever prints opened them, and with no number that tells a person."""
    urgent = facts.incidents.urgent
    if urgent is None:
        return (INCIDENTS, "Sealed: the DSL knows", "–", "–", "–")
    names = ("overdue", "week", "later")
    counts = dict(masked(dict(zip(names, urgent, strict=True))).counts)
    return (INCIDENTS, parts.status(rag(urgent[0], urgent[1])), *(shown(counts[one]) for one in names))


def rag(overdue: int, this_week: int) -> Rag:
    """Return how an area stands: red where something is overdue, amber where something is due within a week."""
    return Rag.RED if overdue else Rag.AMBER if this_week else Rag.GREEN


def sentences(facts: GovernorsFacts) -> list[str]:
    """Return the summary in sentences, each made from the figures."""
    return [
        _said_of_acknowledging(facts),
        f"{_said_of_policies(facts)} {said_of_reviews(facts.reviews)}",
        _said_of_accounts(facts),
        said_of_incidents(facts.incidents),
    ]


def _said_of_acknowledging(facts: GovernorsFacts) -> str:
    now, then = facts.now.figures, facts.then
    if not now.asked:
        return f"On {written(facts.as_at)} nobody was asked to acknowledge a policy."
    told = []
    before = {one.policy_id: one for one in then.figures.figures}
    for one in now.figures:
        says = _said_of_policy(one)
        earlier = before.get(one.policy_id)
        told.append(f"{says}{_since(one.acknowledged, None if earlier is None else earlier.acknowledged, then)}.")
        if one.title.casefold().startswith("social media"):
            return told[-1] + _whole(facts)
    return told[0] + _whole(facts)


def _said_of_policy(one: PolicyFigure) -> str:
    if not one.asked:
        return f"Nobody is asked to acknowledge the current {one.title}"
    who, share = part_of(one.acknowledged, one.asked, "person", "people"), percent(one.acknowledged, one.asked)
    share = f" ({share})" if 0 < one.acknowledged < one.asked else ""
    return f"{who}{share} {'has' if one.acknowledged <= 1 else 'have'} acknowledged the current {one.title}"


def _since(now: int, earlier: int | None, then: Standing) -> str:
    if earlier is None:
        return ""
    if now == earlier:
        return f", as many as on {written(then.as_at)}"
    return f", {'up' if now > earlier else 'down'} from {earlier:,} on {written(then.as_at)}"


def _whole(facts: GovernorsFacts) -> str:
    now = facts.now.figures
    late = "no acknowledgement is"
    if now.overdue:
        late = counted(now.overdue, "acknowledgement is", "acknowledgements are")
    if now.people == 1:
        who = f"The only person who is asked for anything has {'' if now.all_done else 'not '}"
    else:
        some, have = f"{now.all_done:,}" if now.all_done else "None", "has" if now.all_done <= 1 else "have"
        who = f"{some} of the {now.people:,} people who are asked for anything {have} "
    return f" {who}acknowledged every policy that binds them; {late} overdue."


def _said_of_policies(facts: GovernorsFacts) -> str:
    figures = facts.now.figures
    if not figures.policies_in_force:
        return f"No policy was in force on {written(facts.as_at)}."
    kept = counted(figures.policies_in_force, "policy is", "policies are")
    if not figures.reviews_overdue:
        return f"{kept} in force, and none is past its review date."
    past = "is past its review date" if figures.reviews_overdue == 1 else "are past their review dates"
    if figures.policies_in_force == 1:
        return "1 policy is in force, and it is past its review date."
    return f"{kept} in force; {figures.reviews_overdue:,} of them {past}."


def _said_of_accounts(facts: GovernorsFacts) -> str:
    speaking = facts.now.speaking
    if not speaking:
        return "No official account speaks for the school."
    approved, enough = sum(one.approved for one in speaking), covered(facts.now)
    return (
        f"{counted(len(speaking), 'official account speaks', 'official accounts speak')} for the school: "
        f"{so_many(approved, 'is', 'are')} approved, and {so_many(enough, 'has', 'have')} enough moderators now and in "
        "the days ahead."
    )


def covered(standing: Standing) -> int:
    """Return how many accounts have enough moderators on the day and in the days ahead."""
    return sum(map(is_covered, standing.speaking))


def is_covered(account: AccountRow) -> bool:
    """Whether an account has enough moderators on the day and in the days ahead."""
    return account.available >= account.minimum and account.gap_from is None


def _enough(standing: Standing) -> str:
    return of(covered(standing), len(standing.speaking)) if standing.speaking else "–"


def _posts(facts: GovernorsFacts) -> list[tuple[str, str]]:
    return [(post.label, _held(facts, post)) for post in POSTS]


def _held(facts: GovernorsFacts, post: Post) -> str:
    found = facts.appointed(post)
    if found is None:
        return "Nobody is recorded"
    if facts.has_left(post):
        return f"{found.full_name}, who has left"
    return f"{found.full_name}, until {written(found.until_on)}" if found.until_on else found.full_name
