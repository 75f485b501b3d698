"""What the small demo school says of its seven accounts; nothing here is real."""

from dataclasses import dataclass

from policydesk.actions.accounts import AccountDraft
from policydesk.terms_accounts import Audience, ContentRule, Engagement, LoginIdentity, TwoStep


@dataclass(frozen=True)
class Answers:
    """The answers about one account, its leader, who holds its sign-in, and its planned end in days from today."""

    draft: AccountDraft
    leader: str = ""
    holder: str = ""
    ends: int | None = None


FACEBOOK = AccountDraft(
    name="School Facebook page",
    platform="facebook",
    handle="ThistlewickPrimary",
    purpose="News, dates and closures for parents and carers.",
    strong_reason="Parents asked for one place to look on their telephones; letters in bags are often not read.",
    intended_outcome="Fewer missed dates and fewer telephone calls on snow days.",
    permitted_uses="Events, closures, pieces of work with permission.",
    not_for="Reporting absence, complaints, messages about single children.",
    audience=frozenset({Audience.PARENTS, Audience.PUBLIC}),
    engagement=Engagement.COMMENTS,
    content_rule=ContentRule.DELEGATED,
    hours_per_week=2,
    post_frequency="Two or three posts a week in term time",
    evaluation_criteria="Half of the families follow it; calls on closure days fall.",
    exit_strategy="Followers are told four weeks before; posts are saved; the page is unpublished, then deleted.",
    guidance_followed="The council’s advice on school pages, edition of last autumn.",
    vetting_method="New followers with no picture or name are looked at once a week.",
    risk_assessed_by="Samira Haddad",
    risk_notes="Comments may name children: filtered words, weekly look, house rules pinned.",
    intervention_plan="Hide, save a picture, report to the platform, tell the headteacher.",
    recovery_plan="Sign out all devices, change the password from the office PC, tell parents by letter.",
    house_rules_at="thistlewick.example/house-rules",
    terms_of_use_at="thistlewick.example/terms",
    website_page="thistlewick.example/news",
    views_disclaimer=True,
    login_identity=LoginIdentity.ROLE_MAILBOX,
    login_email="social@thistlewick.example",
    credentials_kept="Office safe, blue envelope",
    two_step=TwoStep.ON,
    recovery_address="office@thistlewick.example",
)

INSTAGRAM = AccountDraft(
    name="Year 6 on Instagram",
    platform="instagram",
    handle="thistlewick_year6",
    purpose="Pictures of Year 6 projects.",
    strong_reason="Pupils share their projects with families who live far away.",
    audience=frozenset({Audience.PUPILS, Audience.PARENTS}),
    youngest_age=13,
    engagement=Engagement.COMMENTS,
    pupils_contribute=True,
    hours_per_week=1,
    post_frequency="Once a week",
    evaluation_criteria="Families say that they look at it.",
    exit_strategy="Closed when the year group leaves.",
    login_email="year6@thistlewick.example",
    credentials_kept="Password manager of the school, folder Year 6",
    two_step=TwoStep.ON,
)

X = AccountDraft(
    name="Thistlewick on X",
    platform="x",
    handle="ThistlewickPS",
    purpose="Closures and weather.",
    strong_reason="Local radio reads closures from there.",
    audience=frozenset({Audience.PUBLIC}),
    hours_per_week=1,
    evaluation_criteria="Closures are out within ten minutes.",
    exit_strategy="A last post points to the website; the name is kept for a year.",
    login_identity=LoginIdentity.NAMED_WORK,
    login_email="r.ellery@thistlewick.example",
    credentials_kept="Headteacher’s office, locked drawer",
    two_step=TwoStep.OFF,
)

GOOGLE_PLUS = AccountDraft(
    name="Thistlewick community page",
    platform="google_plus",
    purpose="Begun by an earlier headteacher.",
    audience=frozenset({Audience.PARENTS}),
    exit_strategy="",
)

YOUTUBE = AccountDraft(
    name="Thistlewick music channel",
    platform="youtube",
    handle="@ThistlewickMusic",
    purpose="Concerts and songs to practise at home.",
    strong_reason="Songs can be practised with the class’s own recording.",
    audience=frozenset({Audience.PARENTS}),
    engagement=Engagement.BROADCAST,
    hours_per_week=1,
    evaluation_criteria="Recordings are watched before the concert.",
    exit_strategy="Videos are deleted a year after a concert.",
    login_identity=LoginIdentity.PERSONAL,
    login_email="thistlewick.music@mail.example",
    credentials_kept="With the finance assistant",
    two_step=TwoStep.UNKNOWN,
)

WHATSAPP = AccountDraft(
    name="Breakfast club channel",
    platform="whatsapp",
    purpose="Places for the morning and changes of time.",
    strong_reason="Places change at short notice.",
    audience=frozenset({Audience.PARENTS}),
    engagement=Engagement.OPEN_MEMBERSHIP,
    hours_per_week=2,
    evaluation_criteria="No family comes to a full club.",
    exit_strategy="Replaced by the booking page.",
    login_email="club@thistlewick.example",
    credentials_kept="Club cupboard, key with the office",
    two_step=TwoStep.ON,
)

BLOG = AccountDraft(
    name="Year 4 class blog",
    platform="wordpress",
    address="https://thistlewick-year4.wordpress.com",
    purpose="A diary of the class’s allotment, written by pupils.",
    strong_reason="Writing for readers outside the class makes pupils edit their texts.",
    intended_outcome="Every pupil publishes two edited texts.",
    audience=frozenset({Audience.PARENTS, Audience.PUPILS}),
    youngest_age=8,
    minimum_age_reason="",
    engagement=Engagement.COMMENTS,
    pupils_contribute=True,
    hours_per_week=2,
    post_frequency="Once a week until July",
    evaluation_criteria="Two texts by each pupil; comments by grandparents.",
    exit_strategy="Printed as a booklet in July, then taken down.",
    login_email="year4@thistlewick.example",
    credentials_kept="Password manager of the school, folder Year 4",
)

ANSWERS = {
    "facebook": Answers(FACEBOOK, "Samira Haddad", "Marta Lindqvist", 700),
    "instagram": Answers(INSTAGRAM, "Owen Tredinnick", "Owen Tredinnick", 40),
    "x": Answers(X, "Rowan Ellery", "Rowan Ellery"),
    "google_plus": Answers(GOOGLE_PLUS, ends=-300),
    "youtube": Answers(YOUTUBE, "Cecily Marchbank", "Olive Thackery"),
    "whatsapp": Answers(WHATSAPP, holder="Ruth Pennywell"),
    "blog": Answers(BLOG, "Samira Haddad", ends=240),
}
"""By the key of each account's story."""
