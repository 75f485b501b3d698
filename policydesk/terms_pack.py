"""The school's words about the rule pack: what its entries are about, and what may be entered in them."""

from policydesk.terms import Term


class PackKind(Term):
    """What an entry of the rule pack is about."""

    LAW = "law", "Laws"
    SERVICE = "service", "Services and bodies"
    PLATFORM = "platform", "Platforms"
    GUIDANCE = "guidance", "Guidance"
    PERIOD = "period", "Periods"
    PART = "part", "Expected parts"
    WORDING = "wording", "Wording"


class PackForm(Term):
    """What stands in an entry, and so what may be entered."""

    AGE = "age", "An age in years"
    DAY = "day", "A day"
    YEARS = "years", "Years with commas"
    WORDS = "words", "Words"
    EDITION = "edition", "An edition"
    NUMBER = "number", "A number"
    YEAR = "year", "A year"
    PHRASES = "phrases", "Words with commas"
    SWITCH = "switch", "Yes or no"
    SERIES = "series", "Guidance that comes in editions"
