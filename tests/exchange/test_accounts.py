"""A school's own list of accounts comes in: columns guessed, people found, nothing twice, nothing written unseen."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from policydesk.actions.account_steps import StepDraft, take_step
from policydesk.actions.imports_accounts import AccountsImported, apply_accounts
from policydesk.actions.undo import undo
from policydesk.errors import Refusal
from policydesk.exchange.account_words import ACCOUNT_HEADINGS, ACCOUNTS, AccountField
from policydesk.exchange.accounts import read_account_list, read_accounts
from policydesk.exchange.accounts_plan import choose_accounts, plan_accounts
from policydesk.exchange.words import letters
from policydesk.models import AccountRecord, AccountStep, Approval, Moderator
from policydesk.queries.account_matching import AccountPlan, accounts_for_matching
from policydesk.store import Register
from policydesk.terms_accounts import AccountState, Audience, ModeratorRole, TwoStep
from tests.exchange import files
from tests.stories import TODAY, hire, publish, write_policy
from tests.stories_accounts import appoint_head, propose

HEADINGS = (
    "Name of account", "Platform", "Handle", "Link", "For whom", "Purpose", "Status", "Live since", "Approved by",
    "Date approved", "Moderators", "Admin", "Login e-mail", "Login details kept", "2FA",
)  # fmt: skip


def row(**cells: str) -> tuple[str, ...]:
    about = {
        "Name of account": "School Facebook page",
        "Platform": "Facebook",
        "Handle": "@LongAcre",
        "Live since": "14/09/2026",
        **{name.replace("_", " "): value for name, value in cells.items()},
    }
    assert set(about) <= set(HEADINGS), about
    return tuple(about.get(heading, "") for heading in HEADINGS)


def plan_of(register: Register, folder: Path, *rows: tuple[str, ...], **options: object) -> AccountPlan:
    path = files.csv_file(folder, files.csv_text([HEADINGS, *rows]), name="accounts.csv")
    listed = read_accounts(*read_account_list(path), TODAY)
    with register.reading() as session:
        return plan_accounts(session, listed, TODAY, **options)


def take_over(register: Register, plan: AccountPlan) -> AccountsImported:
    with register.writing() as txn:
        return apply_accounts(txn, plan)


def problems(plan: AccountPlan) -> list[str]:
    return [f"{one.row_number}: {one.says}" for one in plan.problems]


def held(register: Register) -> list:
    with register.reading() as session:
        return list(accounts_for_matching(session, TODAY))


def changes(plan: AccountPlan) -> list[str]:
    return [f"{one.label}: {one.old} -> {one.new}" for known in plan.changed for one in known.changes]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Account name", AccountField.NAME),
        ("Social Network", AccountField.PLATFORM),
        ("Username*", AccountField.HANDLE),
        ("URL", AccountField.ADDRESS),
        ("Target audience", AccountField.AUDIENCE),
        ("Date created", AccountField.LIVE_ON),
        ("Authorised by", AccountField.APPROVED_BY),
        ("Who has access", AccountField.MODERATORS),
        ("Moderator 2", AccountField.MODERATORS),
        ("Moderator (deputy)", AccountField.MODERATORS),
        ("Page admin", AccountField.ADMINISTRATORS),
        ("E-mail address", AccountField.LOGIN_EMAIL),
        ("Where login details are kept", AccountField.CREDENTIALS_KEPT),
        ("Password", AccountField.PASSWORD),
        ("Passcode / PIN", AccountField.PASSWORD),
        ("Followers", AccountField.IGNORED),
    ],
)
def test_a_heading_is_known_by_whatever_name_a_school_gives_it(heading: str, field: AccountField) -> None:
    assert ACCOUNTS.field_of(heading) is field


def test_no_heading_stands_for_two_things() -> None:
    known = [(letters(word), field) for field, words in ACCOUNT_HEADINGS.items() for word in words]
    assert len({word for word, _field in known}) == len({*known})


@pytest.mark.requirement("R64", "R93")
def test_a_list_brings_in_accounts_with_their_life_approval_and_moderators(register: Register, tmp_path: Path) -> None:
    head, ben = appoint_head(register), hire(register, "Ben Okoro", email="b.okoro@longacre.example")
    sarah = hire(register, "Sarah Khan")
    listed = row(
        For_whom="Parents, pupils",
        Purpose="News and events",
        Status="Active",
        Approved_by="Ines Elcock",
        Date_approved="9 September 2026",
        Moderators="Mrs Sarah Khan",
        Admin="b.okoro@longacre.example",
        Login_details_kept="Office safe, envelope 3",
    )
    listed = tuple(
        {"2FA": "yes", "Login e-mail": "social@longacre.example"}.get(h, c)
        for h, c in zip(HEADINGS, listed, strict=True)
    )
    plan = plan_of(register, tmp_path, listed)
    assert problems(plan) == []
    assert held(register) == []
    assert take_over(register, plan) == AccountsImported(1, 0, 0)
    (account,) = held(register)
    assert (account.state, account.answers["handle"]) == (AccountState.LIVE, "@LongAcre")
    assert account.answers["audience"] == [Audience.PARENTS, Audience.PUPILS]
    assert account.answers["two_step"] == TwoStep.ON
    assert account.answers["credentials_kept"] == "Office safe, envelope 3"
    with register.reading() as session:
        approval = session.scalars(select(Approval)).one()
        assert (approval.decided_by_id, approval.decided_on) == (head, date(2026, 9, 9))
        turns = {
            one.staff_id: (one.role, one.from_on, one.approved_by_id) for one in session.scalars(select(Moderator))
        }
        steps = [(one.state, one.on_day) for one in session.scalars(select(AccountStep).order_by(AccountStep.id))]
    assert turns == {
        ben: (ModeratorRole.ADMINISTRATOR, date(2026, 9, 14), head),
        sarah: (ModeratorRole.MODERATOR, date(2026, 9, 14), head),
    }
    assert steps == [
        (AccountState.PROPOSED, date(2026, 9, 9)),
        (AccountState.APPROVED, date(2026, 9, 9)),
        (AccountState.LIVE, date(2026, 9, 14)),
    ]


def test_the_same_list_a_second_time_changes_nothing(register: Register, tmp_path: Path) -> None:
    appoint_head(register)
    for name in ("Ben Okoro", "Sarah Khan"):
        hire(register, name)
    rows = [
        row(Moderators="Ben Okoro; Sarah Khan", Purpose="News,\nand   events", For_whom="Everybody", Handle=""),
        row(Name_of_account="Year 6 blog", Platform="Other: Padlet", Status="Closed", Handle=""),
        row(Name_of_account="News", Platform="Twitter", Handle="https://x.com/longacre/", Status="paused"),
        row(Name_of_account="Idea", Platform="Instagram", Handle="longacre", Status="Requested", Live_since=""),
    ]
    assert take_over(register, plan_of(register, tmp_path, *rows)) == AccountsImported(4, 0, 0)
    again = plan_of(register, tmp_path, *rows)
    assert (again.changes_nothing, problems(again), changes(again)) == (True, [], [])
    assert len(again.same) == 4
    entries = register.seal()
    assert take_over(register, again) == AccountsImported(0, 0, 4)
    assert register.seal() == entries
    assert [one.state for one in held(register)] == [
        AccountState.LIVE,
        AccountState.CLOSED,
        AccountState.SUSPENDED,
        AccountState.PROPOSED,
    ]


@pytest.mark.parametrize(
    ("platform", "written", "elsewhere"),
    [
        ("X", "@LongAcre", "https://x.com/longacre/"),
        ("X", "longacre", "http://www.twitter.com/LongAcre?x=1"),
        ("Facebook", "https://m.facebook.com/LongAcre", "longacre"),
        ("YouTube", "@LongAcre", "https://www.youtube.com/@longacre"),
    ],
)
def test_one_account_in_two_spellings_is_one(
    register: Register, tmp_path: Path, platform: str, written: str, elsewhere: str
) -> None:
    code = {"X": "x", "Facebook": "facebook", "YouTube": "youtube"}[platform]
    about = {"address": elsewhere} if "/" in elsewhere else {"handle": elsewhere}
    propose(register, "Our page", platform=code, **about)
    plan = plan_of(register, tmp_path, row(Name_of_account="Our page", Platform=platform, Handle=written))
    assert plan.added == ()
    twice = plan_of(
        register,
        tmp_path,
        row(Name_of_account="One", Platform=platform, Handle="OtherPage"),
        row(Name_of_account="Two", Platform=platform, Handle="@otherpage"),
    )
    assert len(twice.added) == 1
    assert [one.why for one in twice.skipped] == ["the same account as row 2"]


def test_a_row_for_each_moderator_and_people_below_an_account_are_put_together(
    register: Register, tmp_path: Path
) -> None:
    for name in ("Ben Okoro", "Sarah Khan", "Gwen Left"):
        hire(register, name)
    blank = tuple("Gwen Left (admin)" if heading == "Moderators" else "" for heading in HEADINGS)
    plan = plan_of(register, tmp_path, row(Moderators="Ben Okoro"), row(Moderators="Khan, Sarah"), blank)
    (added,) = plan.added
    assert [(one.name, one.role) for one in added.turns] == [
        ("Ben Okoro", ModeratorRole.MODERATOR),
        ("Sarah Khan", ModeratorRole.MODERATOR),
        ("Gwen Left", ModeratorRole.ADMINISTRATOR),
    ]
    assert [(one.row_number, one.why) for one in plan.skipped] == [
        (3, "the same account as row 2"),
        (4, "more moderators of row 2"),
    ]


def test_people_and_platforms_nobody_knows_are_named_by_row(register: Register, tmp_path: Path) -> None:
    hire(register, "Jonathan Smith")
    hire(register, "Gwen Left", ended_on=date(2026, 7, 31))
    plan = plan_of(
        register,
        tmp_path,
        row(Moderators="Nobody Known; Jonathon Smith; Gwen Left"),
        row(Platform="Bookface"),
        row(Platform="", Handle="longacre"),
        row(Platform="X", Handle="https://facebook.com/longacre"),
        row(Handle="news.page", Live_since="31/02/2026"),
        row(Handle="later.page", Live_since="14/09/2027"),
    )
    says = "\n".join(problems(plan))
    assert "2: “Nobody Known” is nobody in the register. Add them under Staff" in says
    assert "2: “Jonathon Smith” is perhaps Jonathan Smith" in says
    assert "2: Gwen Left is not in post" in says
    assert "3: “Bookface” is no platform that PolicyDesk knows. Correct it, or write “Other: Bookface”" in says
    assert "4: There is no platform in this row." in says
    assert "\n5: " in says
    assert "6: Live since: “31/02/2026” is not a real date" in says
    assert "7: “Live since” is in the future" in says
    assert [one.row_number for one in plan.added] == [2]
    assert take_over(register, plan) == AccountsImported(1, 0, 0)


@pytest.mark.requirement("R65")
def test_who_is_not_bound_by_the_policy_is_said_before_and_not_appointed(register: Register, tmp_path: Path) -> None:
    from policydesk.terms import StaffCategory

    publish(register, write_policy(register))
    hire(register, "Gov Ernor", category=StaffCategory.GOVERNOR)
    plan = plan_of(register, tmp_path, row(Moderators="Gov Ernor"))
    assert "does not bind Gov Ernor" in problems(plan)[0]
    take_over(register, plan)
    assert held(register)[0].turns == ()


def test_a_column_of_passwords_is_never_read_and_a_password_in_another_is_left_out(
    register: Register, tmp_path: Path
) -> None:
    text = files.csv_text(
        [
            ["Account", "Platform", "Live since", "Password", "Login details"],
            ["School page", "Facebook", "14/09/2026", "Sunny123!", "Password: Rainy456!"],
        ]
    )
    table, mapping = read_account_list(files.csv_file(tmp_path, text, name="accounts.csv"))
    assert mapping.passwords == ("Password",)
    assert "Sunny123" not in str(table)
    listed = read_accounts(table, mapping, TODAY)
    with register.reading() as session:
        plan = plan_accounts(session, listed, TODAY)
    assert "looks like a password, so it was left out" in problems(plan)[0]
    assert "Rainy456" not in repr((plan.problems, plan.added))
    take_over(register, plan)
    assert held(register)[0].answers["credentials_kept"] == ""


def test_a_list_that_knows_more_changes_what_it_says_and_nothing_else(register: Register, tmp_path: Path) -> None:
    ben, sarah = hire(register, "Ben Okoro"), hire(register, "Sarah Khan")
    take_over(register, plan_of(register, tmp_path, row(Moderators="Ben Okoro", Purpose="News", For_whom="Parents")))
    later = row(Name_of_account="Longacre on Facebook", Moderators="Sarah Khan", Purpose="", For_whom="Public")
    plan = plan_of(register, tmp_path, later)
    assert changes(plan) == [
        "Name: School Facebook page -> Longacre on Facebook",
        "Audience: Parents and carers -> Everybody",
        "Moderator:  -> Sarah Khan, moderator from 14 September 2026",
    ]
    assert take_over(register, plan) == AccountsImported(0, 1, 0)
    (account,) = held(register)
    assert account.answers["purpose"] == "News"
    assert {staff_id for staff_id, _from in account.turns} == {ben, sarah}
    assert plan_of(register, tmp_path, later).changes_nothing


def test_a_state_that_differs_is_said_and_left_alone(register: Register, tmp_path: Path) -> None:
    take_over(register, plan_of(register, tmp_path, row()))
    with register.writing() as txn:
        take_step(txn, held(register)[0].id, StepDraft(AccountState.CLOSED, TODAY, "No longer needed."))
    plan = plan_of(register, tmp_path, row(Status="Live", Purpose="Something else"))
    assert plan.changes_nothing
    assert problems(plan) == ["2: The list says live, the register closed. Change the state under Official accounts"]


def test_accounts_without_a_day_are_problems_unless_one_is_chosen_for_them(register: Register, tmp_path: Path) -> None:
    plan = plan_of(register, tmp_path, row(Live_since=""))
    assert "There is no day since when it is live." in problems(plan)[0]
    plan = plan_of(register, tmp_path, row(Live_since=""), default_live=date(2025, 9, 1))
    assert plan.added[0].life.live_on == date(2025, 9, 1)


def test_an_approval_without_its_day_or_person_is_said_and_left_out(register: Register, tmp_path: Path) -> None:
    appoint_head(register)
    plan = plan_of(register, tmp_path, row(Approved_by="Ines Elcock"))
    assert problems(plan) == ["2: The list does not say on which day it was approved. The approval is left out"]
    take_over(register, plan)
    with register.reading() as session:
        assert session.scalar(select(func.count()).select_from(Approval)) == 0


def test_an_account_of_the_same_name_with_another_handle_is_left_unticked(register: Register, tmp_path: Path) -> None:
    propose(register, handle="longacre")
    plan = plan_of(register, tmp_path, row(Handle="longacre.news"))
    (added,) = plan.added
    assert not added.ticked
    assert "the register has an account of this name" in added.doubt
    assert plan.changes_nothing
    chosen = choose_accounts(plan, {2: True}, {})
    assert take_over(register, chosen) == AccountsImported(1, 0, 0)


def test_a_whole_import_is_taken_back_at_once(register: Register, tmp_path: Path) -> None:
    for name in ("Ben Okoro", "Sarah Khan"):
        hire(register, name)
    appoint_head(register)
    rows = [
        row(Moderators="Ben Okoro", Approved_by="Ines Elcock", Date_approved="09/09/2026"),
        row(Name_of_account="News", Platform="X", Handle="longacre", Moderators="Sarah Khan", Status="closed"),
    ]
    take_over(register, plan_of(register, tmp_path, *rows))
    change = register.last_change
    assert change is not None
    with register.writing() as txn:
        undo(txn, change)
    with register.reading() as session:
        for table in (AccountRecord, AccountStep, Moderator, Approval):
            assert session.scalar(select(func.count()).select_from(table)) == 0
    assert take_over(register, plan_of(register, tmp_path, *rows)) == AccountsImported(2, 0, 0)
    assert register.verify().is_sound


def test_a_plan_is_not_carried_out_on_a_register_that_has_changed_since(register: Register, tmp_path: Path) -> None:
    plan = plan_of(register, tmp_path, row())
    propose(register, "Another", platform="x")
    with pytest.raises(Refusal, match="The register has changed since the file was checked"):
        take_over(register, plan)


def test_a_list_that_names_no_account_says_which_column_is_missing(tmp_path: Path) -> None:
    path = files.csv_file(tmp_path, "Colour,Size\nred,2\n", name="accounts.csv")
    with pytest.raises(Refusal, match="Match a column to the name of the account"):
        read_accounts(*read_account_list(path), TODAY)


def test_the_sheet_that_holds_the_list_and_real_dates_are_found(register: Register, tmp_path: Path) -> None:
    path = files.xlsx_file(
        tmp_path,
        {
            "Read me": [("About this file",), ("It lists our pages",)],
            "Accounts": [
                ("Longacre Primary: social media",),
                ("Account", "Platform", "Web address", "Live since"),
                ("=1+1 page", "FB", "https://facebook.com/longacre", date(2024, 9, 2)),
                ("Account", "Platform", "Web address", "Live since"),
                ("Total: 1",),
            ],
        },
        "accounts.xlsx",
    )
    table, mapping = read_account_list(path)
    listed = read_accounts(table, mapping, TODAY)
    assert [(one.name, one.platform, one.live_on) for one in listed.accounts] == [
        ("=1+1 page", "facebook", date(2024, 9, 2))
    ]
    assert [one.why for one in listed.skipped] == ["above the headings", "the headings again", "a note"]
