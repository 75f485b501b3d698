"""What can be done about the school: its name, its numbers, its logo, and when things count as due soon."""

import re
from dataclasses import dataclass

from policydesk.actions.checks import Checks
from policydesk.actions.documents import FileDraft, keep_document, kind_of
from policydesk.actions.said import remembered
from policydesk.errors import Refusal
from policydesk.models import School
from policydesk.store import Txn
from policydesk.terms import Topic

LARGEST_LOGO = 2 * 1024 * 1024
"""Bytes a logo may have: it is printed on every page."""


@dataclass(frozen=True)
class SchoolDraft:
    """The school as the form gives it; `due_soon_days` is how many days ahead something is due soon."""

    name: str
    urn: str = ""
    dfe_number: str = ""
    address: str = ""
    email_domain: str = ""
    due_soon_days: int = 28


def change_school(txn: Txn, draft: SchoolDraft) -> None:
    """Change what is said of the school; raises Refusal naming the fields."""
    school = txn.session.get_one(School, 1)
    checks = Checks()
    name = checks.name(draft.name, "Enter the school's name.", "name")
    address = checks.notes(draft.address, "address")
    urn, number = draft.urn.strip(), draft.dfe_number.strip()
    domain = draft.email_domain.strip().lower().removeprefix("@")
    checks.refuse_if(urn and not re.fullmatch(r"\d{5,7}", urn), "A URN is a number, for example 123456.", "urn")
    checks.refuse_if(
        number and not re.fullmatch(r"\d{3}[/ ]?\d{4}", number),
        "A DfE number has three and four digits, for example 873/2345.",
        "dfe_number",
    )
    checks.refuse_if(
        domain and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain),
        "Write the domain like longacre.example, without a name before it.",
        "email_domain",
    )
    checks.refuse_if(
        not 1 <= draft.due_soon_days <= 180, "Enter a number of days from 1 to 180, for example 28.", "due_soon_days"
    )
    checks.done()
    with remembered(school, txn):
        school.name, school.address, school.email_domain = name, address, domain
        school.urn, school.dfe_number, school.due_soon_days = urn, number, draft.due_soon_days
    txn.topics.add(Topic.ACKNOWLEDGEMENTS)
    txn.record(Topic.SCHOOL, 1, "Changed the school's details")


def set_logo(txn: Txn, draft: FileDraft | None) -> None:
    """Keep the school's logo, a PNG or JPEG of up to 2 MB, or none; raises Refusal naming `logo`."""
    school = txn.session.get_one(School, 1)
    if draft is None:
        school.logo_id = None
        txn.record(Topic.SCHOOL, 1, "Removed the school's logo")
        return
    if len(draft.content) > LARGEST_LOGO or not _is_picture(draft):
        raise Refusal(f"“{draft.file_name}” is not a PNG or JPEG picture of up to 2 MB. Choose another one.", "logo")
    school.logo_id = keep_document(txn, draft)
    txn.record(Topic.SCHOOL, 1, "Changed the school's logo")


def _is_picture(draft: FileDraft) -> bool:
    try:
        return kind_of(draft).startswith("image/")
    except Refusal:  # whose words are about documents
        return False
