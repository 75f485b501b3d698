"""The invented people of the small demo school: everybody the policies bind, in every category."""

from dataclasses import dataclass

from policydesk.terms import Post, Role, StaffCategory

T, S, G = StaffCategory.TEACHING, StaffCategory.SUPPORT, StaffCategory.GOVERNOR

SCHOOL = "Thistlewick Primary School"


@dataclass(frozen=True)
class Person:
    """Somebody at the demo school; `started` and `left` are days before today, `also` a second category."""

    name: str
    category: StaffCategory
    job_title: str
    started: int
    left: int | None = None
    employer: str = ""
    known_as: str = ""
    also: StaffCategory | None = None


USERS = (
    ("Marta Lindqvist", frozenset({Role.OFFICE_MANAGER})),
    ("Samira Haddad", frozenset({Role.DSL})),
    ("Rowan Ellery", frozenset({Role.HEADTEACHER})),
    ("Gwen Ashdown", frozenset({Role.VIEWER, Role.CHAIR_OF_GOVERNORS})),
    ("Shabnam Qureshi-Lowe", frozenset({Role.VIEWER})),
)
"""Who may open the demo school; the office manager first."""

PEOPLE = (
    Person("Rowan Ellery", T, "Headteacher", 2900),
    Person("Samira Haddad", T, "Deputy headteacher", 2200),
    Person("Marta Lindqvist", S, "Office manager", 3100),
    Person("Gwen Ashdown", G, "Chair of governors", 1400),
    Person("Owen Tredinnick", T, "Year 6 teacher", 2560),
    Person("Łukasz Wójcik", T, "Year 5 teacher", 1830),
    Person("Ayşe Çelik", T, "Year 4 teacher", 1465),
    Person("Niamh Ní Bhraonáin", T, "Year 3 teacher", 1100),
    Person("Beatrix Holloway", T, "Year 2 teacher", 3300),
    Person("Dafydd Penhallow", T, "Year 1 teacher", 735),
    Person("Ananya Rao", T, "Reception teacher", 2195, known_as="ಅನನ್ಯ"),
    Person("Joseph Whitlock", T, "Nursery teacher", 1450),
    Person("Cecily Marchbank", T, "Music teacher", 1820),
    Person("Tobias Fenwright", T, "PE teacher", 735),
    Person("Hannah O’Dowd", T, "Special needs coordinator", 2550),
    Person("Ivo Kessler", T, "Year 6 teacher", 370),
    Person("Freya Lindgren-Shaw", T, "Year 3 teacher", 9),
    Person("Marcus Adeyemi-Cole", T, "Year 5 teacher", 1100, left=95),
    Person("Ruth Pennywell", S, "Teaching assistant", 2300),
    Person("Jia Wen Tan", S, "Teaching assistant", 1900),
    Person("Eleanor Duckworth-Hay", S, "Teaching assistant", 1200),
    Person("Sipho Ndaba", S, "Teaching assistant", 800),
    Person("Claire Vandermolen", S, "Teaching assistant", 600),
    Person("Pavel Havránek", S, "Site manager", 2700),
    Person("Dorothy Applegarth", S, "Cook", 3600),
    Person("Imogen Sallow", S, "Receptionist", 420),
    Person("Leila Benhaddou", S, "Learning mentor", 1500, known_as="ليلى"),
    Person("Callum Strang", S, "ICT technician", 900),
    Person("Winifred Oakes", S, "Midday supervisor", 2000),
    Person("Nathan Briarley", S, "Teaching assistant", 20),
    Person("Olive Thackery", S, "Finance assistant", 1300, left=40),
    Person("Henry Castellan", G, "Parent governor", 700),
    Person("Shabnam Qureshi-Lowe", G, "Link governor for safeguarding", 1050),
    Person("Edwin Farrow", G, "Local authority governor", 1700),
    Person("Molly Greatorex", G, "Staff governor", 500, also=S),
    Person("Councillor Philippa Yarrow", StaffCategory.ELECTED_MEMBER, "Ward councillor", 900),
    Person("Ray Bannister", StaffCategory.CONTRACTOR, "Cleaner", 1000, employer="Brightmop Services"),
    Person("Zofia Kamińska", StaffCategory.AGENCY_OR_SUPPLY, "Supply teacher", 300, employer="Chalkline Supply"),
    Person("Gareth Maddox", StaffCategory.CASUAL, "Lunchtime cover", 450),
    Person("Yvonne Abernethy", StaffCategory.SECONDEE, "Literacy lead", 250, employer="Fernleigh Junior School"),
    Person("Theo Brackenbury", StaffCategory.TEACHER_TRAINEE, "Trainee teacher", 78),
    Person("Amber Rowntree-Dale", StaffCategory.OTHER_TRAINEE, "Childcare apprentice", 75),
    Person("Sister Agnes Mulcahy", StaffCategory.VOLUNTEER, "Reading volunteer", 1900),
    Person("Kofi Mensah-Grey", StaffCategory.THIRD_PARTY_PROVIDER, "Football coach", 600, employer="Kickabout Club"),
    Person("Peregrine Loft", StaffCategory.OTHER, "School photographer", 820, employer="Loft Portraits"),
)

APPOINTMENTS = (
    ("Rowan Ellery", Post.HEADTEACHER, 2900, None),
    ("Gwen Ashdown", Post.CHAIR_OF_GOVERNORS, 1400, -18),
    ("Samira Haddad", Post.DSL, 1800, None),
    ("Samira Haddad", Post.SENIOR_LEADER, 1800, None),
    ("Olive Thackery", Post.MEDIA_CONTACT, 700, None),
)
"""Who holds which post, from so many days ago until so many days ago; a negative number lies ahead."""
