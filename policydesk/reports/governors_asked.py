"""What governors are asked to do, on the first page: in a few points, each made from the figures."""

from policydesk.counts import counted, listed
from policydesk.dates import academic_year_name
from policydesk.reports.governors_facts import GovernorsFacts
from policydesk.terms import Post, Topic, Urgency

NOTHING = "Nothing is overdue or due within a week. No action is proposed."

SIGNING = (Post.HEADTEACHER, Post.CHAIR_OF_GOVERNORS)
"""The posts whose holders sign the report, and are named there."""

POSTS = (Post.DSL, Post.DEPUTY_DSL, Post.SENIOR_LEADER, Post.MEDIA_CONTACT)
"""The posts that the first page names."""

AREAS = (
    ("Policies and their dates", (Topic.POLICIES,)),
    (
        "Acknowledgements, declarations, guidance",
        (Topic.ACKNOWLEDGEMENTS, Topic.STAFF, Topic.DECLARATIONS, Topic.GUIDANCE),
    ),
    ("Planned reviews", (Topic.REVIEWS,)),
    ("Named people", (Topic.APPOINTMENTS,)),
    ("Official accounts and their moderators", (Topic.ACCOUNTS,)),
)
"""The areas of the summary, each with the findings that decide how it stands; together they have every finding."""


def asked(facts: GovernorsFacts) -> list[str]:
    """Return what governors are asked to note, to agree and to see to; what nobody need do is left out."""
    told = [*_pressing(facts), *_posts(facts), *_incidents(facts)]
    return told or [NOTHING]


def _pressing(facts: GovernorsFacts) -> list[str]:
    overdue, week = (facts.now.count(one) for one in (Urgency.OVERDUE, Urgency.THIS_WEEK))
    where = "The list is under “Actions proposed”."
    if overdue:
        note = counted(overdue, "finding that is", "findings that are")
        agree = "who puts it right" if overdue == 1 else "who puts each right"
        return [f"Note the {note} overdue, and agree {agree} and by when.{_most(facts, overdue)} {where}"]
    if week:
        note = counted(week, "finding that is", "findings that are")
        return [f"Nothing is overdue. Note the {note} due within a week. {where}"]
    return []


def _most(facts: GovernorsFacts, overdue: int) -> str:
    """Say which area has most of what is overdue, where one has more than half of it."""
    counts = [(facts.now.count(Urgency.OVERDUE, *topics), words) for words, topics in AREAS]
    most, words = max(counts, key=lambda one: one[0])
    if overdue == 1 or 2 * most <= overdue:
        return ""
    return f" {'All' if most == overdue else f'{most:,}'} of them are about {words[0].lower()}{words[1:]}."


def _posts(facts: GovernorsFacts) -> list[str]:
    """Ask for the posts that nobody holds, or that somebody holds who has left."""
    posts = (*SIGNING, *POSTS)
    empty = [post for post in posts if not facts.holder(post) or facts.has_left(post)]
    if not empty:
        return []
    if len(empty) == len(posts):
        return ["See that somebody is named for each post."]
    names = [f"as {one.label[0].lower()}{one.label[1:]}" for one in empty]
    return [f"See that somebody in post is named {listed(names)}."]


def _incidents(facts: GovernorsFacts) -> list[str]:
    """Ask of those who hold the keys what governors can ask; nothing where all of it is in order."""
    urgent, told = facts.incidents.urgent, []
    if urgent is not None and (urgent[0] or urgent[1]):
        told.append("Hear from the DSL what is being done about incidents that want attention (AN 4.1-4.7; AT 6.5).")
    if facts.incidents.is_behind(facts.as_at):
        year = academic_year_name(facts.as_at)
        told.append(f"Have figures about incidents released: there are none yet for {year}, nor for the year before "
                    "(AN 4; AT 9).")  # fmt: skip
    return told
