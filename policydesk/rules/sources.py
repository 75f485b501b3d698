"""The documents that clause marks such as "AN 2.2" stand for, in words."""

SOURCES = {
    "BP": "best-practice note of a data-protection consultancy",
    "AW": "resource note of an online-safety award",
    "AN": "social media advice note of a school, December 2023",
    "CP": "staff policy of a community primary school, January 2014",
    "KCSIE": "statutory guidance for schools in England, Keeping children safe in education",
    "AT": "social media policy of an academy trust, September 2022",
    "NCSC": "advice of the National Cyber Security Centre",
}


DOCUMENTS = frozenset({"BP", "AW", "AN", "CP", "AT"})
"""The documents a standard may answer to; everything else that is cited is law, guidance or security, for all."""


def parts_of(clause: str) -> tuple[str, ...]:
    """Return a clause’s parts, each with its mark: "AT 7.3; A.2.5" is "AT 7.3" and "AT A.2.5"."""
    found: list[str] = []
    mark = ""
    for part in (one.strip() for one in clause.split(";") if one.strip()):
        first = part.split()[0]
        mark = first if first in SOURCES or " " in part or not mark else mark
        found.append(part if first == mark else f"{mark} {part}")
    return tuple(found)


def mark_of(part: str) -> str:
    """Return the document that one part of a clause is from; its first word where it is none of them."""
    return part.split()[0]


def source_in_words(clause: str) -> str:
    """Return where a demand comes from, for somebody who does not know the marks: "AN 2.2: social media advice …"."""
    parts = [part.strip() for part in clause.split(";") if part.strip()]
    known = [f"{part}: {SOURCES[part.split()[0]]}" for part in parts if part.split()[0] in SOURCES]
    return "\n".join(known) or clause
