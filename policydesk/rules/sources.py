"""The documents that clause marks such as "AN 2.2" stand for, in words."""

SOURCES = {
    "BP": "best-practice note of a data-protection consultancy",
    "AW": "resource note of an online-safety award",
    "AN": "social media advice note of a school, December 2023",
    "CP": "staff policy of a community primary school, January 2014",
    "AT": "social media policy of an academy trust, September 2022",
    "NCSC": "advice of the National Cyber Security Centre",
}


def source_in_words(clause: str) -> str:
    """Return where a demand comes from, for somebody who does not know the marks: "AN 2.2: social media advice …"."""
    parts = [part.strip() for part in clause.split(";") if part.strip()]
    known = [f"{part}: {SOURCES[part.split()[0]]}" for part in parts if part.split()[0] in SOURCES]
    return "\n".join(known) or clause
