"""Members of staff named in a cell: taken apart, and found in the register with the same care as a staff list."""

import re
from dataclasses import dataclass

from policydesk.exchange.cells import Unclear, clean, email_key, has_letters, read_name
from policydesk.exchange.matcher import Matcher
from policydesk.queries.matching import RosterPerson, StaffToMatch

_APART = re.compile(r"[;\n\r/|•]| & | \+ |\s+and\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a cell names them: a name, an e-mail address or both, and what stands in brackets behind."""

    name: str
    email: str = ""
    says: str = ""


def split_people(text: str) -> tuple[str, ...]:
    """Return the people of a cell one by one: "Ben Okoro; Sarah Khan", on lines, or with commas between whole names."""
    found: list[str] = []
    for part in _APART.split(text):
        names = [clean(name) for name in part.split(",")]
        whole = len(names) > 1 and all(" " in name or "@" in name for name in names)
        found += names if whole else [clean(part)]
    return tuple(dict.fromkeys(one for one in found if has_letters(one)))


def read_person(text: str) -> Named:
    """Return who "Khan, Sarah <s.khan@longacre.example> (administrator)" names."""
    address = _ADDRESS.search(text)
    rest = text.replace(address[0], "") if address else text
    says = " ".join(_IN_BRACKETS.findall(rest))
    bare = clean(re.sub(r"[<>]|mailto:", " ", _IN_BRACKETS.sub(" ", rest)))
    return Named(read_name(bare) if has_letters(bare) else "", address[0] if address else "", says)


class PeopleFinder:
    """Finds members of staff for the cells of a list; the same person may stand in many rows."""

    def __init__(self, staff: tuple[StaffToMatch, ...]) -> None:
        self._staff = staff
        self._matcher = Matcher(staff)

    def find(self, text: str) -> StaffToMatch:
        """Return who is named; raises Unclear where it is nobody in the register, or somebody only perhaps."""
        named = read_person(text)
        if not named.name:
            return self._by_address(named.email)
        match = self._matcher.find(RosterPerson(0, named.name, email=named.email))
        if match is None:
            raise Unclear(f"“{text}” is nobody in the register. Add them under Staff, or correct the name")
        if match.why:
            raise Unclear(
                f"“{text}” is perhaps {match.staff.full_name} ({_lower(match.why)}). "
                "Write the name and the e-mail address as the register has them"
            )
        return match.staff

    def _by_address(self, email: str) -> StaffToMatch:
        found = [one for one in self._staff if one.email and email_key(one.email) == email_key(email)]
        if len(found) != 1:
            who = "nobody" if not found else f"{len(found)} people"
            raise Unclear(f"“{email}” is the e-mail address of {who} in the register. Write the name too")
        return found[0]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
