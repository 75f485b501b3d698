"""The school's words about reviews: what is reviewed, how often, what came of it; whom a policy was discussed with."""

from policydesk.terms import Term


class ReviewKind(Term):
    """What a review is of (CP Review, AT A.1.6, A.1.7, AW)."""

    POLICY = "policy", "A policy"
    PRIVACY_SETTINGS = "privacy_settings", "An account: privacy settings"
    FOLLOWERS = "followers", "An account: followers and friends"
    EVALUATION = "evaluation", "An account: evaluation"
    MODERATION = "moderation", "An account: moderation"
    TRAINING = "training", "Training of moderators"
    REGISTER = "register", "The register itself"
    OTHER = "other", "Something else"

    @property
    def is_of_an_account(self) -> bool:
        """Whether an official account is reviewed; rules of their own say when one was neglected."""
        return self in {
            ReviewKind.PRIVACY_SETTINGS,
            ReviewKind.FOLLOWERS,
            ReviewKind.EVALUATION,
            ReviewKind.MODERATION,
        }


class Every(Term):
    """How reviews follow each other."""

    YEARS = "years", "Years"
    MONTHS = "months", "Months"
    WEEKS = "weeks", "Weeks"
    DAYS = "days", "Days"
    WEEKDAY = "weekday", "A weekday of the month"
    TERM_STARTS = "term_starts", "Each term, by its first day"
    TERM_ENDS = "term_ends", "Each term, by its last day"
    ONCE = "once", "Once only"

    @property
    def is_counted(self) -> bool:
        """Whether it is every so many of them."""
        return self in {Every.YEARS, Every.MONTHS, Every.WEEKS, Every.DAYS, Every.WEEKDAY}

    @property
    def is_by_term(self) -> bool:
        """Whether the school's terms give the days."""
        return self in {Every.TERM_STARTS, Every.TERM_ENDS}


class Weekday(Term):
    """A day of the week; the order of the members is the week's."""

    MONDAY = "monday", "Monday"
    TUESDAY = "tuesday", "Tuesday"
    WEDNESDAY = "wednesday", "Wednesday"
    THURSDAY = "thursday", "Thursday"
    FRIDAY = "friday", "Friday"
    SATURDAY = "saturday", "Saturday"
    SUNDAY = "sunday", "Sunday"

    @property
    def number(self) -> int:
        """Monday is 0."""
        return list(Weekday).index(self)


class Nth(Term):
    """Which of a month's Mondays, Tuesdays and so on."""

    FIRST = "first", "First"
    SECOND = "second", "Second"
    THIRD = "third", "Third"
    FOURTH = "fourth", "Fourth"
    LAST = "last", "Last"

    @property
    def number(self) -> int:
        """Counted from the start of the month; the last is -1."""
        return -1 if self is Nth.LAST else list(Nth).index(self) + 1


class CountFrom(Term):
    """From which day the next review counts."""

    NEAREST = "nearest", "The due date, if done within four weeks of it; otherwise the day it was done"
    DUE_DATE = "due_date", "The due date, always"
    COMPLETION = "completion", "The day it was done, always"


class ReviewOutcome(Term):
    """What a review decided."""

    NO_CHANGE = "no_change", "No change"
    CHANGED = "changed", "Something was changed"
    NEW_VERSION = "new_version", "A new version is needed"
    NOT_NEEDED = "not_needed", "No longer needed"
    MOVED = "moved", "Moved to another date"

    @property
    def is_a_review(self) -> bool:
        """Whether somebody reviewed it, rather than moved the date."""
        return self is not ReviewOutcome.MOVED


DECISIONS = (
    ReviewOutcome.NO_CHANGE,
    ReviewOutcome.CHANGED,
    ReviewOutcome.NEW_VERSION,
    ReviewOutcome.NOT_NEEDED,
)
"""What somebody who completes a review chooses from."""


class Trigger(Term):
    """Why something is reviewed beside its schedule (R7)."""

    NEW_PLATFORM = "new_platform", "A new platform"
    INCIDENT = "incident", "An incident"
    LAW = "law", "A change in the law"
    GUIDANCE = "guidance", "New guidance"
    STAFFING = "staffing", "A change of staff"
    OTHER = "other", "Another reason"


class Group(Term):
    """Whom a policy was discussed with (R15, R16)."""

    STAFF = "staff", "Staff"
    PUPILS = "pupils", "Pupils"
    PARENTS = "parents", "Parents and carers"
    GOVERNORS = "governors", "Governors"
    UNIONS = "unions", "Unions and professional associations"
    OTHERS = "others", "Others"


class Discussion(Term):
    """How a policy was discussed."""

    MEETING = "meeting", "Meeting"
    SURVEY = "survey", "Survey"
    LESSON = "lesson", "Lesson or assembly"
    LETTER = "letter", "Letter or e-mail"
    WORKING_GROUP = "working_group", "Working group"
    OTHER = "other", "Another way"


class ReminderAbout(Term):
    """What people are reminded of."""

    ACKNOWLEDGEMENTS = "acknowledgements", "Policies to acknowledge"
    REVIEWS = "reviews", "Reviews that are due"
    DECLARATIONS = "declarations", "The yearly declaration of connections"


class ReminderForm(Term):
    """What is written for a reminder; nothing is ever sent by itself."""

    EACH = "each", "One e-mail for each person"
    TOGETHER = "together", "One e-mail with everybody in Bcc"
    SHEET = "sheet", "A spreadsheet for mail merge"


class Standing(Term):
    """Where something in the year planner stands."""

    DONE = "done", "Done"
    OVERDUE = "overdue", "Overdue"
    DUE = "due", "Due"
    TO_COME = "to_come", "To come"
    DEADLINE = "deadline", "Deadline"
    MISSED = "missed", "Deadline missed"
