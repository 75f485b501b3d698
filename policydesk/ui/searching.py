"""What the search box finds: people, policies, accounts, incidents, reviews, reports, demands, settings, commands."""

from collections.abc import Callable

from policydesk.names import fold
from policydesk.queries.accounts import find_accounts
from policydesk.queries.incidents import envelope_rows, incident_ids
from policydesk.queries.policies import list_policies
from policydesk.queries.reviews import agenda
from policydesk.queries.staff import find_staff
from policydesk.reports.catalogue import reports
from policydesk.rules.catalogue import ALL_RULES
from policydesk.rules.standard import NUMBERS
from policydesk.ui.commands import COMMANDS, EVERYWHERE
from policydesk.ui.desk import Desk
from policydesk.ui.kit.page import LOOKING
from policydesk.ui.search_box import Hit

PEOPLE = 8
"""People listed at most."""

INCIDENTS = 8
"""Incidents listed at most."""

ACCOUNTS = 5
"""Official accounts listed at most."""

REPORTS = 6
"""Reports listed at most."""

DEMANDS = 6
"""Lines of the standard listed at most."""

SETTINGS = {
    "School": "name urn address logo website e-mail domain",
    "Term dates": "holidays bank holidays terms",
    "Rule pack": "laws services platforms minimum age guidance editions periods retention sources",
    "Users": "password role sign in recovery code",
    "This register": "backup folder verify audit trail recovery sheet",
    "Retention": "dispose disposal log legal hold how long records are kept",
    "Reminders": "e-mail templates words notice",
    "Look": "dark light colours text size",
    "About": "version licence log",
}
"""The parts of Settings, with words by which somebody may look for them."""


def searching(desk: Desk) -> Callable[[str], list[Hit]]:
    """Return the search over an open register."""

    def search(text: str) -> list[Hit]:
        words = fold(text).split()
        if not words:
            return []
        people = [
            Hit("Staff", row.full_name, "staff", row.id, row.job_title or row.status.label)
            for row in desk.ask(find_staff, desk.as_at, text, PEOPLE)
        ]
        policies = [
            Hit("Policies", row.title, "policies", row.id, f"version {row.label}" if row.label else "no version")
            for row in desk.ask(list_policies, desk.as_at)
            if all(word in fold(row.title) for word in words)
        ]
        accounts = [
            Hit("Official accounts", row.name, "accounts", row.id, f"{row.platform_name}, {row.state.label.lower()}")
            for row in desk.ask(find_accounts, desk.as_at, text, ACCOUNTS)
        ]
        reviews = [
            Hit("Reviews", row.name, "reviews", row.id, f"due {row.due_words}")
            for row in desk.ask(agenda, desk.as_at)
            if all(word in fold(row.name) for word in words)
        ]
        doing = [
            Hit("Things to do", one.words, one.where, None, one.keys[0] if one.keys else "", one.id)
            for one in COMMANDS
            if one.where not in {EVERYWHERE, "*"}
            and (one.id in LOOKING or not desk.only_looks)
            and all(word in fold(one.words) for word in words)
        ]
        found = [*people, *policies, *accounts, *_incidents(desk, text), *reviews, *_reports(desk, words)]
        return [*found, *doing, *_demands(words), *_settings(words)]

    return search


def _reports(desk: Desk, words: list[str]) -> list[Hit]:
    """Return the reports by their titles that whoever is signed in may print."""
    found = (
        Hit("Reports", one.title, "reports", part=one.id)
        for one in reports()
        if all(word in fold(one.title) for word in words) and (desk.sealed.may_hold or not one.wants_keys)
    )
    return list(found)[:REPORTS]


def _demands(words: list[str]) -> list[Hit]:
    """Return the lines of the standard in whose words everything stands, numbered as its page numbers them."""
    lines = [*((rule.asks, "") for rule in ALL_RULES), *((f"{number.asks}.", "number") for number in NUMBERS)]
    found = [
        Hit("Standard", says, "standard", number, detail)
        for number, (says, detail) in enumerate(lines, 1)
        if all(word in fold(says) for word in words)
    ]
    whole = " ".join(words)
    return sorted(found, key=lambda hit: whole not in fold(hit.words))[:DEMANDS]


def _settings(words: list[str]) -> list[Hit]:
    return [
        Hit("Settings", title, "settings", part=title)
        for title, about in SETTINGS.items()
        if all(word in fold(f"{title} {about}") for word in words)
    ]


def _incidents(desk: Desk, text: str) -> list[Hit]:
    """Return the records found by number or reporter, and by what is in them while they are unsealed."""
    sealed = desk.sealed.matching(text) if desk.sealed.is_open else frozenset()
    ids = sorted({*sealed, *desk.ask(incident_ids, None, text)}, reverse=True)[:INCIDENTS]
    return [
        Hit("Incidents", row.number, "incidents", row.id, row.kind.label)
        for row in desk.ask(envelope_rows, ids, desk.actor.user_id)
    ]
