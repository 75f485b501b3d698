"""What a report is: its name, the facts it asks for, and the story it tells of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from policydesk.queries.school import SchoolRow, school_row
from policydesk.rules.incidents import Record
from policydesk.terms_incidents import Category, IncidentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.parts import Parts


@dataclass(frozen=True)
class Options:
    """What may be chosen: the version a sheet is for (the social media policy's where none is), names or figures.

    `account_id` is the official account it is about, `first` and `last` the days it looks at, both inclusive. `kind`,
    `category` and `is_open` leave only some incidents; None leaves all of them.
    """

    version_id: int | None = None
    names: bool = False
    account_id: int | None = None
    first: date | None = None
    last: date | None = None
    incidents: tuple[Record, ...] | None = field(default=None, repr=False)
    """What whoever prints has unsealed; None where they hold no key, or the sealed parts are closed."""

    kind: IncidentKind | None = None
    category: Category | None = None
    is_open: bool | None = None


@dataclass(frozen=True)
class Printing:
    """Who prints, when by the school's clock, and the register's seal at that moment."""

    printed_at: datetime
    printed_by: str
    seal: str


@dataclass(frozen=True)
class Gathered:
    """A report's facts with the school they are about: enough to print without the register."""

    school: SchoolRow
    as_at: date
    facts: Any


@dataclass(frozen=True)
class Report:
    """One report. `gather` reads, `title_of` names the sheet, `story` tells it; only `story` needs reportlab.

    `wants_account` are the words for no account in particular, where the report may be about one; `wants_window` say
    what is meant where no first and no last day is chosen, where they may be. `offers_kinds` says that incidents may be
    chosen by kind, category and whether they are open.
    """

    id: str
    title: str
    says: str
    gather: Callable[["Session", date, Options], Any]
    story: "Callable[[Any, Parts], list[Any]]"
    title_of: Callable[[Any], str] | None = None
    place: int = 50
    wants_version: bool = False
    offers_names: bool = False
    wants_account: str = ""
    wants_window: tuple[str, str] | None = None
    offers_kinds: bool = False
    watermark: str = ""
    wants_keys: bool = False
    """Whether only somebody who can open incidents prints it; that it was printed is then recorded."""


def gather(session: "Session", report: Report, as_at: date, options: Options) -> Gathered:
    """Read everything that a report needs, as at a day; short, with the register open."""
    return Gathered(school_row(session), as_at, report.gather(session, as_at, options))


def render(report: Report, gathered: Gathered, printing: Printing) -> bytes:
    """Return a report's PDF; long, and without the register, so that it can be done beside the desk's work."""
    from policydesk.reports.frame import Sheet, build
    from policydesk.reports.parts import Parts

    title = report.title if report.title_of is None else report.title_of(gathered.facts)
    sheet = Sheet(
        school=gathered.school.name,
        title=title,
        as_at=gathered.as_at,
        seal=printing.seal,
        printed_at=printing.printed_at,
        printed_by=printing.printed_by,
        logo=gathered.school.logo,
        watermark=report.watermark,
    )
    parts = Parts()
    return build(sheet, parts, report.story(gathered.facts, parts))
