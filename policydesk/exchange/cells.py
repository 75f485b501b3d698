"""What one cell of somebody's list means: a day, a name, an e-mail address, a category."""

import re
from datetime import date, timedelta

from policydesk.dates import add_months, read_rough
from policydesk.exchange.words import CATEGORY_OF, HONORIFICS, LETTERS_AFTER, NOTHING, letters, word_list
from policydesk.terms import Precision, StaffCategory

_SERIAL_ZERO = date(1899, 12, 30)
"""The day before which spreadsheets count none; right from 1 March 1900 on."""
_SERIALS = range(10_000, 80_000)
"""Serial numbers of 1927 to 2119."""
_EARLIEST = date(1930, 1, 1)
_MONTHS_AHEAD = 120
_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|z|[+-]\d{2}:?\d{2})?\Z", re.IGNORECASE)
_DATE_SHAPES = re.compile(
    r"(?:[a-z]{3,9},? )?(?:"
    r"\d{4}-\d{1,2}(?:-\d{1,2})?"
    r"|\d{1,2}([./ -])\d{1,2}\1(?:\d{4}|\d{2})"
    r"|\d{1,2}(?:st|nd|rd|th)?[ ./-]*[a-z]{3,9}[ ,./-]*(?:\d{4}|\d{2})"
    r"|[a-z]{3,9}[ .]*\d{1,2}(?:st|nd|rd|th)?[ ,]+\d{4}"
    r"|[a-z]{3,9}[ ./-]*\d{4}"
    r"|\d{1,2}/\d{4}"
    r"|\d{4})",
    re.IGNORECASE,
)
_NO_END = re.compile(r"(?:9999|2999)-12-31|31[./-]12[./-](?:9999|2999)")
_E_MAIL = re.compile(r"[^\s;,<>]+@[^\s;,<>]+")


class Unclear(ValueError):  # noqa: N818 - not an error of ours: the words go beside a row
    """A cell says something that cannot be so; the words go beside its row number."""


def clean(text: str) -> str:
    """Return a cell on one line without blanks round it; nothing where it only says that there is nothing."""
    found = " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())
    return "" if found.lower() in NOTHING else found


def read_date(text: str, today: date) -> date | None:
    """Return the day a cell means: in UK order, ISO, words or a spreadsheet's serial number; None where it is blank.

    Raises Unclear where it is no real date, has no day, or lies before 1930 or more than ten years after `today`.
    """
    asked = clean(text)
    if not asked:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", asked) and int(float(asked)) in _SERIALS:
        return _likely(_SERIAL_ZERO + timedelta(days=int(float(asked))), asked, today)
    bare = _TIME.sub("", asked)
    bare = re.sub(r"\A(\d{4})([/.]?)(\d{2})\2(\d{2})\Z", r"\1-\3-\4", bare)
    if _NO_END.fullmatch(bare):
        return None
    rough = read_rough(bare, today) if _DATE_SHAPES.fullmatch(bare) else None
    if rough is None:
        raise Unclear(f"“{asked}” is not a real date. Give day, month and year")
    if rough.precision is not Precision.DAY:
        raise Unclear(f"“{asked}” names no day. Give day, month and year")
    return _likely(rough.first, asked, today)


def _likely(day: date, asked: str, today: date) -> date:
    latest = add_months(today, _MONTHS_AHEAD)
    if day > latest and re.search(r"(?<!\d)\d{2}\Z", asked):
        day = day.replace(year=day.year - 100)
    if not _EARLIEST <= day <= latest:
        raise Unclear(f"“{asked}” is not a likely date. Give day, month and year")
    return day


def read_email(text: str) -> str:
    """Return a cell's first e-mail address; raises Unclear where what stands there is none. Nothing is looked up."""
    asked = clean(text)
    if not asked:
        return ""
    from email_validator import EmailNotValidError, validate_email  # late: only a list with addresses needs it

    found = _E_MAIL.search(asked.removeprefix("mailto:"))
    try:
        validate_email(found[0] if found else asked, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as trouble:
        raise Unclear(f"“{asked}” is not an e-mail address") from trouble
    return found[0] if found else asked


def read_name(text: str, *, last_name_first: bool = False) -> str:
    """Return a full name in spoken order: "Khan, Mrs Sarah" and "Mrs Sarah Khan" give "Sarah Khan".

    `last_name_first` says that the list writes the surname first even without a comma.
    """
    name = clean(text)
    before, comma, after = name.partition(",")
    if comma and after.strip() and not _is_letters_after(after):
        return " ".join(filter(None, (without_title(clean(after)), without_title(clean(before)))))
    name = without_title(clean(before))
    words = name.split(" ")
    if last_name_first and not comma and len(words) > 1:
        upper = next((index for index, word in enumerate(words) if not word.isupper()), 1) or 1
        name = " ".join(words[upper:] + words[:upper])
    return name


def _is_letters_after(text: str) -> bool:
    return all(letters(word) in LETTERS_AFTER for word in re.split(r"[\s,]+", text.strip()))


def without_title(name: str) -> str:
    """Return a name without Mr, Mrs, Dr and their like before it, as long as a name is left."""
    words = name.split(" ")
    while len(words) > 1 and letters(words[0]) in HONORIFICS:
        words = words[1:]
    return " ".join(words)


def has_letters(name: str) -> bool:
    """Whether there is anything in a name that a name is made of."""
    return any(character.isalpha() for character in name)


def read_categories(text: str) -> tuple[StaffCategory, ...]:
    """Return the categories that a staff type means, as named: "Teacher / Governor" gives both; none if unsure."""
    whole = CATEGORY_OF.get(letters(text))
    if whole is not None:
        return (whole,)
    parts = [part for part in re.split(r"[;/,+&|]| and ", text) if part.strip()]
    found = [CATEGORY_OF.get(letters(part)) for part in parts]
    if not found or None in found:
        return ()
    return tuple(dict.fromkeys(category for category in found if category is not None))


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: no accents, capitals, apostrophes or hyphens."""
    return " ".join(word_list(without_title(clean(name))))


def reference_key(reference: str) -> str:
    """Return a reference as compared: "Stf_0042", "0042" and "42" are one, because spreadsheets eat leading zeroes."""
    key = clean(reference).casefold().removeprefix("stf_")
    return key.lstrip("0") or key


def email_key(email: str) -> str:
    """Return an e-mail address as compared: capitals do not matter."""
    return clean(email).casefold()
