"""What standards ask of posts: that somebody in post holds each of them (AN 4.6, AT A.3.2, A.3.7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from policydesk.dates import written
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import Post, Topic, Urgency


@dataclass(frozen=True)
class DemandedPost:
    """A post that somebody must hold; any of `or_else` will do as well."""

    post: Post
    clause: str
    urgency: Urgency
    or_else: tuple[Post, ...] = ()


DEMANDED = (
    DemandedPost(Post.HEADTEACHER, "CP must 1; AT A.3.2", Urgency.THIS_WEEK, (Post.EXECUTIVE_HEADTEACHER,)),
    DemandedPost(Post.CHAIR_OF_GOVERNORS, "CP adoption", Urgency.THIS_WEEK),
    DemandedPost(Post.DSL, "AN 4.7", Urgency.THIS_WEEK),
    DemandedPost(Post.DEPUTY_DSL, "KCSIE annex C", Urgency.SOON),
    DemandedPost(Post.SENIOR_LEADER, "AN 4.6", Urgency.SOON),
    DemandedPost(Post.MEDIA_CONTACT, "AT A.3.7", Urgency.FOR_INFORMATION, (Post.HEADTEACHER,)),
    DemandedPost(Post.DATA_PROTECTION_OFFICER, "UK GDPR art. 37", Urgency.FOR_INFORMATION),
)


def _vacant(facts: SchoolFacts) -> Iterator[Finding]:
    held = {holder.post for holder in facts.holders if holder.in_post}
    for demanded in DEMANDED:
        if facts.standard.wants(demanded.clause) and not held & {demanded.post, *demanded.or_else}:
            yield Finding(
                rule="post.vacant",
                clause=demanded.clause,
                urgency=demanded.urgency,
                says=f"Nobody is recorded as {_in_words(demanded.post)}.",
                topic=Topic.APPOINTMENTS,
                button="Appoint",
                about=demanded.post.value,
                command="staff.appoint",
            )


def _left(facts: SchoolFacts) -> Iterator[Finding]:
    for holder in facts.holders:
        if not holder.in_post:
            yield Finding(
                rule="post.holder_left",
                clause="AN 4.6",
                urgency=Urgency.THIS_WEEK,
                says=f"{holder.name} has left but is still recorded as {_in_words(holder.post)}.",
                topic=Topic.APPOINTMENTS,
                subject_id=holder.staff_id,
                button="Open",
                command="staff",
                people=1,
                about=holder.post.value,
            )


def _ending(facts: SchoolFacts) -> Iterator[Finding]:
    for holder in facts.holders:
        if holder.in_post and holder.until_on is not None and holder.until_on <= facts.soon:
            yield Finding(
                rule="post.ending",
                clause="AN 4.6",
                urgency=urgency_of(holder.until_on, facts),
                says=f"{holder.name} is {_in_words(holder.post)} only until {written(holder.until_on)}.",
                topic=Topic.APPOINTMENTS,
                subject_id=holder.staff_id,
                due=holder.until_on,
                button="Open",
                command="staff",
                people=1,
                about=holder.post.value,
            )


def _in_words(post: Post) -> str:
    return post.label[0].lower() + post.label[1:]


RULES = (
    Rule("post.vacant", "AN 4.6", "Somebody holds each post that the standards name.", _vacant),
    Rule("post.holder_left", "AN 4.6", "Nobody who has left holds a post.", _left),
    Rule("post.ending", "AN 4.6", "Before an appointment ends somebody else is found.", _ending),
)
