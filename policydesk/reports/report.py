"""What a report is: its name, the facts it asks for, and the story it tells of them."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from policydesk.errors import Refusal
from policydesk.queries.once import reading_once
from policydesk.queries.school import SchoolRow, school_row
from policydesk.rules.incidents import Record
from policydesk.terms import StaffCategory
from policydesk.terms_incidents import Category, IncidentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from policydesk.reports.paper.frame import Chapter
    from policydesk.reports.paper.parts import Parts
    from policydesk.reports.paper.proof import Proof
    from policydesk.reports.paper.told import Told
    from policydesk.store.health import Health


@dataclass(frozen=True)
class Options:
    """What may be chosen: the version a sheet is for (the social media policy's where none is), names or figures.

    `account_id` is the official account it is about, `first` and `last` the days it looks at, both inclusive;
    `staff_id` the person it is about, `compare_with` the earlier day that its figures are compared with. `kind`,
    `category` and `is_open` leave only some incidents; None leaves all of them. `held` leaves only people who hold a
    category, `version_id` and `staff_id` only one version and one person, in lists that may be narrowed so.
    """

    version_id: int | None = None
    names: bool = False
    account_id: int | None = None
    first: date | None = None
    last: date | None = None
    incidents: tuple[Record, ...] | None = field(default=None, repr=False)
    """What whoever prints has unsealed; None where they hold no key, or the sealed parts are closed."""
    staff_id: int | None = None
    compare_with: date | None = None

    kind: IncidentKind | None = None
    category: Category | None = None
    held: StaffCategory | None = None
    is_open: bool | None = None

    included: tuple[str, ...] = ()
    """What an evidence pack is made of: reports by their ids, files as "file-12"; what is usual where empty."""
    look: "Callable[[], Health] | None" = field(default=None, repr=False)
    """How to look at the register as a file; None where only its tables are at hand."""


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
    options: Options = Options()


OPENED = "opened"
"""What a paper says of itself where it says more because incidents were open."""


class Paper(Enum):
    """The sheet a report is printed on: its width and its height in points."""

    A4 = (595.28, 841.89)
    A4_LANDSCAPE = (841.89, 595.28)
    A3_LANDSCAPE = (1190.55, 841.89)


@dataclass(frozen=True)
class Report:
    """One report. `gather` reads, `title_of` names the sheet, `story` tells it; only `story` needs reportlab.

    `wants_person` says that it is about one person, `offers_version`, `offers_held` and `offers_person` that it may be
    narrowed to one policy, one category of staff and one person, `offers_comparison` that an earlier day may be
    compared with, `offers_page` that it can be a web page too.
    `wants_account` are the words for no account in particular, where the report may be about one; `wants_window` say
    what is meant where no first and no last day is chosen, where they may be. `offers_kinds` says that incidents may be
    chosen by kind and category, `offers_open` that they may be chosen by whether something is left to do.
    """

    id: str
    title: str
    says: str
    gather: Callable[["Session", date, Options], Any]
    story: "Callable[[Any, Parts], list[Any]]"
    title_of: Callable[[Any], str] | None = None
    judged_by: Callable[[Any], str] | None = None
    """Words for every page that say by what its facts were judged, such as the rule pack."""
    place: int = 50
    wants_version: bool = False
    offers_version: bool = False
    offers_held: bool = False
    offers_person: bool = False
    offers_names: bool = False
    paper: Paper = Paper.A4
    wants_account: str = ""
    wants_window: tuple[str, str] | None = None
    offers_kinds: bool = False
    offers_open: bool = False
    wants_person: bool = False
    offers_comparison: bool = False
    offers_page: bool = False
    watermark: str = ""
    offers_parts: bool = False
    """Whether it is put together from other reports and from files, which may be chosen."""
    wants_look: bool = False
    """Whether it looks at the register as a file, in the moment it is printed; such a paper is not worked out again."""
    named: "Callable[[Session, Any, bool], Any] | None" = None
    """Facts that were gathered already with the names that are asked for, or without them: nothing else is read."""
    prepare: "Callable[[Gathered, Printing], Any] | None" = None
    """The long part of gathering, done beside the desk's work: returns the facts that the story is told of."""
    bound: "Callable[[Any], Sequence[Chapter]] | None" = None
    """What is bound behind the story, on the same run of page numbers."""
    wants_keys: bool = False
    """Whether only somebody who can open incidents prints it; that it was printed is then recorded."""
    uses_keys: bool = False
    """Whether everybody prints it, and it says more where whoever prints has incidents open; that is recorded too."""

    @property
    def takes_incidents(self) -> bool:
        """Whether it is given what whoever prints has unsealed."""
        return self.wants_keys or self.uses_keys


def gather(session: "Session", report: Report, as_at: date, options: Options) -> Gathered:
    """Read everything that a report needs, as at a day; short, with the register open."""
    with reading_once(session):
        return gathered_of(session, as_at, report.gather(session, as_at, options), options)


def with_names(session: "Session", report: Report, gathered: Gathered, options: Options) -> Gathered:
    """Return what was gathered already, where at most the names are chosen otherwise now."""
    if gathered.options == options:
        return gathered
    if report.named is None:
        return gather(session, report, gathered.as_at, options)
    with reading_once(session):
        return replace(gathered, facts=report.named(session, gathered.facts, options.names), options=options)


def gathered_of(session: "Session", as_at: date, facts: Any, options: Options = Options()) -> Gathered:
    """Return facts that were read already, with the school they are about."""
    return Gathered(school_row(session), as_at, facts, options)


def make_ready() -> None:
    """Load what draws papers, which takes longer than to draw one: before the first one is asked for."""
    for name in ("charts", "frame", "parts", "proof"):
        import_module(f"policydesk.reports.paper.{name}")


def render(report: Report, gathered: Gathered, printing: Printing) -> bytes:
    """Return a report's PDF; long, and without the register, so that it can be done beside the desk's work."""
    file = io.BytesIO()
    render_into(file, report, gathered, printing)
    return file.getvalue()


def render_into(file: BinaryIO, report: Report, gathered: Gathered, printing: Printing) -> None:
    """Write a report's PDF page by page, so that a long one is never in memory as a whole."""
    from policydesk.reports.paper.frame import bind

    ready = _ready(report, gathered, printing)
    behind = () if report.bound is None else report.bound(ready.facts)
    bind([chapter(report, ready, printing), *behind], file)


def chapter(report: Report, gathered: Gathered, printing: Printing) -> "Chapter":
    """Return a report as it is bound with others: its sheet, its parts and its story."""
    from policydesk.reports.paper.frame import Chapter
    from policydesk.reports.paper.furniture import Sheet

    parts, story, title, proof = _told(report, gathered, printing)
    sheet = Sheet(
        school=gathered.school.name,
        title=title,
        as_at=gathered.as_at,
        seal=printing.seal,
        printed_at=printing.printed_at,
        printed_by=printing.printed_by,
        logo=gathered.school.logo,
        size=report.paper.value,
        proof=proof,
        watermark=report.watermark,
        by="" if report.judged_by is None else report.judged_by(gathered.facts),
    )
    return Chapter(sheet, parts, story)


def render_sheet(report: Report, gathered: Gathered, printing: Printing) -> bytes:
    """Return the tables of a report as a spreadsheet."""
    from policydesk.reports.paper.spreadsheet import spreadsheet

    parts, _story, title, proof = _told(report, _ready(report, gathered, printing), printing, is_paper=False)
    return spreadsheet(gathered.school.name, title, proof, parts.told)


def render_page(report: Report, gathered: Gathered, printing: Printing) -> bytes:
    """Return a report as a web page in one file; raises Refusal for those that are only made for paper."""
    from policydesk.reports.paper.webpage import WebParts, webpage

    if not report.offers_page:
        raise Refusal(f"{report.title} is made for paper. Write it as a PDF or a spreadsheet.")
    gathered, parts = _ready(report, gathered, printing), WebParts()
    story = report.story(gathered.facts, cast("Parts", parts))
    title, proof = _titled(report, gathered), _proof(report, gathered, printing, parts.told)
    return webpage(gathered.school.name, title, gathered.as_at, proof, story)


def _ready(report: Report, gathered: Gathered, printing: Printing) -> Gathered:
    return gathered if report.prepare is None else replace(gathered, facts=report.prepare(gathered, printing))


def _told(
    report: Report, gathered: Gathered, printing: Printing, *, is_paper: bool = True
) -> "tuple[Parts, list[Any], str, Proof]":
    """Tell a report's story; return its parts, the story, the title of the sheet, and what it says about itself."""
    from policydesk.reports.paper.parts import FOOT, SIDE, TOP, Parts

    wide, high = report.paper.value
    parts = Parts(wide - 2 * SIDE, high - TOP - FOOT)
    parts.is_paper = is_paper
    story = report.story(gathered.facts, parts)
    return parts, story, _titled(report, gathered), _proof(report, gathered, printing, parts.told)


def _titled(report: Report, gathered: Gathered) -> str:
    return report.title if report.title_of is None else report.title_of(gathered.facts)


def _proof(report: Report, gathered: Gathered, printing: Printing, told: "list[Told]") -> "Proof":
    from policydesk.reports.paper.proof import Proof, digest

    return Proof(
        report.id,
        gathered.as_at,
        _chosen(report, gathered.options),
        printing.seal,
        digest(told),
        printing.printed_at,
        printing.printed_by,
    )


NOT_KEPT = frozenset({"incidents", "look"})
"""Options that a paper does not say of itself: they are no choices."""


def _chosen(report: Report, options: Options) -> dict[str, Any]:
    """Return what was chosen otherwise than usual, in words that a file can keep."""
    usual = Options()
    chosen = {one.name: getattr(options, one.name) for one in fields(Options) if one.name not in NOT_KEPT}
    opened = {OPENED: True} if report.uses_keys and options.incidents is not None else {}
    return opened | {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in chosen.items()
        if value != getattr(usual, key)
    }
