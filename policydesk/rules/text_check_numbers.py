"""Clause numbers, appendices and the contents page: what a text refers to and what is really there."""

import re
from collections.abc import Iterator
from itertools import pairwise

from policydesk.names import fold
from policydesk.rules.text_check_lines import Sentence, is_heading
from policydesk.rules.text_check_reading import Hit, Reading
from policydesk.rules.text_check_structure import APPENDIX, CLAUSE, ENTRY, NAMES, Clause, Structure
from policydesk.terms import HitKind

SOURCE = "Our own recommendation: readers must find what they are sent to"

_REFERENCE = re.compile(
    r"\b(?P<what>sections?|paragraphs?|paras?\.?|clauses?)\s+(?P<number>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,3})(?![\d/(])"
    r"(?:\s*(?:and|&|,|or)\s*(?P<second>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){1,3})(?![\d/(]))?",
    re.IGNORECASE,
)
_SEE = re.compile(
    r"\b(?:see|refer to)\s+(?P<number>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\b(?!\s*(?:%|million|pm|am))", re.IGNORECASE
)
_APPENDICES = re.compile(
    r"\b(?P<what>Appendix|Appendices|Annex|Annexe|Annexes)\s+"
    r"(?P<names>(?:[A-Z]|\d{1,2})(?!\w|\.\d)(?:\s*(?:,|and|&|to|or|–)\s*(?:[A-Z]|\d{1,2})(?!\w|\.\d))*)"
)
_HERE = re.compile(r"^\W*(?:of (?:this|the) (?:policy|document|guidance)|below|above|overleaf)", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"^\W*(?:,?\s*(?:of|to|in|from)\s+(?!this\b|the (?:policy|document)\b))", re.IGNORECASE)


def check_references(reading: Reading, structure: Structure) -> Iterator[Hit]:
    """Yield sections and appendices that a sentence sends the reader to and that are not there."""
    contents = {one.text for one in structure.contents}
    for sentence in reading.sentences:
        if sentence.text in contents:
            continue
        for found in [*_REFERENCE.finditer(sentence.text), *_SEE.finditer(sentence.text)]:
            numbers = [found["number"], found.groupdict().get("second")]
            for number in (one for one in numbers if one):
                if not structure.has(number) and _means_this_document(reading, structure, sentence, found):
                    what = (
                        (found.groupdict().get("what") or "section").lower().rstrip("s.").replace("para", "paragraph")
                    )
                    what = what.replace("paragraphgraph", "paragraph")
                    yield _dangling(reading, sentence, f"{what} {number}")
        yield from _dangling_appendices(reading, structure, sentence)


def _means_this_document(reading: Reading, structure: Structure, sentence: Sentence, found: re.Match[str]) -> bool:
    after = sentence.text[found.end() :]
    if _HERE.match(after):
        return True
    if _OF_ANOTHER.match(after) or reading.knowledge.wording.other_documents.search(sentence.text):
        return False
    sent_there = re.search(r"\bsee\s+$", sentence.text[: found.start()], re.IGNORECASE) and "." in found[0]
    return len(structure.clauses) >= 3 or (not structure.clauses and bool(sent_there))


def _dangling_appendices(reading: Reading, structure: Structure, sentence: Sentence) -> Iterator[Hit]:
    kept = " ".join(reading.facts.appendices)
    for found in _APPENDICES.finditer(sentence.text):
        after = sentence.text[found.end() :]
        if not _HERE.match(after) and (
            _OF_ANOTHER.match(after)
            or re.search(r"KCSIE|Keeping Children Safe|Working Together|\bAct\b|guidance", sentence.text, re.IGNORECASE)
        ):
            continue
        for name in _all_names(found["names"]):
            at_home = sentence.is_heading and APPENDIX.match(sentence.text)
            filed = re.search(rf"\b(?:Appendix|Annex)\s+{name}\b", kept, re.IGNORECASE)
            if name not in structure.appendices and not at_home and not filed:
                yield _dangling(
                    reading, sentence, f"{'annex' if found['what'].startswith('Annex') else 'appendix'} {name}"
                )


def _all_names(names: str) -> list[str]:
    """Return every letter or number that "A and B" or "1 to 3" names."""
    ends = re.findall(r"[A-Z]|\d{1,2}", names)
    if re.search(r"\bto\b|–", names) and len(ends) == 2:
        if all(one.isdigit() for one in ends):
            return [str(one) for one in range(int(ends[0]), int(ends[1]) + 1)]
        if all(one.isalpha() for one in ends):
            return [chr(one) for one in range(ord(ends[0]), ord(ends[1]) + 1)]
    return ends


def _dangling(reading: Reading, sentence: Sentence, what: str) -> Hit:
    return reading.hit(
        HitKind.REFERENCE,
        what,
        sentence,
        f"It refers to {what}, which is not in the document.",
        f"Add {what}, or refer to what is there.",
        SOURCE,
        "D15",
    )


def check_numbering(reading: Reading, structure: Structure) -> Iterator[Hit]:
    """Yield places where clause numbers leave one out, or do not begin at 1."""
    children: dict[tuple[str, ...], list[Clause]] = {}
    for clause in structure.clauses:
        for depth in range(1, len(clause.path)):  # 6.2.1 shows that there is a 6.2
            some = children.setdefault(clause.path[:depth], [])
            whole = Clause(".".join(clause.path[: depth + 1]), clause.words, clause.at)
            if clause.path[depth].isdigit() and (not some or some[-1].path != whole.path):
                some.append(whole)
    for parent, some in children.items():
        yield from _gaps(reading, structure, ".".join(parent), some)
    yield from _gaps_between_sections(reading, structure)


def _gaps(reading: Reading, structure: Structure, parent: str, some: list[Clause]) -> Iterator[Hit]:
    numbers = [int(one.path[-1]) for one in some]
    steps = list(pairwise(numbers))
    if any(after <= before for before, after in steps):
        return  # the numbers begin again: two lists, not a gap
    if len(numbers) == 1 and numbers[0] > 2 and "." not in parent and not structure_has_parent(structure, parent):
        return
    first = some[0]
    if numbers[0] > 1:
        yield _gap(reading, first, f"{parent}.1", f"{first.number} is the first of {parent}: {parent}.1 is missing.")
    for (before, after), clause in zip(steps, some[1:], strict=True):
        if after > before + 1:
            missing = f"{parent}.{before + 1}"
            says = f"{clause.number} follows {parent}.{before}: {missing} is missing."
            yield _gap(reading, clause, missing, says)


def structure_has_parent(structure: Structure, parent: str) -> bool:
    """Return whether the section itself has a heading."""
    return any(one.number == parent for one in structure.clauses)


def _gaps_between_sections(reading: Reading, structure: Structure) -> Iterator[Hit]:
    """Yield missing numbers between the main sections, where those run through the document once."""
    main = [one for one in structure.clauses if len(one.path) == 1 and is_heading(one.words)]
    numbers = [int(one.number) for one in main]
    if len(numbers) < 4 or any(after <= before for before, after in pairwise(numbers)):
        return
    if any(after - before > 2 for before, after in pairwise(numbers)):
        return
    for (before, after), clause in zip(pairwise(numbers), main[1:], strict=True):
        if after == before + 2 and not structure.has(str(before + 1)):
            says = f"Section {after} follows section {before}: {before + 1} is missing."
            yield _gap(reading, clause, str(before + 1), says)


def _gap(reading: Reading, clause: Clause, missing: str, says: str) -> Hit:
    at = Sentence(clause.at.place, clause.at.text, 0)
    return reading.hit(
        HitKind.NUMBERING, missing, at, says, "Number the clauses again, or put the missing one back.", SOURCE, "D16"
    )


def check_contents(reading: Reading, structure: Structure) -> Iterator[Hit]:
    """Yield what the contents page lists and the body lacks, and appendices and sections that it leaves out."""
    entries = structure.contents
    if not entries:
        return
    headings = {_bare(line.text) for line in structure.body}
    listed = set()
    for entry in entries:
        words = ENTRY.match(entry.text)
        assert words is not None
        bare = _bare(words["words"])
        listed.add(bare)
        if bare and not any(one == bare or (len(bare) > 6 and one.startswith(bare)) for one in headings):
            at = Sentence(entry.place, entry.text, 0)
            why = f"The contents page lists “{words['words'].strip(' .…')}”, and no heading is called that."
            yield _page(reading, at, f"lists {bare}", why)
    named = {_appendix_name(one.text) for one in entries}
    for name, line in structure.appendices.items():
        if name not in named:
            at = Sentence(line.place, line.text, 0)
            yield _page(reading, at, f"lacks appendix {name}", f"The contents page does not list appendix {name}.")
    numbered = sum(CLAUSE.match(one.text) is not None for one in entries)
    if numbered < 3:
        return
    for clause in structure.clauses:
        whole = len(clause.path) == 1 and is_heading(clause.words) and clause.words[:1].isupper()
        if whole and not any(_bare(clause.words) == one or one.startswith(_bare(clause.words)) for one in listed):
            at = Sentence(clause.at.place, clause.at.text, 0)
            why = f"The contents page does not list “{clause.words}”."
            yield _page(reading, at, f"lacks {_bare(clause.words)}", why)


def _page(reading: Reading, at: Sentence, subject: str, why: str) -> Hit:
    return reading.hit(HitKind.CONTENTS, subject, at, why, "Make the contents page again.", SOURCE, "D17")


def _appendix_name(text: str) -> str:
    found = APPENDIX.match(text)
    return "" if found is None else NAMES.get(found["name"].lower(), found["name"].upper())


def _bare(text: str) -> str:
    """Return a heading's words alone: without number, dots and capitals."""
    plain = re.sub(
        r"^(?:(?:section|part)\s+)?(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2})*[.):]?\s+", "", text, flags=re.IGNORECASE
    )
    return " ".join(re.sub(r"[^\w\s]", " ", fold(plain)).split())
