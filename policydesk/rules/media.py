"""What standards ask of the logs beside the accounts: decisions, the media, pages of others, firms with access."""

from collections.abc import Iterator
from datetime import timedelta

from policydesk.dates import written
from policydesk.names import quoted
from policydesk.rules.account_facts import WaitingFacts
from policydesk.rules.facts import SchoolFacts
from policydesk.rules.findings import Finding, Rule, urgency_of
from policydesk.terms import Topic, Urgency
from policydesk.terms_accounts import ApprovalKind, Disclaimer

_ASKED_FOR = {
    ApprovalKind.CREATE_ACCOUNT: ("CP must 1; AT A.3.2", "to create {what}"),
    ApprovalKind.TAKE_PART: ("AT A.3.3", "to take part in {what}"),
    ApprovalKind.CONTENT: ("CP must 2; AT A.3.4", "to post {what}"),
    ApprovalKind.ADVERTISE: ("AT A.5.8", "to advertise for contributors: {what}"),
    ApprovalKind.OUTSIDE_FRIEND: ("AT A.5.9", "to take {what} as a friend"),
}
"""For each kind of approval its clause and what was asked for, in words."""


def _pending(facts: SchoolFacts) -> Iterator[Finding]:
    for waiting in facts.official.waiting:
        due = waiting.asked_on + timedelta(days=facts.official.standard.pending_days)
        yield Finding(
            rule="approval.pending",
            clause=_ASKED_FOR[waiting.kind][0],
            urgency=urgency_of(due, facts),
            says=f"{_request(waiting)} waits for a decision since {written(waiting.asked_on)}.",
            topic=Topic.ACCOUNTS,
            subject_id=waiting.approval_id,
            since=waiting.asked_on,
            due=due,
            button="Decide",
            command="accounts_log.decide",
        )


def _request(waiting: WaitingFacts) -> str:
    whose = f"The request of {waiting.asked_by}" if waiting.asked_by else "The request"
    return f"{whose} {_ASKED_FOR[waiting.kind][1].format(what=quoted(waiting.what))}"


def _not_forwarded(facts: SchoolFacts) -> Iterator[Finding]:
    for enquiry in facts.official.enquiries:
        yield Finding(
            rule="media.not_forwarded",
            clause="AT A.3.7",
            urgency=Urgency.OVERDUE,
            says=(
                f"The enquiry from {enquiry.outlet} of {written(enquiry.received_on)} has not gone to the headteacher. "
                "It goes at once."
            ),
            topic=Topic.ACCOUNTS,
            subject_id=enquiry.enquiry_id,
            since=enquiry.received_on,
            due=enquiry.received_on,
            button="Forward",
            command="accounts_log.forward",
        )


def _no_disclaimer(facts: SchoolFacts) -> Iterator[Finding]:
    ends = {
        Disclaimer.NOT_ASKED: "Nobody has asked for the line that says it is not the school’s.",
        Disclaimer.ASKED: "It was asked to say that it is not the school’s, and does not show it yet.",
        Disclaimer.REFUSED: "Those who run it refused to say that it is not the school’s.",
    }
    for page in facts.official.pages:
        whose = f", run by {page.run_by}," if page.run_by else ""
        yield Finding(
            rule="page.no_disclaimer",
            clause="AT 7.2",
            urgency=Urgency.FOR_INFORMATION if page.disclaimer is Disclaimer.REFUSED else Urgency.SOON,
            says=f"{quoted(page.name)}{whose} is noted since {written(page.noted_on)}. {ends[page.disclaimer]}",
            topic=Topic.ACCOUNTS,
            subject_id=page.page_id,
            since=page.noted_on,
            button="Change",
            command="accounts_log.page",
        )


def _no_agreement(facts: SchoolFacts) -> Iterator[Finding]:
    for firm in facts.official.firms:
        yield Finding(
            rule="access.agreement_missing",
            clause="BP",
            urgency=Urgency.THIS_WEEK,
            says=(
                f"{firm.firm} has had access to {quoted(firm.account)} since {written(firm.from_on)}, "
                "and no agreement is recorded."
            ),
            topic=Topic.ACCOUNTS,
            subject_id=firm.access_id,
            since=firm.from_on,
            button="Change",
            command="accounts_log.access",
        )


RULES = (
    Rule("approval.pending", "CP must 1-2; AT A.3.2", "What is asked for is decided.", _pending),
    Rule("media.not_forwarded", "AT A.3.7", "Enquiries from the media go to the headteacher at once.", _not_forwarded),
    Rule("page.no_disclaimer", "AT 7.2", "Pages of others say that they are not the school’s.", _no_disclaimer),
    Rule("access.agreement_missing", "BP", "Firms get into accounts under an agreement only.", _no_agreement),
)
