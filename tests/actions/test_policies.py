"""Policies and their versions: drafted, published, adopted, replaced, withdrawn; what people signed never changes."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from policydesk.actions.documents import DOCX, LARGEST, ODT, FileDraft, attach_file, detach_file, keep_document
from policydesk.actions.policies import PolicyDraft, add_policy, change_policy, withdraw_policy
from policydesk.actions.school import SchoolDraft, change_school, set_logo
from policydesk.actions.undo import undo
from policydesk.actions.versions import (
    AdoptionDraft,
    VersionDraft,
    add_version,
    change_version,
    publish_version,
    sign_adoption,
)
from policydesk.dates import RoughDate
from policydesk.errors import Refusal
from policydesk.models import PolicyVersion
from policydesk.queries.documents import document_content
from policydesk.queries.history import history
from policydesk.queries.policies import count_bound, list_policies, policy_detail
from policydesk.queries.school import school_row, users
from policydesk.store import Register
from policydesk.terms import (
    AdoptionRole,
    ApprovalBody,
    AskAgain,
    FileKind,
    Origin,
    PolicyStatus,
    PolicyType,
    Renewal,
    Role,
    StaffCategory,
    Topic,
)
from tests.actions.test_staff import refused
from tests.stories import TODAY, days, draft_version, hire, publish, sign, write_policy

PDF = FileDraft("policy.pdf", b"%PDF-1.7 the policy")


def detail(register: Register, policy_id: int, as_at: date = TODAY):
    with register.reading() as session:
        return policy_detail(session, as_at, policy_id)


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.requirement("R11", "R12", "R13", "R28")
def test_a_policy_says_whose_it_is_and_where_it_came_from(register: Register) -> None:
    owner, other = hire(register), write_policy(register, "Code of Conduct", policy_type=PolicyType.CODE_OF_CONDUCT)
    policy = write_policy(
        register, owner_id=owner, related_ids=(other,), origin=Origin.LOCAL_AUTHORITY_MODEL, originating_body="County",
        template_source="Model policy", template_version="2023", adapted_on=days(-9), adapted_by="Bea Quill",
    )  # fmt: skip
    found = detail(register, policy)
    assert (found.owner, found.related, found.origin) == (
        "Bea Quill",
        ((other, "Code of Conduct"),),
        Origin.LOCAL_AUTHORITY_MODEL,
    )
    assert (found.template_source, found.template_version, found.adapted_on) == ("Model policy", "2023", days(-9))
    with register.writing() as txn:
        change_policy(txn, policy, PolicyDraft("Social Media and Messaging", PolicyType.SOCIAL_MEDIA))
    assert detail(register, policy).related == ()
    with register.reading() as session:
        assert "renamed from Social Media Policy" in history(session, Topic.POLICIES, policy)[0].words


def test_what_is_wrong_with_a_policy_is_said_at_its_fields(register: Register) -> None:
    policy = write_policy(register)
    assert "Enter the policy's title" in refused(register, add_policy, PolicyDraft(" ", PolicyType.OTHER))["title"]
    wrong = refused(register, add_policy, PolicyDraft("social media POLICY", PolicyType.OTHER, 77, adapted_on=days(1)))
    assert "already" in wrong["title"]
    assert "staff" in wrong["owner_id"]
    assert "future" in wrong["adapted_on"]
    draft = PolicyDraft("Social Media Policy", PolicyType.OTHER, related_ids=(policy,))
    assert "itself" in refused(register, change_policy, policy, draft)["related_ids"]


def test_a_withdrawn_policy_asks_nobody_any_more(register: Register) -> None:
    policy = write_policy(register)
    hire(register)
    publish(register, policy)
    assert "Say why" in refused(register, withdraw_policy, policy, TODAY, " ")["reason"]
    with register.writing() as txn:
        withdraw_policy(txn, policy, TODAY, "Merged into the code of conduct.")
    with register.reading() as session:
        row = list_policies(session, TODAY)[0]
        assert (row.withdrawn, row.asked) == (True, 0)
        assert list_policies(session, days(-1))[0].asked == 1
    assert detail(register, policy).versions[0].status is PolicyStatus.WITHDRAWN
    assert "withdrawn already" in refused(register, withdraw_policy, policy, TODAY, "Again.")["on"]
    assert "withdrawn" in refused(register, publish_version, draft_version(register, policy, "2"))[""]


@pytest.mark.requirement("R3", "R4", "R5", "R6", "R30", "R41")
def test_a_version_keeps_what_its_paper_says_as_precisely_as_it_says_it(register: Register) -> None:
    policy = write_policy(register)
    version = draft_version(
        register, policy, "2.1", approved_by_name="Gwen Ashdown", approved_by_body=ApprovalBody.COMMITTEE,
        minute_reference="C 12", approved_on=RoughDate(2023, 12), last_reviewed_on=RoughDate(2026, 9),
        next_review_due=RoughDate(2027), review_interval_months=36, statement="I have read this.",
        legislation=("Equality Act 2010",), renewal=Renewal.ACADEMIC_YEAR,
    )  # fmt: skip
    found = detail(register, policy).versions[0]
    assert found.id == version
    assert (str(found.approved_on), str(found.last_reviewed_on), str(found.next_review_due)) == (
        "December 2023", "September 2026", "2027",
    )  # fmt: skip
    assert (found.approved_by_name, found.approved_by_body) == ("Gwen Ashdown", ApprovalBody.COMMITTEE)
    assert (found.review_interval_months, found.statement, found.legislation) == (
        36,
        "I have read this.",
        ("Equality Act 2010",),
    )
    assert found.choices["min_moderators"] == "2"


@pytest.mark.requirement("D7")
def test_what_cannot_be_on_a_paper_is_refused(register: Register) -> None:
    policy = write_policy(register)
    draft_version(register, policy, "1")
    tomorrow = RoughDate.of(days(1))
    draft = VersionDraft(
        "1", RoughDate(1026), frozenset(), approved_on=tomorrow, last_reviewed_on=tomorrow, days_to_acknowledge=-1,
        induction_days=999, review_interval_months=0, statement="x" * 10_001,
    )  # fmt: skip
    wrong = refused(register, add_version, policy, draft)
    assert "has a version 1 already" in wrong["label"]
    assert {"approved_on", "last_reviewed_on", "days_to_acknowledge", "induction_days", "review_interval_months"} < set(
        wrong
    )
    assert "1026" in wrong["in_force_from"]
    assert "label" in refused(register, add_version, policy, VersionDraft(" ", None, frozenset()))


def test_a_draft_is_published_only_when_it_says_whom_it_asks_for_what(register: Register) -> None:
    policy = write_policy(register)
    version = draft_version(register, policy, in_force_from=None, categories=frozenset(), statement="")
    assert set(refused(register, publish_version, version)) == {"in_force_from", "categories", "statement"}
    published = publish(register, policy, "2")
    assert "published already" in refused(register, publish_version, published)[""]


@pytest.mark.requirement("R42", "R43")
def test_what_is_signed_says_that_use_is_monitored_and_lives_are_kept_apart(register: Register) -> None:
    version = publish(register, write_policy(register))
    sign(register, version, hire(register))
    with register.reading() as session:
        kept = session.get_one(PolicyVersion, version).statement
    assert "monitored without notice" in kept
    assert "personal and professional lives on social media apart" in kept


@pytest.mark.requirement("R41")
def test_the_words_that_somebody_signed_stay_as_they_were(register: Register) -> None:
    policy, staff = write_policy(register), hire(register)
    version = publish(register, policy, statement="I have read this.")
    sign(register, version, staff)
    changed = VersionDraft("1a", None, frozenset(), statement="Other words.", ask_again=AskAgain.CARRY_OVER)
    wrong = refused(register, change_version, version, changed)
    assert set(wrong) == {"label", "statement", "in_force_from", "categories", "ask_again"}
    with register.writing() as txn:
        change_version(
            txn, version, VersionDraft("1", RoughDate(2026, 9, 1), frozenset({StaffCategory.TEACHING}),
                                       statement="I have read this.", minute_reference="FGB 3"),
        )  # fmt: skip
    assert detail(register, policy).versions[0].minute_reference == "FGB 3"


@pytest.mark.requirement("R8")
def test_a_version_is_adopted_when_head_and_chair_have_signed(register: Register) -> None:
    policy = write_policy(register)
    version = publish(register, policy)
    assert detail(register, policy).versions[0].status is PolicyStatus.APPROVED
    for role, name in ((AdoptionRole.HEADTEACHER, "Rowan Ellery"), (AdoptionRole.CHAIR_OF_GOVERNORS, "Gwen Ashdown")):
        with register.writing() as txn:
            sign_adoption(txn, version, AdoptionDraft(role, name, RoughDate.of(TODAY), PDF))
    found = detail(register, policy).versions[0]
    assert found.status is PolicyStatus.ADOPTED
    assert {line.name for line in found.adoptions} == {"Rowan Ellery", "Gwen Ashdown"}
    assert all(line.document_id for line in found.adoptions)
    with register.writing() as txn:
        sign_adoption(txn, version, AdoptionDraft(AdoptionRole.HEADTEACHER, "Robin Ellery", RoughDate.of(TODAY)))
    assert len(detail(register, policy).versions[0].adoptions) == 2
    wrong = refused(
        register, sign_adoption, version, AdoptionDraft(AdoptionRole.HEADTEACHER, "", RoughDate.of(days(2)))
    )
    assert set(wrong) == {"name", "signed_on"}


def test_the_newest_version_in_force_replaces_the_one_before(register: Register) -> None:
    policy = write_policy(register)
    publish(register, policy, "1", in_force_from=RoughDate(2025, 9))
    publish(register, policy, "2", in_force_from=RoughDate(2026, 9))
    publish(register, policy, "3", in_force_from=RoughDate(2027, 9))
    found = detail(register, policy)
    assert [(one.label, one.status, one.is_current) for one in found.versions] == [
        ("3", PolicyStatus.APPROVED, False),
        ("2", PolicyStatus.APPROVED, True),
        ("1", PolicyStatus.SUPERSEDED, False),
    ]
    assert detail(register, policy, date(2026, 8, 31)).current.label == "1"


def test_a_file_is_kept_once_inside_the_register_with_its_fingerprint(register: Register) -> None:
    policy = write_policy(register)
    version = draft_version(register, policy)
    with register.writing() as txn:
        attach_file(txn, version, PDF)
        attach_file(txn, version, FileDraft("again.pdf", PDF.content), FileKind.SIGNED_COPY)
    files = detail(register, policy).versions[0].files
    assert len({file.document_id for file in files}) == 1
    with register.reading() as session:
        kept = document_content(session, files[0].document_id)
        with pytest.raises(Refusal, match="no longer"):
            document_content(session, 99)
    assert (kept.content, kept.media_type, len(kept.sha256)) == (PDF.content, "application/pdf", 64)


@pytest.mark.requirement("R16", "R17")
def test_appendices_and_guidance_belong_to_a_version(register: Register) -> None:
    policy = write_policy(register)
    version = publish(register, policy)
    with register.writing() as txn:
        attach_file(txn, version, PDF, FileKind.APPENDIX, title="Facebook", platform="Facebook")
        attach_file(txn, version, FileDraft("g.txt", b"Guidance"), FileKind.GUIDANCE, consulted="Staff and unions")
    found = detail(register, policy).versions[0].files
    assert [(file.kind, file.platform, file.consulted) for file in found] == [
        (FileKind.APPENDIX, "Facebook", ""),
        (FileKind.GUIDANCE, "", "Staff and unions"),
    ]


def test_a_published_document_is_not_replaced_and_a_drafts_is(register: Register) -> None:
    policy = write_policy(register)
    version = draft_version(register, policy)
    with register.writing() as txn:
        attach_file(txn, version, PDF)
        file = attach_file(txn, version, FileDraft("new.pdf", b"%PDF-1.7 newer"))
    assert [one.file_name for one in detail(register, policy).versions[0].files] == ["new.pdf"]
    with register.writing() as txn:
        detach_file(txn, file)
        attach_file(txn, version, PDF)
        publish_version(txn, version)
    assert "new version" in refused(register, attach_file, version, PDF)["file"]
    kept = detail(register, policy).versions[0].files[0]
    assert "stay with it" in refused(register, detach_file, kept.id)["file"]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"junk %PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff...", "image/jpeg"),
        (b"{\\rtf1 ...", "application/rtf"),
        (zipped(word__document_xml=b"<w/>"), DOCX),
        (zipped(mimetype=ODT.encode()), ODT),
        ("Grüße".encode(), "text/plain"),
    ],
)
def test_a_file_is_known_by_what_is_in_it(register: Register, content: bytes, media_type: str) -> None:
    with register.writing() as txn:
        kept = keep_document(txn, FileDraft("anything.exe", content))
    with register.reading() as session:
        assert document_content(session, kept).media_type == media_type


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"MZ\0\0", "is not a PDF"),
        (b"PK\x03\x04broken", "is not a PDF"),
        (zipped(other=b"1"), "is not a PDF"),
        (zipped(mimetype=b"application/zip"), "is not a PDF"),
        (b"\xe9\xe8", "is not a PDF"),
        (b"x" * (LARGEST + 1), "up to 50 MB"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(register: Register, content: bytes, says: str) -> None:
    assert says in refused(register, keep_document, FileDraft("thing.bin", content))["file"]


def test_publishing_says_beforehand_how_many_people_it_asks(register: Register) -> None:
    hire(register)
    hire(register, "Bo Fox", category=StaffCategory.GOVERNOR)
    with register.reading() as session:
        assert count_bound(session, TODAY, {StaffCategory.TEACHING, StaffCategory.GOVERNOR}) == 2
        assert count_bound(session, TODAY, ()) == 0


def test_the_school_says_its_name_numbers_and_logo(register: Register) -> None:
    with register.writing() as txn:
        change_school(txn, SchoolDraft("Longacre", "123456", "873/2345", "1 The Lane", "@longacre.example", 14))
        set_logo(txn, FileDraft("logo.png", b"\x89PNG\r\n\x1a\n..."))
    with register.reading() as session:
        found = school_row(session)
        assert (found.name, found.urn, found.email_domain, found.due_soon_days) == (
            "Longacre",
            "123456",
            "longacre.example",
            14,
        )
        assert found.logo == b"\x89PNG\r\n\x1a\n..."
        assert [(user.name, user.roles) for user in users(session)] == [("Alex Morgan", (Role.OFFICE_MANAGER,))]
    wrong = refused(register, change_school, SchoolDraft("", "12a", "9", "", "no domain", 0))
    assert set(wrong) == {"name", "urn", "dfe_number", "email_domain", "due_soon_days"}
    assert "PNG or JPEG" in refused(register, set_logo, PDF)["logo"]
    with register.writing() as txn:
        set_logo(txn, None)
    with register.reading() as session:
        assert school_row(session).logo is None


def test_publishing_and_its_file_are_undone_in_the_right_order(register: Register) -> None:
    policy = write_policy(register, related_ids=())
    other = write_policy(register, "Code of Conduct", related_ids=(policy,))
    with register.writing() as txn:
        version = add_version(txn, other, VersionDraft("1", RoughDate(2026, 9), frozenset({StaffCategory.TEACHING})))
        attach_file(txn, version, PDF)
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert detail(register, other).versions == ()
    with register.writing() as txn:
        change_policy(txn, other, PolicyDraft("Code of Conduct", PolicyType.OTHER))
    change = register.last_change
    with register.writing() as txn:
        undo(txn, change)
    assert detail(register, other).related == ((policy, "Social Media Policy"),)
    assert register.verify().is_sound
